use core::fmt;

use crate::PolicyError;

#[cfg(feature = "std")]
mod io;

/// Why no secret was made. It never holds or prints secret bytes.
///
/// `S` is the error of the source, `R::Error` of the generator that was drawn from.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Error<S> {
    /// The source of randomness failed.
    Source(S),
    /// The password policy cannot be met.
    Policy(PolicyError),
    /// A token of `n` bytes and its text cannot be allocated.
    TooLong {
        /// The number of bytes asked for.
        n: usize,
    },
}

impl<S> From<PolicyError> for Error<S> {
    fn from(error: PolicyError) -> Self {
        Self::Policy(error)
    }
}

impl<S: fmt::Display> fmt::Display for Error<S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Source(error) => write!(f, "the source of randomness failed: {error}"),
            Self::Policy(error) => error.fmt(f),
            Self::TooLong { n } => {
                write!(f, "`n` is {n}, allowed is what the memory holds, text included")
            }
        }
    }
}

impl<S: core::error::Error + 'static> core::error::Error for Error<S> {
    fn source(&self) -> Option<&(dyn core::error::Error + 'static)> {
        match self {
            Self::Source(error) => Some(error),
            Self::Policy(error) => Some(error),
            Self::TooLong { .. } => None,
        }
    }
}
