//! `cargo xtask mutants [--minutes N] [--list] [--jobs N] [FILE…]`: what the tests of dist and tokens would not notice, and
//! docs/MUTANTS.md.
//!
//! cargo-mutants says which mutants there are: one operator, value or body is changed in each. All of a crate that compile side
//! by side stand in one [copy](schemata), each behind a number, and are asked without another build; the others are asked
//! [one by one](single) by cargo-mutants itself. Either way a mutant meets the unit tests of its own module first, those of the crate
//! if it lives, and at last all tests of the package.
//!
//! With `--minutes 0` nothing is asked, and what is known is written. A file's row in the document carries the digest of its text, so that a later call takes up what is new or was changed, and a
//! call that is cut short has lost nothing: [answers] without a row are kept, too.
//!
//! What lives must be argued in the document. In rejection, masking, wiping and comparison ([the critical](mod@files)) one argument counts
//! alone: that the mutant computes the same.

mod answers;
mod catalogue;
mod compiler;
mod files;
mod kept;
mod outcome;
mod pool;
mod programs;
mod schemata;
mod session;
mod single;
mod switch;
mod table;
mod trial;

use core::time::Duration;
use std::fs;
use std::time::Instant;

use self::answers::Answers;
use self::files::{File, critical, files};
use self::session::Session;
use self::switch::Control;
use self::table::Document;
use super::record::{self, Claim, Verdict};
use super::{Outcome, Stop, Workspace, failed, suite};
use crate::shell::Line;

const DOCUMENT: &str = "docs/MUTANTS.md";

pub(crate) fn run(ws: &Workspace, args: &[String]) -> Outcome {
    let asked = Asked::read(args)?;
    let files = files(ws)?;
    let unknown = |name: &&String| !files.iter().any(|file| file.path == **name);
    if let Some(name) = asked.names.iter().find(unknown) {
        return Err(Stop::Usage(format!("mutants has no file `{name}`; --list has them all")));
    }
    let path = ws.root.join(DOCUMENT);
    let text = fs::read_to_string(&path)?;
    let mut document = Document::read(&text).map_err(failed)?;
    document.keep(|file| files.iter().any(|known| known.path == file));
    let due = |file: &&File| match asked.names.as_slice() {
        [] => document.digest(&file.path) != Some(&file.digest),
        names => names.contains(&file.path),
    };
    let due: Vec<&File> = files.iter().filter(due).collect();
    if asked.list {
        for file in &due {
            println!("{}", file.path);
        }
        return Ok(format!("{} of {} files are due", due.len(), files.len()));
    }
    // Rows of files that are gone.
    if document.to_string() != text {
        fs::write(&path, document.to_string())?;
    }
    // As a program of its own it does not answer `--version`. Without it, what is known can still be counted.
    let can_ask = due.is_empty() || Line::new("cargo mutants --version").output()?.status.success();
    if !can_ask && !asked.time.is_zero() {
        return Err(Stop::NotChecked(
            "cargo-mutants is not installed: `cargo install cargo-mutants`".into(),
        ));
    }
    let again = if asked.names.is_empty() { &[][..] } else { &due };
    let (answers, start) = (Answers::read(ws, again)?, Instant::now());
    let [_, _, date] = suite::made(ws)?;
    let (time, jobs, controls) = (asked.time, asked.jobs, false);
    let mut session = Session { ws, time, jobs, start, date, path, document, answers, controls };
    if can_ask {
        session.ask(&due)?;
    }
    judge(ws, &session.document, &files, start.elapsed(), session.controls)
}

/// What of docs/MUTANTS.md and its record is not as the rows and the sources have it, and a note of how many files changed since
/// their mutants were asked.
pub(crate) fn check(ws: &Workspace) -> Result<(Vec<String>, String), Stop> {
    let files = files(ws)?;
    let known: Vec<(&str, &str)> =
        files.iter().map(|file| (file.path.as_str(), file.digest.as_str())).collect();
    Ok(kept::check(&fs::read_to_string(ws.root.join(DOCUMENT))?, &recorded(ws)?, &known))
}

