//! `cargo xtask timing [NAME…]`: that no time depends on a secret, as memcheck and as a clock see it, and
//! docs/TIMING.md.
//!
//! Without names the step `timing` of ci comes first. The rows of what was measured replace the old ones in that file.

use std::fs;

use super::{
    Outcome, Stop, Workspace, ci, failed, suite,
    suite::table::{Form, PASSED, Row, Table},
};
use crate::shell::Line;

const FORM: Form = Form {
    command: "timing",
    mark: "rows",
    cells: 5,
    names: SUITE,
    head: "\
| command | function | measurements | largest t | a call, ns | visible, ns | version | kernel | date |
|---|---|---|---|---|---|---|---|---|
",
};

/// What the test program `dudect` of the tokens crate knows.
const SUITE: &[&str] = &[
    "hex",
    "base64url",
    "hex-decode",
    "key",
    "read-key",
    "password",
    "ranked",
    "by-class",
    "id",
    "compare",
    "nothing",
    "nothing-drawn",
    "early-exit",
];

pub(crate) fn names() -> Vec<&'static str> {
    SUITE.to_vec()
}

pub(crate) fn run(ws: &Workspace, args: &[String]) -> Outcome {
    if let Some(name) = args.iter().find(|name| !SUITE.contains(&name.as_str())) {
        let known = SUITE.join(", ");
        return Err(Stop::Usage(format!("timing has no function `{name}`; it has {known}")));
    }
    let chosen = |name: &&str| args.is_empty() || args.iter().any(|arg| arg == name);
    let chosen: Vec<&str> = SUITE.iter().copied().filter(chosen).collect();
    if args.is_empty() {
        println!("memcheck: {}", ci::memcheck(ws)?);
    }
    let found = measure(ws, &chosen)?;
    record(ws, &found)
}

fn measure(ws: &Workspace, names: &[&str]) -> Result<Vec<Row>, Stop> {
    let line = Line::new("cargo test --quiet --release -p wellspring-tokens --all-features");
    let line = line.words("--test dudect -- --full").words(&names.join(" ")).dir(&ws.root);
    suite::run(line, names, |line| FORM.row(line), |row| &row.check)
}

fn record(ws: &Workspace, found: &[Row]) -> Outcome {
    let path = ws.root.join("docs").join("TIMING.md");
    let mut table = Table::read(&FORM, &fs::read_to_string(&path)?).map_err(failed)?;
    let (kernel, date) = suite::made()?;
    table.replace(found, &[env!("CARGO_PKG_VERSION"), &kernel, &date]);
    fs::write(&path, table.to_string())?;
    match found.iter().filter(|row| row.verdict != PASSED).count() {
        0 => Ok(format!("{} rows of docs/TIMING.md", found.len())),
        wrong => Err(failed(format!("{wrong} of {} functions", found.len()))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_checked_before_anything_runs() {
        let outcome = run(&Workspace::find(), &["hax".into()]);
        assert!(matches!(outcome, Err(Stop::Usage(reason)) if reason.contains("hex, base64url")));
    }

    /// By the names of its cases, each the first string of a call.
    #[test]
    fn the_test_program_knows_the_same_names() {
        let program = Workspace::find().root.join("crates/tokens/tests/dudect/cases.rs");
        let text = fs::read_to_string(program).unwrap();
        let (_, all) = text.split_once("vec![").unwrap();
        let calls = ["case(\"", "draw(\"", "compare(\""];
        let known = all.lines().filter_map(|line| {
            calls.iter().find_map(|call| line.split_once(call)?.1.split('"').next())
        });
        assert_eq!(known.collect::<Vec<_>>(), SUITE);
    }

    #[test]
    fn the_document_has_a_place_for_the_rows() {
        let document = Workspace::find().root.join("docs/TIMING.md");
        assert!(Table::read(&FORM, &fs::read_to_string(document).unwrap()).is_ok());
    }
}
