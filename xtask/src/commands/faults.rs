//! `cargo xtask faults [NAME…]`: the full forms of what `cargo test` runs for seconds, and docs/FAULTS.md.
//!
//! The figures of the checks that were run replace the old ones in that file; the others stay, each with the day,
//! the kernel and the command that it came from. A check whose negative control stays silent has failed.

mod no_libc;
mod no_vdso;
mod table;

use std::fs;
use std::io::{BufRead, BufReader};
use std::process::Stdio;

pub(crate) use no_libc::quick as no_libc_quick;
use table::{Row, Table};

use super::{Outcome, Stop, Workspace, failed};
use crate::shell::Line;

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
    if let Some(name) = args.iter().find(|name| !names().contains(&name.as_str())) {
        let known = names().join(", ");
        return Err(Stop::Usage(format!("faults has no check `{name}`; it has {known}")));
    }
    if !cfg!(target_os = "linux") {
        return Err(Stop::NotChecked("the faults are Linux's".into()));
    }
    let chosen = |name: &&str| args.is_empty() || args.iter().any(|arg| arg == name);
    let suite: Vec<&str> = SUITE.iter().copied().filter(chosen).collect();
    let mut found = Vec::new();
    if !suite.is_empty() {
        found.append(&mut run_suite(ws, &suite)?);
    }
    if chosen(&NO_LIBC) {
        found.push(no_libc::full(ws)?);
    }
    if chosen(&NO_VDSO) {
        found.push(no_vdso::full(ws)?);
    }
    record(ws, &found)
}

/// Runs the test program, which says what it finds in lines of fields between tabs, as it finds it.
fn run_suite(ws: &Workspace, names: &[&str]) -> Result<Vec<Row>, Stop> {
    let line = Line::new("cargo test --quiet --release -p wellspring-entropy --all-features");
    let line = line.words("--test faults -- --full").words(&names.join(" ")).dir(&ws.root);
    println!("$ {line}");
    let mut child = line.command().stdout(Stdio::piped()).spawn()?;
    let pipe = child.stdout.take().ok_or_else(|| failed("no pipe"))?;
    let mut rows = Vec::new();
    for text in BufReader::new(pipe).lines() {
        let text = text?;
        println!("{text}");
        rows.extend(Row::read(&text));
    }
    let status = child.wait()?;
    // What failed is in the rows; a program that did not run at all has none.
    let missing = names.iter().find(|name| !rows.iter().any(|row| row.check == **name));
    match missing {
        Some(name) => Err(failed(format!("{status}, and nothing about `{name}`"))),
        None => Ok(rows),
    }
}

fn record(ws: &Workspace, found: &[Row]) -> Outcome {
    let path = ws.root.join("docs").join("FAULTS.md");
    let mut table = Table::read(&fs::read_to_string(&path).unwrap_or_default());
    let kernel = Line::new("uname -srm").read()?;
    let date = Line::new("date -u +%F").read()?;
    table.replace(found, &short(&kernel), date.trim());
    fs::write(&path, table.to_string())?;
    let count = |verdict| found.iter().filter(|row| row.verdict == verdict).count();
    let (passed, unchecked) = (count(table::PASSED), count(table::NOT_CHECKED));
    match found.len() - passed - unchecked {
        0 if unchecked == 0 => Ok(format!("{passed} rows of docs/FAULTS.md")),
        0 => Err(Stop::NotChecked(format!("{unchecked} checks; {passed} rows passed"))),
        wrong => Err(failed(format!("{wrong} of {} rows", found.len()))),
    }
}

/// `Linux 6.18.44-local x86_64` without what a distributor adds.
fn short(uname: &str) -> String {
    let words = uname.split_whitespace().map(|word| word.split('-').next().unwrap_or(word));
    words.collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_checked_before_anything_runs() {
        let outcome = run(&Workspace::find(), &["forks".into()]);
        assert!(matches!(outcome, Err(Stop::Usage(reason)) if reason.contains("fork, generation")));
    }

    #[test]
    fn kernels_are_named_by_version() {
        assert_eq!(short("Linux 6.18.44-a-b1 x86_64\n"), "Linux 6.18.44 x86_64");
    }
}
