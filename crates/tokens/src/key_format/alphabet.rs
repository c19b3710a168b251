use core::{fmt, num::NonZero};

use wellspring_dist::Dice;

use crate::compare::word;

/// The characters of a key behind its prefix, in the order of ASCII, which is also that of their values.
///
/// None of them has `-` or `_`: where the prefix ends is seen from the text, and a double click selects all of a key.
///
/// # Examples
///
/// ```
/// use wellspring_tokens::{KeyAlphabet, KeyFormat};
///
/// const KEY: KeyFormat = KeyFormat::new("acme_").alphabet(KeyAlphabet::Crockford).payload_bits(160);
/// assert_eq!(KeyAlphabet::Crockford.size(), 32);
/// // 160 bits in digits of 5, and a checksum of 7.
/// assert_eq!(KEY.len(), 5 + 32 + 7);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum KeyAlphabet {
    /// `0-9 A-Z a-z`: 5.95 bits a character, what GitHub and npm use.
    Base62,
    /// `1-9 A-Z a-z` without `I`, `O` and `l`: 5.86 bits a character, for keys that people read. Bitcoin's alphabet.
    Base58,
    /// `0-9 A-Z` without `I`, `L`, `O` and `U`: 5 bits a character, for where case is lost. D. Crockford's alphabet;
    /// only these characters are read, not those that he has read as others.
    Crockford,
    /// `0-9 a-f`: 4 bits a character.
    Hex,
}

/// Characters in a row that are left out, between two that are not: the first of them, and how many.
type Gap = (u8, u8);

const TOP_BIT: u8 = 0x80;

impl KeyAlphabet {
    /// How many characters there are.
    #[must_use]
    pub const fn size(self) -> u32 {
        match self {
            Self::Base62 => 62,
            Self::Base58 => 58,
            Self::Crockford => 32,
            Self::Hex => 16,
        }
    }

    /// What a regular expression has between brackets.
    pub(super) const fn class(self) -> &'static str {
        match self {
            Self::Base62 => "0-9A-Za-z",
            Self::Base58 => "1-9A-HJ-NP-Za-km-z",
            Self::Crockford => "0-9A-HJKMNP-TV-Z",
            Self::Hex => "0-9a-f",
        }
    }

    pub(super) fn dice(self) -> Dice {
        Dice::new(NonZero::new(self.size()).unwrap_or(NonZero::<u32>::MIN))
    }

    const fn first(self) -> u8 {
        match self {
            Self::Base58 => b'1',
            Self::Base62 | Self::Crockford | Self::Hex => b'0',
        }
    }

    const fn last(self) -> u8 {
        match self {
            Self::Base62 | Self::Base58 => b'z',
            Self::Crockford => b'Z',
            Self::Hex => b'f',
        }
    }

    const fn gaps(self) -> &'static [Gap] {
        match self {
            Self::Base62 => &[(b':', 7), (b'[', 6)],
            Self::Base58 => &[(b':', 7), (b'I', 1), (b'O', 1), (b'[', 6), (b'l', 1)],
            Self::Crockford => &[(b':', 7), (b'I', 1), (b'L', 1), (b'O', 1), (b'U', 1)],
            Self::Hex => &[(b':', 39)],
        }
    }

    /// Replaces each index by the character that stands there: whoever is at a gap or behind it goes on by its width.
    ///
    /// Without a load from a secret place, which would show in the cache, and without a branch; eight at a time.
    pub(super) fn spell(self, indices: &mut [u8]) {
        let mut words = indices.chunks_exact_mut(8);
        for word in &mut words {
            if let Some(word) = word.first_chunk_mut() {
                *word = self.spelled(u64::from_le_bytes(*word)).to_le_bytes();
            }
        }
        let rest = words.into_remainder();
        let word = self.spelled(word(rest)).to_le_bytes();
        for (place, character) in rest.iter_mut().zip(word) {
            *place = character;
        }
    }

    /// No byte carries into the next: indices and characters are below 123, and what is added to them is below 128.
    fn spelled(self, indices: u64) -> u64 {
        let mut characters = indices + in_each_byte(self.first());
        for &(start, width) in self.gaps() {
            characters += (from(characters, start) >> 7) * u64::from(width);
        }
        // All top bits are 0: said so that a check for UTF-8 is seen to depend on nothing secret.
        characters & !in_each_byte(TOP_BIT)
    }

    /// Copies `text` to `dest`, which is as long, and says whether it is all of this alphabet, by looking at all of it.
    ///
    /// What is copied has no top bits, and is the text if it is of this alphabet.
    pub(super) fn copy(self, text: &[u8], dest: &mut [u8]) -> bool {
        let mut strangers = 0;
        for (text, dest) in text.chunks(8).zip(dest.chunks_mut(8)) {
            let word = word(text);
            for (place, character) in
                dest.iter_mut().zip((word & !in_each_byte(TOP_BIT)).to_le_bytes())
            {
                *place = character;
            }
            // Behind the end is a character of the alphabet.
            let end = u64::MAX.checked_shl(8 * u32::from(low_byte(text.len()))).unwrap_or(0);
            strangers |= self.strangers(word | (end & in_each_byte(self.first())));
        }
        strangers == 0
    }

    /// The top bit of each byte that is none of the characters.
    fn strangers(self, text: u64) -> u64 {
        // What is not ASCII is found by its own top bit, and the rest is asked about as if it were.
        let ascii = text & !in_each_byte(TOP_BIT);
        let mut members = from(ascii, self.first()) & !from(ascii, self.last() + 1);
        for &(start, width) in self.gaps() {
            members &= !from(ascii, start) | from(ascii, start + width);
        }
        (text | !members) & in_each_byte(TOP_BIT)
    }
}

/// The characters, as a regular expression has them.
impl fmt::Display for KeyAlphabet {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "[{}]", self.class())
    }
}

/// The top bit of each byte of `ascii` that is not below `start`.
const fn from(ascii: u64, start: u8) -> u64 {
    (ascii + in_each_byte(TOP_BIT - start)) & in_each_byte(TOP_BIT)
}

const fn in_each_byte(byte: u8) -> u64 {
    u64::from_le_bytes([byte; 8])
}

const fn low_byte(n: usize) -> u8 {
    let [low, ..] = n.to_le_bytes();
    low
}
