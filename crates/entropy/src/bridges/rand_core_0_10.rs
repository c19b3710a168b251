//! rand_core 0.10: what makes this crate's sources generators for everybody else's code.

use rand_core::{TryCryptoRng, TryRng};

use crate::{Backend, Error};

/// Words are read little-endian, so that a scripted source means the same on every machine.
macro_rules! implement {
    ($($source:ty $(where $($inner:ident)+)?),+ $(,)?) => {$(
        impl $(<$($inner: Backend),+>)? TryRng for $source {
            type Error = Error;

            fn try_next_u32(&mut self) -> Result<u32, Error> {
                let mut word = [0; 4];
                Backend::try_fill(self, &mut word)?;
                Ok(u32::from_le_bytes(word))
            }

            fn try_next_u64(&mut self) -> Result<u64, Error> {
                let mut word = [0; 8];
                Backend::try_fill(self, &mut word)?;
                Ok(u64::from_le_bytes(word))
            }

            fn try_fill_bytes(&mut self, dest: &mut [u8]) -> Result<(), Error> {
                Backend::try_fill(self, dest)
            }
        }

        impl $(<$($inner: Backend),+>)? TryCryptoRng for $source {}
    )+};
}

for_every_source!(implement);
