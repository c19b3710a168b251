use core::ops::{Range, RangeInclusive};

use crate::{ArgumentError, Int};

#[allow(unnameable_types, reason = "that is what seals the public trait")]
mod sealed {
    pub trait Bounds<T> {
        /// The first and the last number of the range, if it has any.
        fn first_and_last(self) -> Result<(T, T), crate::ArgumentError>;
    }
}
pub(crate) use sealed::Bounds;

/// The ranges that can be drawn from: `a..b` and `a..=b` of any [`Int`]. Sealed.
#[diagnostic::on_unimplemented(
    message = "cannot draw `{T}` from `{Self}`",
    note = "allowed are `a..b` and `a..=b` of one integer type"
)]
pub trait IntRange<T>: Bounds<T> {}

impl<T: Int> Bounds<T> for Range<T> {
    #[inline]
    fn first_and_last(self) -> Result<(T, T), ArgumentError> {
        // `start < end`, so `end` has a predecessor.
        let last = self.end.minus_one().filter(|_| self.start < self.end);
        last.map(|last| (self.start, last)).ok_or(ArgumentError::EmptyRange {
            start: self.start.integer(),
            end: self.end.integer(),
            inclusive: false,
        })
    }
}
impl<T: Int> IntRange<T> for Range<T> {}

impl<T: Int> Bounds<T> for RangeInclusive<T> {
    #[inline]
    fn first_and_last(self) -> Result<(T, T), ArgumentError> {
        // A range that was iterated to its end is empty, whatever its bounds say.
        let empty = self.is_empty();
        let (start, end) = self.into_inner();
        if !empty {
            return Ok((start, end));
        }
        Err(ArgumentError::EmptyRange {
            start: start.integer(),
            end: end.integer(),
            inclusive: true,
        })
    }
}
impl<T: Int> IntRange<T> for RangeInclusive<T> {}
