use core::fmt;

/// The destination does not have the length of the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LengthError {
    pub(super) actual: usize,
    pub(super) expected: usize,
}

impl fmt::Display for LengthError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { actual, expected } = self;
        write!(f, "`dest` has {actual} bytes, allowed are exactly the {expected} of the text")
    }
}

impl core::error::Error for LengthError {}

/// Why a text was not decoded.
///
/// Lengths are told, since they are not secret. Neither a character is, nor a place: what is wrong with a secret that
/// was nearly right would say much about it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum DecodeError {
    /// The text has a length that no number of bytes has.
    TextLength {
        /// The length, in characters.
        characters: usize,
    },
    /// `dest` has another length than the bytes of the text.
    DestLength {
        /// The length of `dest`, in bytes.
        dest: usize,
        /// The length of the text, in characters.
        characters: usize,
    },
    /// The bytes of the text cannot be allocated; only [`Encoding::try_decode_to_secret`](super::Encoding) returns that.
    NoMemory {
        /// How many they are.
        bytes: usize,
    },
    /// The text is not one that the encoding writes: a character is not in the alphabet, or padding is not where it
    /// belongs, or the bits that fill up the last character are not zeros, or the number is too large, or the
    /// check symbol is another.
    Invalid,
}

impl fmt::Display for DecodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::TextLength { characters } => {
                write!(f, "the text has {characters} characters, which no number of bytes becomes")
            }
            Self::DestLength { dest, characters } => write!(
                f,
                "`dest` has {dest} bytes, allowed are exactly those of the text of {characters} characters"
            ),
            Self::NoMemory { bytes } => {
                write!(f, "the text has {bytes} bytes, allowed is what the memory holds")
            }
            Self::Invalid => f.write_str("the text is not valid in this encoding"),
        }
    }
}

impl core::error::Error for DecodeError {}
