use core::{fmt, str::FromStr};

use rand_core::TryCryptoRng;

use super::{IdText, ParseIdError, UnixMillis, uuid::try_bits};
use crate::encoding::{CROCKFORD, crockford_of_16};
#[cfg(feature = "alloc")]
use crate::{Bits, Error, Recipe};

/// A ULID (A. Feerasta, "Universally Unique Lexicographically Sortable Identifier", <https://github.com/ulid/spec>): 48 bits of time and
/// 80 random bits, written as 26 characters that sort as the times do.
///
/// # Security
///
/// It tells when it was made, and 80 bits are less than the 128 that OWASP ASVS 5.0, 11.5.1 asks of what must not be guessed.
///
/// # Examples
///
/// ```
/// use wellspring_entropy::System;
/// use wellspring_tokens::{Ulid, UnixMillis};
///
/// let time = UnixMillis::new(1_469_918_176_385)?;
/// let id = Ulid::try_at(time, &mut System)?;
/// assert!(id.to_string().starts_with("01ARYZ6S41"));
/// assert_eq!(id.unix_millis(), time);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Ulid([u8; 16]);

/// How many of them are random, below the time.
pub(super) const RANDOM_BITS: u32 = 80;

impl Ulid {
    /// One of this time, with 80 random bits from 10 bytes of the source.
    ///
    /// # Errors
    ///
    /// The source's failure.
    pub fn try_at<R: TryCryptoRng + ?Sized>(
        time: UnixMillis,
        rng: &mut R,
    ) -> Result<Self, R::Error> {
        Ok(Self::of(time, try_bits::<10, _>(rng)?))
    }

    pub(super) fn of(time: UnixMillis, random: u128) -> Self {
        Self((u128::from(time.get()) << RANDOM_BITS | random).to_be_bytes())
    }

    /// From its 16 bytes, which may be any.
    #[must_use]
    pub const fn from_bytes(bytes: [u8; 16]) -> Self {
        Self(bytes)
    }

    /// The 16 bytes, the most significant first.
    #[must_use]
    pub const fn as_bytes(&self) -> &[u8; 16] {
        &self.0
    }

    /// The text in Crockford's base32.
    ///
    /// # Examples
    ///
    /// ```
    /// use wellspring_tokens::Ulid;
    ///
    /// let id = Ulid::from_bytes([7; 16]);
    /// assert_eq!(id.as_bytes(), &[7; 16]);
    /// assert_eq!(id.to_text().parse(), Ok(id));
    /// ```
    #[must_use]
    pub fn to_text(self) -> IdText<26> {
        IdText(crockford_of_16(self.0))
    }

    /// The time.
    #[must_use]
    pub const fn unix_millis(self) -> UnixMillis {
        UnixMillis::at_the_top_of(u128::from_be_bytes(self.0))
    }
}

/// Reads 26 characters, in upper or lower case, and I and L as 1 and O as 0, as Crockford does.
impl FromStr for Ulid {
    type Err = ParseIdError;

    fn from_str(text: &str) -> Result<Self, ParseIdError> {
        let mut id = Self([0; 16]);
        match CROCKFORD.decode_public(text.as_bytes(), &mut id.0) {
            Ok(()) => Ok(id),
            Err(_) => Err(ParseIdError {
                expected: "a ULID of 26 characters, up to 7ZZZZZZZZZZZZZZZZZZZZZZZZZ",
            }),
        }
    }
}

impl fmt::Display for Ulid {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.to_text(), f)
    }
}

impl fmt::Debug for Ulid {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Ulid({self})")
    }
}

/// The recipe for ULIDs of a given time: 80 bits, besides the time.
///
/// # Examples
///
/// ```
/// use wellspring_entropy::System;
/// use wellspring_tokens::{Secrets, UlidAt, UnixMillis};
///
/// let time = UnixMillis::new(1_469_918_176_385)?;
/// assert_eq!(System.mint(&UlidAt::time(time)).unix_millis(), time);
/// # Ok::<(), wellspring_tokens::TimeError>(())
/// ```
#[cfg(feature = "alloc")]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct UlidAt {
    time: UnixMillis,
}

#[cfg(feature = "alloc")]
impl UlidAt {
    /// For this time.
    #[must_use]
    pub const fn time(time: UnixMillis) -> Self {
        Self { time }
    }

    /// For the time that the system's clock says.
    ///
    /// # Examples
    ///
    /// ```
    /// use wellspring_entropy::System;
    /// use wellspring_tokens::{Secrets, UlidAt, UnixMillis};
    ///
    /// let before = UnixMillis::now();
    /// assert!(System.mint(&UlidAt::now()).unix_millis() >= before);
    /// ```
    #[cfg(feature = "std")]
    #[cfg_attr(docsrs, doc(cfg(feature = "std")))]
    #[must_use]
    pub fn now() -> Self {
        Self::time(UnixMillis::now())
    }
}

#[cfg(feature = "alloc")]
impl Recipe for UlidAt {
    type Minted = Ulid;

    fn bits(&self) -> Bits {
        Bits::new(RANDOM_BITS)
    }

    fn try_mint<R: TryCryptoRng + ?Sized>(&self, rng: &mut R) -> Result<Ulid, Error<R::Error>> {
        Ulid::try_at(self.time, rng).map_err(Error::Source)
    }
}
