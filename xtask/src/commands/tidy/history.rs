//! docs/HISTORY.md names tests: each of them is there. A row without one has to say so, and is counted.
//!
//! What finds a failure is written as a file and the names of its functions or checks: `` `path`: `name`, `name` ``. A check
//! of a test program that has its own harness is named by the string that it is listed under. What stands in a comment is
//! not there, and neither is a test that nothing runs: one that is ignored counts where the reason for it names the step of
//! `cargo xtask ci` that runs it.

use crate::markdown::{spans, tables};
use crate::source::{code_only, without_comments};

const DOCUMENT: &str = "docs/HISTORY.md";
/// How a row begins its last cell that has nothing to show.
const NONE: &str = "no test: ";

/// The violations, and the failures that no test would find. `steps` are the names of those of `cargo xtask ci`.
pub(super) fn check(files: &[(String, String)], steps: &[&str]) -> (Vec<String>, Vec<String>) {
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
            let unknown = unknown(tests, text, steps);
            found.extend(unknown.map(|what| format!("{DOCUMENT}:{line}: {what}")));
        }
    }
    (found, without)
}

/// What a cell names that is not there.
fn unknown<'a>(
    tests: &str,
    text: impl Fn(&str) -> Option<&'a str>,
    steps: &[&str],
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
        match text.map(|text| looked_up(text, span, steps)) {
            Some(Place::Missing) => found.push(format!("{path} has no `{span}`")),
            Some(Place::Ignored) => found.push(format!("{path}: nothing runs `{span}`")),
            Some(Place::There) | None => {}
        }
    }
    if named == 0 {
        found.push("names no test, and does not say so".into());
    }
    found.into_iter()
}

#[derive(Clone, Copy, PartialEq)]
enum Place {
    There,
    Ignored,
    Missing,
}

/// Where a function is written twice, as for two platforms, the one that runs counts.
fn looked_up(text: &str, name: &str, steps: &[&str]) -> Place {
    let (text, code) = (without_comments(text), code_only(text));
    if text.contains(&format!("\"{name}\"")) {
        return Place::There;
    }
    let forms = [format!("fn {name}("), format!("fn {name}<")];
    let mut place = Place::Missing;
    for (at, _) in forms.iter().flat_map(|form| code.match_indices(form.as_str())) {
        let (before, _) = code.split_at(at);
        if before.ends_with(|c: char| c.is_alphanumeric() || c == '_') {
            continue;
        }
        // Attributes stand between the item before and this one; their strings are in the text, which has the same lines.
        let start = before.rfind(['{', '}', ';']).map_or(0, |end| end + 1);
        let (earlier, attributes) = before.split_at(start);
        let skipped = earlier.matches('\n').count();
        let lines = text.lines().skip(skipped).take(attributes.matches('\n').count() + 1);
        if runs(attributes, &lines.collect::<Vec<_>>().join("\n"), steps) {
            return Place::There;
        }
        place = Place::Ignored;
    }
    place
}

/// Whether a function with these attributes is run by anything; `said` are the same lines with their strings.
fn runs(attributes: &str, said: &str, steps: &[&str]) -> bool {
    let dense: String = attributes.split_whitespace().collect();
    // Ignored on some targets or in some builds is run on the others, unless the condition always holds.
    let never = ["cfg(any())", "cfg(false)", "cfg_attr(all(),ignore", "cfg_attr(true,ignore"];
    if never.iter().any(|attribute| dense.contains(attribute)) {
        return false;
    }
    !dense.contains("#[ignore")
        || steps.iter().any(|step| said.contains(&format!("`cargo xtask ci {step}`")))
}

#[cfg(test)]
mod tests {
    use super::*;

    const HEAD: &str = "| failure | where | what finds it |\n|---|---|---|\n";
    const ROW: &str = "| a | b | `crates/x.rs`: `one`, `two words`; `crates/y.rs`: `three`; an example of `Z` |\n";

    const CODE: &str = "use a;\n// …\n#[test]\nfn one() {}\ncheck(\"two words\")";

    fn checked(rows: &str) -> (Vec<String>, Vec<String>) {
        with_code(rows, CODE)
    }

    fn with_code(rows: &str, code: &str) -> (Vec<String>, Vec<String>) {
        let files = [
            (DOCUMENT, format!("{HEAD}{rows}")),
            ("crates/x.rs", code.to_owned()),
            ("crates/y.rs", "fn three<T>() {}".into()),
        ];
        check(&files.map(|(path, text)| (path.to_owned(), text)), &["shells"])
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
    #[test]
    fn a_test_that_nothing_runs_is_found() {
        for (old, new) in [
            ("fn one", "// fn one"),
            ("fn one() {}", "/* fn one() {} */"),
            ("fn one() {}", "const A: &str = \"fn one() {}\";"),
            ("fn one", "fn another_one"),
            ("#[test]", "#[test]\n#[ignore = \"slow\"]"),
            ("#[test]", "#[ignore = \"slow\"] // `cargo xtask ci shells`\n#[test]"),
            ("#[test]", "#[ignore = \"`cargo xtask ci bells`\"]\n#[test]"),
            ("#[test]", "#[test]\n#[cfg(any())]"),
            ("#[test]", "#[test]\n#[cfg_attr(all(), ignore = \"slow\")]"),
            ("check(\"two", "// check(\"two"),
        ] {
            let (found, _) = with_code(ROW, &CODE.replace(old, new));
            assert_eq!(found.len(), 1, "{new}: {found:?}");
        }
    }

    #[test]
    fn a_test_that_is_run_somewhere_is_clean() {
        for new in [
            "#[test]\n#[ignore = \"needs zsh: `cargo xtask ci shells`\"]",
            "#[test]\n#[cfg_attr(miri, ignore = \"slow\")]",
            "#[ignore = \"slow\"]\nfn other() {}\n#[test]",
            "#[ignore = \"on windows\"]\nfn one() {}\n#[test]",
        ] {
            assert_eq!(with_code(ROW, &CODE.replace("#[test]", new)), (vec![], vec![]), "{new}");
        }
    }
}
