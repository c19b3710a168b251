//! Running the entries, each to its end whatever the others say: in a row, or the quick forms of all two at a time.

use core::{any::Any, time::Duration};
use std::{fs, panic, time::SystemTime};

use super::BESIDE;
use super::list::{COMPILING, Entry, MEASURING, Source};
use crate::commands::{
    Outcome, Stop, Workspace, beside, ci, failed,
    record::{self, Claim, Verdict},
};
use crate::shell::timed;

/// What is said of an entry as a whole, and not by a claim of its own.
pub(super) struct Broken {
    pub(super) name: &'static str,
    pub(super) verdict: Verdict,
    pub(super) reason: String,
    /// Whether it wrote its document or record, of which then a claim says what is missed or not checked.
    pub(super) wrote: bool,
}

/// What came to no end, of each entry after the other.
pub(super) fn in_a_row<'e>(
    ws: &Workspace,
    quick: bool,
    entries: impl IntoIterator<Item = &'e Entry>,
) -> Result<Vec<Broken>, Stop> {
    let mut broken = Vec::new();
    for entry in entries {
        broken.extend(one(ws, entry, if quick { entry.quick } else { entry.full })?);
    }
    Ok(broken)
}

/// The quick forms of all: what only compiles, into a folder of its own, beside the others, and what measures when that has ended.
pub(super) fn two_at_once(ws: &Workspace, entries: &[&Entry]) -> Result<Vec<Broken>, Stop> {
    let of = |names: &'static [&str]| entries.iter().filter(|e| names.contains(&e.name)).copied();
    // What it does not come to has no record, and not one of an earlier run.
    for path in of(COMPILING).map(|entry| record::path(ws, entry.name)) {
        if path.exists() {
            fs::remove_file(path)?;
        }
    }
    let options = ["evidence", "--quick", "--allow-missed", "--allow-missing", BESIDE];
    let words = options.iter().chain(COMPILING).map(|word| (*word).to_owned());
    let log = ws.scratch("evidence")?.join("beside.log");
    let other = beside::Beside::start(&log, &words.collect::<Vec<_>>())?;
    let is_first = |entry: &&&Entry| ![COMPILING, MEASURING].concat().contains(&entry.name);
    let mut broken = in_a_row(ws, true, entries.iter().filter(is_first).copied())?;
    println!("\n== beside: {}", COMPILING.join(", "));
    let status = other.end()?;
    if !status.success() {
        let reason = format!("what ran beside the others: {status}");
        broken.push(Broken { name: BESIDE, verdict: Verdict::Missed, reason, wrote: false });
    }
    broken.extend(in_a_row(ws, true, of(MEASURING))?);
    Ok(broken)
}

/// Runs an entry; why it did not pass.
fn one(ws: &Workspace, entry: &Entry, words: &[&str]) -> Result<Option<Broken>, Stop> {
    println!("\n== {}", entry.line(words));
    let path = match entry.source {
        Source::Document(_, document) if !ws_is_quick(ws) => ws.root.join(document),
        _ => record::path(ws, entry.name),
    };
    let written =
        || fs::metadata(&path).and_then(|file| file.modified()).unwrap_or(SystemTime::UNIX_EPOCH);
    let before = written();
    let (outcome, time) = timed(|| command(ws, words));
    println!("== {}: {:.0} s", entry.name, time.as_secs_f64());
    let (note, verdict) = match &outcome {
        // What a command does in the place of what it is for, where a tool is missing.
        Ok(note) if note.starts_with("READ, NOT BUILT") => (note, Verdict::NotChecked),
        Ok(note) => (note, Verdict::Met),
        Err(Stop::NotChecked(reason)) => (reason, Verdict::NotChecked),
        Err(Stop::Failed(reason) | Stop::Usage(reason)) => (reason, Verdict::Missed),
    };
    let is_record = matches!(entry.source, Source::Record) || ws_is_quick(ws);
    let wrote = written() > before;
    if is_record {
        keep(ws, entry, words, time, wrote, entry.claim(note, verdict))?;
    }
    let reason = format!("{}: {verdict}: {note}", entry.line(words));
    let broken = Broken { name: entry.name, verdict, reason, wrote: wrote || is_record };
    Ok(Some(broken).filter(|broken| broken.verdict != Verdict::Met))
}

fn ws_is_quick(ws: &Workspace) -> bool {
    ws.records.starts_with(&ws.target)
}

/// A command that wrote a record has said there what it found, but where none of its claims is as bad as its end.
pub(super) fn keep(
    ws: &Workspace,
    entry: &Entry,
    words: &[&str],
    time: Duration,
    written: bool,
    last: Claim,
) -> Result<(), Stop> {
    let mut claims = Vec::new();
    if written {
        let found =
            record::read(&fs::read_to_string(record::path(ws, entry.name))?).map_err(failed)?;
        claims.extend(found.into_iter().map(|found| found.claim));
        if last.verdict == Verdict::Met || claims.iter().any(|claim| claim.verdict == last.verdict)
        {
            return Ok(());
        }
    }
    claims.push(last);
    record::write(ws, entry.name, &entry.line(words), time, &claims)
}

/// A command of this program, which may not be there, and whose panic is its own.
pub(super) fn command(ws: &Workspace, words: &[&str]) -> Outcome {
    let Some((name, rest)) = words.split_first() else {
        return Err(Stop::NotChecked("no command".into()));
    };
    let Some(run) = crate::command(name) else {
        return Err(Stop::NotChecked(format!("no command `{name}`")));
    };
    let work = || match words {
        ["ci", step] => ci::one(ws, step),
        _ => run(ws, &rest.iter().map(|word| (*word).into()).collect::<Vec<String>>()),
    };
    panic::catch_unwind(work).unwrap_or_else(|thrown| Err(failed(said(&*thrown))))
}

pub(super) fn said(thrown: &(dyn Any + Send)) -> String {
    let text = thrown.downcast_ref::<String>().map(String::as_str);
    let text = text.or_else(|| thrown.downcast_ref::<&str>().copied());
    format!("it panicked: {}", text.unwrap_or("no text"))
}