/// The record as it is; empty where there is none.
fn recorded(ws: &Workspace) -> Result<String, Stop> {
    let path = record::path(ws, "mutants");
    Ok(if path.exists() { fs::read_to_string(path)? } else { String::new() })
}

/// What a call was told.
#[derive(Debug, PartialEq, Eq)]
struct Asked {
    time: Duration,
    /// Whether to name the files only.
    list: bool,
    /// How much runs at once.
    jobs: usize,
    names: Vec<String>,
}

impl Asked {
    fn read(args: &[String]) -> Result<Self, Stop> {
        let mut asked = Self { time: Duration::MAX, list: false, jobs: 2, names: Vec::new() };
        let mut args = args.iter().map(String::as_str);
        while let Some(arg) = args.next() {
            let mut number = |least: u64, most: u64| {
                let number = args.next().and_then(|text| text.parse::<u64>().ok());
                let number = number.filter(|n| (least..=most).contains(n));
                number.ok_or_else(|| Stop::Usage(format!("{arg} takes {least} to {most}")))
            };
            match arg {
                "--list" => asked.list = true,
                "--minutes" => asked.time = Duration::from_secs(60 * number(0, 100_000)?),
                "--jobs" => asked.jobs = usize::try_from(number(1, 256)?).unwrap_or(1),
                option if option.starts_with('-') => {
                    return Err(Stop::Usage(format!("mutants has no option `{option}`")));
                }
                name => asked.names.push(name.to_owned()),
            }
        }
        Ok(asked)
    }
}

/// The record, and whether all files were asked and all that lives is argued.
fn judge(
    ws: &Workspace,
    document: &Document,
    files: &[File],
    time: Duration,
    controls: bool,
) -> Outcome {
    let open = document.open(critical);
    for mutant in &open {
        eprintln!("  not argued: {mutant}");
    }
    let known = files.iter().map(|file| (file.path.as_str(), file.digest.as_str()));
    let kept::Found { counts, open, left, mut claims } =
        kept::found(document, &known.collect::<Vec<_>>());
    // Those of an earlier call stay in the record, and are the controls of what that call found.
    if controls || kept::planted(&recorded(ws)?) {
        claims.iter_mut().filter(|claim| claim.what == kept::OPEN).for_each(|claim| {
            claim.control = Control::WORDS.into();
        });
    }
    if controls {
        // Without them the call would have stopped.
        let all = Control::ALL.len().to_string();
        claims.push(Claim {
            control: Control::WORDS.into(),
            ..kept::claim(kept::PLANTED, all.clone(), &all, Verdict::Met)
        });
    }
    record::write_part(ws, "mutants", "cargo xtask mutants", time, &claims)?;
    match (open, left) {
        (0, 0) => Ok(counts.to_string()),
        (0, n) => Err(Stop::NotChecked(format!("{n} of {} files; {counts}", files.len()))),
        (n, _) => Err(failed(format!("{n} mutants live and are not argued; {counts}"))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn arguments_are_checked_before_anything_runs() {
        let args = |words: &str| words.split_whitespace().map(Into::into).collect::<Vec<String>>();
        let parsed = Asked::read(&args("--minutes 5 a.rs --list --jobs 3")).unwrap();
        let (time, names) = (Duration::from_secs(300), vec!["a.rs".into()]);
        assert_eq!(parsed, Asked { time, list: true, jobs: 3, names });
        for bad in ["--minutes", "--minutes -1", "--minutes x", "--jobs 0", "--fast"] {
            assert!(matches!(Asked::read(&args(bad)), Err(Stop::Usage(_))), "{bad}");
        }
        let outcome = run(&Workspace::find(), &args("no-such-file.rs"));
        assert!(matches!(outcome, Err(Stop::Usage(reason)) if reason.contains("no-such-file.rs")));
    }
}
