use rand_core::TryCryptoRng;

use crate::{Bits, Error};

/// What can be minted: a description, checked when it was made, of a secret that is drawn from a source.
///
/// What [`Distribution`](wellspring_dist::Distribution) is for numbers. The methods of [`Secrets`](crate::Secrets) take any recipe:
/// `System.mint(&recipe)`.
///
/// Implementations draw uniformly from a set whose size [`bits`](Self::bits) tells exactly, each secret where there are several, into the memory in which the
/// secret stays. Where the source fails, what was drawn is wiped and nothing is returned.
///
/// # Examples
///
/// A recipe of your own is made of those that there are:
///
/// ```
/// use wellspring_entropy::System;
/// use wellspring_tokens::{Bits, Error, Otp, Recipe, SecretString, Secrets, rand_core::TryCryptoRng};
///
/// /// A user's PIN and the PIN to unlock it.
/// struct Pair(Otp, Otp);
///
/// impl Recipe for Pair {
///     type Minted = [SecretString; 2];
///
///     fn bits(&self) -> Bits {
///         self.0.bits() // of the weaker, which is the shorter
///     }
///
///     fn try_mint<R: TryCryptoRng + ?Sized>(&self, rng: &mut R) -> Result<Self::Minted, Error<R::Error>> {
///         Ok([self.0.try_mint(rng)?, self.1.try_mint(rng)?])
///     }
/// }
/// let [pin, unlock] = System.mint(&Pair(Otp::SIX_DIGITS, Otp::digits(8)?));
/// assert_eq!((pin.len(), unlock.len()), (6, 8));
/// # Ok::<(), wellspring_tokens::CodeError>(())
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a recipe that can be minted",
    label = "not a recipe",
    note = "a recipe that was checked comes as a `Result`: put `?` behind it, as in `mint(&Otp::digits(6)?)`",
    note = "of a `PasswordPolicy` take `&policy.to_set()?` or the function `password`, of a `SplitFormat` `&format.at(now)`, of UUIDs `&UuidV4` and `&UuidV7::now()`"
)]
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
