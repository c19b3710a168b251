#![doc = include_str!("../README.md")]
//!
//! # The library beside the command
//!
//! [`run`] is the whole command as a function: the arguments, the source of randomness and the streams are
//! its parameters, so that a test runs it in its own process, on a source that fails where the test wants
//! it to. It is no API for programs: those depend on the crate `wellspring`.
#![forbid(unsafe_code)]

mod answer;
mod args;
mod commands;
mod error;
mod input;
mod output;
mod shown;
mod size;
mod source;
mod status;
mod streams;
mod strength;

use std::ffi::OsString;

use wellspring::{SourceError, rand_core::TryCryptoRng};
use zeroize::zeroize_stack;

use crate::commands::Command;
pub use crate::{
    args::command,
    status::Status,
    streams::{Handles, Streams},
};

/// Where a command's randomness comes from: [`SystemRandom`](wellspring::SystemRandom), or a source of a
/// test's own.
pub type Source<'a> = dyn TryCryptoRng<Error = SourceError> + 'a;

/// Twice as much of the stack as the commands were seen to leave secrets in: the standard library writes the digits of a
/// number on the stack before it hands them over, and an unoptimised build moves what it returns by copies.
const STACK: usize = 16 << 10;

/// Runs one `wellspring` command and says how it ended.
///
/// The first of the `arguments` is the name of the program, as in [`std::env::args_os`]. What the command
/// has to say goes to `streams`; nothing is read or written elsewhere, with two exceptions: the files that the
/// arguments name, and the progress bar of `bytes`, which is drawn on the process's standard error, and only
/// if `streams.messages_are_on_terminal`. Whether a terminal wants colours is for the environment to say.
///
/// # Security
///
/// Results reach `streams.output` in whole pieces: when the source fails, no part of an unfinished token,
/// password or line has been written. An `output` that keeps what it is given in a buffer (as
/// [`std::io::Stdout`] does) keeps copies of secrets that nobody wipes; [`Handles`] has none.
///
/// # Examples
///
/// ```
/// use wellspring::SystemRandom;
/// use wellspring_cli::{Status, Streams, run};
///
/// let (mut input, mut output, mut messages) = (std::io::empty(), Vec::new(), Vec::new());
/// let mut streams = Streams::new(&mut input, &mut output, &mut messages);
/// assert_eq!(run(["wellspring", "hex", "16"], &mut SystemRandom, &mut streams), Status::Done);
/// assert_eq!(output.len(), 33);
/// ```
pub fn run(
    arguments: impl IntoIterator<Item = impl Into<OsString> + Clone>,
    source: &mut Source<'_>,
    streams: &mut Streams<'_>,
) -> Status {
    match args::parse(arguments) {
        Err(stop) => args::report(&stop, streams),
        Ok(command) => {
            let status = ended(&command, source, streams);
            zeroize_stack::<STACK>();
            status
        }
    }
}

/// A function of its own, so that what it and all that it calls leave on the stack lies where it is overwritten afterwards.
#[inline(never)]
fn ended(command: &Command, source: &mut Source<'_>, streams: &mut Streams<'_>) -> Status {
    match command.run(source, streams) {
        Ok(status) => status,
        Err(failure) => failure.report(streams),
    }
}
