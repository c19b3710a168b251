//! `cargo xtask memory [--quick]`: what is left of a secret in the memory of a process that dropped it, looked for from
//! outside, and docs/MEMORY.md.
//!
//! The test program `survivors` of the tokens crate makes a secret in one of the ways that there are, tells us which it is,
//! and waits. All writable memory of it is read through `/proc/PID/mem` and searched for every 16-byte window of the
//! secret, while it is alive, when it must be found, and after it was dropped, when it must not. Then the process
//! aborts, and its core dump is searched as well. A second process dumps its core while the secret is alive.

mod child;
mod dump;
mod search;
mod table;

use std::fs;
use std::path::Path;
use std::sync::{Mutex, PoisonError};
use std::thread::{self, ScopedJoinHandle};

use child::Child;
use search::Search;
use table::{Kind, Row};

use super::{
    Outcome, Stop, Workspace,
    evidence::{self, Document},
    failed,
    profile::{CARGO, Profile},
    suite,
};
use crate::shell::{Line, timed};

/// Of each way to make a secret.
const RUNS: usize = 20;

/// How many rows are looked at at once: most of the time goes by while a process starts or dumps.
const WORKERS: usize = 4;

pub(crate) fn run(ws: &Workspace, args: &[String]) -> Outcome {
    match args {
        [] => record(ws, &measure(ws, CARGO, RUNS)?),
        [quick] if quick == "--quick" => quickly(ws),
        _ => Err(Stop::Usage("memory takes `--quick` or nothing".into())),
    }
}

/// One run of each, without a word in the document.
pub(crate) fn quickly(ws: &Workspace) -> Outcome {
    let (rows, time) = timed(|| measure(ws, CARGO, 1));
    let rows = rows?;
    let table = table::alone(&rows, &made(ws)?).map_err(failed)?;
    suite::keep(ws, ("memory", "memory"), Document::Memory, time, &table)?;
    judge(&rows)
}

/// The same in another profile, of which no table is kept.
pub(crate) fn once(ws: &Workspace, profile: Profile) -> Outcome {
    judge(&measure(ws, profile, 1)?)
}

fn made(ws: &Workspace) -> Result<String, Stop> {
    let [version, kernel, date] = suite::made(ws)?;
    Ok(format!("Version {version}, {kernel}, {date}."))
}

fn measure(ws: &Workspace, profile: Profile, runs: usize) -> Result<Vec<Row>, Stop> {
    if !cfg!(target_os = "linux") {
        return Err(Stop::NotChecked("needs Linux's /proc".into()));
    }
    let line = Line::new("cargo test --quiet --release -p wellspring-tokens --all-features");
    let line = profile.of(line.words("--test survivors -- --rows"));
    let list = line.dir(&ws.root).read()?;
    let program = list.lines().find_map(|line| line.strip_prefix("program\t"));
    let program =
        program.ok_or_else(|| failed("the program `survivors` does not say where it is"))?;
    let mut rows: Vec<Row> = list.lines().filter_map(Row::read).collect();
    if ![Kind::Secret, Kind::Locked, Kind::Control]
        .iter()
        .all(|k| rows.iter().any(|r| r.kind == *k))
    {
        return Err(failed("the program `survivors` has no secret, no locked one or no control"));
    }
    let queue = Mutex::new(rows.iter_mut());
    thread::scope(|scope| {
        let work = |worker: usize| {
            // Each in a directory of its own, where its core dumps have the same name.
            let dir = ws.scratch(&format!("memory-{worker}"))?;
            let next = || queue.lock().unwrap_or_else(PoisonError::into_inner).next();
            while let Some(row) = next() {
                look(row, program, &dir, runs)?;
                println!("{row}");
            }
            Ok(())
        };
        let workers: Vec<_> =
            (0..WORKERS).map(|worker| scope.spawn(move || work(worker))).collect();
        let join = |worker: ScopedJoinHandle<'_, _>| {
            worker.join().unwrap_or_else(|_| Err(failed("one who looks has panicked")))
        };
        workers.into_iter().try_for_each(join)
    })?;
    Ok(rows)
}

/// Each run has a process that drops the secret, and one that dumps its core before.
fn look(row: &mut Row, program: &str, dir: &Path, runs: usize) -> Result<(), Stop> {
    for _ in 0..runs {
        row.runs += 1;
        let mut child = Child::start(program, &row.name, dir)?;
        let search = Search::new(child.secret()?);
        row.alive.count(Some(child.survivors(&search)?));
        child.go_on()?;
        row.dropped.count(Some(child.survivors(&search)?));
        let dump = child.dump(&search)?;
        row.dropped_dump.count(dump.map(|found| found.memory));
        row.registers.count(dump.map(|found| found.registers));
        let mut child = Child::start(program, &row.name, dir)?;
        let search = Search::new(child.secret()?);
        row.alive_dump.count(child.dump(&search)?.map(|found| found.memory));
    }
    Ok(())
}

fn record(ws: &Workspace, rows: &[Row]) -> Outcome {
    let path = ws.root.join("docs").join("MEMORY.md");
    let document = fs::read_to_string(&path)?;
    fs::write(&path, table::replaced(&document, rows, &made(ws)?).map_err(failed)?)?;
    evidence::refresh(ws)?;
    judge(rows)
}

/// Every row as its kind demands, and nothing unseen.
fn judge(rows: &[Row]) -> Outcome {
    let wrong: Vec<&str> = rows.iter().filter(|row| !row.passed()).map(|row| &*row.name).collect();
    if !wrong.is_empty() {
        return Err(failed(format!("not as it should be: {}", wrong.join("; "))));
    }
    if rows.iter().any(|row| row.unchecked() > 0) {
        return Err(Stop::NotChecked(format!("memory is clean, but {}", dump::WHY_NOT)));
    }
    let controls = rows.iter().filter(|row| row.kind == Kind::Control).count();
    let runs = rows.first().map_or(0, |row| row.runs);
    let made = rows.len() - controls;
    Ok(format!("{made} ways to make a secret, {controls} controls, {runs} runs each"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(line: &str) -> Row {
        Row { runs: 1, ..Row::read(line).unwrap() }
    }

    #[test]
    fn arguments_are_checked_before_anything_runs() {
        let outcome = run(&Workspace::find(), &["--fast".into()]);
        assert!(matches!(outcome, Err(Stop::Usage(reason)) if reason.contains("--quick")));
    }

    #[test]
    fn the_document_has_a_place_for_the_rows() {
        let document = fs::read_to_string(Workspace::find().root.join("docs/MEMORY.md")).unwrap();
        assert!(table::replaced(&document, &[], "").is_ok());
    }

    #[test]
    fn what_is_left_fails_and_what_was_not_looked_at_is_not_passed() {
        let mut rows = [row("row\ta\tSecret"), row("row\tb\tControl")];
        let [secret, control] = &mut rows;
        for row in [secret, control] {
            row.alive.count(Some(1));
            row.alive_dump.count(Some(1));
        }
        // The control was not found.
        assert!(matches!(judge(&rows), Err(Stop::Failed(reason)) if reason.ends_with(": b")));
        let [secret, control] = &mut rows;
        control.dropped.count(Some(1));
        control.dropped_dump.count(Some(1));
        assert!(judge(&[secret.clone(), control.clone()]).is_ok());
        let mut unseen = secret.clone();
        unseen.dropped_dump.count(None);
        assert!(matches!(judge(&[unseen]), Err(Stop::NotChecked(_))));
        secret.dropped.count(Some(1));
        assert!(matches!(judge(&rows), Err(Stop::Failed(reason)) if reason.ends_with(": a")));
    }
}
