//! Uniform texts over a set of characters.
//!
//! A text of `k` characters from an alphabet of `n` is one of `n^k`, each with the same probability: `k` independent
//! [`Dice`] with `n` faces, several from each 64-bit word, each the index of a character.

use alloc::{boxed::Box, collections::BTreeSet, string::String, vec::Vec};
use core::{fmt, hash, num::NonZero};

use rand_core::TryRng;

use crate::{ArgumentError, Dice, Distribution, integer::Draw};

/// A set of distinct characters, 1 to 65536, from which texts are drawn.
///
/// A character is a `char`, a Unicode scalar value; what a reader sees as one may be several. The order is kept, and is part
/// of what given bytes lead to. The common alphabets are in the order of ASCII.
///
/// A text takes several characters from each 64-bit word of its source, which is read [in blocks](crate::Block):
/// 20 characters of 62 cost 16 bytes.
///
/// # Security
///
/// A character is looked up by its index: one who watches the cache of the machine may learn of it. If all have as many
/// bytes in UTF-8, as those of ASCII have, the time depends on nothing else of the text. Its memory is allocated once, in
/// full, so that no growth leaves a copy behind; a text that was not finished is wiped, and one that was is the
/// caller's to wipe.
///
/// # Examples
///
/// ```
/// use wellspring_dist::{Alphabet, Random};
/// use wellspring_entropy::System;
///
/// let dna = Alphabet::new("ACGT")?;
/// let text = System.string(&dna, 30);
/// assert!(text.len() == 30 && text.chars().all(|letter| "ACGT".contains(letter)));
/// assert_eq!(30.0 * dna.bits_per_character(), 60.0);
/// # Ok::<(), wellspring_dist::ArgumentError>(())
/// ```
#[derive(Clone)]
#[doc(alias = "Alphanumeric", alias = "choices")]
pub struct Alphabet {
    characters: Characters,
    /// The most bytes that one of them has in UTF-8.
    width: usize,
    dice: Dice,
}

#[derive(Clone, PartialEq, Eq, Hash)]
enum Characters {
    /// All of them are ASCII.
    Ascii(Box<[u8]>),
    Wide(Box<[char]>),
}

impl Alphabet {
    /// The most characters.
    ///
    /// # Examples
    ///
    /// ```
    /// use wellspring_dist::Alphabet;
    ///
    /// let letters = |n| (0x1_0000..).filter_map(char::from_u32).take(n);
    /// assert_eq!(Alphabet::from_chars(letters(Alphabet::MAX_LEN))?.len(), 65_536);
    /// assert!(Alphabet::from_chars(letters(Alphabet::MAX_LEN + 1)).is_err());
    /// # Ok::<(), wellspring_dist::ArgumentError>(())
    /// ```
    pub const MAX_LEN: usize = 65_536;

    /// For the characters of `text`, in its order.
    ///
    /// # Errors
    ///
    /// [`ArgumentError::AlphabetSize`] if there are none or more than [`MAX_LEN`](Self::MAX_LEN),
    /// [`ArgumentError::RepeatedCharacter`] if there is one twice.
    pub fn new(text: &str) -> Result<Self, ArgumentError> {
        match text.chars().count() {
            1..=Self::MAX_LEN => Self::from_chars(text.chars()),
            len => Err(ArgumentError::AlphabetSize { len }),
        }
    }

    /// For the characters of an iterator, in its order; one that does not end is refused as well.
    ///
    /// # Errors
    ///
    /// As [`new`](Self::new); no more than 65537 characters are looked at and counted.
    ///
    /// # Examples
    ///
    /// ```
    /// use wellspring_dist::Alphabet;
    ///
    /// assert_eq!(Alphabet::from_chars('a'..='z')?, Alphabet::lowercase());
    /// assert!(Alphabet::from_chars("ab".chars().cycle()).is_err());
    /// # Ok::<(), wellspring_dist::ArgumentError>(())
    /// ```
    pub fn from_chars(chars: impl IntoIterator<Item = char>) -> Result<Self, ArgumentError> {
        let (mut all, mut seen) = (Vec::new(), BTreeSet::new());
        for (index, character) in chars.into_iter().take(Self::MAX_LEN + 1).enumerate() {
            if !seen.insert(character) {
                return Err(ArgumentError::RepeatedCharacter { character, index });
            }
            all.push(character);
        }
        let len = all.len();
        let faces = u32::try_from(len).ok().and_then(NonZero::new);
        let faces = faces.filter(|_| len <= Self::MAX_LEN);
        let dice = Dice::new(faces.ok_or(ArgumentError::AlphabetSize { len })?);
        let width = all.iter().map(|character| character.len_utf8()).max().unwrap_or(1);
        let ascii = all.iter().map(|&character| u8::try_from(character).ok());
        let characters = match ascii.collect() {
            Some(ascii) if width == 1 => Characters::Ascii(ascii),
            _ => Characters::Wide(all.into()),
        };
        Ok(Self { characters, width, dice })
    }

    /// For some distinct characters of ASCII.
    fn preset(ascii: &[u8]) -> Self {
        let faces = u32::try_from(ascii.len()).ok().and_then(NonZero::new);
        let dice = Dice::new(faces.unwrap_or(NonZero::<u32>::MIN));
        Self { characters: Characters::Ascii(ascii.into()), width: 1, dice }
    }

    /// The number of characters.
    #[inline]
    #[must_use]
    #[allow(clippy::len_without_is_empty, reason = "an alphabet never is")]
    pub fn len(&self) -> usize {
        match &self.characters {
            Characters::Ascii(characters) => characters.len(),
            Characters::Wide(characters) => characters.len(),
        }
    }

    /// The characters, in order.
    #[inline]
    #[must_use]
    pub fn chars(&self) -> impl ExactSizeIterator<Item = char> + DoubleEndedIterator + Clone {
        (0..self.len()).map(|index| self.characters.at(index))
    }

    /// The entropy of each character of a text, log2 of their number.
    ///
    /// # Examples
    ///
    /// ```
    /// use wellspring_dist::Alphabet;
    ///
    /// assert_eq!(Alphabet::hex().bits_per_character(), 4.0);
    /// assert!(22.0 * Alphabet::alphanumeric().bits_per_character() > 128.0);
    /// ```
    #[must_use]
    #[doc(alias = "entropy")]
    pub fn bits_per_character(&self) -> f64 {
        libm::log2(u32::try_from(self.len()).map_or(f64::NAN, f64::from))
    }
}

/// A single character, by 4 bytes of the source.
impl Distribution<char> for Alphabet {
    #[inline]
    fn try_sample<R: TryRng + ?Sized>(&self, rng: &mut R) -> Result<char, R::Error> {
        0usize.draw_to(self.len() - 1, rng).map(|index| self.characters.at(index))
    }
}

impl Characters {
    #[inline]
    #[allow(clippy::indexing_slicing, reason = "every index is below the number of characters")]
    fn at(&self, index: usize) -> char {
        match self {
            Self::Ascii(characters) => characters[index].into(),
            Self::Wide(characters) => characters[index],
        }
    }
}

/// Alphabets are equal if they have the same characters in the same order.
impl PartialEq for Alphabet {
    fn eq(&self, other: &Self) -> bool {
        self.characters == other.characters
    }
}

impl Eq for Alphabet {}

impl hash::Hash for Alphabet {
    fn hash<H: hash::Hasher>(&self, state: &mut H) {
        self.characters.hash(state);
    }
}

impl fmt::Debug for Alphabet {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Alphabet").field(&self.chars().collect::<String>()).finish()
    }
}

mod common;
#[cfg(test)]
mod tests;
mod text;
