//! Uniform floats in any interval, on the densest grid that is even and not rounded.
//!
//! F. Goualard, "Drawing random floating-point numbers from an interval", ACM Transactions on Modeling and Computer
//! Simulation 32 (3), 2022: the γ-section.
//!
//! **Contract.** The values are distinct floats of the interval, evenly spaced but for an end that is not in step, each with
//! exactly the same probability. An end that is excluded is never returned; one that is included can be. Any finite ends will do, `-MAX..=MAX`, subnormal
//! ones and neighbours too.
//!
//! **Method.** Let `b` be the end that is larger in magnitude, say `b > 0`, `a` the other one, and `γ` the distance from
//! `b` to the float below it. This is the larger one of the distances to the next float within the interval at both ends,
//! since floats are nowhere denser farther away from 0. With `γ = 2^g` and `p` the digits of a significand, `b = M γ` for
//! an integer `M <= 2^p`: `M < 2^p` where `b` is no power of two, and `M = 2^p` where it is one, as the floats
//! below it are twice as dense. (The least normal power of two has no denser floats below it, and the subnormal ones
//! have smaller `M` all the more.) The values are the multiples `j γ` in the interval. They are exact:
//! `-b <= a <= j γ <= b`, so `|j| <= 2^p`, and such a multiple of a power of two that is not finer than the least float is
//! a float. No sum, no difference and no product is rounded; that is all there is
//! to prove. If `b` is negative, all of this holds mirrored.
//!
//! The other end `a` need not be a multiple of `γ`. Where it is excluded, the first value is the first multiple above
//! it. Where it is included, it stands for the multiple below it, and has the probability of each other value; it is
//! less than `γ` from the next one. In integers, with `first = floor(a / γ)` and `last = ceil(b / γ)`, one of which is no
//! rounding: an excluded end takes one away on its side, and an included one that is no multiple is found by clamping.
//!
//! The grid is empty only where the interval is: if a float `x` lies in an interval without its larger end `b`, the float
//! below `b` is at least `x`, and it is a multiple of `γ`.
//!
//! The integer is drawn by [`lemire`](crate::lemire), 4 bytes where it has at most 2^32 values, else 8. It grows with the
//! word. For [0, 1) this is `Random::f64` to the bit, and for the ends 0 and 1 in general [`unit`](crate::unit).
//!
//! **What was rejected.** `a + (b - a) * u` is rounded twice. It returns an excluded `b`, overflows for `-MAX..MAX`, and
//! gives some floats more often than their neighbours: the tests count it. To reject the `b`s leaves the rest uneven. A
//! division into 2^53 steps whatever the ends does the same in intervals with fewer floats.

use core::ops::{Bound, Range, RangeBounds, RangeInclusive};

use rand_core::TryRng;

pub use crate::float::Float;
use crate::{ArgumentError, Distribution, Value, float::Parts, integer::Draw};

#[allow(unnameable_types, reason = "that is what seals the public trait")]
mod sealed {
    pub trait Sealed {}
}

/// The ranges of floats that can be drawn from: `a..b`, `a..=b` and pairs of [`Bound`]s. Sealed.
///
/// # Examples
///
/// ```
/// use core::ops::Bound::{Excluded, Included};
/// use wellspring_dist::{FloatRange, Random};
/// use wellspring_entropy::System;
///
/// /// A share of 100, from whatever range of floats.
/// fn percent(range: impl FloatRange<f64>) -> f64 {
///     100.0 * System.uniform(range)
/// }
/// assert!(percent(0.0..0.5) < 50.0 && percent(1.0..=1.0) == 100.0);
/// assert!(percent((Excluded(0.0), Included(1.0))) > 0.0);
/// ```
#[diagnostic::on_unimplemented(
    message = "cannot draw a float from `{Self}`",
    label = "not a range of floats",
    note = "allowed are `a..b`, `a..=b` and `(Bound, Bound)` of one float type: both ends are needed",
    note = "it is one argument: `uniform(0.0..1.0)`, not `uniform(0.0, 1.0)`"
)]
pub trait FloatRange<F>: RangeBounds<F> + sealed::Sealed {}

impl<F> sealed::Sealed for Range<F> {}
impl<F: Float> FloatRange<F> for Range<F> {}
impl<F> sealed::Sealed for RangeInclusive<F> {}
impl<F: Float> FloatRange<F> for RangeInclusive<F> {}
impl<F> sealed::Sealed for (Bound<F>, Bound<F>) {}
impl<F: Float> FloatRange<F> for (Bound<F>, Bound<F>) {}

