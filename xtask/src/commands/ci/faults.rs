//! The kernel refuses, and no secret may come of it: getrandom(2) is made to fail under strace.
//!
//! Each case runs the released program with one fault injected and compares exit status, output
//! and what is left on disk. A case counts only if strace's own log shows that a call for key
//! material was hit: the C library makes a non-blocking call of its own at start-up, whose loss
//! harms nobody. The first draws of a process are system calls; what the vDSO makes of faults is seen by the fault
//! suite of `wellspring-entropy`. The log has raw arguments, so no random byte gets into it, and what the program
//! prints is looked at but never shown.

use std::fs;
use std::path::Path;

use crate::commands::{Outcome, Stop, Workspace, verdict};
use crate::shell::{Line, need};

struct Case {
    /// What strace does to which calls; nothing in the negative controls.
    inject: &'static str,
    words: &'static str,
    expect: Expect,
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum Expect {
    /// Exit 0 and 64 hexadecimal digits.
    Token,
    /// Exit 4, nothing on stdout, no file left.
    SourceFailure,
    /// Exit 0, nothing on stdout, one file of a mebibyte.
    File,
    /// Exit 0 and 4, and the word for it on stdout.
    Healthy,
    Degraded,
}

const HEX: &str = "hex";
const DOCTOR: &str = "doctor --seconds 0";
const FILE: &str = "bytes 1M --out secret.bin";

const CASES: &[Case] = &[
    case("", HEX, Expect::Token),
    case("", FILE, Expect::File),
    case("getrandom:error=EIO", HEX, Expect::SourceFailure),
    case("getrandom:error=EIO", FILE, Expect::SourceFailure),
    // It fails when a part of the file is written already.
    case("getrandom:error=EIO:when=6+", FILE, Expect::SourceFailure),
    // The call exists but gives nothing, again and again: neither a token nor an endless loop.
    case("getrandom:retval=0", HEX, Expect::SourceFailure),
    // No such call, or a sandbox that forbids it: /dev/urandom gives the same bytes.
    case("getrandom:error=ENOSYS", HEX, Expect::Token),
    case("getrandom:error=EPERM", HEX, Expect::Token),
    // Neither that call nor the device, which is read only after ppoll(2) says that the pool is full;
    // the runtime's own check of its streams is a poll.
    case("getrandom:error=ENOSYS ppoll:error=EIO", HEX, Expect::SourceFailure),
    // The same bytes, and whoever asks is told that they come by a detour.
    case("", DOCTOR, Expect::Healthy),
    case("getrandom:error=ENOSYS", DOCTOR, Expect::Degraded),
    case("getrandom:error=EIO", DOCTOR, Expect::Degraded),
    // A signal came in between: ask again.
    case("getrandom:error=EINTR:when=1..3", HEX, Expect::Token),
];

const fn case(inject: &'static str, words: &'static str, expect: Expect) -> Case {
    Case { inject, words, expect }
}

/// Whether strace is there and the kernel lets it trace.
pub(super) fn may_trace() -> Result<(), Stop> {
    need("strace")?;
    let probe = Line::new("strace -qq -o /dev/null true").output()?;
    if probe.status.success() {
        return Ok(());
    }
    Err(Stop::NotChecked("strace may not trace here".into()))
}

pub(super) fn check(ws: &Workspace) -> Outcome {
    if !cfg!(target_os = "linux") {
        return Err(Stop::NotChecked("needs Linux's strace".into()));
    }
    may_trace()?;
    let mut violations = Vec::new();
    for case in CASES {
        for violation in run(ws, case)? {
            violations.push(format!("{} [{}]: {violation}", case.words, case.inject));
        }
    }
    verdict(&violations, format!("{} cases", CASES.len()))
}

/// What one run of the program left behind.
struct Run {
    status: Option<i32>,
    stdout: String,
    /// Sizes of the files in the directory in which it ran.
    files: Vec<u64>,
    log: String,
}

fn run(ws: &Workspace, case: &Case) -> Result<Vec<String>, Stop> {
    let dir = ws.scratch("faults")?;
    let log = ws.target.join("xtask").join("faults.log");
    let program = ws.wellspring()?;
    // timeout kills its whole group: a stuck program does not outlive the tracer.
    let mut line = Line::new("timeout --signal=KILL 20 strace -f -qq").dir(&dir);
    line = line.words("-e trace=getrandom,ppoll -e raw=getrandom -o");
    line = line.arg(&log);
    for inject in case.inject.split_whitespace() {
        line = line.arg("-e").arg(format!("inject={inject}"));
    }
    let output = line.arg(&program).words(case.words).output()?;
    let run = Run {
        status: output.status.code(),
        stdout: String::from_utf8_lossy(&output.stdout).into_owned(),
        files: sizes(&dir)?,
        log: fs::read_to_string(&log)?,
    };
    Ok(judge(case, &run))
}

fn sizes(dir: &Path) -> Result<Vec<u64>, Stop> {
    let entries = fs::read_dir(dir)?;
    let sizes = entries.map(|entry| Ok(entry?.metadata()?.len()));
    sizes.collect()
}

/// Everything that is wrong with a run, without a byte of what it printed.
fn judge(case: &Case, run: &Run) -> Vec<String> {
    let mut wrong = Vec::new();
    let (status, files): (i32, &[u64]) = match case.expect {
        Expect::Token | Expect::Healthy => (0, &[]),
        Expect::SourceFailure | Expect::Degraded => (4, &[]),
        Expect::File => (0, &[1 << 20]),
    };
    if run.status != Some(status) {
        wrong.push(match run.status {
            Some(found) => format!("exit status {found}, expected {status}"),
            None => format!("killed after 20 s, expected exit status {status}"),
        });
    }
    let digits = run.stdout.trim_end().bytes();
    let token = digits.len() == 64 && digits.into_iter().all(|b| b.is_ascii_hexdigit());
    match case.expect {
        Expect::Token if !token => wrong.push("no token on stdout".into()),
        Expect::Healthy if !run.stdout.contains("nothing degraded") => {
            wrong.push("not said to be in order".into());
        }
        Expect::Degraded if !run.stdout.contains("DEGRADED") => {
            wrong.push("not said to be degraded".into());
        }
        Expect::SourceFailure | Expect::File if !run.stdout.is_empty() => {
            wrong.push(format!("{} bytes on stdout", run.stdout.len()));
        }
        _ => {}
    }
    if run.files != files {
        wrong.push(format!("files of {:?} bytes left", run.files));
    }
    if hit(&run.log) == case.inject.is_empty() {
        let log = if hit(&run.log) { "a" } else { "no" };
        wrong.push(format!("{log} call for key material was tampered with"));
    }
    wrong
}

/// Whether a call without flags, which asks for what keys are made of, was injected into.
fn hit(log: &str) -> bool {
    let tampered = |line: &&str| line.contains("getrandom(") && line.contains("(INJECTED)");
    let mut calls = log.lines().filter(tampered);
    calls.any(|line| line.contains(", 0)") || line.contains(", 0x0)"))
}

#[cfg(test)]
mod tests {
    use super::*;

