//! The unit interval, on an even grid.
//!
//! The four intervals from 0 to 1 have the same grid, the multiples of 2^-53 (`f64`) or of 2^-24 (`f32`), and differ in
//! the ends alone. A multiple `k * 2^-53` with `0 <= k <= 2^53` is a float, so neither the conversion of `k` nor the
//! product rounds. `k` is a uniform integer by [`lemire`](crate::lemire): each value has exactly the same probability.
//!
//! | interval | `k` | values | words rejected, `f64` and `f32` |
//! |---|---|---|---|
//! | [0, 1) | `0..2^53` | `2^53` | none |
//! | (0, 1] | `1..=2^53` | `2^53` | none |
//! | (0, 1) | `1..2^53` | `2^53 - 1` | one in 2^53, in 2^24 |
//! | [0, 1] | `0..=2^53` | `2^53 + 1` | one in 2^11, in 2^8 |
//!
//! The grid cannot be finer: below 1 the floats themselves are 2^-53 apart, and a finer one would be rounded there.
//!
//! **What was rejected.** For (0, 1) the odd multiples of 2^-54 would need no rejection, but above 1/2 they take 54
//! bits and are no floats; the odd multiples of 2^-53 are, and throw away one bit of 53. The grid without its 0 keeps
//! them all, is symmetric about 1/2 as well, and the second word that it may take is drawn once in 2^53 times. For [0, 1]
//! a division by `2^53 - 1` in place of the product rounds, so that the values are not evenly spaced.
//!
//! These are the values that [`Interval`](crate::Interval) gives for the same ends and bytes, which the tests compare.

use rand_core::TryRng;

use crate::{Distribution, float::Float, integer::Draw};

#[allow(unnameable_types, reason = "that is what seals the public trait")]
mod sealed {
    /// What the intervals do for this crate and show to nobody else.
    pub trait Rounding: Copy {
        /// A real number as a float of the interval, if it has one: `floor` numbers the last float that is not above
        /// it, and `half` says whether it is nearer to the next one.
        fn round(self, floor: u64, half: bool) -> Option<u64>;
    }
}
pub(crate) use sealed::Rounding;

/// The intervals from 0 to 1, with or without their ends. Sealed.
///
/// # Examples
///
/// ```
/// use wellspring_dist::{FullPrecision, Open01, Random, UnitInterval};
/// use wellspring_entropy::System;
///
/// fn fine(interval: impl UnitInterval) -> f64 {
///     System.draw(&FullPrecision(interval))
/// }
/// assert!(fine(Open01) > 0.0 && fine(Open01) < 1.0);
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not an interval from 0 to 1",
    note = "these are: ClosedOpen01, OpenClosed01, Open01, Closed01; for other ends use `Interval` or `uniform`"
)]
pub trait UnitInterval: Rounding {}

