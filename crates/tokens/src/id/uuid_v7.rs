use rand_core::TryCryptoRng;

use super::{
    SequenceError, UnixMillis, Uuid,
    sequence::{Sequence, Step},
};
#[cfg(feature = "alloc")]
use crate::{Bits, Error, Recipe};

/// The recipe for UUIDs of version 7 at a given time: 74 bits, besides the time.
///
/// # Examples
///
/// ```
/// use wellspring_entropy::System;
/// use wellspring_tokens::{Secrets, UnixMillis, UuidV7};
///
/// let time = UnixMillis::new(1_645_557_742_000)?;
/// assert_eq!(System.mint(&UuidV7::at(time)).unix_millis(), Some(time));
/// # Ok::<(), wellspring_tokens::TimeError>(())
/// ```
#[cfg(feature = "alloc")]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct UuidV7 {
    time: UnixMillis,
}

#[cfg(feature = "alloc")]
impl UuidV7 {
    /// For this time.
    #[must_use]
    pub const fn at(time: UnixMillis) -> Self {
        Self { time }
    }

    /// For the time that the system's clock says.
    #[cfg(feature = "std")]
    #[cfg_attr(docsrs, doc(cfg(feature = "std")))]
    #[must_use]
    pub fn now() -> Self {
        Self::at(UnixMillis::now())
    }
}

#[cfg(feature = "alloc")]
impl Recipe for UuidV7 {
    type Minted = Uuid;

    fn bits(&self) -> Bits {
        Bits::new(74)
    }

    fn try_mint<R: TryCryptoRng + ?Sized>(&self, rng: &mut R) -> Result<Uuid, Error<R::Error>> {
        Uuid::try_v7(self.time, rng).map_err(Error::Source)
    }
}

/// UUIDs of version 7 of which each is above the last, also within a millisecond and when the clock goes back.
///
/// RFC 9562, section 6.2, method 2: the 74 random bits are a number, to which 1 to 2^32 is added at random for each further UUID of the same
/// millisecond. Should they overflow, the sequence goes on in the next millisecond with new random bits, ahead of the clock.
///
/// # Security
///
/// The first UUID of a millisecond has 74 bits. Each further one has 32, which is what whoever knows the last has to guess, and where
/// UUIDs of several sequences must not be equal it is the 74 of the first that keep them apart.
///
/// # Examples
///
/// ```
/// use wellspring_entropy::System;
/// use wellspring_tokens::{UnixMillis, UuidV7Sequence};
///
/// let mut sequence = UuidV7Sequence::new();
/// let noon = UnixMillis::new(1_645_557_742_000)?;
/// let ids = [sequence.try_next(noon, &mut System)?, sequence.try_next(noon, &mut System)?];
/// assert!(ids.is_sorted() && ids[0] != ids[1]);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Default)]
pub struct UuidV7Sequence(Sequence);

impl UuidV7Sequence {
    /// One that has given nothing yet.
    #[must_use]
    pub const fn new() -> Self {
        Self(Sequence::new())
    }

    /// The next one, for the time `now`.
    ///
    /// # Errors
    ///
    /// [`SequenceError::Source`] if the source fails; the sequence is then where it was. [`SequenceError::Exhausted`] in the last
    /// millisecond of the year 10889.
    pub fn try_next<R: TryCryptoRng + ?Sized>(
        &mut self,
        now: UnixMillis,
        rng: &mut R,
    ) -> Result<Uuid, SequenceError<R::Error>> {
        const LOW: u32 = 62;
        let (time, random) = self.0.try_next(now, LOW + 12, Step::Random, rng)?;
        // 12 of the bits stand before the variant.
        let (a, b) = (random >> LOW, random & ((1 << LOW) - 1));
        Ok(Uuid::with_version(7, u128::from(time.get()) << 80 | a << 64 | b))
    }
}