    const HIT: &str = "7 getrandom(0x7ffd, 0x20, 0) = -1 EIO (Input/output error) (INJECTED)\n";
    const OTHER: &str = "7 getrandom(0x7ffd, 0x8, 0x1) = -1 EIO (Input/output error) (INJECTED)\n";

    fn verdict(expect: Expect, status: i32, stdout: &str, files: &[u64], log: &str) -> usize {
        let inject = match expect {
            Expect::SourceFailure | Expect::Degraded => "getrandom:error=EIO",
            Expect::Token | Expect::File | Expect::Healthy => "",
        };
        let run = Run {
            status: Some(status),
            stdout: stdout.into(),
            files: files.to_vec(),
            log: log.into(),
        };
        judge(&case(inject, HEX, expect), &run).len()
    }

    #[test]
    fn good_runs_pass() {
        let token = "0123456789abcdef".repeat(4) + "\n";
        assert_eq!(verdict(Expect::Token, 0, &token, &[], ""), 0);
        assert_eq!(verdict(Expect::File, 0, "", &[1 << 20], ""), 0);
        assert_eq!(verdict(Expect::SourceFailure, 4, "", &[], HIT), 0);
        assert_eq!(verdict(Expect::Healthy, 0, "nothing degraded", &[], ""), 0);
        assert_eq!(verdict(Expect::Degraded, 4, "DEGRADED", &[], HIT), 0);
    }

    #[test]
    fn each_way_to_be_wrong_is_seen() {
        let token = "0123456789abcdef".repeat(4);
        assert_eq!(verdict(Expect::Token, 0, "0123", &[], ""), 1);
        assert_eq!(verdict(Expect::Token, 1, &token, &[], ""), 1);
        assert_eq!(verdict(Expect::SourceFailure, 0, "", &[], HIT), 1);
        assert_eq!(verdict(Expect::SourceFailure, 4, "0", &[], HIT), 1);
        assert_eq!(verdict(Expect::SourceFailure, 4, "", &[17], HIT), 1);
        assert_eq!(verdict(Expect::SourceFailure, 4, "", &[], OTHER), 1);
        assert_eq!(verdict(Expect::SourceFailure, 4, "", &[], ""), 1);
        assert_eq!(verdict(Expect::File, 0, "", &[4096], ""), 1);
        assert_eq!(verdict(Expect::Healthy, 0, "DEGRADED", &[], ""), 1);
        assert_eq!(verdict(Expect::Degraded, 4, "nothing degraded", &[], HIT), 1);
    }
}
