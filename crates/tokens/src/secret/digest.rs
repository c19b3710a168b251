use alloc::string::String;
use core::{fmt, str::FromStr};

use sha2::{Digest as _, Sha256};
use subtle::{Choice, ConstantTimeEq};

use crate::wipe::wipe_stack;

/// The SHA-256 of a secret: what a database stores in place of a token, and looks it up by.
///
/// Whoever reads the database cannot log in with what is there. The digest itself is public: it prints, is
/// hashed and compares with `==`. Timing tells an attacker no more than how much of a digest they hit, and to
/// hit more of it on purpose is as hard as to invert SHA-256. It implements [`ConstantTimeEq`] as well.
///
/// # Security
///
/// Only for secrets that are drawn at random and have 112 bits or more (
/// OWASP ASVS 5.0, 6.5.2). SHA-256 is fast, and billions of guesses a second are cheap: a password or a short
/// code needs a password hash with a salt.
///
/// # Examples
///
/// ```
/// use wellspring_entropy::System;
/// use wellspring_tokens::{Digest, Secrets};
///
/// let token = System.token_urlsafe(32);
/// let stored = token.digest().to_hex();
///
/// let supplied = token.expose_secret();
/// assert_eq!(stored.parse(), Ok(Digest::of(supplied.as_bytes())));
/// ```
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Digest([u8; Self::LEN]);

impl Digest {
    /// The length in bytes; in hexadecimal it has twice as many digits.
    ///
    /// # Examples
    ///
    /// ```
    /// use wellspring_tokens::Digest;
    ///
    /// assert_eq!(Digest::of(b"abc").to_hex().len(), 2 * Digest::LEN);
    /// ```
    pub const LEN: usize = 32;

    /// SHA-256 (FIPS 180-4) of `bytes`.
    ///
    /// The hasher, which holds up to 64 of them, is used where it stands and wiped, as is what it leaves on the stack.
    #[doc(alias = "sha256", alias = "fingerprint", alias = "hash_token")]
    #[must_use]
    pub fn of(bytes: &[u8]) -> Self {
        Self::of_parts([bytes])
    }

    /// Of all parts, one after the other.
    pub(crate) fn of_parts<const N: usize>(parts: [&[u8]; N]) -> Self {
        let mut digest = [0; Self::LEN];
        hash(&parts, &mut digest);
        wipe_stack::<FRAMES>();
        Self(digest)
    }

    /// From the bytes that [`as_bytes`](Self::as_bytes) gave.
    ///
    /// # Examples
    ///
    /// ```
    /// use wellspring_tokens::Digest;
    ///
    /// let digest = Digest::of(b"abc");
    /// assert_eq!(Digest::from_bytes(*digest.as_bytes()), digest);
    /// ```
    #[must_use]
    pub const fn from_bytes(bytes: [u8; Self::LEN]) -> Self {
        Self(bytes)
    }

    /// The bytes, most significant first as the standard has them.
    #[must_use]
    pub const fn as_bytes(&self) -> &[u8; Self::LEN] {
        &self.0
    }

    /// 64 lower-case hexadecimal digits, as `sha256sum` prints them.
    #[must_use]
    pub fn to_hex(&self) -> String {
        let mut hex = String::with_capacity(2 * Self::LEN);
        // Writing to a string cannot fail.
        _ = fmt::write(&mut hex, format_args!("{self}"));
        hex
    }
}

/// More than twice what SHA-256 takes of the stack: less than 512 bytes where it is optimised, less than 8192 where not.
const FRAMES: usize = if cfg!(debug_assertions) { 16_384 } else { 2_048 };

/// A frame of its own, below that of who calls it, so that it can be wiped from there.
#[inline(never)]
fn hash(parts: &[&[u8]], digest: &mut [u8; Digest::LEN]) {
    let mut hasher = Sha256::new();
    for part in parts {
        hasher.update(part);
    }
    // Not `finalize`, which takes the hasher by value: a move leaves it behind on the stack.
    hasher.finalize_into_reset(digest.into());
}

/// Why something is no digest. Digests are public, so it says what was found.
///
/// # Examples
///
/// ```
/// use wellspring_tokens::{Digest, DigestError};
///
/// assert_eq!("00ff".parse::<Digest>(), Err(DigestError::Length { len: 4, allowed: 64 }));
/// assert_eq!("x".repeat(64).parse::<Digest>(), Err(DigestError::NotHex { index: 0 }));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum DigestError {
    /// `len` is not the number of bytes, or of hexadecimal digits, of a digest.
    Length {
        /// How many there are.
        len: usize,
        /// How many there have to be: 32 bytes, or 64 digits.
        allowed: usize,
    },
    /// The byte at `index` of the text is not a hexadecimal digit.
    NotHex {
        /// Where it stands, in bytes from the start.
        index: usize,
    },
}

/// 64 lower-case hexadecimal digits.
impl fmt::Display for Digest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl fmt::Debug for Digest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Digest({self})")
    }
}

/// From 64 hexadecimal digits, lower or upper case.
impl FromStr for Digest {
    type Err = DigestError;

    fn from_str(hex: &str) -> Result<Self, DigestError> {
        if hex.len() != 2 * Self::LEN {
            return Err(DigestError::Length { len: hex.len(), allowed: 2 * Self::LEN });
        }
        let mut digest = [0; Self::LEN];
        for (index, digit) in hex.bytes().enumerate() {
            let value = char::from(digit).to_digit(16).and_then(|value| u8::try_from(value).ok());
            let value = value.ok_or(DigestError::NotHex { index })?;
            if let Some(byte) = digest.get_mut(index >> 1) {
                *byte = *byte << 4 | value;
            }
        }
        Ok(Self(digest))
    }
}

impl From<[u8; Self::LEN]> for Digest {
    fn from(bytes: [u8; Self::LEN]) -> Self {
        Self(bytes)
    }
}

impl From<Digest> for [u8; Digest::LEN] {
    fn from(digest: Digest) -> Self {
        digest.0
    }
}

/// As a column of bytes comes out of a database.
impl TryFrom<&[u8]> for Digest {
    type Error = DigestError;

    fn try_from(bytes: &[u8]) -> Result<Self, DigestError> {
        let wrong = DigestError::Length { len: bytes.len(), allowed: Self::LEN };
        bytes.try_into().map(Self).map_err(|_| wrong)
    }
}

/// So that it binds to a column of bytes, and [`compare_digest`](crate::compare_digest) takes it.
impl AsRef<[u8]> for Digest {
    fn as_ref(&self) -> &[u8] {
        &self.0
    }
}

impl ConstantTimeEq for Digest {
    fn ct_eq(&self, other: &Self) -> Choice {
        crate::compare::ct_eq(&self.0, &other.0)
    }
}

impl fmt::Display for DigestError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Length { len, allowed } => {
                write!(f, "the digest has a length of {len}, allowed is {allowed}")
            }
            Self::NotHex { index } => {
                write!(f, "byte {index} of the digest is not a hexadecimal digit")
            }
        }
    }
}

impl core::error::Error for DigestError {}

#[cfg(feature = "serde")]
mod serde;
#[cfg(test)]
mod tests;
