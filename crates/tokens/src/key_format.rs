//! API keys: a prefix that scanners find, a payload that nobody guesses, a checksum that parsers verify.
//!
//! ```text
//! acme_live_ cUyRkwAy7cps8AyKDSdT3UIrMyw 0Baf2X
//! prefix     payload, drawn              CRC-32 of both
//! ```
//!
//! **The prefix** says whose key it is and what for. It ends with `_`, which no alphabet of a payload has: so the last
//! `_` of a key ends its prefix, no key is one of two formats with different prefixes, and a double click selects all
//! of it.
//!
//! **The payload** is drawn character by character, uniformly, several from each word
//! ([`Dice`](wellspring_dist::Dice)). It has no less than 112 bits: then a plain SHA-256 of the key is all that a
//! database has to store, and part of another all that a log has to show.
//!
//! **The checksum** is a function of what stands before it, and adds nothing to the strength and takes nothing from it:
//! keys and payloads correspond one to one.
//!
//! **Time.** Neither minting nor parsing has a branch or an address that depends on the payload, but for the words that
//! the dice throw away, and the verdicts of the parser, of which each is one branch on a single bit. Indices become
//! characters, characters are recognised, and the CRC-32 is computed and written by arithmetic.
//!
//! **Memory.** The characters are drawn into the memory in which the key stays; a parser copies them from the caller's
//! into such a memory, and wipes it if they are no key.

mod alphabet;
mod checksum;
mod error;
#[cfg(feature = "sha2")]
mod id;
mod key;
mod mint;
mod parse;
mod prefix;
mod scanner;
mod strength;
#[cfg(test)]
mod tests;

#[cfg(feature = "sha2")]
pub use self::id::KeyId;
use self::prefix::Prefix;
pub use self::{
    alphabet::KeyAlphabet,
    checksum::KeyChecksum,
    error::{KeyError, KeyFormatError},
    key::ApiKey,
};
use crate::Bits;
#[cfg(doc)]
use crate::Recipe;

/// What the API keys of one kind look like: prefix, payload, alphabet and checksum.
///
/// All else follows from it: [minting](Recipe), [parsing](Self::parse), and what scanners need to [find
/// them](Self::scanner_regex). A new format has 30 characters of base62, which are 178.6 bits, as GitHub's tokens have,
/// and a checksum of all of the key.
///
/// A description that is no good does not compile if it is a `const`, and panics if it is not. The methods
/// `try_…` return the reason instead.
///
/// # Examples
///
/// ```
/// use wellspring_entropy::System;
/// use wellspring_tokens::{Bits, KeyError, KeyFormat, Recipe, Secrets};
///
/// const KEY: KeyFormat = KeyFormat::new("acme_live_").payload_bits(160);
/// let key = System.mint(&KEY);
/// assert_eq!(key.expose_secret().len(), 10 + 27 + 6);
/// assert!(KEY.bits() >= Bits::new(160) && Bits::new(160) > KeyFormat::MIN_BITS);
///
/// // At the other end, before anything is looked up:
/// let header = format!("Bearer {}", key.expose_secret());
/// let supplied = header.strip_prefix("Bearer ").unwrap_or_default();
/// assert!(KEY.parse(supplied).is_ok());
/// assert_eq!(KEY.parse("acme_live_4dKX").unwrap_err(), KeyError::Length { expected: 43 });
/// ```
///
/// GitHub's format, another alphabet, and a description that is refused when it is compiled:
///
/// ```
/// use wellspring_tokens::{KeyAlphabet, KeyChecksum, KeyFormat};
/// const PERSONAL: KeyFormat = KeyFormat::new("ghp_").checksum(KeyChecksum::Payload);
/// const DIGITS: KeyFormat = PERSONAL.alphabet(KeyAlphabet::Hex).payload_chars(32);
/// assert_eq!((PERSONAL.prefix(), PERSONAL.len(), DIGITS.len()), ("ghp_", 40, 4 + 32 + 8));
/// ```
/// ```compile_fail,E0080
/// # use wellspring_tokens::KeyFormat;
/// const KEY: KeyFormat = KeyFormat::new("acme-live-");
/// ```
/// ```compile_fail,E0080
/// # use wellspring_tokens::KeyFormat;
/// const KEY: KeyFormat = KeyFormat::new("acme_").payload_bits(64);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[doc(alias = "prefix", alias = "prefixed-api-key")]
pub struct KeyFormat {
    prefix: Prefix,
    payload: Payload,
    /// How many characters the payload has.
    characters: usize,
    alphabet: KeyAlphabet,
    checksum: KeyChecksum,
}

/// What was asked for; what it means depends on the alphabet.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Payload {
    Bits(u32),
    Characters(usize),
}

/// The most characters that a payload may have.
const MAX_CHARACTERS: usize = 128;

impl KeyFormat {
    /// The least strength that a payload may have: 112 bits.
    pub const MIN_BITS: Bits = Bits::new(MIN_BITS);

    /// Keys that start with `prefix`: 3 to 32 ASCII letters, digits and `_`, of which the first is a letter and the
    /// last `_`.
    ///
    /// A good one names who issues the keys, so that whoever finds one knows whom to tell, and what they are for.
    ///
    /// # Panics
    ///
    /// If `prefix` is none of these; a `const` does not compile. [`try_new`](Self::try_new) returns that as an error.
    #[must_use]
    #[track_caller]
    pub const fn new(prefix: &str) -> Self {
        ok(Self::try_new(prefix))
    }

