//! rand_core 0.6, for code that is older still: `RngCore` and `CryptoRng`.
//!
//! That release knows no fallible generator. Only `try_fill_bytes` can report a failure; the other methods
//! **panic** where the source fails, as its own `OsRng` does. So this bridge is the one place in the crate with a
//! panic in it, and the feature is off unless somebody asks for it.

use rand_core_0_6::{CryptoRng, RngCore};

use crate::{Backend, Error};

macro_rules! implement {
    ($($source:ty $(where $($inner:ident)+)?),+ $(,)?) => {$(
        impl $(<$($inner: Backend),+>)? RngCore for $source {
            /// # Panics
            ///
            /// If the source fails.
            #[track_caller]
            fn next_u32(&mut self) -> u32 {
                let mut word = [0; 4];
                filled(self, &mut word);
                u32::from_le_bytes(word)
            }

            /// # Panics
            ///
            /// If the source fails.
            #[track_caller]
            fn next_u64(&mut self) -> u64 {
                let mut word = [0; 8];
                filled(self, &mut word);
                u64::from_le_bytes(word)
            }

            /// # Panics
            ///
            /// If the source fails.
            #[track_caller]
            fn fill_bytes(&mut self, dest: &mut [u8]) {
                filled(self, dest);
            }

            fn try_fill_bytes(&mut self, dest: &mut [u8]) -> Result<(), rand_core_0_6::Error> {
                Ok(Backend::try_fill(self, dest)?)
            }
        }

        impl $(<$($inner: Backend),+>)? CryptoRng for $source {}
    )+};
}

for_every_source!(implement);

#[track_caller]
fn filled(source: &dyn Backend, dest: &mut [u8]) {
    if let Err(error) = source.try_fill(dest) {
        refuse(source, error);
    }
}

#[cold]
#[track_caller]
#[allow(clippy::panic, reason = "the trait has no other way to refuse")]
fn refuse(source: &dyn Backend, error: Error) -> ! {
    panic!("{}: {error}", source.name());
}

/// The same word: that release divides it as [`Error`] does, into codes of the operating system below 2^31,
/// internal ones, and custom ones from 3 * 2^30.
impl From<Error> for rand_core_0_6::Error {
    fn from(error: Error) -> Self {
        core::num::NonZeroU32::from(error).into()
    }
}
