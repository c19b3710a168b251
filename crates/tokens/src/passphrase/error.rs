use alloc::boxed::Box;
use core::fmt;

use super::{Passphrase, PassphraseOptions};
use crate::Bits;

/// Why a [`Passphrase`] is refused.
///
/// # Examples
///
/// ```
/// use wellspring_tokens::{Passphrase, PassphraseError, PassphraseOptions, WordList};
///
/// let list = WordList::new(["alpha", "bravo"])?;
/// let refused = Passphrase::new(&list, PassphraseOptions::words(0));
/// assert!(matches!(refused, Err(PassphraseError::Words { words: 0 })));
/// # Ok::<(), wellspring_tokens::WordListError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum PassphraseError {
    /// The number of words is 0 or above [`Passphrase::MAX_WORDS`].
    Words {
        /// The number asked for.
        words: usize,
    },
    /// No passphrase of up to [`Passphrase::MAX_WORDS`] words has the strength that is asked for.
    Unreachable {
        /// The strength asked for.
        bits: Bits,
        /// The strength of the most words, without additions.
        most: Bits,
    },
    /// The number of digits is 0 or above 9.
    Digits {
        /// The number asked for.
        count: u8,
    },
    /// The separator is longer than [`PassphraseOptions::MAX_SEPARATOR_BYTES`].
    Separator {
        /// Its length in bytes.
        bytes: usize,
    },
    /// A word with a capital letter is another word of the list, or itself.
    CapitalCollision {
        /// The word with the capital letter.
        word: Box<str>,
    },
    /// A character that is to be added can stand in a word or the separator as well, so that what was added would not show.
    CharacterInUse {
        /// The first such character.
        character: char,
    },
    /// There is a text that can be read in two ways, so that there are fewer texts than choices.
    Ambiguous {
        /// The separator.
        separator: Box<str>,
        /// The words of the one reading, with `|` between them.
        first: Box<str>,
        /// The words of the other.
        second: Box<str>,
    },
}

impl fmt::Display for PassphraseError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        const WORDS: usize = Passphrase::MAX_WORDS;
        const BYTES: usize = PassphraseOptions::MAX_SEPARATOR_BYTES;
        match self {
            Self::Words { words } => {
                write!(f, "the number of words is {words}, allowed is 1..={WORDS}")
            }
            Self::Unreachable { bits, most } => write!(
                f,
                "the strength asked for is {bits} bits, and {WORDS} words of this list have {most}: take a longer list"
            ),
            Self::Digits { count } => {
                write!(f, "the number of digits is {count}, allowed is 1..=9")
            }
            Self::Separator { bytes } => {
                write!(f, "the separator has {bytes} bytes, allowed is 0..={BYTES}")
            }
            Self::CapitalCollision { word } => {
                write!(
                    f,
                    "`{word}` can be two words of the list, or one with and without its capital letter"
                )
            }
            Self::CharacterInUse { character } => write!(
                f,
                "{character:?} is to be added, and a word or the separator has it as well: what was added would not show"
            ),
            Self::Ambiguous { separator, first, second } => write!(
                f,
                "with the separator {separator:?} a text reads both as `{first}` and as `{second}`: another separator tells them apart"
            ),
        }
    }
}

impl core::error::Error for PassphraseError {}
