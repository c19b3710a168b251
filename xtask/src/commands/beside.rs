//! A second run of this program beside the first, for work that shares no folder of compiled files with it.
//!
//! Most of a check is a chain of small crates, or one program that links, and leaves a core idle. What the second run prints
//! goes into a file and is shown when it has ended, so that nothing is mixed. It ends before what measures begins.

use std::fs::{self, File};
use std::io::{self, Read};
#[cfg(unix)]
use std::os::unix::process::CommandExt;
use std::path::PathBuf;
use std::process::{self, Child, Command, ExitStatus, Stdio};
use std::thread;
use std::{env, path::Path};

use super::Stop;
use crate::shell::Line;

pub(crate) struct Beside {
    child: Child,
    log: PathBuf,
}

impl Beside {
    /// With the words as a user would type them behind `cargo xtask`. The second run calls [`end_with_the_first`].
    pub(crate) fn start(log: &Path, words: &[String]) -> Result<Self, Stop> {
        let line = Line::program(env::current_exe()?).args(words);
        println!("$ {line} &");
        let out = File::create(log)?;
        let mut command = line.command();
        // Nothing is written into this pipe: it is there as long as this run is.
        command.stdout(out.try_clone()?).stderr(out).stdin(Stdio::piped());
        // With what it starts it is a group, which can be ended as one.
        #[cfg(unix)]
        CommandExt::process_group(&mut command, 0);
        Ok(Self { child: command.spawn()?, log: log.to_owned() })
    }

    /// Waits for its end, and shows what it printed.
    pub(crate) fn end(mut self) -> Result<ExitStatus, Stop> {
        // Waiting for a child closes its input first, and with that it would end.
        let input = self.child.stdin.take();
        let status = self.child.wait()?;
        drop(input);
        print!("{}", String::from_utf8_lossy(&fs::read(&self.log)?));
        Ok(status)
    }
}

/// In the second run: ends it, with what it has started, when the first one is gone, however that came to its end.
pub(crate) fn end_with_the_first() {
    thread::spawn(|| {
        _ = io::stdin().read(&mut [0]);
        if cfg!(unix) {
            _ = Command::new("kill").arg("--").arg(format!("-{}", process::id())).status();
        }
        process::exit(1);
    });
}
