//! docs/HISTORY.md names tests: each of them is there. A row without one has to say so, and is counted.
//!
//! What finds a failure is written as a file and the names of its functions or checks: `` `path`: `name`, `name` ``. A check
//! of a test program that has its own harness is named by the string that it is listed under. What stands in a comment is
//! not there, and neither is a test that nothing runs (`lookup`): a function that is no test, one that a condition leaves out on
//! Linux, one that asserts nothing. One that is ignored counts where the reason for it names the step of `cargo xtask ci`
//! that runs it.

mod functions;
mod lookup;

use self::lookup::{Place, Tree};
use crate::markdown::{spans, tables};

const DOCUMENT: &str = "docs/HISTORY.md";
/// How a row begins its last cell that has nothing to show.
const NONE: &str = "no test: ";

/// The violations, and the failures that no test would find. `steps` are the names of those of `cargo xtask ci`.
pub(super) fn check(files: &[(String, String)], steps: &[&str]) -> (Vec<String>, Vec<String>) {
    let tree = Tree::of(files);
    let (mut found, mut without) = (Vec::new(), Vec::new());
    let tables = tables(tree.text(DOCUMENT).unwrap_or_default());
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
            let unknown = unknown(tests, &tree, steps).into_iter();
            found.extend(unknown.map(|what| format!("{DOCUMENT}:{line}: {what}")));
        }
    }
    (found, without)
}

