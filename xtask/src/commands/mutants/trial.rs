//! One run of some tests of one program, with a mutant or without, in bounds.

use core::time::Duration;
use std::io::{BufRead, BufReader};
use std::os::unix::process::ExitStatusExt;
use std::path::{Path, PathBuf};
use std::process::{ExitStatus, Stdio};
use std::sync::mpsc::{self, RecvTimeoutError};
use std::thread;

use super::outcome::Fate;
use crate::commands::{Stop, failed};
use crate::shell::Line;

/// A program of tests.
#[derive(Clone, Debug)]
pub(super) struct Program {
    pub(super) name: String,
    pub(super) path: PathBuf,
    /// The folder of the package, where its tests expect to be.
    pub(super) folder: PathBuf,
    /// Whether it runs the tests that it is told to; else it is one test.
    pub(super) harness: bool,
    /// Of the crate itself, with its unit tests.
    pub(super) unit: bool,
}

#[derive(Clone, Copy, Debug)]
pub(super) enum Choice<'a> {
    Original,
    Mutant(u32),
    /// The original, which notes in this file what it is asked for.
    Note(&'a Path),
}

/// How a run ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum End {
    Passed,
    Failed,
    TooLong,
}

impl From<End> for Fate {
    fn from(end: End) -> Self {
        match end {
            End::Passed => Self::Lives,
            End::Failed => Self::Caught,
            End::TooLong => Self::TooLong,
        }
    }
}

/// The least time that a run is given, whatever its tests need otherwise.
pub(super) const LEAST: Duration = Duration::from_secs(5);
/// And how many times what they need otherwise.
pub(super) const TIMES: u32 = 20;
/// A run that waits uses no processor: it is given as much more by the clock on the wall.
const WAITING: u32 = 4;
/// Of address space, in bytes.
const MEMORY: u64 = 2 << 30;

/// The command line of a run; `usual` is what the tests take without a mutant.
pub(super) fn line(program: &Program, tests: &[&str], choice: Choice<'_>, usual: Duration) -> Line {
    let seconds = limit(usual).as_secs() + 1;
    let line = Line::new("prlimit").arg(format!("--as={MEMORY}"));
    // First a signal, and a second later the end.
    let line = line.arg(format!("--cpu={seconds}:{}", seconds + 1)).words("--core=0");
    let mut line = line.arg(&program.path).dir(&program.folder);
    if program.harness {
        line = tests.iter().fold(line.words("--test-threads=1 --exact"), Line::arg);
    }
    // What a failing property leaves behind would be asked again for the next mutant.
    let line =
        line.env("PROPTEST_DISABLE_FAILURE_PERSISTENCE", "1").env("PROPTEST_MAX_SHRINK_ITERS", "0");
    match choice {
        Choice::Original => line,
        Choice::Mutant(number) => line.env("MUTANT", number.to_string()),
        Choice::Note(file) => line.env("MUTANT_REACHED", file),
    }
}

fn limit(usual: Duration) -> Duration {
    (usual * TIMES).max(LEAST)
}

/// Runs it, and ends it at the first test that failed: a harness that has said so cannot end well.
pub(super) fn run(
    program: &Program,
    tests: &[&str],
    choice: Choice<'_>,
    usual: Duration,
) -> Result<End, Stop> {
    let line = line(program, tests, choice, usual);
    let (out, err) = (Stdio::piped(), Stdio::null());
    let mut child = line.command().stdout(out).stderr(err).spawn()?;
    let stdout = child.stdout.take().ok_or_else(|| failed("a program without a stdout"))?;
    let (said, says) = mpsc::channel();
    let harness = program.harness;
    let reader = thread::spawn(move || {
        for line in BufReader::new(stdout).split(b'\n').map_while(Result::ok) {
            if harness && is_failure(&line) && said.send(()).is_err() {
                break;
            }
        }
    });
    let end = match says.recv_timeout(limit(usual) * WAITING) {
        Ok(()) => Some(End::Failed),
        Err(RecvTimeoutError::Timeout) => Some(End::TooLong),
        Err(RecvTimeoutError::Disconnected) => None,
    };
    if end.is_some() {
        child.kill()?;
    }
    let status = child.wait()?;
    if end.is_none() {
        drop(reader.join());
    }
    end.map_or_else(
        || of_status(program, status).ok_or_else(|| failed(format!("{status}: {line}"))),
        Ok,
    )
}

fn is_failure(line: &[u8]) -> bool {
    line.starts_with(b"test ") && line.ends_with(b" ... FAILED")
}

/// None where it is no answer: a harness that fails says 101, and a signal is the end of a process that went wrong.
fn of_status(program: &Program, status: ExitStatus) -> Option<End> {
    const CPU_TIME: i32 = 24;
    const KILLED: i32 = 9;
    match (status.code(), status.signal()) {
        (Some(0), _) => Some(End::Passed),
        (Some(101), _) => Some(End::Failed),
        (Some(_), _) if !program.harness => Some(End::Failed),
        (None, Some(CPU_TIME | KILLED)) => Some(End::TooLong),
        (None, Some(_)) => Some(End::Failed),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A shell as a program of tests: with `harness` its arguments would not be a script.
    fn shell(folder: &Path, script: &str, harness: bool) -> Program {
        let path = folder.join("program");
        std::fs::write(&path, format!("#!/bin/sh\n{script}\n")).unwrap();
        let mut mode = std::fs::metadata(&path).unwrap().permissions();
        std::os::unix::fs::PermissionsExt::set_mode(&mut mode, 0o755);
        std::fs::set_permissions(&path, mode).unwrap();
        Program { name: "p".into(), path, folder: folder.into(), harness, unit: true }
    }

    fn end(name: &str, script: &str, harness: bool) -> Result<End, Stop> {
        let folder = crate::commands::Workspace::find().scratch(&format!("trial-{name}")).unwrap();
        let program = shell(&folder, script, harness);
        run(&program, &["a"], Choice::Mutant(7), Duration::ZERO)
    }

    #[test]
    fn an_end_is_told_by_what_was_said_and_by_the_status() {
        assert_eq!(end("pass", "test $MUTANT = 7", true), Ok(End::Passed));
        assert_eq!(end("101", "exit 101", true), Ok(End::Failed));
        let said = "echo 'test a ... FAILED'; sleep 60";
        assert_eq!(end("said", said, true), Ok(End::Failed));
        assert_eq!(end("signal", "kill -ABRT $$", true), Ok(End::Failed));
        // No answer of a harness, but one of a program that is one test.
        assert!(matches!(end("3", "exit 3", true), Err(Stop::Failed(_))));
        assert_eq!(end("own", "exit 3", false), Ok(End::Failed));
        assert_eq!(end("cpu", "kill -XCPU $$", true), Ok(End::TooLong));
    }

    #[test]
    fn a_run_is_given_many_times_what_it_needs() {
        assert_eq!(limit(Duration::from_millis(1)), LEAST);
        assert_eq!(limit(Duration::from_secs(2)), Duration::from_secs(40));
        let program =
            shell(&crate::commands::Workspace::find().scratch("trial-line").unwrap(), "", true);
        let line = line(&program, &["a::b"], Choice::Mutant(3), Duration::ZERO).to_string();
        assert!(line.contains("MUTANT=3 prlimit"), "{line}");
        assert!(line.ends_with("--test-threads=1 --exact a::b"), "{line}");
    }
}
