//! `wellspring compare`.

use std::path::PathBuf;

use clap::Args;
use wellspring::compare_digest;

use crate::{
    answer::Answer,
    error::Failure,
    input::{self, LARGEST_SECRET, NEVER_AN_ARGUMENT, is_stdin},
    status::Status,
    streams::Streams,
};

#[derive(Debug, Args)]
#[command(override_usage = "wellspring compare [OPTIONS] [FILE FILE]")]
pub(crate) struct Compare {
    /// Two files with a secret in each, at most 1 MiB; `-` is standard input
    // Any number is taken, so that a secret written here by mistake is not echoed by a message of clap's.
    #[arg(value_name = "FILE")]
    files: Vec<PathBuf>,

    #[command(flatten)]
    answer: Answer,
}

impl Compare {
    pub(crate) fn run(&self, streams: &mut Streams<'_>) -> Result<Status, Failure> {
        let (text, second);
        let (first, second) = match self.files.as_slice() {
            [] => {
                text = input::at_most(LARGEST_SECRET, streams.input, "standard input")?;
                two_lines(&text)?
            }
            [one, other] if is_stdin(one) && is_stdin(other) => {
                return Err(Failure::usage(
                    "FILE: `-` can be one of the two files, not both; \
                     without files, the secrets are two lines of standard input",
                ));
            }
            [one, other] => {
                text = input::secret(Some(one), "the first FILE", streams)?;
                second = input::secret(Some(other), "the second FILE", streams)?;
                (input::without_newline(&text), input::without_newline(&second))
            }
            files => {
                let given = files.len();
                return Err(Failure::usage(format!(
                    "FILE: {given} given, two are needed (or none, for two lines \
                     on standard input); {NEVER_AN_ARGUMENT}"
                )));
            }
        };
        if first.is_empty() && second.is_empty() {
            return Err(Failure::usage(
                "both secrets are empty, which is no comparison; is a variable unset?",
            ));
        }
        self.answer.compare(compare_digest(first, second), streams)
    }
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