macro_rules! unit {
    ($(#[$doc:meta])* $name:ident, $first:expr, $below_the_end:expr, $round:expr) => {
        $(#[$doc])*
        ///
        /// # Examples
        ///
        /// ```
        #[doc = concat!("use wellspring_dist::{", stringify!($name), ", Random};")]
        /// use wellspring_entropy::System;
        ///
        #[doc = concat!("let x: f64 = System.draw(&", stringify!($name), ");")]
        /// assert!((0.0..=1.0).contains(&x));
        /// ```
        #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
        pub struct $name;

        impl<F: Float> Distribution<F> for $name {
            #[inline]
            fn try_sample<R: TryRng + ?Sized>(&self, rng: &mut R) -> Result<F, R::Error> {
                multiple($first, $below_the_end, rng)
            }
        }

        impl Rounding for $name {
            #[inline]
            fn round(self, floor: u64, half: bool) -> Option<u64> {
                $round(floor, half)
            }
        }
        impl UnitInterval for $name {}
    };
}

unit! {
    /// Uniform floats in [0, 1): the multiples of 2^-53 (`f64`) or 2^-24 (`f32`), as [`Random::f64`](crate::Random::f64) gives.
    ///
    /// Each of the 2^53 values has the same probability. Costs 8 bytes for `f64`, 4 for `f32`.
    #[doc(alias = "StandardUniform", alias = "random")]
    ClosedOpen01, 0, 1, |floor, _| Some(floor)
}
unit! {
    /// Uniform floats in (0, 1]: the multiples of 2^-53 (`f64`) or 2^-24 (`f32`), never 0, for logarithms and divisors.
    ///
    /// Each of the 2^53 values has the same probability. Costs 8 bytes for `f64`, 4 for `f32`.
    OpenClosed01, 1, 0, |floor, _| Some(floor + 1)
}
unit! {
    /// Uniform floats in (0, 1): the multiples of 2^-53 (`f64`) or 2^-24 (`f32`), never 0 and never 1.
    ///
    /// Each of the 2^53 - 1 values has the same probability, and they are symmetric about 1/2. Costs 8 bytes for `f64`, 4 for
    /// `f32`; once in 2^53 times, or 2^24, twice that.
    Open01, 1, 1, |floor, _| (floor > 0).then_some(floor)
}
unit! {
    /// Uniform floats in [0, 1]: the multiples of 2^-53 (`f64`) or 2^-24 (`f32`), 0 and 1 among them.
    ///
    /// Each of the 2^53 + 1 values has the same probability, the ends too. Costs 8 bytes for `f64`, 4 for `f32`; once in
    /// 2^11 times, or 2^8, twice that.
    Closed01, 0, 0, |floor, half| Some(floor + u64::from(half))
}

/// A uniform multiple of the grain, from the `first` one to the one `below_the_end` of 1.
#[inline]
fn multiple<F: Float, R: TryRng + ?Sized>(
    first: i64,
    below_the_end: i64,
    rng: &mut R,
) -> Result<F, R::Error> {
    let count = if first + below_the_end == 1 {
        // A power of two: nothing can be rejected, and the number is the high bits of the word.
        let word = F::draw_word(rng)?;
        #[allow(clippy::cast_possible_wrap, reason = "fewer than 63 bits")]
        let bits = (word >> (F::WORD - F::PRECISION)) as i64;
        first + bits
    } else {
        first.draw_to((1 << F::PRECISION) - below_the_end, rng)?
    };
    Ok(F::multiple(count, F::GRAIN))
}

#[cfg(test)]
mod tests {
    extern crate std;

    use wellspring_entropy::{
        Error,
        testing::{Failing, Replay},
    };

    use super::{Closed01, ClosedOpen01, Open01, OpenClosed01};
    use crate::{
        Distribution,
        float::{Float, Parts},
    };

    /// What the words `low` and the greatest one lead to; `low` is the least that no interval rejects.
    fn ends<F: Float>(low: &[u8], interval: impl Distribution<F>) -> [F; 2] {
        [low, &[0xFF; 8]].map(|bytes| interval.sample(&mut Replay::repeating(bytes)))
    }

    #[test]
    fn ends_can_come_where_they_belong_to_the_interval() {
        let (step, low) = (f64::GRAIN, [1, 0, 0, 0, 0, 0, 0, 0]);
        assert_eq!(ends::<f64>(&low, ClosedOpen01), [0.0, 1.0 - step]);
        assert_eq!(ends::<f64>(&low, OpenClosed01), [step, 1.0]);
        assert_eq!(ends::<f64>(&low, Open01), [step, 1.0 - step]);
        assert_eq!(ends::<f64>(&low, Closed01), [0.0, 1.0]);
        let (step, low) = (f32::GRAIN, [1, 0, 0, 0]);
        assert_eq!(ends::<f32>(&low, ClosedOpen01), [0.0, 1.0 - step]);
        assert_eq!(ends::<f32>(&low, OpenClosed01), [step, 1.0]);
        assert_eq!(ends::<f32>(&low, Open01), [step, 1.0 - step]);
        assert_eq!(ends::<f32>(&low, Closed01), [0.0, 1.0]);
    }

    #[test]
    fn a_failing_source_fails_at_every_word() {
        // The word 0 is rejected where the number of values is no power of two.
        fn draw<D: Distribution<f64>>(interval: D, at: usize) -> Result<f64, Error> {
            let script = [[0; 8], [0xFF; 8]].concat();
            interval.try_sample(&mut Failing::at_draw(at, Replay::new(&script)))
        }
        let injected = Err(Error::INJECTED);
        assert_eq!((draw(ClosedOpen01, 1), draw(ClosedOpen01, 2)), (injected, Ok(0.0)));
        assert_eq!((draw(OpenClosed01, 1), draw(OpenClosed01, 2)), (injected, Ok(f64::GRAIN)));
        let last = Ok(1.0 - f64::GRAIN);
        assert_eq!([1, 2, 3].map(|at| draw(Open01, at)), [injected, injected, last]);
        assert_eq!([1, 2, 3].map(|at| draw(Closed01, at)), [injected, injected, Ok(1.0)]);
    }
}
