//! What can go wrong, and how the person at the shell reads of it.

use core::fmt;
use std::io;

use wellspring::{DrawError, TokenError};

use crate::{status::Status, streams::Streams};

/// Why a command stopped. No variant holds, and no message shows, a byte of a secret.
#[derive(Debug)]
pub(crate) enum Failure {
    /// The command was used in a way that it does not allow. The text names the argument, its value unless
    /// that could be a secret, and what is allowed.
    Usage(String),
    /// No result can be as it was asked for: a policy that nothing satisfies, or a strength that is not reached. The text says
    /// what is possible.
    Unmet(String),
    /// The source of randomness failed; the text is the source's own.
    Source(String),
    /// Something could not be read or written: what was tried, and the operating system's answer.
    Stream(String, io::Error),
    /// The reader of our output went away, as `head` does when it has seen enough.
    Closed,
}

impl Failure {
    /// A usage failure.
    pub(crate) fn usage(message: impl Into<String>) -> Self {
        Self::Usage(message.into())
    }

    /// The source's own error, where no argument can be wrong.
    pub(crate) fn source(error: impl fmt::Display) -> Self {
        Self::Source(error.to_string())
    }

    /// For `map_err`: an error while doing `what`, as in "cannot `what`".
    pub(crate) fn stream(what: impl Into<String>) -> impl FnOnce(io::Error) -> Self {
        move |error| Self::Stream(what.into(), error)
    }

    /// For `map_err`: an error while writing to standard output.
    pub(crate) fn output(error: io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::BrokenPipe => Self::Closed,
            _ => Self::Stream("write to standard output".into(), error),
        }
    }

    /// Tells the person what happened, and says how the command ends.
    pub(crate) fn report(&self, streams: &mut Streams<'_>) -> Status {
        let status = self.status();
        if status != Status::Done {
            // A message that cannot be written has nobody to be told to; the exit status remains.
            let _ = writeln!(streams.messages, "error: {self}");
        }
        status
    }

    fn status(&self) -> Status {
        match self {
            Self::Usage(_) => Status::Usage,
            Self::Unmet(_) => Status::Unmet,
            Self::Source(_) => Status::Source,
            Self::Stream(..) => Status::Stream,
            Self::Closed => Status::Done,
        }
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Usage(message) => {
                write!(f, "{}\n\nFor more information, try '--help'.", in_words(message))
            }
            Self::Unmet(message) => f.write_str(&in_words(message)),
            Self::Source(error) => write!(
                f,
                "the source of randomness failed, so nothing unfinished was written: {error}"
            ),
            Self::Stream(what, error) => write!(f, "cannot {what}: {error}"),
            Self::Closed => f.write_str("the reader of standard output went away"),
        }
    }
}

/// With ranges and single things as people write them, where the library's messages have Rust's ranges and the plural of all numbers.
fn in_words(message: &str) -> String {
    let message = message.replace("..=", " to ");
    let words: Vec<&str> = message.split(' ').collect();
    let said = words.iter().enumerate().map(|(index, word)| {
        let before = |back| index.checked_sub(back).and_then(|at| words.get(at)).copied();
        // Of `1 to 1 characters` there are several.
        let is_one = before(1) == Some("1") && before(2) != Some("to");
        let end = word.find(|c: char| !c.is_ascii_alphabetic()).unwrap_or(word.len());
        let (unit, rest) = word.split_at(end);
        match unit.strip_suffix('s') {
            Some(unit) if is_one && UNITS.contains(&unit) => format!("{unit}{rest}"),
            _ => (*word).to_owned(),
        }
    });
    said.collect::<Vec<_>>().join(" ")
}

/// What is counted in messages.
const UNITS: [&str; 6] = ["block", "byte", "character", "item", "row", "word"];

impl From<DrawError> for Failure {
    fn from(error: DrawError) -> Self {
        match error {
            DrawError::Source(source) => Self::source(source),
            argument => Self::Usage(argument.to_string()),
        }
    }
}

impl From<TokenError> for Failure {
    fn from(error: TokenError) -> Self {
        match error {
            TokenError::Source(source) => Self::source(source),
            TokenError::Policy(policy) => Self::Unmet(policy.to_string()),
            argument => Self::Usage(argument.to_string()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_is_singular_and_a_range_has_words() {
        for (library, person) in [
            (
                "the prefix has 1 bytes, allowed is 3..=32",
                "the prefix has 1 byte, allowed is 3 to 32",
            ),
            ("there are 1 items; use more", "there are 1 item; use more"),
            ("11 items of 1 words", "11 items of 1 word"),
            ("0.1 bytes, 1 bytes.", "0.1 bytes, 1 byte."),
            ("the rules allow 1..=1 characters", "the rules allow 1 to 1 characters"),
            ("1 digits", "1 digits"),
        ] {
            assert_eq!(in_words(library), person);
        }
    }
}
