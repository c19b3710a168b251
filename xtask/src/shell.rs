//! Commands that are printed before they run, so that a log says what was done.

use core::fmt;
use core::time::Duration;
use std::borrow::Cow;
use std::ffi::{OsStr, OsString};
use std::io;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::time::Instant;

use crate::commands::Stop;

/// A command line: built up, then printed and run.
#[derive(Clone, Debug)]
pub(crate) struct Line {
    program: OsString,
    args: Vec<OsString>,
    env: Vec<(Cow<'static, str>, OsString)>,
    dir: Option<PathBuf>,
}

impl Line {
    /// Words are split at spaces; what may contain one is added with [`Line::arg`].
    pub(crate) fn new(words: &str) -> Self {
        let (program, args) = words.split_once(' ').unwrap_or((words, ""));
        Self::program(program).words(args)
    }

    pub(crate) fn program(program: impl AsRef<OsStr>) -> Self {
        Self { program: program.as_ref().to_owned(), args: Vec::new(), env: Vec::new(), dir: None }
    }

    pub(crate) fn words(mut self, words: &str) -> Self {
        self.args.extend(words.split_whitespace().map(OsString::from));
        self
    }

    pub(crate) fn arg(mut self, arg: impl AsRef<OsStr>) -> Self {
        self.args.push(arg.as_ref().to_owned());
        self
    }

    /// The same behind another command, which runs it.
    pub(crate) fn after(self, words: &str) -> Self {
        let other = Self::new(words).arg(&self.program);
        let args = other.args.into_iter().chain(self.args).collect();
        Self { program: other.program, args, env: self.env, dir: self.dir }
    }

    pub(crate) fn args(self, args: &[String]) -> Self {
        args.iter().fold(self, Self::arg)
    }

    pub(crate) fn env(
        mut self,
        name: impl Into<Cow<'static, str>>,
        value: impl AsRef<OsStr>,
    ) -> Self {
        self.env.push((name.into(), value.as_ref().to_owned()));
        self
    }

    pub(crate) fn dir(mut self, dir: impl AsRef<Path>) -> Self {
        self.dir = Some(dir.as_ref().to_owned());
        self
    }

    /// Runs with our own stdout and stderr; a status other than 0 is a failure.
    pub(crate) fn run(&self) -> Result<(), Stop> {
        println!("$ {self}");
        let status = self.command().status().map_err(|e| self.missing(&e))?;
        if status.success() {
            return Ok(());
        }
        Err(Stop::Failed(format!("{status}: {self}")))
    }

    /// Runs with both streams captured and the status left to the caller.
    pub(crate) fn output(&self) -> Result<Output, Stop> {
        println!("$ {self}");
        self.quiet().map_err(|error| self.missing(&error))
    }

    /// Runs with stdout captured, stderr our own; a status other than 0 is a failure.
    pub(crate) fn read(&self) -> Result<String, Stop> {
        println!("$ {self}");
        let output = self
            .command()
            .stderr(Stdio::inherit())
            .output()
            .map_err(|error| self.missing(&error))?;
        if !output.status.success() {
            return Err(Stop::Failed(format!("{}: {self}", output.status)));
        }
        Ok(String::from_utf8_lossy(&output.stdout).into_owned())
    }

    fn quiet(&self) -> io::Result<Output> {
        self.command().output()
    }

    pub(crate) fn command(&self) -> Command {
        let mut command = Command::new(&self.program);
        command.args(&self.args).stdin(Stdio::null());
        command.envs(self.env.iter().map(|(name, value)| (name.as_ref(), value)));
        if let Some(dir) = &self.dir {
            command.current_dir(dir);
        }
        command
    }

    fn missing(&self, error: &io::Error) -> Stop {
        let reason = format!("{}: {error}", self.program.to_string_lossy());
        match error.kind() {
            io::ErrorKind::NotFound => Stop::NotChecked(reason),
            _ => Stop::Failed(reason),
        }
    }
}

impl fmt::Display for Line {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (name, value) in &self.env {
            write!(f, "{name}={} ", quoted(value))?;
        }
        f.write_str(&quoted(&self.program))?;
        for arg in &self.args {
            write!(f, " {}", quoted(arg))?;
        }
        Ok(())
    }
}

fn quoted(word: &OsStr) -> String {
    let word = word.to_string_lossy();
    let plain = |c: char| c.is_ascii_alphanumeric() || "-_=./,:+%@".contains(c);
    if !word.is_empty() && word.chars().all(plain) {
        return word.into_owned();
    }
    format!("'{}'", word.replace('\'', r"'\''"))
}

/// Whether a tool is there and answers; rustup's stand-ins for absent components do not.
pub(crate) fn have(tool: &str) -> bool {
    let version = Line::new(tool).words("--version").quiet();
    version.is_ok_and(|output| output.status.success())
}

pub(crate) fn need(tool: &str) -> Result<(), Stop> {
    if have(tool) {
        return Ok(());
    }
    Err(Stop::NotChecked(format!("{tool} is not installed")))
}

/// Whether the nightly toolchain is there, and with it this subcommand of cargo's, which `package` brings.
pub(crate) fn nightly(subcommand: &str, package: &str) -> Result<(), Stop> {
    let tools = [
        ("cargo +nightly --version".to_owned(), "rustup toolchain install nightly".to_owned()),
        (format!("cargo +nightly {subcommand} --version"), format!("cargo install {package}")),
    ];
    for (tool, how) in tools {
        if !Line::new(&tool).output()?.status.success() {
            return Err(Stop::NotChecked(format!("`{tool}` does not answer: `{how}`")));
        }
    }
    Ok(())
}

pub(crate) fn timed<T>(work: impl FnOnce() -> T) -> (T, Duration) {
    let start = Instant::now();
    let result = work();
    (result, start.elapsed())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn prints_what_a_shell_would_take_back() {
        let line = Line::new("cargo doc").env("RUSTDOCFLAGS", "-D warnings");
        let line = line.arg("it's").arg("");
        let expected = r"RUSTDOCFLAGS='-D warnings' cargo doc 'it'\''s' ''";
        assert_eq!(line.to_string(), expected);
    }

    #[test]
    fn a_missing_program_is_not_a_failure_and_not_a_success() {
        let result = Line::new("a-program-that-nobody-has").run();
        assert!(matches!(result, Err(Stop::NotChecked(_))));
        assert!(matches!(Line::new("false").run(), Err(Stop::Failed(_))));
        assert_eq!(Line::new("true").run(), Ok(()));
    }
}
