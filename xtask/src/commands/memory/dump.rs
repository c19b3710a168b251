//! Core dumps: the kernel's own where `core_pattern` names a file, else gdb's.

use std::fs;
use std::io;
use std::path::Path;

use super::search::Search;
use super::{Stop, failed};
use crate::shell::{Line, have};

/// How many windows of a secret are in the two parts of a core dump.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Found {
    pub(super) memory: usize,
    /// In the notes: registers, of which those for vectors have 16 bytes and more, and what the kernel says of the process.
    pub(super) registers: usize,
}

/// Searches the segments of a dump.
pub(super) fn search(core: &[u8], search: &Search) -> Result<Found, Stop> {
    let segments =
        segments(core).ok_or_else(|| failed("this is no core dump of ELF64, little-endian"))?;
    let mut found = Found::default();
    for (kind, bytes) in segments {
        let windows = search.windows_in(bytes);
        match kind {
            LOAD => found.memory += windows,
            _ => found.registers += windows,
        }
    }
    Ok(found)
}

/// A segment of memory.
const LOAD: u32 = 1;

/// The types and the contents of the segments (System V ABI, chapter 5, "Program header").
fn segments(core: &[u8]) -> Option<Vec<(u32, &[u8])>> {
    let elf64_little_endian = b"\x7FELF\x02\x01";
    core.strip_prefix(elf64_little_endian)?;
    let half = |at: usize| Some(u16::from_le_bytes(*core.get(at..)?.first_chunk()?));
    let word = |at: usize| Some(u32::from_le_bytes(*core.get(at..)?.first_chunk()?));
    let long =
        |at: usize| usize::try_from(u64::from_le_bytes(*core.get(at..)?.first_chunk()?)).ok();
    let (headers, size, count) = (long(0x20)?, usize::from(half(0x36)?), usize::from(half(0x38)?));
    // A dump of more has its number elsewhere; a small process has not.
    if count == 0 || count == 0xFFFF {
        return None;
    }
    let segment = |i: usize| {
        let header = headers.checked_add(size.checked_mul(i)?)?;
        let (start, len) = (long(header + 0x08)?, long(header + 0x20)?);
        Some((word(header)?, core.get(start..start.checked_add(len)?)?))
    };
    (0..count).map(segment).collect()
}

/// What to say where none can be made.
pub(super) const WHY_NOT: &str = "there was no core dump: core_pattern hands it to a program, and gdb is not installed or not let";

/// Whether the kernel writes it into the working directory. Many systems hand it to a program, `|/usr/lib/…`.
pub(super) fn by_kernel() -> bool {
    let pattern = fs::read_to_string("/proc/sys/kernel/core_pattern").unwrap_or_default();
    is_plain(pattern.trim())
}

fn is_plain(pattern: &str) -> bool {
    pattern.starts_with("core") && !pattern.contains('/')
}

/// The dump in the directory, which is then deleted: a core dump holds secrets.
pub(super) fn take(dir: &Path) -> io::Result<Option<Vec<u8>>> {
    for entry in fs::read_dir(dir)? {
        let entry = entry?;
        if entry.file_name().to_string_lossy().starts_with("core") {
            let core = fs::read(entry.path())?;
            fs::remove_file(entry.path())?;
            return Ok(Some(core));
        }
    }
    Ok(None)
}

/// By gdb's `gcore`, which heeds `MADV_DONTDUMP` as the kernel does; `None` where it is not there or not let.
pub(super) fn by_gdb(process: u32, dir: &Path) -> Result<Option<Vec<u8>>, Stop> {
    if !have("gdb") {
        return Ok(None);
    }
    let line = Line::new("gcore -o").arg(dir.join("core")).arg(process.to_string());
    let output = line.command().output()?;
    let core = take(dir)?;
    if core.is_none() && output.status.success() {
        return Err(failed("gcore says that it dumped, and did not"));
    }
    Ok(core)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A dump of two segments: notes, and memory.
    fn core(notes: &[u8], memory: &[u8]) -> Vec<u8> {
        let mut core = vec![0; 0x40 + 2 * 0x38];
        core[..6].copy_from_slice(b"\x7FELF\x02\x01");
        (core[0x20], core[0x36], core[0x38]) = (0x40, 0x38, 2);
        for (i, kind, bytes) in [(0, 4, notes), (1, 1, memory)] {
            let header = 0x40 + i * 0x38;
            core[header] = kind;
            let (start, len) = (core.len() as u64, bytes.len() as u64);
            core[header + 0x08..][..8].copy_from_slice(&start.to_le_bytes());
            core[header + 0x20..][..8].copy_from_slice(&len.to_le_bytes());
            core.extend(bytes);
        }
        core
    }

    #[test]
    fn registers_are_told_from_memory() {
        let secret = b"correct horse ba";
        let sought = Search::new(secret.to_vec());
        let found = |notes: &[u8], memory: &[u8]| search(&core(notes, memory), &sought).unwrap();
        assert_eq!(found(b"", b""), Found::default());
        // Two words of the window, at each of which it is seen.
        assert_eq!(found(secret, b"correct horse"), Found { memory: 0, registers: 2 });
        assert_eq!(found(b"correct horse", secret), Found { memory: 2, registers: 0 });
    }

    #[test]
    fn what_is_no_dump_or_cut_short_is_refused() {
        let whole = core(b"notes", b"memory");
        let sought = Search::new(vec![1; 16]);
        assert!(search(&whole, &sought).is_ok());
        for len in 0..whole.len() {
            assert!(search(&whole[..len], &sought).is_err(), "{len}");
        }
    }

    #[test]
    fn patterns_that_leave_a_file_here_are_told_from_others() {
        assert!(["core", "core.%p"].into_iter().all(is_plain));
        let others = ["|/usr/lib/systemd/systemd-coredump %P", "/var/core/%p", "", "|/bin/false"];
        assert!(!others.into_iter().any(is_plain));
    }
}
