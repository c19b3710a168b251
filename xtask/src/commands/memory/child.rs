//! The process that is looked into, and the talk with it.

use std::fs::{self, File};
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
use std::process::{Child as Process, ChildStdin, ChildStdout, Command, Stdio};

use super::dump::Found;
use super::search::{Search, WINDOW};
use super::{Stop, dump, failed};

pub(super) struct Child {
    process: Process,
    to: ChildStdin,
    from: ChildStdout,
    dir: PathBuf,
}

impl Child {
    /// In a directory of its own, into which it may dump its core.
    pub(super) fn start(program: &str, row: &str, dir: &Path) -> Result<Self, Stop> {
        let mut command = Command::new("sh");
        command.args(["-c", "ulimit -c unlimited; exec \"$0\" \"$1\"", program, row]);
        let pipes = command.stdin(Stdio::piped()).stdout(Stdio::piped());
        let mut process = pipes.current_dir(dir).spawn()?;
        let (to, from) = (process.stdin.take(), process.stdout.take());
        match (to, from) {
            (Some(to), Some(from)) => Ok(Self { process, to, from, dir: dir.to_owned() }),
            _ => Err(failed("no pipe")),
        }
    }

    /// Which secret it made. It comes with all bits flipped, so that the child has no copy of it in a buffer.
    pub(super) fn secret(&mut self) -> Result<Vec<u8>, Stop> {
        let mut len = [0; 4];
        self.from.read_exact(&mut len)?;
        let len = usize::try_from(u32::from_le_bytes(len)).map_err(|e| failed(e.to_string()))?;
        let mut secret = vec![0; len];
        self.from.read_exact(&mut secret)?;
        secret.iter_mut().for_each(|byte| *byte = !*byte);
        if len < WINDOW {
            return Err(failed(format!("a secret of {len} bytes has no window of {WINDOW}")));
        }
        Ok(secret)
    }

    /// Lets it drop the secret, and waits until it has.
    pub(super) fn go_on(&mut self) -> Result<(), Stop> {
        self.to.write_all(b"g")?;
        let mut word = [0];
        self.from.read_exact(&mut word)?;
        if word == *b"d" { Ok(()) } else { Err(failed("the child did not say that it dropped")) }
    }

    /// How many places in its writable memory hold a window of the secret.
    pub(super) fn survivors(&self, search: &Search) -> Result<usize, Stop> {
        let proc = PathBuf::from(format!("/proc/{}", self.process.id()));
        let maps = fs::read_to_string(proc.join("maps"))?;
        let mut memory = File::open(proc.join("mem")).map_err(|error| match error.kind() {
            io::ErrorKind::PermissionDenied => {
                Stop::NotChecked(format!("/proc/PID/mem of our own child: {error}"))
            }
            _ => failed(error.to_string()),
        })?;
        let mut found = 0;
        let (mut read, mut writable) = (0, 0);
        for (start, end) in maps.lines().filter_map(writable_range) {
            let len = usize::try_from(end - start).map_err(|e| failed(e.to_string()))?;
            let mut piece = vec![0; len];
            memory.seek(SeekFrom::Start(start))?;
            writable += 1;
            if memory.read_exact(&mut piece).is_ok() {
                read += 1;
                found += search.windows_in(&piece);
            }
        }
        match read == writable && read > 0 {
            true => Ok(found),
            false => Err(failed(format!("{read} of {writable} writable mappings can be read"))),
        }
    }

    /// Ends it with a core dump, and counts the windows in that; `None` where none can be made.
    pub(super) fn dump(mut self, search: &Search) -> Result<Option<Found>, Stop> {
        let core = if dump::by_kernel() {
            self.to.write_all(b"a")?;
            let status = self.process.wait()?;
            dump::take(&self.dir)?.ok_or_else(|| failed(format!("{status}, and no core dump")))?
        } else {
            let core = dump::by_gdb(self.process.id(), &self.dir)?;
            let Some(core) = core else { return Ok(None) };
            core
        };
        dump::search(&core, search).map(Some)
    }
}

/// Without this it would wait for ever where a check returns early.
impl Drop for Child {
    fn drop(&mut self) {
        // It may have ended, which is as well.
        _ = self.process.kill();
        _ = self.process.wait();
    }
}

/// `7f0c1000-7f0c3000 rw-p …`, in `proc_pid_maps(5)`.
fn writable_range(line: &str) -> Option<(u64, u64)> {
    let mut fields = line.split(' ');
    let (start, end) = fields.next()?.split_once('-')?;
    let address = |text| u64::from_str_radix(text, 16).ok();
    fields.next()?.starts_with("rw").then_some((address(start)?, address(end)?))
}

#[cfg(test)]
mod tests {
    use super::writable_range;

    #[test]
    fn writable_mappings_are_told_from_others() {
        let line = "7ffd1000-7ffd3000 rw-p 00000000 00:00 0                          [stack]";
        assert_eq!(writable_range(line), Some((0x7FFD_1000, 0x7FFD_3000)));
        assert_eq!(writable_range("7ffd1000-7ffd3000 r--p 00000000 00:00 0"), None);
        assert_eq!(writable_range(""), None);
    }
}
