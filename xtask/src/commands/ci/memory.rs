//! `wellspring bytes 1G` in constant memory: its peak is read while it is certain to be alive.
//!
//! The kernel keeps a process's peak (`VmHWM` in `/proc/PID/status`) only as long as the process
//! lives, and looking at intervals could miss the end. So its output is taken through a pipe and
//! the reader stops short of the last megabyte: a pipe holds far less than that, so the writer is
//! blocked, and its peak up to that point can be read without a race.

use std::fs;
use std::io::{self, Read, Write};
use std::process::{Command, ExitCode, Stdio};

use crate::commands::{Outcome, Stop, Workspace, failed};
use crate::shell::Line;

/// Hidden subcommand: a process that must be seen to exceed the limit.
pub(crate) const CONTROL: &str = "fill-32-mib";

const MIB: u64 = 1 << 20;
const LIMIT: u64 = 16 * MIB;
const OUTPUT: u64 = 1 << 30;
const CONTROL_OUTPUT: u64 = 2 * MIB;

pub(super) fn check(ws: &Workspace) -> Outcome {
    if !cfg!(target_os = "linux") {
        let reason = "needs Linux's /proc".into();
        return Err(Stop::NotChecked(reason));
    }
    // The link survives a rebuild of the file that it points to; a path would not.
    let control = Line::new("/proc/self/exe").arg(CONTROL);
    println!("$ {control}");
    let seen = peak(control.command(), CONTROL_OUTPUT)?;
    if seen < 2 * LIMIT {
        return Err(failed(format!("negative control: 32 MiB seen as {} KiB", seen >> 10)));
    }
    let bytes = Line::program(ws.wellspring()?).words("bytes 1G");
    println!("$ {bytes} | wc -c");
    let peak = peak(bytes.command(), OUTPUT)?;
    let note = format!("peak {} KiB of {}, control {} KiB", peak >> 10, LIMIT >> 10, seen >> 10);
    if peak < LIMIT { Ok(note) } else { Err(failed(note)) }
}

/// The control's whole life: hold 32 MiB that are really there, then write as the others do.
pub(crate) fn control() -> ExitCode {
    let held = vec![1_u8; 32 << 20];
    let mut out = io::stdout().lock();
    let written = held.chunks(1 << 16).take(32).try_for_each(|chunk| out.write_all(chunk));
    ExitCode::from(u8::from(written.is_err()))
}

/// Peak memory in bytes of a program that writes exactly `expected` bytes to its stdout.
fn peak(mut command: Command, expected: u64) -> Result<u64, Stop> {
    let mut child = command.stdout(Stdio::piped()).spawn()?;
    let status = format!("/proc/{}/status", child.id());
    let mut pipe = child.stdout.take().ok_or_else(|| failed("no pipe"))?;
    let mut drain = |n| io::copy(&mut Read::by_ref(&mut pipe).take(n), &mut io::sink());
    let most = drain(expected - MIB)?;
    // A writer that ended early has no peak any more; the count and the status say what happened.
    let peak = fs::read_to_string(status).ok().and_then(|s| high_water(&s));
    let written = most + drain(u64::MAX)?;
    let status = child.wait()?;
    if !status.success() || written != expected {
        let found = format!("{status} after {written} bytes, expected {expected}");
        return Err(failed(found));
    }
    peak.ok_or_else(|| failed("no VmHWM in /proc/PID/status"))
}

fn high_water(status: &str) -> Option<u64> {
    let line = status.lines().find_map(|l| l.strip_prefix("VmHWM:"))?;
    let kib: u64 = line.trim().strip_suffix(" kB")?.trim().parse().ok()?;
    Some(kib << 10)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_the_kernels_line() {
        let status = "Name:\tx\nVmPeak:\t  9 kB\nVmHWM:\t    2048 kB\nVmRSS:\t  1 kB\n";
        assert_eq!(high_water(status), Some(2 * MIB));
        assert_eq!(high_water("Name:\tx\nVmHWM:\tmany\n"), None);
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn a_short_or_failing_writer_is_an_error() {
        let shell = |script| {
            let mut command = Command::new("sh");
            command.args(["-c", script]);
            command
        };
        let head = "head -c 3145728 /dev/zero";
        assert!(peak(shell(head), 3 * MIB).is_ok());
        assert!(peak(shell(head), 4 * MIB).is_err());
        assert!(peak(shell(head), 2 * MIB).is_err());
        let fails = "head -c 3145728 /dev/zero; exit 4";
        assert!(peak(shell(fails), 3 * MIB).is_err());
    }
}
