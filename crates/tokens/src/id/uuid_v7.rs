use rand_core::TryCryptoRng;

use super::{UnixMillis, Uuid};
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
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct UuidV7 {
    time: UnixMillis,
}

impl UuidV7 {
    /// For this time.
    #[must_use]
    pub const fn at(time: UnixMillis) -> Self {
        Self { time }
    }

    /// For the time that the system's clock says.
    ///
    /// # Examples
    ///
    /// ```
    /// use wellspring_entropy::System;
    /// use wellspring_tokens::{Secrets, UnixMillis, UuidV7};
    ///
    /// let before = UnixMillis::now();
    /// assert!(System.mint(&UuidV7::now()).unix_millis() >= Some(before));
    /// ```
    #[cfg(feature = "std")]
    #[cfg_attr(docsrs, doc(cfg(feature = "std")))]
    #[must_use]
    pub fn now() -> Self {
        Self::at(UnixMillis::now())
    }
}

impl Recipe for UuidV7 {
    type Minted = Uuid;

    fn bits(&self) -> Bits {
        Bits::new(74)
    }

    fn try_mint<R: TryCryptoRng + ?Sized>(&self, rng: &mut R) -> Result<Uuid, Error<R::Error>> {
        Uuid::try_v7(self.time, rng).map_err(Error::Source)
    }
}
