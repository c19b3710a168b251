//! The page for browsers is as it was when a browser tested it.
//!
//! `cargo xtask ci` runs that test too, and keeps no record: what `cargo xtask web --test` found stands in EVIDENCE.md. What it
//! tested is in its record as a number made of the files that no test on the host looks at, so that none of them changes without that
//! test. The rest of the crate, and the libraries in it, have tests of their own.

pub(crate) const RECORD: &str = "docs/evidence/web.tsv";
pub(crate) const WHAT: &str = "the files of the page, as they were tested";

/// The page, the test itself, and what speaks to JavaScript.
const FILES: &[&str] =
    &["crates/web/page/", "crates/web/tests/browser/", "crates/web/src/bindings.rs"];

/// Pictures are taken, not tested.
const BUT: &str = "crates/web/tests/browser/pictures.mjs";

/// The files that are meant of all that there are, with their text, as a number: FNV-1a of 64 bits (Fowler, Noll and Vo), which
/// tells changes apart and keeps out nobody.
pub(crate) fn number(files: &[(String, String)]) -> String {
    let mut meant: Vec<&(String, String)> = files
        .iter()
        .filter(|(path, _)| path != BUT && FILES.iter().any(|start| path.starts_with(start)))
        .collect();
    meant.sort();
    let bytes = meant.iter().flat_map(|(path, text)| {
        path.bytes().chain([0]).chain(text.bytes().filter(|byte| *byte != b'\r')).chain([0])
    });
    let number = bytes.fold(0xcbf2_9ce4_8422_2325_u64, |number, byte| {
        (number ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3)
    });
    format!("{number:016x} of {} files", meant.len())
}

pub(super) fn check(files: &[(String, String)]) -> Vec<String> {
    let record = files.iter().find(|(path, _)| path == RECORD).map_or("", |(_, text)| text);
    let tested = record.lines().find_map(|line| line.strip_prefix(WHAT)?.split('\t').nth(1));
    let now = number(files);
    match tested {
        Some(tested) if tested == now => Vec::new(),
        found => vec![format!(
            "{RECORD}: tested was {}, and the page is {now}; `cargo xtask web --test` tests it anew",
            found.unwrap_or("nothing")
        )],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn files(style: &str) -> Vec<(String, String)> {
        [
            ("crates/web/page/style.css", style),
            ("crates/web/src/maker.rs", style),
            (BUT, style),
            ("crates/web/src/bindings.rs", "fn a() {}"),
        ]
        .map(|(path, text)| (path.to_owned(), text.to_owned()))
        .into()
    }

    fn recorded(number: &str, mut files: Vec<(String, String)>) -> usize {
        files.push((RECORD.into(), format!("a\t1\t\tmet\t\n{WHAT}\t{number}\t\tfigure\t\n")));
        check(&files).len()
    }

    #[test]
    fn a_page_that_was_tested_is_clean() {
        assert_eq!(number(&files("a {}\n")), number(&files("a {}\r\n")));
        assert_eq!(recorded(&number(&files("a {}")), files("a {}")), 0);
    }

    #[test]
    fn a_page_that_changed_and_one_that_was_never_tested_are_found() {
        assert_eq!(recorded(&number(&files("a {}")), files("b {}")), 1);
        let mut moved = files("a {}");
        moved[0].0 = "crates/web/page/other.css".into();
        assert_eq!(recorded(&number(&files("a {}")), moved), 1);
        assert_eq!(check(&files("a {}")).len(), 1);
    }

    #[test]
    fn what_has_tests_on_the_host_may_change() {
        let mut changed = files("a {}");
        changed[1].1.push_str("more");
        changed[2].1.push_str("more");
        assert_eq!(number(&changed), number(&files("a {}")));
        assert!(number(&changed).ends_with(" of 2 files"));
    }
}
