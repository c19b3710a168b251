//! How a command ended, as the shell sees it.

use std::process::ExitCode;

/// How a command ended. The numbers are part of the command's contract.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Status {
    /// 0: done, or the reader of a pipe had enough.
    Done,
    /// 1: what was compared differs, or what was verified is not valid.
    False,
    /// 2: the command was used in a way that it does not allow; the message names the argument.
    Usage,
    /// 3: no result is as was asked for: nothing satisfies the policy, or its strength is below `--min-bits`.
    Unmet,
    /// 4: the source of randomness failed, or `doctor` found it degraded.
    Source,
    /// 5: a stream or a file could not be read or written.
    Stream,
}

impl Status {
    /// The number that the shell finds in `$?`.
    ///
    /// # Examples
    ///
    /// ```
    /// use wellspring_cli::Status;
    ///
    /// assert_eq!((Status::Done.code(), Status::Unmet.code(), Status::Stream.code()), (0, 3, 5));
    /// ```
    #[must_use]
    pub const fn code(self) -> u8 {
        match self {
            Self::Done => 0,
            Self::False => 1,
            Self::Usage => 2,
            Self::Unmet => 3,
            Self::Source => 4,
            Self::Stream => 5,
        }
    }
}

impl From<Status> for ExitCode {
    fn from(status: Status) -> Self {
        Self::from(status.code())
    }
}
