use core::{fmt, str::FromStr};

use rand_core::TryCryptoRng;

use super::{IdText, ParseIdError, UnixMillis};
use crate::encoding::{HEX_ANY_CASE, hex_of_16};
#[cfg(feature = "alloc")]
use crate::{Bits, Error, Recipe};

/// A UUID (RFC 9562): 128 bits, written as 36 characters.
///
/// It takes nothing but `rand_core` and no allocation. With the feature `uuid` it becomes that crate's type, and back, by `into`.
///
/// # Security
///
/// Version 4 has 122 random bits and version 7 has 74. OWASP ASVS 5.0, 11.5.1 asks 128 of what must not be guessed and notes that UUIDs do
/// not have them: a session or a reset link wants [`token_urlsafe`](crate::Secrets::token_urlsafe). Version 7 tells when it was made.
///
/// # Examples
///
/// ```
/// use wellspring_entropy::System;
/// use wellspring_tokens::{UnixMillis, Uuid};
///
/// let id = Uuid::try_v4(&mut System)?;
/// assert_eq!((id.version(), id.to_string().len()), (4, 36));
///
/// let time = UnixMillis::new(1_645_557_742_000)?;
/// let id = Uuid::try_v7(time, &mut System)?;
/// assert!(id.to_string().starts_with("017f22e2-79b0-7"));
/// assert_eq!(id.unix_millis(), Some(time));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[doc(alias = "guid")]
pub struct Uuid([u8; 16]);

impl Uuid {
    /// A random one, of version 4 (RFC 9562, section 5.4): 122 random bits from 16 bytes of the source.
    ///
    /// # Errors
    ///
    /// The source's failure.
    #[doc(alias = "uuid4", alias = "new_v4", alias = "randomUUID")]
    #[inline]
    pub fn try_v4<R: TryCryptoRng + ?Sized>(rng: &mut R) -> Result<Self, R::Error> {
        Ok(Self::with_version(4, try_bits::<16, _>(rng)?))
    }

    /// One that begins with a time, of version 7 (RFC 9562, section 5.7): 74 random bits from 10 bytes of the source.
    ///
    /// UUIDs of different milliseconds sort as these do. For order within a millisecond there is [`UuidV7Sequence`](crate::UuidV7Sequence).
    ///
    /// # Errors
    ///
    /// The source's failure.
    #[doc(alias = "uuid7", alias = "now_v7")]
    #[inline]
    pub fn try_v7<R: TryCryptoRng + ?Sized>(
        time: UnixMillis,
        rng: &mut R,
    ) -> Result<Self, R::Error> {
        Ok(Self::with_version(7, u128::from(time.get()) << 80 | try_bits::<10, _>(rng)?))
    }

    /// Overwrites the 4 bits of the version, and the 2 of the variant by `10` (RFC 9562, sections 4.1 and 4.2).
    #[inline]
    pub(super) const fn with_version(version: u128, bits: u128) -> Self {
        const FIXED: u128 = 0xF << 76 | 0b11 << 62;
        Self((bits & !FIXED | version << 76 | 0b10 << 62).to_be_bytes())
    }

    /// From its 16 bytes, which may be any.
    ///
    /// # Examples
    ///
    /// ```
    /// use wellspring_tokens::Uuid;
    ///
    /// let id = Uuid::from_bytes([0x11; 16]);
    /// assert_eq!(id.as_bytes(), &[0x11; 16]);
    /// assert_eq!(id.to_text().as_str(), "11111111-1111-1111-1111-111111111111");
    /// ```
    #[must_use]
    pub const fn from_bytes(bytes: [u8; 16]) -> Self {
        Self(bytes)
    }

    /// The 16 bytes, the most significant first.
    #[inline]
    #[must_use]
    pub const fn as_bytes(&self) -> &[u8; 16] {
        &self.0
    }

