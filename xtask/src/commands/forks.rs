//! `cargo xtask forks [--quick] [NAME…]`: the full forms of the fork tests of `wellspring-csprng`, and docs/FORKS.md.
//!
//! The rows of the checks that were run replace the old ones in that file; the others stay, each with the day, the version and
//! the kernel that it came from. A check whose negative control stays silent has failed, and one that could not be made is
//! neither passed nor failed.

use std::fs;

use super::{
    Outcome, Stop, Workspace,
    evidence::{self, Document},
    failed, suite,
    suite::table::{Form, PASSED, Row, Table},
};
use crate::shell::{Line, timed};

const FORM: Form = Form {
    command: "forks",
    mark: "rows",
    cells: 4,
    names: SUITE,
    head: "\
| command | test | demand | found | negative control | version | kernel | date |
|---|---|---|---|---|---|---|---|
",
};

/// What the test program `forks` of the csprng crate knows.
const SUITE: &[&str] = &[
    "same",
    "processors",
    "fork",
    "chain",
    "vfork",
    "clone-vm",
    "signals",
    "steps",
    "threads",
    "race",
    "twins",
];

const NOT_CHECKED: &str = "not checked";

pub(crate) fn names() -> Vec<&'static str> {
    SUITE.to_vec()
}

pub(crate) fn run(ws: &Workspace, args: &[String]) -> Outcome {
    let (quick, args) = suite::quick(args);
    if let Some(name) = args.iter().find(|name| !SUITE.contains(&name.as_str())) {
        let known = SUITE.join(", ");
        return Err(Stop::Usage(format!("forks has no check `{name}`; it has {known}")));
    }
    if !cfg!(target_os = "linux") {
        return Err(Stop::NotChecked("the forms of fork are Linux's".into()));
    }
    let chosen = |name: &&str| args.is_empty() || args.iter().any(|arg| arg == name);
    let chosen: Vec<&str> = SUITE.iter().copied().filter(chosen).collect();
    let line = Line::new("cargo test --quiet --release -p wellspring-csprng --all-features");
    let line = line.words("--test forks --").words(if quick { "" } else { "--full" });
    let line = line.words(&chosen.join(" ")).dir(&ws.root);
    let (found, time) =
        timed(|| suite::run(line, &chosen, |line| FORM.row(line), |row| &row.check));
    let (found, made) = (found?, suite::made(ws)?);
    if quick {
        let table = Table::alone(&FORM, &found, &made);
        suite::keep(ws, ("forks", "forks"), Document::Rows, time, &table)?;
    } else {
        let path = ws.root.join("docs").join("FORKS.md");
        let mut table = Table::read(&FORM, &fs::read_to_string(&path)?).map_err(failed)?;
        table.replace(&found, &made);
        fs::write(&path, table.to_string())?;
        evidence::refresh(ws)?;
    }
    judge(&found)
}

fn judge(found: &[Row]) -> Outcome {
    let count = |verdict| found.iter().filter(|row| row.verdict == verdict).count();
    let (passed, unchecked) = (count(PASSED), count(NOT_CHECKED));
    match found.len() - passed - unchecked {
        0 if unchecked == 0 => Ok(format!("{passed} rows")),
        0 => Err(Stop::NotChecked(format!("{unchecked} checks; {passed} rows passed"))),
        wrong => Err(failed(format!("{wrong} of {} rows", found.len()))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(verdict: &str) -> Row {
        FORM.row(&format!("forks\tfork\ta test\t{verdict}\tnone\tnone\tmany")).unwrap()
    }

    #[test]
    fn names_are_checked_before_anything_runs() {
        let outcome = run(&Workspace::find(), &["forms".into()]);
        assert!(matches!(outcome, Err(Stop::Usage(reason)) if reason.contains("same, processors")));
    }

    #[test]
    fn what_was_not_checked_is_not_passed() {
        assert!(judge(&[row(PASSED), row(PASSED)]).is_ok());
        assert!(matches!(judge(&[row(PASSED), row(NOT_CHECKED)]), Err(Stop::NotChecked(_))));
        for bad in ["FAILED", "CONTROL SILENT"] {
            let rows = [row(PASSED), row(bad), row(NOT_CHECKED)];
            assert_eq!(judge(&rows), Err(failed("1 of 3 rows")));
        }
    }

    #[test]
    fn the_test_program_knows_the_same_names() {
        let program = Workspace::find().root.join("crates/csprng/tests/forks/suite.rs");
        let text = fs::read_to_string(program).unwrap();
        let known = text.lines().filter_map(|line| line.trim().strip_prefix("check(\""));
        let known: Vec<&str> = known.filter_map(|rest| rest.split('"').next()).collect();
        assert_eq!(known, SUITE);
    }

    #[test]
    fn the_document_has_a_place_for_the_rows() {
        let document = Workspace::find().root.join("docs/FORKS.md");
        assert!(Table::read(&FORM, &fs::read_to_string(document).unwrap()).is_ok());
    }
}
