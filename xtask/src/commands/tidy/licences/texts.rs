//! The licences say what they say everywhere: the texts at the root are the known ones, and each package has the same.

/// A text from its first word of substance on: that word, how many words there are, and a number made of them.
struct Known {
    name: &'static str,
    starts: &'static str,
    words: usize,
    number: u64,
}

/// Of the copies that serde and Debian ship, to the word.
const KNOWN: &[Known] = &[
    Known {
        name: "LICENSE-APACHE",
        starts: "Apache License",
        words: 1581,
        number: 0x8142_3957_74db_d300,
    },
    Known {
        name: "LICENSE-MIT",
        starts: "Permission is hereby granted",
        words: 162,
        number: 0xf967_c90d_360c_2b9f,
    },
];

/// Who holds the rights, in front of the licence that names them.
const HOLDER: &str = "Copyright (c) ";

/// `files` are paths from the root with their text.
pub(in crate::commands::tidy) fn check(files: &[(String, String)]) -> Vec<String> {
    let mut found = Vec::new();
    for known in KNOWN {
        let root = files.iter().find(|(path, _)| path == known.name).map(|(_, text)| text);
        let Some(root) = root else {
            found.push(format!("{}: missing", known.name));
            continue;
        };
        if !is(known, root) {
            found.push(format!("{}: not the text of this licence", known.name));
        }
        let copies = files.iter().filter(|(path, _)| path.rsplit('/').next() == Some(known.name));
        let others = copies.filter(|(_, text)| text != root);
        found.extend(others.map(|(path, _)| format!("{path}: not the text at the root")));
    }
    found
}

fn is(known: &Known, text: &str) -> bool {
    let Some(at) = text.find(known.starts) else { return false };
    let (head, text) = text.split_at(at);
    let head = head.trim();
    let named = head.starts_with(HOLDER) && head.lines().count() == 1;
    let words: Vec<&str> = text.split_whitespace().collect();
    (head.is_empty() || named) && (words.len(), number(&words)) == (known.words, known.number)
}

/// FNV-1a of 64 bits (Fowler, Noll and Vo) of the words with a space between two: it tells changes apart and keeps out nobody.
fn number(words: &[&str]) -> u64 {
    let text = words.join(" ");
    text.bytes().fold(0xcbf2_9ce4_8422_2325, |number, byte| {
        (number ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn files() -> Vec<(String, String)> {
        let mit = include_str!("../../../../../LICENSE-MIT");
        let apache = include_str!("../../../../../LICENSE-APACHE");
        [
            ("LICENSE-MIT", mit),
            ("LICENSE-APACHE", apache),
            ("crates/x/LICENSE-MIT", mit),
            ("crates/x/LICENSE-APACHE", apache),
        ]
        .map(|(path, text)| (path.to_owned(), text.to_owned()))
        .into()
    }

    #[test]
    fn the_texts_are_the_known_ones() {
        assert_eq!(check(&files()), [""; 0]);
        assert_eq!(check(&[]).len(), KNOWN.len());
    }

    #[test]
    fn a_word_that_changed_is_found_at_the_root_and_in_copies() {
        for (old, new) in [
            ("WITHOUT", "WITH"),
            ("Software", "software"),
            ("Copyright (c)", "Copyright"),
            ("the following", "no"),
            ("Permission is", "No permission is"),
        ] {
            let mut files = files();
            files[2].1 = files[2].1.replace(old, new);
            assert_eq!(check(&files).len(), 1, "{new}");
            files[0].1 = files[0].1.replace(old, new);
            assert_eq!(check(&files).len(), 1, "{new}");
        }
        let mut files = files();
        files[1].1 = files[1].1.replace("royalty-free", "royalty-bearing");
        files[3].1.truncate(1000);
        assert_eq!(check(&files).len(), 2);
    }
}