    /// The text, `xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx` in lower case (RFC 9562, section 4).
    #[inline]
    #[must_use]
    #[doc(alias = "hyphenated")]
    pub fn to_text(self) -> IdText<36> {
        let mut text = [b'-'; 36];
        let digits = hex_of_16(self.0);
        for (from, to, len) in [(0, 0, 8), (8, 9, 4), (12, 14, 4), (16, 19, 4), (20, 24, 12)] {
            if let (Some(digits), Some(place)) =
                (digits.get(from..from + len), text.get_mut(to..to + len))
            {
                place.copy_from_slice(digits);
            }
        }
        IdText(text)
    }

    /// The version, 0 to 15: what its 4 bits say, whatever the variant.
    #[must_use]
    pub const fn version(&self) -> u8 {
        let [_, _, _, _, _, _, version, ..] = self.0;
        version >> 4
    }

    /// The time in one of version 7, and `None` in others and in those of a variant that is not the RFC's, whose bits mean something else.
    #[must_use]
    pub const fn unix_millis(&self) -> Option<UnixMillis> {
        let bits = u128::from_be_bytes(self.0);
        match (self.version(), bits >> 62 & 0b11) {
            (7, 0b10) => Some(UnixMillis::at_the_top_of(bits)),
            _ => None,
        }
    }
}

/// `N` bytes of the source as a number, the first byte the most significant.
#[inline]
pub(super) fn try_bits<const N: usize, R: TryCryptoRng + ?Sized>(
    rng: &mut R,
) -> Result<u128, R::Error> {
    let mut bytes = [0; N];
    rng.try_fill_bytes(&mut bytes)?;
    let mut wide = [0; 16];
    for (place, byte) in wide.iter_mut().rev().zip(bytes.iter().rev()) {
        *place = *byte;
    }
    Ok(u128::from_be_bytes(wide))
}

/// Reads 36 characters, in upper or lower case.
impl FromStr for Uuid {
    type Err = ParseIdError;

    fn from_str(text: &str) -> Result<Self, ParseIdError> {
        const ERROR: ParseIdError =
            ParseIdError { expected: "a UUID of 36 characters, as in RFC 9562" };
        let mut groups = text.as_bytes().split(|&byte| byte == b'-');
        let mut id = Self([0; 16]);
        let mut rest = id.0.as_mut_slice();
        for bytes in [4, 2, 2, 2, 6] {
            let (Some((place, others)), Some(group)) =
                (rest.split_at_mut_checked(bytes), groups.next())
            else {
                return Err(ERROR);
            };
            HEX_ANY_CASE.decode_public(group, place).map_err(|_| ERROR)?;
            rest = others;
        }
        if groups.next().is_none() { Ok(id) } else { Err(ERROR) }
    }
}

impl fmt::Display for Uuid {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.to_text(), f)
    }
}

impl fmt::Debug for Uuid {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Uuid({self})")
    }
}

#[cfg(feature = "uuid")]
#[cfg_attr(docsrs, doc(cfg(feature = "uuid")))]
impl From<Uuid> for ::uuid::Uuid {
    fn from(id: Uuid) -> Self {
        Self::from_bytes(id.0)
    }
}

#[cfg(feature = "uuid")]
#[cfg_attr(docsrs, doc(cfg(feature = "uuid")))]
impl From<::uuid::Uuid> for Uuid {
    fn from(id: ::uuid::Uuid) -> Self {
        Self(id.into_bytes())
    }
}

/// The recipe for UUIDs of version 4: 122 bits.
///
/// # Examples
///
/// ```
/// use wellspring_entropy::System;
/// use wellspring_tokens::{Bits, Gate, Recipe, Secrets, UuidV4};
///
/// assert_eq!(System.mint(&UuidV4).version(), 4);
/// assert_eq!(UuidV4.bits(), Bits::new(122));
/// assert!(!UuidV4.bits().satisfies(Gate::ASVS_UNGUESSABLE));
/// ```
#[cfg(feature = "alloc")]
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct UuidV4;

#[cfg(feature = "alloc")]
impl Recipe for UuidV4 {
    type Minted = Uuid;

    fn bits(&self) -> Bits {
        Bits::new(122)
    }

    #[inline]
    fn try_mint<R: TryCryptoRng + ?Sized>(&self, rng: &mut R) -> Result<Uuid, Error<R::Error>> {
        Uuid::try_v4(rng).map_err(Error::Source)
    }
}
