//! `--clip`: the desktop's clipboard, through the programs that people have for it.
//!
//! A clipboard of our own would be a library for X11, one for Wayland and three for other systems, and a process that stays
//! to answer whoever pastes. The programs below do that, and read the text from their standard input, where nobody
//! else sees it. After some seconds a process of our own looks whether the clipboard still holds what was copied, by
//! its SHA-256 and not by keeping it, and clears it then: what somebody else has copied meanwhile stays.

mod programs;
mod timer;

use std::{
    env,
    io::Write,
    process::{Command, Stdio},
};

use wellspring::Digest;

use self::programs::{KNOWN, Programs, found};
pub(crate) use self::timer::ClearClipboard;
use crate::{error::Failure, strength::counted};

/// The longest time, in seconds, after which a clipboard is cleared: an hour.
pub(crate) const LONGEST: u32 = 3600;

/// A clipboard that there is, and how long it may hold a secret.
#[derive(Debug)]
pub(crate) struct Clipboard {
    programs: &'static Programs,
    seconds: u32,
}

impl Clipboard {
    /// The first one for which there are a desktop and a program.
    pub(crate) fn find(seconds: u32) -> Result<Self, Failure> {
        let here = KNOWN.iter().find(|programs| {
            programs
                .desktop
                .is_none_or(|variable| env::var_os(variable).is_some_and(|v| !v.is_empty()))
                && programs.all().all(found)
        });
        here.map(|programs| Self { programs, seconds }).ok_or_else(|| {
            Failure::usage(
                "--clip: no clipboard was found: it takes wl-copy and wl-paste (package wl-clipboard) on Wayland, xclip or xsel \
                 on X11, pbcopy and pbpaste on macOS, clip.exe and powershell.exe on Windows; use --out FILE instead",
            )
        })
    }

    /// Copies `text`, sees to it that it will be cleared, and returns what there is to say.
    pub(crate) fn copy(&self, text: &[u8]) -> Result<String, Failure> {
        let Self { programs, seconds } = self;
        programs.copy(text).map_err(Failure::stream(format!(
            "copy with {}",
            programs.copy.first().unwrap_or(&"")
        )))?;
        timer::start(*seconds, programs.name, &Digest::of(text))
            .map_err(Failure::stream("start the process that clears the clipboard"))?;
        Ok(format!(
            "copied to the clipboard; it is cleared in {}",
            counted(*seconds, "second", "seconds")
        ))
    }
}

impl Programs {
    fn copy(&self, text: &[u8]) -> std::io::Result<()> {
        // Programs that stay to answer whoever pastes must not hold our streams open.
        let mut child = command(self.copy)
            .stdin(Stdio::piped())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()?;
        let written = child.stdin.take().map_or(Ok(()), |mut input| input.write_all(text));
        let status = child.wait()?;
        written?;
        match status.success() {
            true => Ok(()),
            false => Err(std::io::Error::other(format!("it ended with {status}"))),
        }
    }
}

fn command(line: &[&str]) -> Command {
    let (program, arguments) = line.split_first().unwrap_or((&"", &[]));
    let mut command = Command::new(program);
    command.args(arguments);
    command
}
