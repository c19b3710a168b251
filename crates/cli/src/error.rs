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

/// With ranges as people write them, where the library's messages have Rust's.
fn in_words(message: &str) -> String {
    message.replace("..=", " to ")
}

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
