use alloc::vec::Vec;
use core::num::NonZero;

use rand_core::TryCryptoRng;
use wellspring_dist::Dice;

use super::{CodeError, error::within};
use crate::{
    Bits, Error, Recipe, SecretBytes, SecretString, compare_digest,
    select::{if_equal, spell},
};

/// The recipe for a recovery code, such as `7q3xk-0mz9d`: groups of characters with hyphens between, of an alphabet in which no two are mistaken
/// for each other.
///
/// The alphabet is Crockford's (D. Crockford, "Base 32", 2019) in lower case, `0-9 a-z` without i, l, o and u: 5 bits a character. What people
/// type back is put into that form by [`normalise`](Self::normalise).
///
/// # Security
///
/// NIST SP 800-63B-4, 4.2.1.1 asks for 64 bits of a saved recovery code; the usual 2 groups of 5 have 50, 3 groups of 5 have 75. Store the hash of a code:
/// by a password hash with salt below 112 bits ([`Gate::NIST_PLAIN_HASH`](crate::Gate::NIST_PLAIN_HASH)). Use each once.
///
/// # Examples
///
/// ```
/// use wellspring_entropy::System;
/// use wellspring_tokens::{Gate, Recipe, RecoveryCode, Secrets};
///
/// let recipe = RecoveryCode::groups(3, 5)?;
/// recipe.bits().require(Gate::NIST_RECOVERY_CODE)?;
/// let code = System.mint(&recipe);
/// assert_eq!(code.expose_secret().len(), 17);
///
/// let typed = code.expose_secret().to_uppercase().replace('-', " ").replace('0', "o");
/// assert!(recipe.matches(&typed, &code));
/// assert!(RecoveryCode::groups(3, RecoveryCode::MAX + 1).is_err());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[doc(alias = "backup code")]
pub struct RecoveryCode {
    groups: usize,
    group: usize,
}

const ALPHABET: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";

/// What is read as another character.
const LOOK_ALIKES: [(u8, u8); 3] = [(b'o', b'0'), (b'i', b'1'), (b'l', b'1')];

impl RecoveryCode {
    /// The most groups, and the most characters of a group.
    pub const MAX: usize = 32;

    /// Codes of so many groups, each of so many characters.
    ///
    /// # Errors
    ///
    /// [`CodeError::OutOfRange`] if one of both is 0 or above [`MAX`](Self::MAX).
    pub const fn groups(groups: usize, characters: usize) -> Result<Self, CodeError> {
        match (
            within("groups", groups, 1, Self::MAX),
            within("characters", characters, 1, Self::MAX),
        ) {
            (Ok(groups), Ok(group)) => Ok(Self { groups, group }),
            (Err(error), _) | (_, Err(error)) => Err(error),
        }
    }

    const fn characters(&self) -> usize {
        self.groups * self.group
    }

    const fn len(&self) -> usize {
        self.characters() + self.groups - 1
    }

    /// Hyphens with the places for characters between them.
    fn blank(&self) -> Option<SecretBytes> {
        let mut code = SecretBytes::zeroed(self.len())?;
        code.as_mut().fill(b'-');
        Some(code)
    }

    fn places<'a>(&self, code: &'a mut [u8]) -> impl Iterator<Item = &'a mut u8> {
        let group = self.group;
        code.chunks_mut(group + 1).flat_map(move |chunk| chunk.iter_mut().take(group))
    }

    /// What somebody typed, in the form of the codes, to be hashed or compared with one.
    ///
    /// Upper case becomes lower, o becomes 0, i and l become 1; white space, dashes of all kinds, underscores and full stops are left out wherever
    /// they stand.
    ///
    /// # Errors
    ///
    /// [`CodeError::NotACode`] if there are other characters, or not as many as in a code.
    ///
    /// # Security
    ///
    /// The time tells how long the text is, where in it something was left out, and whether it is of the form. The characters themselves are translated
    /// without branches and look-ups.
    ///
    /// # Examples
    ///
    /// ```
    /// use wellspring_tokens::RecoveryCode;
    ///
    /// let recipe = RecoveryCode::groups(2, 4)?;
    /// let typed = recipe.normalise(" OIL8–xyzk\n")?;
    /// assert_eq!(typed.expose_secret(), "0118-xyzk");
    /// assert!(recipe.normalise("0118-xyzu").is_err());
    /// # Ok::<(), wellspring_tokens::CodeError>(())
    /// ```
    pub fn normalise(&self, typed: &str) -> Result<SecretString, CodeError> {
        let mut code = self.blank().ok_or(CodeError::NotACode)?;
        let mut places = self.places(code.as_mut());
        let mut all_known = u64::MAX;
        for character in typed.chars().filter(|&character| !is_left_out(character)) {
            let place = places.next().ok_or(CodeError::NotACode)?;
            let (byte, known) = canonical(character.into());
            *place = byte;
            all_known &= known;
        }
        let complete = places.next().is_none();
        drop(places);
        if complete && all_known == u64::MAX {
            Ok(SecretString::from_ascii(code))
        } else {
            Err(CodeError::NotACode)
        }
    }

    /// Whether what somebody typed is `code`, compared in constant time after [`normalise`](Self::normalise).
    #[must_use]
    pub fn matches(&self, typed: &str, code: &SecretString) -> bool {
        let typed = self.normalise(typed);
        typed.is_ok_and(|typed| compare_digest(typed.expose_secret(), code.expose_secret()))
    }
}

