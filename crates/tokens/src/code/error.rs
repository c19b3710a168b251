use core::fmt;

/// Why a recipe for codes is refused, or what was typed is no code.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum CodeError {
    /// A number is out of its range.
    OutOfRange {
        /// The argument.
        argument: &'static str,
        /// What was asked for.
        value: usize,
        /// The least that is allowed.
        least: usize,
        /// The most that is allowed.
        most: usize,
    },
    /// An issuer or account has a colon, which separates the two, or an account is empty.
    Label {
        /// The argument.
        argument: &'static str,
    },
    /// What was typed is not of the form of the codes. It holds nothing of what was typed.
    NotACode,
}

/// `value`, if it is in the range.
pub(super) const fn within(
    argument: &'static str,
    value: usize,
    least: usize,
    most: usize,
) -> Result<usize, CodeError> {
    if least <= value && value <= most {
        Ok(value)
    } else {
        Err(CodeError::OutOfRange { argument, value, least, most })
    }
}

impl fmt::Display for CodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::OutOfRange { argument, value, least, most } => {
                write!(f, "`{argument}` is {value}, allowed is {least}..={most}")
            }
            Self::Label { argument } => write!(
                f,
                "`{argument}` has a colon or is empty, allowed is text without a colon: one separates issuer and account"
            ),
            Self::NotACode => {
                f.write_str("this is not a code: it has other characters, or too few or too many")
            }
        }
    }
}

impl core::error::Error for CodeError {}
