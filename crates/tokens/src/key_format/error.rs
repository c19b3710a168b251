use core::fmt;

use super::{KeyAlphabet, KeyFormat, MAX_CHARACTERS, prefix};

/// Why a [`KeyFormat`] is refused.
///
/// # Examples
///
/// ```
/// use wellspring_tokens::{KeyFormat, KeyFormatError};
///
/// assert_eq!(KeyFormat::try_new("acme-live"), Err(KeyFormatError::PrefixCharacter { index: 4 }));
/// let weak = KeyFormat::new("acme_").try_payload_bits(64);
/// assert_eq!(weak, Err(KeyFormatError::Weak { bits: 64 }));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum KeyFormatError {
    /// The prefix has fewer than 3 or more than 32 bytes.
    PrefixLength {
        /// Its length in bytes.
        length: usize,
    },
    /// The prefix has a character that ends a word, or means something in a URL, or is not ASCII.
    PrefixCharacter {
        /// Where it stands, in bytes from the start.
        index: usize,
    },
    /// The prefix does not start with a letter.
    PrefixStart,
    /// The prefix does not end with `_`.
    PrefixEnd,
    /// The payload can be guessed.
    Weak {
        /// Its whole bits.
        bits: u32,
    },
    /// The payload has more than 128 characters.
    Long {
        /// How many it would have, or 129 if it is not known how many more.
        characters: usize,
    },
}

impl fmt::Display for KeyFormatError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::PrefixLength { length } => write!(
                f,
                "the prefix has {length} bytes, allowed is {}..={}",
                prefix::MIN,
                prefix::MAX
            ),
            Self::PrefixCharacter { index } => write!(
                f,
                "the prefix has another character at byte {index}, allowed are ASCII letters, digits and `_`"
            ),
            Self::PrefixStart => {
                f.write_str("the prefix starts with a digit or `_`, allowed is an ASCII letter")
            }
            Self::PrefixEnd => {
                f.write_str("the prefix ends with a letter or digit, allowed is `_`")
            }
            Self::Weak { bits } => write!(
                f,
                "the payload has {bits} bits, allowed is at least {}",
                KeyFormat::MIN_BITS.floor()
            ),
            Self::Long { characters } => write!(
                f,
                "the payload has {characters} characters or more, allowed is at most {MAX_CHARACTERS}"
            ),
        }
    }
}

impl core::error::Error for KeyFormatError {}

/// Why a text is no key of a [`KeyFormat`]: what whoever has the text and the format can find out as well.
///
/// It holds nothing of the text, neither a character nor a place nor a length, and can be shown and logged.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum KeyError {
    /// The text starts with something else: it is a key of another kind, or none at all.
    Prefix,
    /// It is longer or shorter: something was cut off, or white space came with it.
    Length {
        /// How many characters a key has, prefix and checksum included.
        expected: usize,
    },
    /// A character behind the prefix is not of the alphabet.
    Character {
        /// The alphabet.
        alphabet: KeyAlphabet,
    },
    /// The checksum is that of another key: at least one character was changed.
    Checksum,
}

impl KeyError {
    /// How much of the text was as it should be.
    pub(super) const fn progress(self) -> u8 {
        match self {
            Self::Prefix => 0,
            Self::Length { .. } => 1,
            Self::Character { .. } => 2,
            Self::Checksum => 3,
        }
    }
}

impl fmt::Display for KeyError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Prefix => f.write_str("the key has another prefix"),
            Self::Length { expected } => {
                write!(f, "the key has another length, allowed are exactly {expected} characters")
            }
            Self::Character { alphabet } => {
                write!(f, "the key has a character that is not one of {alphabet}")
            }
            Self::Checksum => {
                f.write_str("the key's checksum is wrong: it was mistyped or altered")
            }
        }
    }
}

impl core::error::Error for KeyError {}
