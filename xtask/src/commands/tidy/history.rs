//! docs/HISTORY.md names tests: each of them is there. A row without one has to say so, and is counted.
//!
//! What finds a failure is written as a file and the names of its functions or checks: `` `path`: `name`, `name` ``. A check
//! of a test program that has its own harness is named by the string that it is listed under.

use crate::markdown::{spans, tables};

const DOCUMENT: &str = "docs/HISTORY.md";
/// How a row begins its last cell that has nothing to show.
const NONE: &str = "no test: ";

/// The violations, and the failures that no test would find.
pub(super) fn check(files: &[(String, String)]) -> (Vec<String>, Vec<String>) {
    let text =
        |path: &str| files.iter().find(|(known, _)| known == path).map(|(_, text)| text.as_str());
    let (mut found, mut without) = (Vec::new(), Vec::new());
    let tables = tables(text(DOCUMENT).unwrap_or_default());
    let rows = tables.iter().find(|table| table.head.first().is_some_and(|head| head == "failure"));
    let rows = rows.map_or(&[][..], |table| &table.rows);
    if rows.is_empty() {
        found.push(format!("{DOCUMENT}: no table of failures"));
    }
    for (line, cells) in rows {
        let [failure, place, tests] = cells.as_slice() else {
            found.push(format!("{DOCUMENT}:{line}: not a failure, a place and its tests"));
            continue;
        };
        if failure.is_empty() || place.is_empty() {
            found.push(format!("{DOCUMENT}:{line}: an empty cell"));
        }
        if tests.starts_with(NONE) {
            without.push(failure.clone());
        } else {
            found.extend(unknown(tests, text).map(|what| format!("{DOCUMENT}:{line}: {what}")));
        }
    }
    (found, without)
}

/// What a cell names that is not there.
fn unknown<'a>(
    tests: &str,
    text: impl Fn(&str) -> Option<&'a str>,
) -> impl Iterator<Item = String> {
    let (mut file, mut named, mut found) = (None, 0_usize, Vec::new());
    for span in spans(tests) {
        if span.contains('/') && span.ends_with(".rs") {
            file = Some((span, text(span)));
            if text(span).is_none() {
                found.push(format!("no file {span}"));
            }
            continue;
        }
        // A type or a method that the prose speaks of stands behind the tests.
        let Some((path, text)) =
            file.filter(|_| !span.starts_with(|c: char| c.is_ascii_uppercase()))
        else {
            continue;
        };
        named += 1;
        let there = |text: &str| {
            [format!("fn {span}("), format!("fn {span}<"), format!("\"{span}\"")]
                .iter()
                .any(|form| text.contains(form))
        };
        if text.is_some_and(|text| !there(text)) {
            found.push(format!("{path} has no `{span}`"));
        }
    }
    if named == 0 {
        found.push("names no test, and does not say so".into());
    }
    found.into_iter()
}

#[cfg(test)]
mod tests {
    use super::*;

    const HEAD: &str = "| failure | where | what finds it |\n|---|---|---|\n";
    const ROW: &str = "| a | b | `crates/x.rs`: `one`, `two words`; `crates/y.rs`: `three`; an example of `Z` |\n";

    fn checked(rows: &str) -> (Vec<String>, Vec<String>) {
        let files = [
            (DOCUMENT, format!("{HEAD}{rows}")),
            ("crates/x.rs", "fn one() {}\ncheck(\"two words\")".into()),
            ("crates/y.rs", "fn three<T>() {}".into()),
        ];
        check(&files.map(|(path, text)| (path.to_owned(), text)))
    }

    #[test]
    fn tests_that_are_there_are_clean_and_missing_ones_counted() {
        assert_eq!(checked(ROW), (vec![], vec![]));
        let (found, without) =
            checked(&format!("{ROW}| c | d | no test: it takes a `machine` |\n"));
        assert_eq!((found, without), (vec![], vec!["c".to_owned()]));
    }

    #[test]
    fn a_test_that_is_gone_is_found() {
        for (old, new) in [
            ("`one`", "`on`"),
            ("two words", "two"),
            ("`three`", "`one`"),
            ("crates/y.rs", "crates/z.rs"),
            ("| b |", "| |"),
            ("| b |", "|"),
        ] {
            let (found, _) = checked(&ROW.replace(old, new));
            assert_eq!(found.len(), 1, "{new}");
        }
        for row in ["| a | b | |\n", "| a | b | `crates/x.rs` |\n", "| a | b | `one` |\n", ""] {
            assert_eq!(checked(row).0.len(), 1, "{row}");
        }
    }
}
