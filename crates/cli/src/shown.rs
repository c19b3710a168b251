//! What of a command line a message may repeat. Whoever pastes a secret at the wrong place must not find it in a log.
//!
//! The rule, which README.md has under "What it promises":
//!
//! - of what is not understood: a number of at most three digits, what has the form of an option, and what is a slip away from a
//!   name that there is. The least PIN has four digits;
//! - the name of a file if there is such a file, for then it is one. A name that leads nowhere, or that no file can have, may be
//!   anything, and its option stands in its place;
//! - nothing else: of texts as in `--rules` and `--exclude`, positions and what is allowed.
//!
//! Numbers that are understood and refused are held to the first of these, as in `--count 20: … there are 3 items`. Those that are allowed
//! are told with the strength that they lead to.

use core::fmt::Display;
use std::{fs, io::ErrorKind, path::Path};

/// Whether a word that is not understood says nothing of a secret: it is a short number, or looks like an option.
pub(crate) fn is_shown(word: &str) -> bool {
    is_short_number(word) || looks_like_an_option(word)
}

/// A number that is refused, if it says nothing of a secret.
pub(crate) fn number(number: impl Display) -> String {
    // A float may come as `16.0`.
    let text = number.to_string();
    let text = text.strip_suffix(".0").unwrap_or(&text);
    if is_short_number(text) { text } else { "…" }.to_owned()
}

/// A number with a sign, a point or a suffix, as in `-1`, `1.5` and `10KiB`, that is shorter than codes are.
fn is_short_number(word: &str) -> bool {
    let unsigned = word.strip_prefix(['-', '+']).unwrap_or(word);
    let number = unsigned.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    let suffix = unsigned.get(number.len()..).unwrap_or_default();
    let is_number = number.starts_with(|c: char| c.is_ascii_digit())
        && number.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.');
    is_number
        && number.len() <= LONGEST_NUMBER
        && (suffix.len() <= 2 || suffix.ends_with("iB"))
        && suffix.len() <= 3
}

/// In digits, the point counted in.
const LONGEST_NUMBER: usize = 3;

/// `-x`, or two hyphens and small letters, as the names of options are made.
pub(crate) fn looks_like_an_option(word: &str) -> bool {
    let is_letter = |c: char| c.is_ascii_lowercase();
    match word.strip_prefix("--") {
        Some(name) => {
            name.starts_with(is_letter)
                && name.chars().all(|c| is_letter(c) || c == '-')
                && name.len() <= LONGEST_NAME
        }
        None => word.len() == 2 && word.starts_with('-') && word.ends_with(char::is_alphabetic),
    }
}

/// No option is longer.
const LONGEST_NAME: usize = 16;

/// A file as messages call it: by its name, escaped, and `place`, which is the argument that names it; by `place` and `hint` alone if
/// there is no such file, or none that this process may see.
pub(crate) fn file(path: &Path, place: &str, hint: &str) -> String {
    match fs::symlink_metadata(path) {
        // As `Debug` shows it: what a terminal would obey is escaped.
        Ok(_) => format!("{path:?} ({place})"),
        Err(_) if place.starts_with('-') => format!("the file of {place}{hint}"),
        Err(_) => format!("{place}{hint}"),
    }
}

/// A file that is to be, called by the folder that it is to be in if there is such a folder.
pub(crate) fn new_file(directory: &Path, option: &str) -> String {
    match fs::symlink_metadata(directory) {
        Ok(_) => format!("a file in {directory:?} for {option}"),
        Err(error) if error.kind() == ErrorKind::NotFound => {
            format!("the file of {option} in a folder that is not there")
        }
        Err(_) => format!("the file of {option} in its folder"),
    }
}

/// Whether `word` is `name` but for a slip: with at most two letters added, left out or changed, and a third of the longer one.
pub(crate) fn is_near(word: &str, name: &str) -> bool {
    let longer = word.chars().count().max(name.chars().count());
    #[allow(clippy::integer_division_remainder_used, reason = "of lengths, which are public")]
    let most = (longer / 3).min(2);
    distance(word, name) <= most
}

/// How many letters have to be added, left out or changed (V. I. Levenshtein, 1966).
fn distance(a: &str, b: &str) -> usize {
    let b: Vec<char> = b.chars().collect();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, from) in a.chars().enumerate() {
        let mut next = vec![i + 1];
        for ((to, pair), above) in b.iter().zip(row.windows(2)).zip(row.iter().skip(1)) {
            let changed = pair.first().copied().unwrap_or(0) + usize::from(from != *to);
            let left = next.last().copied().unwrap_or(0) + 1;
            next.push(changed.min(left).min(above + 1));
        }
        row = next;
    }
    row.last().copied().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn short_numbers_and_options_are_shown() {
        for word in
            ["16", "-1", "2M", "10KiB", "1.5", "999", "-128", "-x", "--frobnicate", "--no-symbols"]
        {
            assert!(is_shown(word), "{word}");
        }
        for word in [
            "",
            "-",
            "--",
            "hunter2",
            "1hunter2",
            "many",
            "1234567890",
            "1234",
            "483920",
            "12.5",
            "12abc",
            "-Zhunter2",
            "--hunter2",
            "--Hunter",
            "--correct-horse-battery",
            "4f9a",
            "1e-3",
            "é",
            "-é-",
            "acme_live_x",
        ] {
            assert!(!is_shown(word), "{word}");
        }
    }

    #[test]
    fn what_is_near_differs_by_a_slip() {
        for (word, name) in [
            ("checks", "check"),
            ("--cuont", "--count"),
            ("pass-word", "password"),
            ("hx", "hex"),
            ("--length-", "--length"),
            ("v44", "v4"),
            ("normal1", "normal"),
        ] {
            assert!(is_near(word, name), "{word} {name}");
        }
        for (word, name) in
            [("--no-symbols", "--no-newline"), ("hunter2", "shuffle"), ("a", "id"), ("", "hex")]
        {
            assert!(!is_near(word, name), "{word} {name}");
        }
    }

    #[test]
    fn distances_are_counted() {
        for (a, b, n) in [("", "", 0), ("abc", "", 3), ("", "ab", 2), ("kitten", "sitting", 3)] {
            assert_eq!((distance(a, b), distance(b, a)), (n, n), "{a} {b}");
        }
    }
    #[test]
    fn a_file_is_named_if_it_is_there() {
        let directory = tempfile::tempdir().unwrap();
        let path = directory.path().join("key\u{7}");
        assert_eq!(file(&path, "--out", " (new)"), "the file of --out (new)");
        fs::write(&path, "").unwrap();
        let said = file(&path, "--out", " (new)");
        assert!(said.ends_with(r#"key\u{7}" (--out)"#) && !said.contains('\u{7}'), "{said}");
        for name in ["x".repeat(300), format!("{}/x", path.display())] {
            assert_eq!(file(Path::new(&name), "FILE", ""), "FILE");
        }
    }
}
