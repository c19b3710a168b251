use core::{fmt, time::Duration};

use super::SplitFormat;

/// Why a [`SplitFormat`] or a row is refused. Purposes are public, so it says what was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum SplitError {
    /// The purpose is empty or too long.
    PurposeLength {
        /// Its length in bytes.
        len: usize,
    },
    /// The purpose has something else than visible ASCII characters.
    PurposeByte {
        /// Where, in bytes from the start.
        index: usize,
        /// What stands there.
        byte: u8,
    },
    /// The lifetime is less than a second.
    Lifetime {
        /// The lifetime asked for.
        lifetime: Duration,
    },
    /// The text is no [`Selector`](super::Selector), which has 22 characters of base64url.
    Selector,
}

impl fmt::Display for SplitError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::PurposeLength { len } => {
                let most = SplitFormat::MAX_PURPOSE;
                write!(f, "the purpose has {len} bytes, allowed are 1..={most}")
            }
            Self::PurposeByte { index, byte } => write!(
                f,
                "byte {index} of the purpose is {byte:#04x}, allowed are visible ASCII characters, 0x21..=0x7e"
            ),
            Self::Lifetime { lifetime } => {
                write!(f, "the lifetime is {lifetime:?}, allowed is a second or more")
            }
            Self::Selector => {
                f.write_str("the selector is not 22 characters of base64url for 16 bytes")
            }
        }
    }
}

impl core::error::Error for SplitError {}

/// A token is not valid. All causes have the same text; [`reason`](Self::reason) is for the log.
///
/// # Examples
///
/// ```
/// use wellspring_tokens::{PresentedToken, RefusedReason};
///
/// let refused = PresentedToken::parse("x").unwrap_err();
/// assert_eq!(refused.reason(), RefusedReason::Malformed);
/// assert_eq!(refused.to_string(), "the token is not valid");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Refused {
    reason: RefusedReason,
}

/// Why a token was refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum RefusedReason {
    /// It is not 64 characters of base64url.
    Malformed,
    /// There is no row for its selector: it was used, deleted, or never minted.
    Unknown,
    /// The row is not this token's: a guess, or the row has been altered.
    Verifier,
    /// It is genuine, but for another purpose.
    Purpose,
    /// It is genuine, but its time is over.
    Expired,
}

impl Refused {
    pub(super) const fn because(reason: RefusedReason) -> Self {
        Self { reason }
    }

    /// The cause, which is nothing to show to whoever presented the token.
    ///
    /// [`Purpose`](RefusedReason::Purpose) and [`Expired`](RefusedReason::Expired) are said of genuine tokens alone: those
    /// who have one may be told.
    #[must_use]
    pub const fn reason(&self) -> RefusedReason {
        self.reason
    }
}

impl fmt::Display for Refused {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad("the token is not valid")
    }
}

impl core::error::Error for Refused {}