/// Uniform floats in an interval that was checked.
///
/// Evenly spaced floats, as dense as they can be at the end that is larger in magnitude, each with the same probability. An
/// end that is excluded is never returned, and one that is included can be; where the other end is not in step, it is
/// nearer to the next value than these are to each other. By the γ-section of F. Goualard, "Drawing
/// random floating-point numbers from an interval", ACM TOMACS 32 (3), 2022.
///
/// Zero is always drawn as `0.0`. Two intervals are equal if they have the same values. A draw costs 8 bytes, or 4
/// where there are at most 2^32 values, as always for `f32`. It is rejected and drawn again as for
/// [`below`](crate::Random::below): for `f32`, and long intervals of `f64`, less than once in 2^7 and 2^10 times.
///
/// # Examples
///
/// ```
/// use core::ops::Bound::{Excluded, Included};
/// use wellspring_dist::{Interval, Random};
/// use wellspring_entropy::System;
///
/// let angle = Interval::new(-180.0..180.0)?;
/// assert!((-180.0..180.0).contains(&System.draw(&angle)));
/// let positive = Interval::new((Excluded(0.0), Included(5.0)))?;
/// assert!(System.draw(&positive) > 0.0);
/// # Ok::<(), wellspring_dist::ArgumentError>(())
/// ```
#[derive(Clone, Copy, Debug)]
#[doc(alias = "Uniform", alias = "UniformFloat")]
pub struct Interval<F> {
    /// The values are these multiples of `step`, those at the ends clamped to the interval.
    first: i64,
    last: i64,
    step: F,
    lowest: F,
    highest: F,
}

impl<F: Float> Interval<F> {
    /// For the floats in `range`.
    ///
    /// # Errors
    ///
    /// [`ArgumentError::Parameter`] if an end is infinite, NaN or missing, [`ArgumentError::EmptyRange`] if there is no
    /// float in `range`.
    #[inline]
    pub fn new<B: FloatRange<F>>(range: B) -> Result<Self, ArgumentError> {
        let (start, excludes_start) = end(range.start_bound(), "start", f64::NEG_INFINITY)?;
        let (end, excludes_end) = end(range.end_bound(), "end", f64::INFINITY)?;
        let unit = start.larger(&end).unit();
        let first = start.floor(unit) + i64::from(excludes_start);
        let last = end.ceil(unit) - i64::from(excludes_end);
        // Ends in the wrong order are a step apart or more, since the float next to the larger one is.
        if first > last {
            return Err(ArgumentError::EmptyRange {
                start: range.start_bound().map(|start| start.value()),
                end: range.end_bound().map(|end| end.value()),
            });
        }
        let step = F::power_of_two(unit);
        let wide = Self { first, last, step, lowest: start.value, highest: end.value };
        Ok(Self { lowest: wide.value(first), highest: wide.value(last), ..wide })
    }

    /// The multiple `count` of the step, clamped.
    #[inline]
    fn value(&self, count: i64) -> F {
        let value = F::multiple(count, self.step);
        if value < self.lowest {
            self.lowest
        } else if value > self.highest {
            self.highest
        } else {
            value
        }
    }
}

/// Intervals are equal if they have the same values, and so give the same ones for the same bytes.
impl<F: Float> PartialEq for Interval<F> {
    fn eq(&self, other: &Self) -> bool {
        // The ends and the number of values are enough. `n` values in steps of `u` span at most `(n - 1) u`, and in steps of
        // `2 u` or more, of which all but one are whole, above `(n - 2) 2 u`: that is no more only for one or two values,
        // which are the ends. In the same steps the same values are clamped.
        let ends =
            |interval: &Self| (interval.lowest, interval.highest, interval.last - interval.first);
        ends(self) == ends(other)
    }
}

impl<F: Float> Distribution<F> for Interval<F> {
    #[inline]
    fn try_sample<R: TryRng + ?Sized>(&self, rng: &mut R) -> Result<F, R::Error> {
        self.first.draw_to(self.last, rng).map(|count| self.value(count))
    }
}

/// A finite end: `s * 2^e` in units of the least float.
struct End<F> {
    value: F,
    s: i64,
    e: u32,
}

/// The end at `bound`, and whether it is excluded; `none` stands for one that is missing.
#[inline]
fn end<F: Float>(
    bound: Bound<&F>,
    name: &'static str,
    none: f64,
) -> Result<(End<F>, bool), ArgumentError> {
    let (&value, excluded) = match bound {
        Bound::Included(value) => (value, false),
        Bound::Excluded(value) => (value, true),
        Bound::Unbounded => return Err(infinite(name, none.value())),
    };
    let (s, e) = value.parts().ok_or_else(|| infinite(name, value.value()))?;
    Ok((End { value, s, e }, excluded))
}

#[inline]
fn infinite(name: &'static str, value: Value) -> ArgumentError {
    ArgumentError::Parameter { name, value, allowed: "a finite number" }
}

impl<F: Float> End<F> {
    #[inline]
    fn larger<'end>(&'end self, other: &'end Self) -> &'end Self {
        let magnitude = |end: &Self| (end.e, end.s.unsigned_abs());
        if magnitude(self) > magnitude(other) { self } else { other }
    }

    /// The `e` of the distance to the next float towards 0.
    #[inline]
    fn unit(&self) -> u32 {
        let power_of_two = self.s.unsigned_abs() == 1 << (F::PRECISION - 1);
        self.e.saturating_sub(power_of_two.into())
    }

    /// The number of steps of `2^unit` up to here, rounded down.
    #[inline]
    fn floor(&self, unit: u32) -> i64 {
        match self.e.checked_sub(unit) {
            // At most one place, by which the unit of a power of two is finer.
            Some(up) => self.s << up,
            None => self.s >> (unit - self.e).min(i64::BITS - 1),
        }
    }

    /// The number of steps of `2^unit` up to here, rounded up.
    #[inline]
    fn ceil(&self, unit: u32) -> i64 {
        -Self { s: -self.s, ..*self }.floor(unit)
    }
}

#[cfg(test)]
mod tests;
