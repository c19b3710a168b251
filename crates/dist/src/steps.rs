//! Integers in steps, as those of Python's `range(start, stop, step)`.
//!
//! The numbers `start + i * step` for `i` in `0..=last` are distinct and are all that there are in the range, so a
//! uniform `i` gives a uniform one of them. `last` is the distance from `start` to the end, or to the number
//! before it where the end does not belong to the range, divided by the size of the step and rounded down.
//!
//! Nothing overflows, whatever the type: a distance is at most `2^128 - 1`, `i * step` is no more than the
//! distance, and sums are taken modulo 2^128, in which a result that is a number of the type is exact. `last` is
//! a number of 128 bits even where the count, `last + 1`, is `2^128`.

use core::{
    marker::PhantomData,
    ops::{Range, RangeInclusive},
};

use rand_core::TryRng;

use crate::{ArgumentError, Int, Value, integer::Draw};

#[allow(unnameable_types, reason = "that is what seals the public trait")]
mod sealed {
    /// A range as it was written; it goes down if the step does.
    #[derive(Clone, Copy, Debug)]
    pub struct Ends<T> {
        pub start: T,
        pub end: T,
        pub inclusive: bool,
        /// The range was iterated to its end.
        pub used_up: bool,
    }

    pub trait HasEnds<T> {
        fn ends(self) -> Ends<T>;
    }
}
use sealed::{Ends, HasEnds};

/// The ranges that can be gone through in steps: `a..b` and `a..=b` of any [`Int`], and references to them. Sealed.
///
/// # Examples
///
/// ```
/// use wellspring_dist::{Random, StepRange};
/// use wellspring_entropy::System;
///
/// fn even(range: impl StepRange<u32>) -> u32 {
///     System.range_step(range, 2)
/// }
/// assert!(even(0..10) % 2 == 0 && even(&(6..=7)) == 6);
/// ```
#[diagnostic::on_unimplemented(
    message = "cannot go through `{Self}` in steps",
    label = "not `a..b` or `a..=b` of integers",
    note = "allowed are `a..b` and `a..=b` with both ends of one integer type; a negative step goes down from `a` to `b`"
)]
pub trait StepRange<T>: HasEnds<T> {}

impl<T: Int> HasEnds<T> for Range<T> {
    #[inline]
    fn ends(self) -> Ends<T> {
        Ends { start: self.start, end: self.end, inclusive: false, used_up: false }
    }
}
impl<T: Int> StepRange<T> for Range<T> {}

impl<T: Int> HasEnds<T> for RangeInclusive<T> {
    #[inline]
    fn ends(self) -> Ends<T> {
        // A range that goes down is empty as well; one that goes up is so only if it was iterated.
        let used_up = self.start() <= self.end() && self.is_empty();
        let (start, end) = self.into_inner();
        Ends { start, end, inclusive: true, used_up }
    }
}
impl<T: Int> StepRange<T> for RangeInclusive<T> {}

impl<T, B: HasEnds<T> + Clone> HasEnds<T> for &B {
    #[inline]
    fn ends(self) -> Ends<T> {
        self.clone().ends()
    }
}
impl<T, B: StepRange<T> + Clone> StepRange<T> for &B {}

/// The numbers `start + i * step` for `i` in `0..=last`; all but `last` modulo 2^128.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Steps<T> {
    start: u128,
    step: u128,
    last: u128,
    number: PhantomData<T>,
}

impl<T: Int> Steps<T> {
    #[inline]
    pub(crate) fn new<B: StepRange<T>>(range: B, step: Value) -> Result<Self, ArgumentError> {
        let Ends { start, end, inclusive, used_up } = range.ends();
        let (step_wrapped, size, down) = match step {
            #[allow(clippy::cast_sign_loss, reason = "modulo 2^128")]
            Value::Signed(step) => (step as u128, step.unsigned_abs(), step < 0),
            Value::Unsigned(step) => (step, step, false),
            // No integer has such a value.
            Value::Float(_) | Value::Float32(_) | Value::Char(_) | Value::Duration(_) => {
                (0, 0, false)
            }
        };
        let (low, high) = if down { (end, start) } else { (start, end) };
        let distance = high.to_modular().wrapping_sub(low.to_modular());
        let reach = if used_up || low > high {
            None
        } else if inclusive {
            Some(distance)
        } else {
            distance.checked_sub(1)
        };
        // The operands are arguments, not secrets. There is no quotient for the step 0.
        let Some(last) = reach.and_then(|reach| reach.checked_div(size)) else {
            let (start, end) = (start.value(), end.value());
            return Err(ArgumentError::EmptySteps { start, end, inclusive, step });
        };
        Ok(Self { start: start.to_modular(), step: step_wrapped, last, number: PhantomData })
    }

    #[inline]
    pub(crate) fn draw<R: TryRng + ?Sized>(&self, rng: &mut R) -> Result<T, R::Error> {
        0u128.draw_to(self.last, rng).map(|i| self.number(i))
    }

    /// The number after `i` steps.
    #[inline]
    fn number(&self, i: u128) -> T {
        T::from_modular(self.start.wrapping_add(self.step.wrapping_mul(i)))
    }
}

#[cfg(test)]
mod tests;
