//! The process that clears the clipboard, some seconds after the command has ended.

use core::time::Duration;
use std::{
    env,
    io::{self, Write},
    process::{Command, Stdio},
    thread,
};

use clap::Args;
use wellspring::{Digest, compare_digest};
use zeroize::Zeroizing;

use super::{
    command,
    programs::{KNOWN, Programs},
};
use crate::{error::Failure, size, status::Status, streams::Streams};

/// Clear the clipboard after some time if it holds the text of which standard input has the SHA-256
///
/// Started by --clip; of no use to anybody else.
#[derive(Debug, Args)]
pub(crate) struct ClearClipboard {
    /// After how many seconds
    #[arg(value_parser = size::text(|text| size::within(text, 0..=super::LONGEST)))]
    seconds: u32,

    /// Which clipboard
    name: String,
}

/// What the command is called on the command line.
const NAME: &str = "clear-clipboard";

/// Starts the process. The digest goes through a pipe: arguments can be read by every user of the machine.
pub(super) fn start(seconds: u32, name: &str, digest: &Digest) -> io::Result<()> {
    let mut child = Command::new(env::current_exe()?)
        .args([NAME, &seconds.to_string(), name])
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .current_dir(env::temp_dir())
        .spawn()?;
    child.stdin.take().map_or(Ok(()), |mut input| input.write_all(digest.as_bytes()))
}

impl ClearClipboard {
    pub(crate) fn run(&self, streams: &mut Streams<'_>) -> Result<Status, Failure> {
        detach();
        let mut digest = [0; Digest::LEN];
        streams.input.read_exact(&mut digest).map_err(Failure::stream("read standard input"))?;
        let programs = KNOWN.iter().find(|programs| programs.name == self.name);
        let programs = programs.ok_or_else(|| Failure::usage("NAME: no such clipboard"))?;
        thread::sleep(Duration::from_secs(self.seconds.into()));
        if programs.hold(&Digest::from_bytes(digest)) {
            programs.clear().map_err(Failure::stream("clear the clipboard"))?;
        }
        Ok(Status::Done)
    }
}

impl Programs {
    /// Whether the clipboard holds the text of this digest, with or without a newline that the program adds.
    fn hold(&self, digest: &Digest) -> bool {
        let pasted = command(self.paste).stdin(Stdio::null()).stderr(Stdio::null()).output();
        let Ok(pasted) = pasted.map(|output| Zeroizing::new(output.stdout)) else { return false };
        let line = pasted.strip_suffix(b"\n").unwrap_or(&pasted);
        let line = line.strip_suffix(b"\r").unwrap_or(line);
        [&pasted[..], line].into_iter().any(|text| compare_digest(Digest::of(text), digest))
    }

    fn clear(&self) -> io::Result<()> {
        match self.clear {
            Some(line) => {
                command(line).stdin(Stdio::null()).stdout(Stdio::null()).status().map(drop)
            }
            None => self.copy(b""),
        }
    }
}

/// Leaves the terminal, whose end would be ours, and who waits for its programs.
#[cfg(unix)]
fn detach() {
    // It is refused only to who leads a session or group already, who needs no other.
    let _ = rustix::process::setsid();
}

#[cfg(not(unix))]
fn detach() {}
