//! Keys read back: prefix, length, characters, checksum, in that order.

use alloc::vec;

use super::{ApiKey, KeyChecksum, KeyError, KeyFormat, checksum::crc32};
use crate::{SecretBytes, SecretString, compare::ct_eq, secret::wipe};

impl KeyFormat {
    /// Takes `text` for a key of this format if it is one: prefix, length, characters and checksum, offline.
    ///
    /// It must be the key and nothing else: white space and other spellings are the caller's to remove. What is a key
    /// by its checksum may still be one that was never given out: that is for the database to say, by the key's digest.
    ///
    /// # Errors
    ///
    /// What is wrong, of the first thing that is. Everybody who has the text could find that out.
    ///
    /// # Security
    ///
    /// The time depends on which of the errors it is, and not on the characters.
    ///
    /// # Examples
    ///
    /// ```
    /// use wellspring_tokens::{KeyChecksum, KeyError, KeyFormat};
    ///
    /// const KEY: KeyFormat = KeyFormat::new("acme_").checksum(KeyChecksum::Payload);
    /// let key = KEY.parse("acme_zQWBuTSOoRi4A9spHcVY5ncnsDkxkJ0mLq17")?;
    /// assert_eq!(key.format(), &KEY);
    ///
    /// let mistyped = KEY.parse("acme_zQWBuTSOoRi4A9spHcVY5ncnsDkykJ0mLq17");
    /// assert_eq!(mistyped.unwrap_err(), KeyError::Checksum);
    /// # Ok::<(), KeyError>(())
    /// ```
    pub fn parse(&self, text: impl AsRef<[u8]>) -> Result<ApiKey, KeyError> {
        self.parse_bytes(text.as_ref())
    }

    /// Takes `text` for a key of one of `formats`: which one, its [`format`](ApiKey::format) says.
    ///
    /// If prefixes differ there is at most one, even where one starts like the other.
    ///
    /// # Errors
    ///
    /// What is wrong according to the format that fits best; [`KeyError::Prefix`] if there are none.
    ///
    /// # Examples
    ///
    /// ```
    /// use wellspring_entropy::System;
    /// use wellspring_tokens::{KeyError, KeyFormat, Secrets};
    ///
    /// const LIVE: KeyFormat = KeyFormat::new("acme_live_");
    /// const TEST: KeyFormat = KeyFormat::new("acme_test_");
    /// let key = System.mint(&TEST);
    /// let key = KeyFormat::parse_any(&[LIVE, TEST], key.expose_secret())?;
    /// assert_eq!(key.format(), &TEST);
    /// # Ok::<(), KeyError>(())
    /// ```
    pub fn parse_any(formats: &[Self], text: impl AsRef<[u8]>) -> Result<ApiKey, KeyError> {
        let mut best = KeyError::Prefix;
        for format in formats {
            match format.parse_bytes(text.as_ref()) {
                Ok(key) => return Ok(key),
                Err(error) if error.progress() > best.progress() => best = error,
                Err(_) => {}
            }
        }
        Err(best)
    }

    fn parse_bytes(&self, text: &[u8]) -> Result<ApiKey, KeyError> {
        let expected = self.len();
        let rest = text.strip_prefix(self.prefix.as_bytes()).ok_or(KeyError::Prefix)?;
        if text.len() != expected {
            return Err(KeyError::Length { expected });
        }
        let mut copy = SecretBytes::from(vec![0; expected].into_boxed_slice());
        let (prefix, secret) = copy.as_mut().split_at_mut(self.prefix.len());
        prefix.copy_from_slice(self.prefix.as_bytes());
        if !self.alphabet.copy(rest, secret) {
            return Err(KeyError::Character { alphabet: self.alphabet });
        }
        let (payload, checksum) = secret.split_at(self.characters);
        let mut due = [0; MAX_CHECKSUM];
        let places = due.get_mut(..checksum.len()).unwrap_or_default();
        self.write_checksum(payload, places);
        let same = ct_eq(places, checksum);
        wipe(&mut due);
        if !bool::from(same) {
            return Err(KeyError::Checksum);
        }
        Ok(ApiKey::new(SecretString::from_ascii(copy), *self))
    }

    /// Writes the checksum of a payload, or nothing into no place.
    pub(super) fn write_checksum(&self, payload: &[u8], places: &mut [u8]) {
        let sum = match self.checksum {
            KeyChecksum::None => return,
            KeyChecksum::Payload => crc32(payload),
            KeyChecksum::Whole => crc32(self.prefix.as_bytes().iter().chain(payload)),
        };
        self.alphabet.digits(sum, places);
        self.alphabet.spell(places);
    }
}

/// Of hexadecimal digits.
const MAX_CHECKSUM: usize = 8;