    /// [`new`](Self::new), with an error instead of the panic.
    ///
    /// # Errors
    ///
    /// What is wrong with the prefix.
    ///
    /// # Examples
    ///
    /// ```
    /// use wellspring_tokens::KeyFormat;
    ///
    /// assert!(KeyFormat::try_new("acme_test_").is_ok());
    /// let error = KeyFormat::try_new("acme_test").unwrap_err();
    /// assert_eq!(error.to_string(), "the prefix ends with a letter or digit, allowed is `_`");
    /// ```
    pub const fn try_new(prefix: &str) -> Result<Self, KeyFormatError> {
        match Prefix::new(prefix) {
            Ok(prefix) => Ok(Self {
                prefix,
                payload: Payload::Characters(30),
                characters: 30,
                alphabet: KeyAlphabet::Base62,
                checksum: KeyChecksum::Whole,
            }),
            Err(error) => Err(error),
        }
    }

    /// With as few characters of payload as have at least so many bits: 112 or more, in at most 128 characters.
    ///
    /// # Panics
    ///
    /// If that is not so; a `const` does not compile. [`try_payload_bits`](Self::try_payload_bits) returns that as an
    /// error.
    #[must_use]
    #[track_caller]
    pub const fn payload_bits(self, bits: u32) -> Self {
        ok(self.try_payload_bits(bits))
    }

    /// [`payload_bits`](Self::payload_bits), with an error instead of the panic.
    ///
    /// # Errors
    ///
    /// [`KeyFormatError::Weak`] or [`KeyFormatError::Long`].
    pub const fn try_payload_bits(mut self, bits: u32) -> Result<Self, KeyFormatError> {
        self.payload = Payload::Bits(bits);
        self.sized()
    }

    /// With exactly so many characters of payload: at most 128, with no less than 112 bits.
    ///
    /// # Panics
    ///
    /// If that is not so; a `const` does not compile. [`try_payload_chars`](Self::try_payload_chars) returns that as an
    /// error.
    #[must_use]
    #[track_caller]
    pub const fn payload_chars(self, characters: usize) -> Self {
        ok(self.try_payload_chars(characters))
    }

    /// [`payload_chars`](Self::payload_chars), with an error instead of the panic.
    ///
    /// # Errors
    ///
    /// [`KeyFormatError::Weak`] or [`KeyFormatError::Long`].
    pub const fn try_payload_chars(mut self, characters: usize) -> Result<Self, KeyFormatError> {
        self.payload = Payload::Characters(characters);
        self.sized()
    }

    /// With these characters behind the prefix. A number of bits that was asked for is kept, by more characters if need
    /// be.
    ///
    /// # Panics
    ///
    /// If the payload has less than 112 bits then, or more than 128 characters; a `const` does not compile.
    /// [`try_alphabet`](Self::try_alphabet) returns that as an error.
    #[must_use]
    #[track_caller]
    pub const fn alphabet(self, alphabet: KeyAlphabet) -> Self {
        ok(self.try_alphabet(alphabet))
    }

    /// [`alphabet`](Self::alphabet), with an error instead of the panic.
    ///
    /// # Errors
    ///
    /// [`KeyFormatError::Weak`] or [`KeyFormatError::Long`].
    pub const fn try_alphabet(mut self, alphabet: KeyAlphabet) -> Result<Self, KeyFormatError> {
        self.alphabet = alphabet;
        self.sized()
    }

    /// With this checksum at the end.
    #[must_use]
    pub const fn checksum(mut self, checksum: KeyChecksum) -> Self {
        self.checksum = checksum;
        self
    }

    /// What all keys start with.
    #[must_use]
    pub fn prefix(&self) -> &str {
        self.prefix.as_str()
    }

    /// How many characters a key has, prefix and checksum included.
    #[must_use]
    #[allow(clippy::len_without_is_empty, reason = "no key is")]
    pub const fn len(&self) -> usize {
        self.prefix.len() + self.characters + self.checksum_len()
    }

    const fn checksum_len(&self) -> usize {
        match self.checksum {
            KeyChecksum::None => 0,
            KeyChecksum::Payload | KeyChecksum::Whole => self.alphabet.checksum_len(),
        }
    }

    /// The number of characters, found and checked.
    const fn sized(mut self) -> Result<Self, KeyFormatError> {
        let size = self.alphabet.size();
        self.characters = match self.payload {
            Payload::Bits(bits) if bits < MIN_BITS => return Err(KeyFormatError::Weak { bits }),
            Payload::Bits(bits) => strength::characters(size, bits),
            Payload::Characters(characters) => characters,
        };
        if self.characters > MAX_CHARACTERS {
            return Err(KeyFormatError::Long { characters: self.characters });
        }
        match strength::whole_bits(size, self.characters) {
            bits if bits < MIN_BITS => Err(KeyFormatError::Weak { bits }),
            _ => Ok(self),
        }
    }
}

const MIN_BITS: u32 = 112;

/// The plain form of what a `try_` method returns. A constant can only have a fixed message.
#[track_caller]
#[allow(clippy::panic, reason = "the documented behaviour of the plain forms")]
const fn ok(format: Result<KeyFormat, KeyFormatError>) -> KeyFormat {
    use KeyFormatError as E;
    let must = match format {
        Ok(format) => return format,
        Err(E::PrefixLength { .. }) => "the prefix must have 3 to 32 characters",
        Err(E::PrefixCharacter { .. }) => "the prefix must have ASCII letters, digits and `_` only",
        Err(E::PrefixStart) => "the prefix must start with an ASCII letter",
        Err(E::PrefixEnd) => "the prefix must end with `_`",
        Err(E::Weak { .. }) => "the payload must have at least 112 bits",
        Err(E::Long { .. }) => "the payload must have at most 128 characters",
    };
    panic!("{}", must)
}