/// What people type between groups, and their keyboards make of it.
///
/// Of ASCII, in which codes are, nothing but the answer is asked: a `match` would ask first whether it is a letter or a digit.
fn is_left_out(character: char) -> bool {
    if !character.is_ascii() {
        return character.is_whitespace()
            || matches!(
                character,
                '\u{AD}' | '\u{200B}' | '\u{2010}'
                    ..='\u{2015}' | '\u{2212}' | '\u{FE58}' | '\u{FE63}' | '\u{FF0D}'
            );
    }
    let code = u32::from(character);
    b"\t\n\x0B\x0C\r -._".iter().fold(0, |any, &left| any | if_equal(code, left.into())) != 0
}

/// The character of the alphabet that is meant, and all ones; or zeros.
fn canonical(character: u32) -> (u8, u64) {
    let same = ALPHABET.iter().map(|&character| (character, character));
    same.chain(LOOK_ALIKES).fold((0, 0), |(found, known), (from, to)| {
        let upper = from.to_ascii_uppercase();
        let here = if_equal(character, from.into()) | if_equal(character, upper.into());
        let [mask, ..] = here.to_le_bytes();
        // The top bit is 0 in any case.
        (found | (to & mask & 0x7F), known | here)
    })
}

impl Recipe for RecoveryCode {
    type Minted = SecretString;

    fn bits(&self) -> Bits {
        Bits::of_text(32, self.characters())
    }

    fn try_mint<R: TryCryptoRng + ?Sized>(
        &self,
        rng: &mut R,
    ) -> Result<SecretString, Error<R::Error>> {
        const SIZE: NonZero<u32> = NonZero::<u32>::MIN.saturating_add(31);
        let mut code = self.blank().ok_or(Error::TooLong { n: self.len() })?;
        let mut places = self.places(code.as_mut());
        Dice::new(SIZE)
            .try_each(rng, self.characters(), |index| {
                let [index, ..] = index.to_le_bytes();
                if let Some(place) = places.next() {
                    *place = index;
                }
            })
            .map_err(Error::Source)?;
        drop(places);
        // A hyphen, 45, is no index and stays.
        spell(ALPHABET, code.as_mut());
        Ok(SecretString::from_ascii(code))
    }
}

/// The recipe for a list of recovery codes.
///
/// # Security
///
/// [`bits`](Recipe::bits) is the strength of each code. One guess has as many chances as there are codes that were not used, so that to get one of a list of
/// ten is easier by log2 of 10, 3.3 bits.
///
/// # Examples
///
/// ```
/// use wellspring_entropy::System;
/// use wellspring_tokens::{RecoveryCode, Secrets};
///
/// let list = System.mint(&RecoveryCode::groups(3, 5)?.list(10)?);
/// assert_eq!(list.len(), 10);
/// # Ok::<(), wellspring_tokens::CodeError>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RecoveryCodes {
    code: RecoveryCode,
    count: usize,
}

impl RecoveryCode {
    /// Lists of `count` such codes, 1 to 1000.
    ///
    /// # Errors
    ///
    /// [`CodeError::OutOfRange`] if `count` is not in that range.
    pub const fn list(self, count: usize) -> Result<RecoveryCodes, CodeError> {
        match within("count", count, 1, 1000) {
            Ok(count) => Ok(RecoveryCodes { code: self, count }),
            Err(error) => Err(error),
        }
    }
}

impl Recipe for RecoveryCodes {
    type Minted = Vec<SecretString>;

    fn bits(&self) -> Bits {
        self.code.bits()
    }

    fn try_mint<R: TryCryptoRng + ?Sized>(
        &self,
        rng: &mut R,
    ) -> Result<Vec<SecretString>, Error<R::Error>> {
        (0..self.count).map(|_| self.code.try_mint(rng)).collect()
    }
}
