//! `cargo xtask faults [--quick] [NAME…]`: the full forms of what `cargo test` runs for seconds, and docs/FAULTS.md.
//!
//! The figures of the checks that were run replace the old ones in that file; the others stay, each with the day,
//! the kernel and the command that it came from. A check whose negative control stays silent has failed.

mod no_libc;
mod no_vdso;
mod table;

use std::fs;

pub(crate) use no_libc::quick as no_libc_quick;
use table::{Row, Table};

use super::{
    Outcome, Stop, Workspace,
    evidence::{self, Document},
    failed, suite,
};
use crate::shell::{Line, timed};

/// What the test program `faults` of the entropy crate knows.
const SUITE: &[&str] = &[
    "fork",
    "generation",
    "signals",
    "threads",
    "race",
    "reseed",
    "injection",
    "device",
    "seccomp",
    "boot",
    "confined",
    "fresh",
    "lengths",
    "valgrind",
];
const NO_LIBC: &str = "no-libc";
const NO_VDSO: &str = "no-vdso";

pub(crate) fn names() -> Vec<&'static str> {
    [SUITE, &[NO_LIBC, NO_VDSO]].concat()
}

pub(crate) fn run(ws: &Workspace, args: &[String]) -> Outcome {
    let (quick, args) = suite::quick(args);
    let known = if quick { SUITE.to_vec() } else { names() };
    if let Some(name) = args.iter().find(|name| !known.contains(&name.as_str())) {
        let known = known.join(", ");
        return Err(Stop::Usage(format!("faults has no check `{name}`; it has {known}")));
    }
    if !cfg!(target_os = "linux") {
        return Err(Stop::NotChecked("the faults are Linux's".into()));
    }
    let chosen = |name: &&str| args.is_empty() || args.iter().any(|arg| arg == name);
    let suite: Vec<&str> = SUITE.iter().copied().filter(chosen).collect();
    if quick {
        let (found, time) = timed(|| run_suite(ws, &suite, ""));
        let (found, mut table) = (found?, Table::default());
        table.replace(&found, &suite::made(ws)?);
        suite::keep(ws, ("faults", "faults"), Document::Rows, time, &table.to_string())?;
        return judge(&found);
    }
    let mut found = Vec::new();
    if !suite.is_empty() {
        found.append(&mut run_suite(ws, &suite, "--full")?);
    }
    if chosen(&NO_LIBC) {
        found.push(no_libc::full(ws)?);
    }
    if chosen(&NO_VDSO) {
        found.push(no_vdso::full(ws)?);
    }
    record(ws, &found)
}

fn run_suite(ws: &Workspace, names: &[&str], form: &str) -> Result<Vec<Row>, Stop> {
    let line = Line::new("cargo test --quiet --release -p wellspring-entropy --all-features");
    let line = line.words("--test faults --").words(form).words(&names.join(" ")).dir(&ws.root);
    suite::run(line, names, Row::read, |row| &row.check)
}

fn record(ws: &Workspace, found: &[Row]) -> Outcome {
    let path = ws.root.join("docs").join("FAULTS.md");
    let mut table = Table::read(&fs::read_to_string(&path).unwrap_or_default());
    table.replace(found, &suite::made(ws)?);
    fs::write(&path, table.to_string())?;
    evidence::refresh(ws)?;
    judge(found)
}

fn judge(found: &[Row]) -> Outcome {
    let count = |verdict| found.iter().filter(|row| row.verdict == verdict).count();
    let (passed, unchecked) = (count(table::PASSED), count(table::NOT_CHECKED));
    match found.len() - passed - unchecked {
        0 if unchecked == 0 => Ok(format!("{passed} rows")),
        0 => Err(Stop::NotChecked(format!("{unchecked} checks; {passed} rows passed"))),
        wrong => Err(failed(format!("{wrong} of {} rows", found.len()))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_checked_before_anything_runs() {
        let outcome = run(&Workspace::find(), &["forks".into()]);
        assert!(matches!(outcome, Err(Stop::Usage(reason)) if reason.contains("fork, generation")));
    }
}
