//! Files of at most 250 lines, which a reader can keep in mind; what is longer is listed with its reason, and the list may
//! only shrink. That is for all that is written as code, in whatever language: a script has no other limit than one of Rust.
//!
//! An entry has the number of lines that the file may have. One that has become shorter by more than a few lines must get
//! the lower number, and one of 250 lines or fewer must leave the list: so that what was won is not lost again.

/// Lines that a file may have without a reason.
const LIMIT: usize = 250;
/// The languages; and what has no ending and begins with `#!` is a script.
const CODE: &[&str] =
    &["rs", "js", "mjs", "cjs", "ts", "py", "c", "h", "cc", "cpp", "s", "S", "sh", "css", "html"];

/// How far an entry may stand above its file, so that not each small edit has to touch the list.
const SLACK: usize = 20;

/// Path, lines at most, why it is not split.
const LONGER: &[(&str, usize, &str)] = &[
    (
        "crates/csprng/src/state.rs",
        293,
        "one algorithm and its essay: what is set when is read in one go",
    ),
    (
        "crates/csprng/src/state/tests.rs",
        334,
        "a model of the algorithm, and what is compared with it",
    ),
    ("crates/dist/src/big.rs", 264, "one algorithm and its essay"),
    ("crates/dist/src/distributions/ziggurat/exponential.rs", 526, "a table of numbers"),
    ("crates/dist/src/distributions/ziggurat/normal.rs", 526, "a table of numbers"),
    (
        "crates/dist/src/random.rs",
        1190,
        "one trait, which Rust cannot split, and mostly its documentation",
    ),
    ("crates/entropy/tests/health.rs", 258, "one adapter, put through one alarm after another"),
    (
        "crates/tokens/src/expose_secret.rs",
        281,
        "one module for `serde(with)`, and mostly its documentation",
    ),
    ("crates/tokens/src/key_format.rs", 292, "one builder, and mostly its documentation"),
    ("crates/tokens/src/key_format/tests.rs", 279, "tests that share one small format"),
    (
        "crates/tokens/src/secrets.rs",
        296,
        "one trait, which Rust cannot split, and mostly its documentation",
    ),
    (
        "crates/tokens/tests/memory/main.rs",
        299,
        "one allocator watches one process, and all tests take turns",
    ),
    ("crates/tokens/tests/password_policies.rs", 293, "properties over one strategy of rules"),
    ("crates/tokens/tests/redaction/everything.rs", 356, "one gallery of every public type"),
    ("crates/tokens/tests/split.rs", 260, "one format, put through one refusal after another"),
    ("fuzz/fuzz_targets/operations.rs", 289, "one list of every method of one trait"),
    ("fuzz/fuzz_targets/policies.rs", 265, "one target and the model that it is held against"),
    ("crates/tokens/src/passphrase/word_list.rs", 261, "half of it is documentation with examples"),
    ("xtask/src/commands/matrix/row.rs", 264, "one row, from its command lines to its verdict"),
    ("xtask/src/commands/matrix/targets.rs", 308, "mostly one table of targets"),
    ("xtask/src/commands/vmclone.rs", 251, "one recipe, step after step"),
];

pub(super) fn check(files: &[(String, String)]) -> Vec<String> {
    checked(files, LONGER)
}

fn checked(files: &[(String, String)], longer: &[(&str, usize, &str)]) -> Vec<String> {
    let mut found = Vec::new();
    let code: Vec<_> = files.iter().filter(|(path, text)| is_code(path, text)).collect();
    for (path, text) in &code {
        let lines = text.lines().count();
        match longer.iter().find(|(listed, ..)| listed == path) {
            None if lines > LIMIT => {
                found.push(format!("{path}: {lines} lines, where {LIMIT} are the limit"))
            }
            Some((_, most, _)) if lines > *most => {
                found.push(format!("{path}: {lines} lines, where its entry allows {most}"))
            }
            Some(_) if lines <= LIMIT => {
                found.push(format!("{path}: {lines} lines need no entry any more"))
            }
            Some((_, most, _)) if lines + SLACK < *most => {
                found.push(format!("{path}: {lines} lines, so its entry of {most} must be lower"));
            }
            _ => {}
        }
    }
    for (path, _, reason) in longer {
        if !code.iter().any(|(known, _)| known == path) {
            found.push(format!("{path}: has an entry and does not exist"));
        }
        if reason.split(' ').count() < 3 {
            found.push(format!("{path}: an entry without a reason"));
        }
    }
    if code.is_empty() {
        found.push("no file of code".into());
    }
    found
}

fn is_code(path: &str, text: &str) -> bool {
    let name = path.rsplit('/').next().unwrap_or(path);
    match name.rsplit_once('.') {
        Some((_, ending)) => CODE.contains(&ending),
        None => text.starts_with("#!"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const WHY: &str = "one table of numbers";

    fn file(lines: usize) -> Vec<(String, String)> {
        vec![("a.rs".into(), "x\n".repeat(lines)), ("b.md".into(), "x\n".repeat(9999))]
    }

    #[test]
    fn short_files_and_listed_ones_are_clean() {
        assert_eq!(checked(&file(LIMIT), &[]), [""; 0]);
        assert_eq!(checked(&file(400), &[("a.rs", 400, WHY)]), [""; 0]);
        assert_eq!(checked(&file(400), &[("a.rs", 420, WHY)]), [""; 0]);
    }

    #[test]
    fn every_language_has_the_limit() {
        for path in
            ["crates/web/big.js", "a.mjs", "xtask/x.py", "a/b.c", "c.sh", "d/e.css", ".ci/run"]
        {
            let of = |lines| vec![(path.to_owned(), format!("#!\n{}", "x\n".repeat(lines)))];
            assert_eq!(checked(&of(LIMIT), &[]).len(), 1, "{path}");
            assert_eq!(checked(&of(LIMIT - 1), &[]), [""; 0], "{path}");
        }
        for path in ["docs/a.md", "docs/b.tsv", "Cargo.lock", "c.svg", "LICENSE-MIT"] {
            let long = (path.to_owned(), "x\n".repeat(999));
            assert_eq!(checked(&[file(1), vec![long]].concat(), &[]), [""; 0], "{path}");
        }
    }

    #[test]
    fn a_longer_file_and_an_entry_that_did_not_shrink_are_found() {
        assert_eq!(checked(&file(LIMIT + 1), &[]).len(), 1);
        for entry in
            [("a.rs", 399, WHY), ("a.rs", 421, WHY), ("a.rs", 400, ""), ("b.md", 9999, WHY)]
        {
            let found = checked(&file(400), &[entry]);
            assert_eq!(found.len(), 1 + usize::from(entry.0 != "a.rs"), "{found:?}");
        }
        assert_eq!(checked(&file(LIMIT), &[("a.rs", LIMIT, WHY)]).len(), 1);
        assert_eq!(checked(&[], &[]).len(), 1);
    }
}
