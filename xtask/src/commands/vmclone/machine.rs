//! A virtual machine without hardware acceleration: started, stopped, written to a file, and started again from there.
//!
//! QEMU answers in JSON on a socket (QMP); the few answers that are asked for are told apart by the words in them. The
//! machine's first serial port is the kernel's console and goes to a file, the second one speaks with the guest's program.
//!
//! The emulated processor has neither RDRAND nor RDSEED, from which a kernel would get bytes that no copy of the machine has, and
//! there is no virtio-rng: what differs after a copy comes from the notice of it.

use core::time::Duration;
use std::env;
use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::os::unix::net::{UnixListener, UnixStream};
use std::path::{Path, PathBuf};
use std::process::{self, Child, ChildStdin, Stdio};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError};
use std::thread;
use std::time::Instant;

use crate::commands::{Stop, failed};
use crate::shell::Line;

/// What the machine is made of.
#[derive(Clone, Debug)]
pub(super) struct Parts {
    /// Where it runs: the file of its memory and the log of its console are in there.
    pub(super) folder: PathBuf,
    pub(super) kernel: PathBuf,
    /// The first file system.
    pub(super) initramfs: PathBuf,
}

/// Whether and how the machine is told that it is another one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Identity {
    /// The identity of every machine that is started with this.
    Same,
    /// One that no other machine has.
    New,
    /// No device that could tell.
    Untold,
}

/// A running machine, which ends with this value.
#[derive(Debug)]
pub(super) struct Machine {
    child: Child,
    port: ChildStdin,
    lines: Receiver<String>,
    control: BufReader<UnixStream>,
    console: PathBuf,
}

/// What the kernel says when it was told (drivers/char/random.c, add_vmfork_randomness).
const TOLD: &str = "crng reseeded due to virtual machine fork";

const MEMORY: &str = "memory";

impl Machine {
    /// Starts it, from the file that `save` wrote if `saved`; such a machine waits for `go_on`.
    pub(super) fn start(parts: &Parts, identity: Identity, saved: bool) -> Result<Self, Stop> {
        // Not below the target folder, since the path of a socket has to be short.
        let folder = env::temp_dir().join(format!("wellspring-vmclone-{}", process::id()));
        fs::create_dir_all(&folder)?;
        let socket = folder.join("control");
        _ = fs::remove_file(&socket);
        let listener = UnixListener::bind(&socket)?;
        let line = line(parts, identity, saved, &socket);
        println!("$ {line}");
        let spawned = line.command().stdin(Stdio::piped()).stdout(Stdio::piped()).spawn();
        let mut child = spawned.map_err(|error| Stop::NotChecked(format!("QEMU: {error}")))?;
        let accepted = accept(&listener, &mut child);
        fs::remove_dir_all(&folder)?;
        let (Some(port), Some(output)) = (child.stdin.take(), child.stdout.take()) else {
            return Err(failed("no pipes"));
        };
        let (sender, lines) = mpsc::channel();
        // Ends with the machine, whose output it reads, or with the one who listens.
        thread::spawn(move || {
            let lines = BufReader::new(output).lines().map_while(Result::ok);
            let _ended = lines.map(|line| sender.send(line.trim().into())).find(Result::is_err);
        });
        let console = parts.folder.join(CONSOLE);
        let mut machine = Self { child, port, lines, control: BufReader::new(accepted?), console };
        machine.ask("qmp_capabilities", "{}")?;
        if saved {
            machine.until("query-status", "paused")?;
        }
        Ok(machine)
    }

    /// Sends a line to the guest's program.
    pub(super) fn say(&mut self, line: &str) -> Result<(), Stop> {
        Ok(self.port.write_all(line.as_bytes())?)
    }

    /// The guest's lines up to the first that starts with `word`, which is the last of them.
    pub(super) fn hear(&mut self, word: &str) -> Result<Vec<String>, Stop> {
        let end = Instant::now() + PATIENCE;
        let mut heard = Vec::new();
        loop {
            let line = self.lines.recv_timeout(end.saturating_duration_since(Instant::now()));
            let line = line.map_err(|error| match error {
                RecvTimeoutError::Timeout => failed(format!("the machine does not say `{word}`")),
                RecvTimeoutError::Disconnected => failed("the machine has stopped"),
            })?;
            let is_last = line.starts_with(word);
            heard.push(line);
            if is_last {
                return Ok(heard);
            }
        }
    }

    /// Stops it and writes all of it to the file that `start` takes it from.
    pub(super) fn save(mut self) -> Result<(), Stop> {
        self.ask("stop", "{}")?;
        self.ask("migrate", &format!("{{\"uri\": \"exec:cat > {MEMORY}\"}}"))?;
        self.until("query-migrate", "completed")
    }

