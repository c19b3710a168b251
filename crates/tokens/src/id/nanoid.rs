use alloc::{string::String, vec::Vec};
use core::{fmt, num::NonZero};

use rand_core::TryCryptoRng;
use wellspring_dist::{Alphabet, ArgumentError, Dice};

use crate::{
    Bits, Error, Recipe,
    spelling::{Run, runs, spell},
};

/// The recipe for ids of a length from an alphabet, as the `nanoid` libraries make them: 21 characters of `A-Za-z0-9_-` if nothing else is
/// said, which is 126 bits.
///
/// Every character of the alphabet has the same probability in every place, whatever their number.
///
/// # Security
///
/// The characters of an alphabet of ASCII are found without a look-up that would show in the cache. Those of others are looked up. An id is
/// plain text, which prints and is not wiped, and so are UUIDs and ULIDs: what opens something by being known has to be a secret, which
/// [`token_urlsafe`](crate::Secrets::token_urlsafe) is.
///
/// # Examples
///
/// ```
/// use wellspring_entropy::System;
/// use wellspring_tokens::{NanoId, Recipe, Secrets, Bits};
///
/// let id: String = System.mint(&NanoId::default());
/// assert_eq!(id.len(), 21);
/// assert_eq!(NanoId::default().bits(), Bits::new(126));
///
/// let short = NanoId::with_alphabet("346789ABCDEFGHJKLMNPQRTUVWXY", 10)?;
/// assert_eq!(short.bits().to_string(), "48.0");
/// assert_eq!(System.mint(&short).len(), 10);
/// # Ok::<(), wellspring_tokens::NanoIdError>(())
/// ```
///
/// A length that is a fraction or negative, which in another library made ids that can be predicted (CVE-2024-55565), does
/// not compile:
///
/// ```compile_fail,E0308
/// wellspring_tokens::NanoId::new(21.5);
/// ```
///
/// ```compile_fail,E0600
/// wellspring_tokens::NanoId::new(-21);
/// ```
#[derive(Clone, Debug)]
#[doc(alias = "shortid")]
pub struct NanoId {
    characters: Characters,
    length: usize,
}

#[derive(Clone, Debug)]
enum Characters {
    Ascii { size: u32, dice: Dice, runs: Vec<Run> },
    Wide(Alphabet),
}

impl Characters {
    fn ascii(alphabet: &[u8]) -> Self {
        let size = u32::try_from(alphabet.len()).ok().and_then(NonZero::new);
        let size = size.unwrap_or(NonZero::<u32>::MIN);
        Self::Ascii { size: size.get(), dice: Dice::new(size), runs: runs(alphabet) }
    }
}

impl NanoId {
    /// The characters of an id if nothing else is said; an id of it can stand in any URL and file name.
    ///
    /// # Examples
    ///
    /// ```
    /// use wellspring_entropy::System;
    /// use wellspring_tokens::{NanoId, Secrets};
    ///
    /// let id = System.mint(&NanoId::default());
    /// assert_eq!(id.chars().count(), NanoId::LENGTH);
    /// assert!(id.chars().all(|character| NanoId::ALPHABET.contains(character)));
    /// ```
    pub const ALPHABET: &str = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-";

    /// The number of characters if nothing else is said.
    pub const LENGTH: usize = 21;

    /// Ids of `length` characters of [`ALPHABET`](Self::ALPHABET): 6 bits each.
    ///
    /// # Errors
    ///
    /// [`NanoIdError::Length`] if it is 0.
    pub fn new(length: usize) -> Result<Self, NanoIdError> {
        Self::with_alphabet(Self::ALPHABET, length)
    }

    /// Ids of `length` characters of `alphabet`, which has 1 to 65 536, none twice.
    ///
    /// # Errors
    ///
    /// [`NanoIdError`] if the length is 0 or there is no such alphabet.
    pub fn with_alphabet(alphabet: &str, length: usize) -> Result<Self, NanoIdError> {
        if length == 0 {
            return Err(NanoIdError::Length);
        }
        let alphabet = Alphabet::new(alphabet).map_err(NanoIdError::Alphabet)?;
        let all: String = alphabet.chars().collect();
        let characters = if all.is_ascii() {
            Characters::ascii(all.as_bytes())
        } else {
            Characters::Wide(alphabet)
        };
        Ok(Self { characters, length })
    }

    /// The number of characters of an id.
    ///
    /// # Examples
    ///
    /// ```
    /// use wellspring_tokens::NanoId;
    ///
    /// assert_eq!(NanoId::default().length(), NanoId::LENGTH);
    /// assert_eq!(NanoId::new(10)?.length(), 10);
    /// # Ok::<(), wellspring_tokens::NanoIdError>(())
    /// ```
    #[must_use]
    pub const fn length(&self) -> usize {
        self.length
    }
}

impl Default for NanoId {
    fn default() -> Self {
        let characters = Characters::ascii(Self::ALPHABET.as_bytes());
        Self { characters, length: Self::LENGTH }
    }
}

impl Recipe for NanoId {
    type Minted = String;

    fn bits(&self) -> Bits {
        let size = match &self.characters {
            Characters::Ascii { size, .. } => *size,
            Characters::Wide(alphabet) => u32::try_from(alphabet.len()).unwrap_or(0),
        };
        Bits::of_text(size, self.length)
    }

    fn try_mint<R: TryCryptoRng + ?Sized>(&self, rng: &mut R) -> Result<String, Error<R::Error>> {
        let n = self.length;
        let (dice, runs) = match &self.characters {
            Characters::Ascii { dice, runs, .. } => (dice, runs),
            Characters::Wide(alphabet) => {
                return alphabet.try_string(rng, n).map_err(|error| match error {
                    wellspring_dist::Error::Source(error) => Error::Source(error),
                    _ => Error::TooLong { n },
                });
            }
        };
        let mut id = Vec::new();
        id.try_reserve_exact(n).map_err(|_| Error::TooLong { n })?;
        id.resize(n, 0);
        let mut places = id.iter_mut();
        let draw = |index: u32| {
            // Below 128.
            let [index, ..] = index.to_le_bytes();
            if let Some(place) = places.next() {
                *place = index;
            }
        };
        dice.try_each(rng, n, draw).map_err(Error::Source)?;
        spell(runs, &mut id);
        Ok(String::from_utf8(id).unwrap_or_default())
    }
}

/// Why a [`NanoId`] is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum NanoIdError {
    /// The length is 0.
    Length,
    /// It is no alphabet.
    Alphabet(ArgumentError),
}

impl fmt::Display for NanoIdError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Length => f.write_str("the length is 0, allowed is at least 1"),
            Self::Alphabet(error) => error.fmt(f),
        }
    }
}

impl core::error::Error for NanoIdError {}
