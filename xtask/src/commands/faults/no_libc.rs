//! The example without a C library: it has no dynamic linker, and a million draws need hardly a system call.

use std::fs;
use std::path::{Path, PathBuf};

use super::table::{FAILED, PASSED, Row};
use crate::commands::{Outcome, Stop, Workspace, failed};
use crate::shell::{Line, need};

const EXAMPLE: &str = "crates/entropy/examples/no-libc";
/// Calls of getrandom for a million draws.
const FEW: usize = 20;
/// What the example draws by the system call when it is given an argument.
const CONTROL: usize = 1000;

/// The step of ci, which is the whole check.
pub(crate) fn quick(ws: &Workspace) -> Outcome {
    let row = full(ws)?;
    let note = format!("{}; control: {}", row.figure, row.control);
    if row.verdict == PASSED { Ok(note) } else { Err(failed(note)) }
}

pub(super) fn full(ws: &Workspace) -> Result<Row, Stop> {
    if !cfg!(all(target_os = "linux", any(target_arch = "x86_64", target_arch = "aarch64"))) {
        return Err(Stop::NotChecked("the example is Linux's".into()));
    }
    need("strace")?;
    let program = build(ws)?;
    let (calls, few) = (calls(ws, &program, "")?, calls(ws, &program, "x")?);
    let (alone, linked) = (dynamic(&program)?, dynamic(Path::new("/proc/self/exe"))?);
    let good = calls < FEW && !alone;
    let fired = few == CONTROL && linked;
    let words = |linked| if linked { "with" } else { "without" };
    Ok(Row {
        check: super::NO_LIBC.into(),
        test: "a static program without a C library, 1000000 draws".into(),
        verdict: if good && fired { PASSED } else { FAILED }.into(),
        figure: format!("{calls} calls of getrandom, {} a dynamic linker", words(alone)),
        demand: format!("less than {FEW} calls, without a dynamic linker"),
        control: format!(
            "{CONTROL} draws by the system call: {few} calls; this command: {} a dynamic linker",
            words(linked)
        ),
    })
}

fn build(ws: &Workspace) -> Result<PathBuf, Stop> {
    let target = ws.target.join("xtask").join("no-libc");
    // In its own folder, where the arguments for the linker are.
    let line = Line::new("cargo build --quiet --release --locked").dir(ws.root.join(EXAMPLE));
    line.env("CARGO_TARGET_DIR", &target).run()?;
    Ok(target.join("release").join("no-libc"))
}

/// How often the program calls getrandom, by strace's log; its own verdict has to be good, too.
fn calls(ws: &Workspace, program: &Path, words: &str) -> Result<usize, Stop> {
    let log = ws.scratch("no-libc-log")?.join("log");
    let line = Line::new("timeout --signal=KILL 60 strace -f -qq -e trace=getrandom -e raw=all -o");
    line.arg(&log).arg(program).words(words).run()?;
    let log = fs::read_to_string(log)?;
    Ok(log.lines().filter(|line| line.contains("getrandom(")).count())
}

/// Whether a program asks for a dynamic linker or for its work.
fn dynamic(program: &Path) -> Result<bool, Stop> {
    let kinds = segments(&fs::read(program)?).ok_or_else(|| failed("not a 64-bit ELF program"))?;
    const DYNAMIC: u32 = 2;
    const INTERPRETER: u32 = 3;
    Ok(kinds.contains(&DYNAMIC) || kinds.contains(&INTERPRETER))
}

/// The types of the program headers (gABI, chapter 5) of a little-endian 64-bit file.
fn segments(file: &[u8]) -> Option<Vec<u32>> {
    if !file.starts_with(b"\x7fELF\x02\x01") {
        return None;
    }
    let short = |at: usize| Some(u16::from_le_bytes(file.get(at..at + 2)?.try_into().ok()?));
    let start = u64::from_le_bytes(file.get(0x20..0x28)?.try_into().ok()?);
    let start = usize::try_from(start).ok()?;
    let (size, count) = (usize::from(short(0x36)?), usize::from(short(0x38)?));
    let kind = |index: usize| {
        let at = start.checked_add(index.checked_mul(size)?)?;
        Some(u32::from_le_bytes(file.get(at..at.checked_add(4)?)?.try_into().ok()?))
    };
    (0..count).map(kind).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn program_headers_are_read() {
        let mut file = vec![0; 0x40 + 2 * 0x38];
        file[..6].copy_from_slice(b"\x7fELF\x02\x01");
        file[0x20] = 0x40;
        file[0x36] = 0x38;
        file[0x38] = 2;
        file[0x40] = 1;
        file[0x40 + 0x38] = 3;
        assert_eq!(segments(&file), Some(vec![1, 3]));
        file.truncate(0x60);
        assert_eq!(segments(&file), None);
        assert_eq!(segments(b"#!/bin/sh\n"), None);
    }

    #[cfg(all(target_os = "linux", target_pointer_width = "64", target_endian = "little"))]
    #[test]
    fn a_program_of_our_own_is_dynamic() {
        assert!(dynamic(Path::new("/proc/self/exe")).unwrap());
    }
}
