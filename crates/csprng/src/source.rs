use wellspring_entropy::{Backend, Error};

/// Where a generator gets its keys from.
///
/// Every [`Backend`] is one, so nobody needs to implement it, except for a source that *cannot* fail: with `Error =
/// Infallible` the generator over it cannot fail either, and is a `rand_core::Rng` and `CryptoRng`. Backends can all
/// fail, by their own trait, so a generator over [`System`](wellspring_entropy::System) has no plain form that
/// hides it: the methods of `Random` and `Secrets` panic in the plain form and return errors in the other.
///
/// # What an implementation promises
///
/// The five promises of [`Backend`], the first of which reads here: all of `seed` is fresh, or it is zeros and there is an error.
///
/// # Examples
///
/// ```
/// use core::convert::Infallible;
/// use wellspring_csprng::{KeyErasureRng, Source, rand_core::{CryptoRng, Rng}};
///
/// /// A generator of the board's, which its maker says never fails.
/// struct BoardTrng;
///
/// impl Source for BoardTrng {
///     type Error = Infallible;
///
///     fn try_seed(&self, seed: &mut [u8]) -> Result<(), Infallible> {
///         # seed.fill(4);
///         Ok(())
///     }
/// }
///
/// fn key(rng: &mut impl CryptoRng) -> u64 {
///     rng.next_u64()
/// }
/// let mut rng = KeyErasureRng::over(BoardTrng);
/// assert_ne!(key(&mut rng), key(&mut rng));
/// ```
///
/// ```compile_fail,E0271
/// use wellspring_csprng::{KeyErasureRng, rand_core::{CryptoRng, Rng}};
///
/// fn key(rng: &mut impl CryptoRng) -> u64 {
///     rng.next_u64()
/// }
/// key(&mut KeyErasureRng::new()); // The operating system can fail.
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a source of seeds",
    label = "not a source of seeds",
    note = "every `Backend` of wellspring-entropy is one, and what says `impl Source for …`; `System` is the operating system"
)]
pub trait Source {
    /// Why there are no bytes.
    type Error: core::error::Error;

    /// Fills `seed` with random bytes that nobody else has or will have.
    ///
    /// # Errors
    ///
    /// The source's failure. `seed` then holds zeros.
    fn try_seed(&self, seed: &mut [u8]) -> Result<(), Self::Error>;
}

// A bound that is not met is told of `Source`: a backend is one way to meet it.
#[diagnostic::do_not_recommend]
impl<B: Backend + ?Sized> Source for B {
    type Error = Error;

    #[inline]
    fn try_seed(&self, seed: &mut [u8]) -> Result<(), Error> {
        self.try_fill(seed)
    }
}
