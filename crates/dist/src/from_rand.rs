//! Between this crate's [`Distribution`] and rand's, in both directions.
//!
//! rand's distributions draw from generators that cannot fail. A source that can is usually wrapped in one that
//! panics when it does (rand_core's `UnwrapErr`). Here it is lent to rand as a generator that remembers the failure
//! and goes on with words of a fixed sequence, so that the draw comes to its end, every loop that rejects words
//! included. What it made of them is dropped, and the failure is returned.

use core::convert::Infallible;

use rand_core::{TryRng, utils};

use crate::Distribution;

/// A distribution of rand or rand_distr, drawn from a source that can fail.
///
/// The values are those that rand makes of the same words. If the source fails, its error is returned, and nothing
/// of what was computed afterwards is seen: there is no panic and no unwinding. After a failure the source is not
/// asked again; the distribution then gets a fixed sequence of words (SplitMix64 from 0), which no value depends on
/// that anybody sees. What a distribution does besides, such as a panic of its own, is its own.
///
/// rand changes the values of its distributions between releases.
///
/// # Examples
///
/// ```
/// use rand::distr::{Alphanumeric, Uniform};
/// use wellspring_dist::{FromRand, Random};
/// use wellspring_entropy::{Error, System, testing::Failing};
///
/// let letter: u8 = System.try_draw(&FromRand(Alphanumeric))?;
/// assert!(letter.is_ascii_alphanumeric());
///
/// let metres = FromRand(Uniform::new(0.0, 2.5).unwrap());
/// let result: Result<f64, _> = Failing::at_draw(1, System).try_draw(&metres);
/// assert_eq!(result, Err(Error::INJECTED));
/// # Ok::<(), Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default)]
pub struct FromRand<D>(pub D);

impl<T, D: rand::distr::Distribution<T>> Distribution<T> for FromRand<D> {
    #[inline]
    fn try_sample<R: TryRng + ?Sized>(&self, rng: &mut R) -> Result<T, R::Error> {
        let mut lent = Lent { source: rng, failure: None, weyl: 0 };
        let value = self.0.sample(&mut lent);
        match lent.failure {
            None => Ok(value),
            Some(error) => Err(error),
        }
    }
}

/// A distribution of this crate where rand wants one of its own: with `Rng::sample`, in its adapters and iterators.
///
/// rand asks only for generators that cannot fail, so there is no error to lose.
///
/// # Examples
///
/// ```
/// use rand::{RngExt, SeedableRng, rngs::Xoshiro256PlusPlus};
/// use wellspring_dist::{ForRand, distributions::Normal};
///
/// let mut rng = Xoshiro256PlusPlus::seed_from_u64(7);
/// let noise = ForRand(Normal::new(0.0, 1.0)?);
/// assert!((&mut rng).sample_iter(&noise).take(100).all(|z| z.abs() < 10.0));
/// # Ok::<(), wellspring_dist::ArgumentError>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default)]
pub struct ForRand<D>(pub D);

impl<T, D: Distribution<T>> rand::distr::Distribution<T> for ForRand<D> {
    #[inline]
    fn sample<R: rand::Rng + ?Sized>(&self, rng: &mut R) -> T {
        let Ok(value) = self.0.try_sample(rng);
        value
    }
}

/// The generator that rand gets: the source, until it fails.
struct Lent<'source, R: TryRng + ?Sized> {
    source: &'source mut R,
    failure: Option<R::Error>,
    /// The state of SplitMix64.
    weyl: u64,
}

impl<R: TryRng + ?Sized> Lent<'_, R> {
    #[inline]
    fn word<W>(
        &mut self,
        draw: impl FnOnce(&mut R) -> Result<W, R::Error>,
        instead: impl FnOnce(u64) -> W,
    ) -> W {
        if self.failure.is_none() {
            match draw(self.source) {
                Ok(word) => return word,
                Err(error) => self.failure = Some(error),
            }
        }
        instead(self.next_fixed())
    }

    /// G. L. Steele, D. Lea and C. H. Flood, "Fast Splittable Pseudorandom Number Generators", OOPSLA 2014.
    #[cold]
    fn next_fixed(&mut self) -> u64 {
        self.weyl = self.weyl.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let z = (self.weyl ^ (self.weyl >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }
}

impl<R: TryRng + ?Sized> TryRng for Lent<'_, R> {
    type Error = Infallible;

    #[inline]
    #[allow(clippy::cast_possible_truncation, reason = "the upper half is what is wanted")]
    fn try_next_u32(&mut self) -> Result<u32, Infallible> {
        Ok(self.word(R::try_next_u32, |word| (word >> 32) as u32))
    }

    #[inline]
    fn try_next_u64(&mut self) -> Result<u64, Infallible> {
        Ok(self.word(R::try_next_u64, |word| word))
    }

    fn try_fill_bytes(&mut self, dest: &mut [u8]) -> Result<(), Infallible> {
        if self.failure.is_none() {
            match self.source.try_fill_bytes(dest) {
                Ok(()) => return Ok(()),
                Err(error) => self.failure = Some(error),
            }
        }
        utils::fill_bytes_via_next_word(dest, || Ok(self.next_fixed()))
    }
}