/// What a cell names that is not there.
fn unknown(tests: &str, tree: &Tree<'_>, steps: &[&str]) -> Vec<String> {
    let (mut file, mut named, mut found) = (None, 0_usize, Vec::new());
    for span in spans(tests) {
        if span.contains('/') && span.ends_with(".rs") {
            file = Some(span);
            if tree.text(span).is_none() {
                found.push(format!("no file {span}"));
            }
            continue;
        }
        // A type or a method that the prose speaks of stands behind the tests.
        let Some(path) = file.filter(|_| !span.starts_with(|c: char| c.is_ascii_uppercase()))
        else {
            continue;
        };
        named += 1;
        if tree.text(path).is_none() {
            continue;
        }
        match tree.look_up(path, span, steps) {
            Place::There => {}
            Place::Missing => found.push(format!("{path} has no `{span}`")),
            Place::Idle(why) => found.push(format!("{path}: nothing runs `{span}`: {why}")),
        }
    }
    if named == 0 {
        found.push("names no test, and does not say so".into());
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    const HEAD: &str = "| failure | where | what finds it |\n|---|---|---|\n";
    const ROW: &str = "| a | b | `crates/z/tests/x.rs`: `one`, `two words`; `crates/z/tests/y.rs`: `three`; an example of `Z` |\n";

    const CODE: &str = "\
use a;
// …
#[test]
fn one() {
    assert_eq!(1, a::b());
}
check(\"two words\");
";
    /// A harness of its own runs both files.
    const MANIFEST: &str =
        "[[test]]\nname = \"x\"\nharness = false\n\n[[test]]\nname = \"y\"\nharness = false\n";

    fn checked(rows: &str) -> (Vec<String>, Vec<String>) {
        let files = [
            (DOCUMENT, format!("{HEAD}{rows}")),
            ("crates/z/Cargo.toml", MANIFEST.into()),
            ("crates/z/tests/x.rs", format!("fn main() {{ one() }}\n{CODE}")),
            ("crates/z/tests/y.rs", "fn main() { three() }\nfn three<T>() { draw() }".into()),
        ];
        check(&files.map(|(path, text)| (path.to_owned(), text)), &["shells"])
    }

    /// What is found where the first file is run by the usual harness.
    fn with_own_tests(code: &str) -> Vec<String> {
        let lists = "fn two() { check(\"two words\") }";
        let row = ROW.replace("`one`, `two words`", "`one`; `crates/z/tests/y.rs`: `two words`");
        let file = if code.contains("// check(\"two") { "// check(\"two words\")" } else { lists };
        let files = [
            (DOCUMENT, format!("{HEAD}{row}")),
            ("crates/z/Cargo.toml", MANIFEST.replace("name = \"x\"", "name = \"w\"")),
            ("crates/z/tests/x.rs", code.to_owned()),
            (
                "crates/z/tests/y.rs",
                format!("fn main() {{ three() }}\nfn three<T>() {{ draw() }}\n{file}"),
            ),
        ];
        check(&files.map(|(path, text)| (path.to_owned(), text)), &["shells"]).0
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
            ("z/tests/y.rs", "z/tests/w.rs"),
            ("| b |", "| |"),
            ("| b |", "|"),
        ] {
            let (found, _) = checked(&ROW.replace(old, new));
            assert_eq!(found.len(), 1, "{new}");
        }
        for row in
            ["| a | b | |\n", "| a | b | `crates/z/tests/x.rs` |\n", "| a | b | `one` |\n", ""]
        {
            assert_eq!(checked(row).0.len(), 1, "{row}");
        }
    }

    #[test]
    fn a_test_that_nothing_runs_or_that_finds_nothing_is_found() {
        for (old, new) in [
            ("fn one", "// fn one"),
            ("fn one() {", "/* fn one() { */ {"),
            ("fn one() {", "const A: &str = \"fn one() {}\"; {"),
            ("fn one", "fn another_one"),
            ("#[test]\n", ""),
            ("#[test]", "#[cfg(test)]"),
            ("#[test]", "#[test]\n#[ignore = \"slow\"]"),
            ("#[test]", "#[ignore = \"slow\"] // `cargo xtask ci shells`\n#[test]"),
            ("#[test]", "#[ignore = \"`cargo xtask ci bells`\"]\n#[test]"),
            ("#[test]", "#[test]\n#[cfg(any())]"),
            ("#[test]", "#[cfg(windows)]\n#[test]"),
            ("#[test]", "#[test]\n#[cfg(not(unix))]"),
            ("#[test]", "#[test]\n#[cfg(all(miri, target_os = \"macos\"))]"),
            ("#[test]", "#[test]\n#[cfg_attr(all(), ignore = \"slow\")]"),
            ("#[test]", "#[test]\n#[cfg_attr(unix, ignore = \"slow\")]"),
            ("use a;", "#![cfg(windows)]"),
            ("    assert_eq!(1, a::b());", ""),
            ("    assert_eq!(1, a::b());", "    a::b();"),
            ("    assert_eq!", "    // assert_eq!"),
            ("    assert_eq!", "    return;\n    assert_eq!"),
            ("check(\"two", "// check(\"two"),
        ] {
            for file in [CODE.to_owned(), format!("mod tests {{\n{CODE}}}\n")] {
                let changed = file.replace(old, new);
                assert_ne!(changed, file, "{old}");
                assert_eq!(with_own_tests(&changed).len(), 1, "{changed}");
            }
        }
        let within = format!("#[cfg(all(test, windows))]\nmod tests {{\n{CODE}}}\n");
        assert_eq!(with_own_tests(&within).len(), 1, "{within}");
    }

    #[test]
    fn a_test_that_is_run_somewhere_is_clean() {
        for new in [
            "#[test]\n#[ignore = \"needs zsh: `cargo xtask ci shells`\"]",
            "#[test]\n#[cfg_attr(miri, ignore = \"slow\")]",
            "#[test]\n#[cfg(all(unix, feature = \"std\"))]",
            "#[ignore = \"slow\"]\nfn other() {}\n#[test]",
            "#[ignore = \"on windows\"]\nfn one() {}\n#[test]",
            "#[cfg(windows)] mod w {}\n#[test]",
        ] {
            assert_eq!(with_own_tests(&CODE.replace("#[test]", new)), [""; 0], "{new}");
        }
        let helped = CODE.replace("assert_eq!(1, a::b())", "same(&[1; 2])")
            + "fn same(a: &[u8; 2]) { assert!(a[0] == a[1]) }\n";
        assert_eq!(with_own_tests(&helped), [""; 0]);
        let helper = CODE.replace("#[test]\nfn one", "#[test]\nfn main() { one(); }\nfn one");
        assert_eq!(with_own_tests(&helper), [""; 0]);
    }

    #[test]
    fn a_check_that_its_program_does_not_call_is_found() {
        let row = "| a | b | `crates/z/tests/y/z.rs`: `check` |\n";
        let calls = |main: &str, z: &str| {
            let files = [
                (DOCUMENT, format!("{HEAD}{row}")),
                ("crates/z/Cargo.toml", MANIFEST.into()),
                ("crates/z/tests/y/main.rs", main.to_owned()),
                ("crates/z/tests/y/z.rs", z.to_owned()),
            ];
            check(&files.map(|(path, text)| (path.to_owned(), text)), &[]).0
        };
        assert_eq!(calls("mod z; z::check", "fn check() { draw() }"), [""; 0]);
        assert_eq!(calls("mod z; // z::check", "fn check() { draw() }").len(), 1);
        assert_eq!(calls("mod z; z::check", "fn check() {}").len(), 1);
        assert_eq!(calls("#[cfg(windows)] mod z; z::check", "fn check() { draw() }").len(), 1);
        assert_eq!(calls("z::check", "fn check() { draw() }").len(), 1);
        assert_eq!(calls("mod z; z::check", "fn check() { return Ok(()); draw() }").len(), 1);
    }
}
