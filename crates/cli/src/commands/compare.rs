//! `wellspring compare`.

use std::{
    fs::File,
    path::{Path, PathBuf},
};

use clap::Args;
use wellspring::compare_digest;
use zeroize::Zeroizing;

use crate::{error::Failure, input, status::Status, streams::Streams};

/// Compare two secrets in constant time: the two lines of standard input, or the contents of two files
///
/// Prints `same` and exits 0, or prints `different` and exits 1. One newline at the end (\n or \r\n) is not
/// part of a secret. The time depends on the lengths, not on what the secrets are. Secrets are never taken
/// as arguments, which every user of the machine can read. Two empty secrets are refused: a script whose
/// variables are unset must not be told that they match.
#[derive(Debug, Args)]
#[command(override_usage = "wellspring compare [FILE FILE]")]
pub(crate) struct Compare {
    /// Two files with a secret in each, at most 1 MiB; `-` is standard input
    // Everything is taken, so that a secret written here by mistake is not echoed by a message of clap's.
    #[arg(value_name = "FILE", allow_hyphen_values = true)]
    files: Vec<PathBuf>,
}

impl Compare {
    pub(crate) fn run(&self, streams: &mut Streams<'_>) -> Result<Status, Failure> {
        let (text, second);
        let (first, second) = match self.files.as_slice() {
            [] => {
                text = input::at_most(LARGEST, streams.input, "standard input")?;
                two_lines(&text)?
            }
            [one, other] if is_stdin(one) && is_stdin(other) => {
                return Err(Failure::usage(
                    "FILE: `-` can be one of the two files, not both; \
                     without files, the secrets are two lines of standard input",
                ));
            }
            [one, other] => {
                text = read(one, "the first FILE", streams)?;
                second = read(other, "the second FILE", streams)?;
                (input::without_newline(&text), input::without_newline(&second))
            }
            files => {
                let given = files.len();
                return Err(Failure::usage(format!(
                    "FILE: {given} given, two are needed (or none, for two lines \
                     on standard input); a secret is never taken as an argument"
                )));
            }
        };
        if first.is_empty() && second.is_empty() {
            return Err(Failure::usage(
                "both secrets are empty, which is no comparison; is a variable unset?",
            ));
        }
        answer(compare_digest(first, second), streams)
    }
}

/// More than any secret has, and little enough to hold.
const LARGEST: usize = 1 << 20;

/// The exit status is the answer, whether or not anybody reads the word: a reader that went away must not
/// turn `different` into 0.
fn answer(same: bool, streams: &mut Streams<'_>) -> Result<Status, Failure> {
    let (word, status) =
        if same { ("same\n", Status::Done) } else { ("different\n", Status::Different) };
    match streams.output.write_all(word.as_bytes()).map_err(Failure::output) {
        Ok(()) | Err(Failure::Closed) => Ok(status),
        Err(failure) => Err(failure),
    }
}

fn is_stdin(path: &Path) -> bool {
    path.as_os_str() == "-"
}

/// A file is called by its place, not by its name: the name may be a secret that somebody took for an argument.
fn read(
    path: &Path,
    place: &str,
    streams: &mut Streams<'_>,
) -> Result<Zeroizing<Vec<u8>>, Failure> {
    if is_stdin(path) {
        return input::at_most(LARGEST, streams.input, place);
    }
    let mut file = File::open(path).map_err(Failure::stream(format!("open {place}")))?;
    input::at_most(LARGEST, &mut file, place)
}

fn two_lines(text: &[u8]) -> Result<(&[u8], &[u8]), Failure> {
    let mut lines = text.split_inclusive(|byte| *byte == b'\n').map(input::without_newline);
    match (lines.next(), lines.next(), lines.count()) {
        (Some(first), Some(second), 0) => Ok((first, second)),
        (first, second, more) => {
            let found = usize::from(first.is_some()) + usize::from(second.is_some()) + more;
            Err(Failure::usage(format!(
                "standard input: two secrets are needed, each on a line of its own; it has {found} line{}",
                if found == 1 { "" } else { "s" }
            )))
        }
    }
}
