//! What a file is for stands where a reader begins: at its top, or on the one thing that it has.
//!
//! A file opens with `//!`; or with a README that is its documentation; or its first item but for `use`, `mod` and
//! `extern crate` has a `///`, as where a file is named after the one type in it and rustdoc shows the words there. A
//! file of tests beside the file that it tests, `x/tests.rs`, is for what its name says. Everything else is listed, with why.

/// Files that say nothing of themselves, and why not.
const SILENT: &[(&str, &str)] = &[];

pub(super) fn check(files: &[(String, String)]) -> Vec<String> {
    let mut found = Vec::new();
    let code: Vec<_> = files.iter().filter(|(path, _)| path.ends_with(".rs")).collect();
    for (path, text) in &code {
        let listed = SILENT.iter().any(|(silent, _)| silent == path);
        match (speaks(path, text), listed) {
            (true, true) => found
                .push(format!("{path}:1: says what it is for, and is listed as one that does not")),
            (false, false) => {
                found.push(format!("{path}:1: neither //! at the top nor /// on its first item"))
            }
            _ => {}
        }
    }
    let gone = SILENT.iter().filter(|(silent, _)| !code.iter().any(|(path, _)| path == silent));
    found.extend(gone.map(|(silent, _)| format!("{silent}: is listed and does not exist")));
    if code.is_empty() {
        found.push("no file of Rust".into());
    }
    found
}

fn speaks(path: &str, text: &str) -> bool {
    path.ends_with("/tests.rs") || documented(text)
}

/// Whether documentation comes before the first item, or on it.
fn documented(text: &str) -> bool {
    let mut depth = 0_i32;
    for line in text.lines() {
        let line = line.trim();
        if depth == 0 {
            let readme = line.starts_with("#![") && line.contains("doc = include_str!(");
            // A line without a word says nothing.
            let says = |start| {
                line.strip_prefix(start)
                    .is_some_and(|rest: &str| rest.contains(char::is_alphabetic))
            };
            if says("//!") || says("///") || readme {
                return true;
            }
            // The documentation of an item may be a file of its own, or stand behind attributes.
            let item = line
                .strip_prefix("pub(")
                .and_then(|rest| rest.split_once(") "))
                .map_or(line, |(_, item)| item);
            let item = item.strip_prefix("pub ").unwrap_or(item);
            let passed =
                ["//", "#[", "#![", "use ", "mod ", "extern crate ", ")]", "\"", "reason ="];
            if !item.is_empty() && !passed.iter().any(|start| item.starts_with(start)) {
                return false;
            }
        }
        // A `use` or an attribute may go over lines.
        for c in line.chars() {
            depth += match c {
                '{' | '(' | '[' => 1,
                '}' | ')' | ']' => -1,
                _ => 0,
            };
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(path: &str, text: &str) -> usize {
        check(&[(path.to_owned(), text.to_owned())]).len() - SILENT.len()
    }

    #[test]
    fn files_that_say_what_they_are_for_are_clean() {
        for text in [
            "//! What.\nuse a;\n",
            "//!\n//! What.\nuse a;\n",
            "#![no_std]\n//! What.\n",
            "#![doc = include_str!(\"../README.md\")]\n",
            "#![no_std]\n#![cfg_attr(feature = \"a\", doc = include_str!(\"../README.md\"))]\n",
            "use a::{\n    b, c,\n};\n\nmod d;\n\n/// What.\npub struct S;\n",
            "#![allow(\n    x,\n    reason = \"y\"\n)]\n/// What.\nfn f() {}\n",
            "// Why the next line.\npub(super) use a;\npub mod b;\n/// What.\npub(crate) fn f() {}\n",
        ] {
            assert_eq!(found("crates/x/src/a.rs", text), 0, "{text}");
        }
        assert_eq!(found("crates/x/src/a/tests.rs", "use super::f;\n#[test]\nfn g() {}\n"), 0);
    }

    #[test]
    fn a_file_that_says_nothing_is_found() {
        for text in [
            "use a;\npub struct S;\n/// Late.\nfn f() {}\n",
            "fn f() {}\n",
            "// What.\nfn f() {}\n",
            "//!\nfn f() {}\n",
            "//! \n//! …\n\nuse a;\n\n///\nfn f() {}\n",
            "",
            "use a;\n",
        ] {
            assert_eq!(found("crates/x/src/a.rs", text), 1, "{text}");
        }
    }

    #[test]
    fn a_rule_without_files_has_not_looked() {
        assert_eq!(check(&[]).len(), 1 + SILENT.len());
    }
}
