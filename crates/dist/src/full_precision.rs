//! The unit interval in full precision: each float has the probability of the real numbers that are rounded to it.
//!
//! A. B. Downey, "Generating Pseudo-random Floating-Point Values", 2007, draws the exponent first, geometrically: one coin
//! for each binade on the way down from 1. The significand is uniform; and as the paper rounds to nearest, a power of
//! two, which the reals just below it are rounded to as well, needs care: where the significand comes out as the first of
//! its binade, another coin decides whether the exponent is one more.
//!
//! **Contract.** Let `U` be a uniform real number in [0, 1), an endless row of fair bits behind the point. The result
//! is `U`, rounded once: down for [0, 1), up for (0, 1], to the nearest float for [0, 1], and for (0, 1) down, on the
//! condition that this does not give 0. So a float `x` in [0, 1) has the probability `next(x) - x`, one in (0, 1]
//! `x - previous(x)`, and one in [0, 1] half of their sum, as far as both lie in the interval; subnormal floats too.
//!
//! **Method.** The same, with the row of bits kept in sight, which needs no care anywhere. The words of the source are the
//! bits of `U`. With `z` zeros before the first one, rounding down keeps the `PRECISION` bits from the first one on, or
//! fewer where the last would be below 2^-LEAST: of the bits at 2^-(z + 1), 2^-(z + 2), … it keeps `min(PRECISION, LEAST - z)`.
//!
//! ```text
//! U = 0.0000000000000001101…0110 1…       the bits that are kept are the floor; the one after them is the half
//!       z zeros         kept     half
//! ```
//!
//! Everything that is kept and not kept is independent and fair, and no float is looked at but by its bits. `U` itself is
//! a float with probability 0, so rounding up gives the next float after the floor, and rounding to nearest gives it if
//! the half is 1. The next float is the next integer, over the end of a binade too (see [`float`](crate::float)): the reals
//! just below a power of two are rounded to it because their floor is the float before it.
//!
//! **Words.** One is enough if it has its first one among the bits that leave `PRECISION + 1` of them: all but one in 2^11
//! for `f64` in 64 bits, one in 2^8 for `f32` in 32. Otherwise one more word is put behind it, and words of nothing but
//! zeros come before it, until the rest cannot be told from 0: after 17 words for `f64`, 5 for `f32`. On average
//! it draws 1.0005 words of 64 bits, or 1.004 of 32. Only (0, 1) rejects anything: a source stuck at 0 is drawn from for ever.

use rand_core::TryRng;

use crate::{
    Distribution,
    float::Float,
    unit::{Rounding, UnitInterval},
};

/// Floats of the unit interval in full precision: each has the probability of the reals that are rounded to it.
///
/// Every float of the interval can come, down to the least one above 0, which is 2^-1074 (`f64`) or 2^-149 (`f32`); on the
/// even grid of the interval alone nothing is nearer to 0 than 2^-53 or 2^-24. For [`ClosedOpen01`](crate::ClosedOpen01)
/// and [`Open01`](crate::Open01) a uniform real number is rounded down, for [`OpenClosed01`](crate::OpenClosed01) up, for
/// [`Closed01`](crate::Closed01) to the nearest float. A. B. Downey, "Generating Pseudo-random Floating-Point Values", 2007.
///
/// Costs 8 bytes for `f64` and 4 for `f32`; once in 2^11 times, or 2^8, twice that or more.
///
/// # Examples
///
/// ```
/// use wellspring_dist::{FullPrecision, OpenClosed01, Random};
/// use wellspring_entropy::System;
///
/// let x: f64 = System.draw(&FullPrecision(OpenClosed01));
/// assert!(x > 0.0 && x <= 1.0);
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct FullPrecision<I>(
    /// The interval: with or without its ends.
    pub I,
);

impl<F: Float, I: UnitInterval> Distribution<F> for FullPrecision<I> {
    #[inline]
    fn try_sample<R: TryRng + ?Sized>(&self, rng: &mut R) -> Result<F, R::Error> {
        let format = Format { digits: F::PRECISION, least: F::LEAST, word: F::WORD };
        format.draw(self.0, || F::draw_word(rng)).map(F::nth)
    }
}

/// A float format and the words that its floats are drawn from.
///
/// The algorithm is written over this, so that the tests can enumerate *all* rows of bits for small ones.
#[derive(Clone, Copy, Debug)]
struct Format {
    /// The bits of a significand, at most 62.
    digits: u32,
    /// The least float above 0 is 2^-least.
    least: u32,
    /// The bits of a word: more than `digits`, at most 64.
    word: u32,
}

impl Format {
    /// The number of a float of the interval, in the order of all from 0 on.
    #[inline]
    fn draw<E>(
        self,
        interval: impl Rounding,
        mut draw: impl FnMut() -> Result<u64, E>,
    ) -> Result<u64, E> {
        loop {
            let (floor, half) = self.floor(&mut draw)?;
            if let Some(float) = interval.round(floor, half) {
                return Ok(float);
            }
        }
    }

    /// A real number: the last float that is not above it, and whether it is nearer to the next one.
    #[inline]
    fn floor<E>(self, mut draw: impl FnMut() -> Result<u64, E>) -> Result<(u64, bool), E> {
        let mut draw = || draw().map(|word| word << (u64::BITS - self.word));
        let (mut word, mut zeros) = (draw()?, 0);
        while word == 0 {
            zeros += self.word;
            if zeros > self.least {
                return Ok((0, false));
            }
            word = draw()?;
        }
        let leading = word.leading_zeros();
        let (mut word, unread) = (word << leading, self.word - leading);
        // How many places there are from the first one down to 2^-least.
        let Some(places) = self.least.checked_sub(zeros + leading) else { return Ok((0, false)) };
        let kept = self.digits.min(places);
        if unread <= kept {
            word |= draw()? >> unread;
        }
        let bits = word >> (u64::BITS - 1 - kept);
        let binade = u64::from(places - kept) << (self.digits - 1);
        Ok((binade + (bits >> 1), bits & 1 == 1))
    }
}

#[cfg(test)]
mod tests;
