use rand_core::TryCryptoRng;

use crate::{Bits, Error};

/// What can be minted: a description, checked when it was made, of a secret that is drawn from a source.
///
/// What [`Distribution`](wellspring_dist::Distribution) is for numbers. The methods of [`Secrets`](crate::Secrets) take any recipe:
/// `System.mint(&recipe)`.
///
/// Implementations draw uniformly from a set whose size [`bits`](Self::bits) tells exactly, each secret where there are several, into the memory in which the
/// secret stays. Where the source fails, what was drawn is wiped and nothing is returned.
pub trait Recipe {
    /// What is minted.
    type Minted;

    /// The strength: log2 of how many secrets are equally likely. Where several independent secrets are minted at once, as of
    /// [`RecoveryCodes`](crate::RecoveryCodes), it is that of each: whoever guesses needs one.
    fn bits(&self) -> Bits;

    /// Draws one.
    ///
    /// # Errors
    ///
    /// The source's failure, or [`Error::TooLong`] if its text cannot be allocated.
    fn try_mint<R: TryCryptoRng + ?Sized>(
        &self,
        rng: &mut R,
    ) -> Result<Self::Minted, Error<R::Error>>;
}