    pub(super) fn go_on(&mut self) -> Result<(), Stop> {
        self.ask("cont", "{}").map(drop)
    }

    /// Whether the kernel has been told that it is a copy; waits as long as `patience`.
    pub(super) fn is_told(&self, patience: Duration) -> Result<bool, Stop> {
        let end = Instant::now() + patience;
        loop {
            if fs::read_to_string(&self.console)?.contains(TOLD) {
                return Ok(true);
            }
            if Instant::now() > end {
                return Ok(false);
            }
            thread::sleep(PAUSE);
        }
    }

    fn until(&mut self, question: &str, status: &str) -> Result<(), Stop> {
        let status = format!("\"status\": \"{status}\"");
        let end = Instant::now() + PATIENCE;
        while Instant::now() < end {
            let answer = self.ask(question, "{}")?;
            if answer.contains(&status) {
                return Ok(());
            }
            if answer.contains("\"failed\"") {
                return Err(failed(answer));
            }
            thread::sleep(PAUSE);
        }
        Err(failed(format!("{question} never answers {status}")))
    }

    fn ask(&mut self, command: &str, arguments: &str) -> Result<String, Stop> {
        let line = format!("{{\"execute\": \"{command}\", \"arguments\": {arguments}}}\n");
        self.control.get_mut().write_all(line.as_bytes())?;
        loop {
            let mut answer = String::new();
            if self.control.read_line(&mut answer)? == 0 {
                return Err(failed(format!("QEMU has ended before it answered {command}")));
            }
            // Greetings and events come in between.
            if answer.starts_with("{\"return\"") {
                return Ok(answer);
            }
            if answer.starts_with("{\"error\"") {
                return Err(failed(format!("{command}: {}", answer.trim())));
            }
        }
    }
}

impl Drop for Machine {
    fn drop(&mut self) {
        _ = self.child.kill();
        _ = self.child.wait();
    }
}

/// How long anything may take, on a machine that has much else to do.
const PATIENCE: Duration = Duration::from_secs(300);
const PAUSE: Duration = Duration::from_millis(50);
const CONSOLE: &str = "console.log";

fn line(parts: &Parts, identity: Identity, saved: bool, socket: &Path) -> Line {
    let line = Line::new("qemu-system-x86_64 -accel tcg -machine pc -cpu qemu64,-rdrand,-rdseed");
    let line = line.words("-smp 1 -m 160 -nodefaults -no-user-config -display none -no-reboot");
    let line = line.arg("-kernel").arg(&parts.kernel).arg("-initrd").arg(&parts.initramfs);
    // A kernel that fails ends the machine, so that it is noticed.
    let line = line.arg("-append").arg("console=ttyS0 oops=panic panic=-1");
    let line = line.arg("-serial").arg(format!("file:{CONSOLE}")).words("-serial stdio");
    let mut line = line.arg("-qmp").arg(format!("unix:{}", socket.display())).dir(&parts.folder);
    match identity {
        Identity::Same => {
            line = line.words("-device vmgenid,guid=324e6eaf-d1d1-4bf6-bf41-b9bb6c91fb87");
        }
        Identity::New => line = line.words("-device vmgenid,guid=auto"),
        Identity::Untold => {}
    }
    if saved { line.arg("-incoming").arg(format!("exec:cat {MEMORY}")) } else { line }
}

/// QEMU's end of the socket, unless it ends first.
fn accept(listener: &UnixListener, child: &mut Child) -> Result<UnixStream, Stop> {
    listener.set_nonblocking(true)?;
    let end = Instant::now() + PATIENCE;
    while Instant::now() < end && child.try_wait()?.is_none() {
        if let Ok((stream, _)) = listener.accept() {
            stream.set_nonblocking(false)?;
            stream.set_read_timeout(Some(PATIENCE))?;
            return Ok(stream);
        }
        thread::sleep(PAUSE);
    }
    Err(failed("QEMU does not start"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_machine_has_no_source_of_randomness_but_its_own() {
        let parts = Parts { folder: "f".into(), kernel: "/k".into(), initramfs: "/i".into() };
        let line = |identity, saved| line(&parts, identity, saved, Path::new("/s")).to_string();
        let booted = line(Identity::Same, false);
        assert!(booted.contains("-rdrand,-rdseed") && !booted.contains("virtio"), "{booted}");
        assert!(booted.contains("vmgenid,guid=324e") && !booted.contains("-incoming"), "{booted}");
        let copied = line(Identity::New, true);
        assert!(copied.contains("guid=auto") && copied.contains("-incoming"), "{copied}");
        assert!(!line(Identity::Untold, true).contains("vmgenid"));
    }
}
