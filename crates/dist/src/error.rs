use core::fmt;

/// Why a draw gave no value: its source failed, or an argument was out of bounds.
///
/// `S` is the error of the source, `R::Error` of the generator that was drawn from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Error<S> {
    /// The source of randomness failed.
    Source(S),
    /// An argument is not allowed; nothing was drawn.
    Argument(ArgumentError),
}

/// Which argument was not allowed, its value, and what is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ArgumentError {
    /// `below(0)`: there is no number below 0.
    ZeroBound {
        /// The largest bound of the type.
        max: Integer,
    },
    /// A range without a number in it.
    EmptyRange {
        /// Where the range starts.
        start: Integer,
        /// Where it ends.
        end: Integer,
        /// Whether the end would belong to it: `start..=end`.
        inclusive: bool,
    },
    /// More bits than the type has.
    TooManyBits {
        /// The number of bits asked for.
        k: u32,
        /// The number of bits in the type.
        width: u32,
    },
    /// More items than there are.
    SampleTooLarge {
        /// The number of items asked for.
        k: usize,
        /// The number of items there are.
        population: usize,
    },
}

/// The value of an integer argument of any type, for messages.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Integer {
    /// A value of a signed type.
    Signed(i128),
    /// A value of an unsigned type.
    Unsigned(u128),
}

impl<S> From<ArgumentError> for Error<S> {
    fn from(error: ArgumentError) -> Self {
        Self::Argument(error)
    }
}

impl<S: fmt::Display> fmt::Display for Error<S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Source(error) => write!(f, "the source of randomness failed: {error}"),
            Self::Argument(error) => error.fmt(f),
        }
    }
}

impl<S: core::error::Error + 'static> core::error::Error for Error<S> {
    fn source(&self) -> Option<&(dyn core::error::Error + 'static)> {
        match self {
            Self::Source(error) => Some(error),
            Self::Argument(error) => Some(error),
        }
    }
}

impl fmt::Display for ArgumentError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Self::ZeroBound { max } => write!(f, "`n` is 0, allowed is 1..={max}"),
            Self::EmptyRange { start, end, inclusive: false } => {
                write!(
                    f,
                    "`range` is {start}..{end}, which is empty: `start` must be less than `end`"
                )
            }
            Self::EmptyRange { start, end, inclusive: true } => {
                write!(
                    f,
                    "`range` is {start}..={end}, which is empty: `start` must not exceed `end`"
                )
            }
            Self::TooManyBits { k, width } => {
                write!(f, "`k` is {k}, allowed is 0..={width}, the bits of the result's type")
            }
            Self::SampleTooLarge { k, population } => {
                write!(f, "`k` is {k}, allowed is 0..={population}, the number of items")
            }
        }
    }
}

impl core::error::Error for ArgumentError {}

impl fmt::Display for Integer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Signed(value) => value.fmt(f),
            Self::Unsigned(value) => value.fmt(f),
        }
    }
}

#[cfg(test)]
mod tests {
    extern crate std;
    use std::string::ToString;

    use super::{ArgumentError, Error, Integer};

    #[test]
    fn messages_name_the_argument_its_value_and_what_is_allowed() {
        let says = |error: ArgumentError, text| assert_eq!(error.to_string(), text);
        says(
            ArgumentError::ZeroBound { max: Integer::Unsigned(255) },
            "`n` is 0, allowed is 1..=255",
        );
        says(
            ArgumentError::EmptyRange {
                start: Integer::Signed(-1),
                end: Integer::Signed(-1),
                inclusive: false,
            },
            "`range` is -1..-1, which is empty: `start` must be less than `end`",
        );
        says(
            ArgumentError::EmptyRange {
                start: Integer::Unsigned(2),
                end: Integer::Unsigned(1),
                inclusive: true,
            },
            "`range` is 2..=1, which is empty: `start` must not exceed `end`",
        );
        says(
            ArgumentError::TooManyBits { k: 65, width: 64 },
            "`k` is 65, allowed is 0..=64, the bits of the result's type",
        );
        says(
            ArgumentError::SampleTooLarge { k: 6, population: 5 },
            "`k` is 6, allowed is 0..=5, the number of items",
        );
    }

    #[test]
    fn keeps_the_cause() {
        let error: Error<core::fmt::Error> = Error::Source(core::fmt::Error);
        assert!(core::error::Error::source(&error).unwrap().is::<core::fmt::Error>());
        assert!(error.to_string().starts_with("the source of randomness failed: "));
    }
}
