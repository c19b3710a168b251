use core::ops::{Bound, Range, RangeFrom, RangeFull, RangeInclusive, RangeTo, RangeToInclusive};

use crate::{ArgumentError, Discrete};

#[allow(unnameable_types, reason = "that is what seals the public trait")]
mod sealed {
    pub trait Bounds<T> {
        /// The first and the last value of the range, if it has any.
        fn first_and_last(self) -> Result<(T, T), crate::ArgumentError>;
    }
}
pub(crate) use sealed::Bounds;

/// The ranges that can be drawn from, of any [`Discrete`] type. Sealed.
///
/// These are `a..b`, `a..=b`, `a..`, `..b`, `..=b`, `..`, a pair of [`Bound`]s, and references to any of them. Where there
/// is no end, it is that of the type: `3..` has every number of its type from 3 on.
///
/// # Examples
///
/// ```
/// use wellspring_dist::{DiscreteRange, Random};
/// use wellspring_entropy::System;
///
/// /// A port, from whatever range of them.
/// fn port(ports: impl DiscreteRange<u16>) -> u16 {
///     System.range(ports)
/// }
/// assert!(port(49_152..) >= 49_152 && port(..1024) < 1024 && port(8080..=8080) == 8080);
/// ```
#[diagnostic::on_unimplemented(
    message = "cannot draw from `{Self}`",
    label = "not a range of one of the types that can be drawn",
    note = "allowed are `a..b`, `a..=b`, `a..`, `..b`, `..=b`, `..` and a pair of `Bound`s, with both ends of one type",
    note = "the types are the integers, `NonZero` of them, `char` and `Duration`; for floats use `uniform`"
)]
pub trait DiscreteRange<T>: Bounds<T> {}

/// What is in `start..end`.
#[inline]
fn exclusive<T: Discrete>(start: T, end: T) -> Result<(T, T), ArgumentError> {
    // If `start < end`, there is a value before `end`.
    let last = if start < end { end.minus_one() } else { None };
    last.map(|last| (start, last))
        .ok_or_else(|| empty(Bound::Included(start), Bound::Excluded(end)))
}

#[cold]
fn empty<T: Discrete>(start: Bound<T>, end: Bound<T>) -> ArgumentError {
    ArgumentError::EmptyRange { start: start.map(T::value), end: end.map(T::value) }
}

impl<T: Discrete> Bounds<T> for Range<T> {
    #[inline]
    fn first_and_last(self) -> Result<(T, T), ArgumentError> {
        exclusive(self.start, self.end)
    }
}
impl<T: Discrete> DiscreteRange<T> for Range<T> {}

impl<T: Discrete> Bounds<T> for RangeInclusive<T> {
    #[inline]
    fn first_and_last(self) -> Result<(T, T), ArgumentError> {
        // A range that was iterated to its end is empty, whatever its bounds say.
        let is_empty = self.is_empty();
        let (start, end) = self.into_inner();
        if is_empty {
            return Err(empty(Bound::Included(start), Bound::Included(end)));
        }
        Ok((start, end))
    }
}
impl<T: Discrete> DiscreteRange<T> for RangeInclusive<T> {}

impl<T: Discrete> Bounds<T> for RangeFrom<T> {
    #[inline]
    fn first_and_last(self) -> Result<(T, T), ArgumentError> {
        Ok((self.start, T::LARGEST))
    }
}
impl<T: Discrete> DiscreteRange<T> for RangeFrom<T> {}

impl<T: Discrete> Bounds<T> for RangeTo<T> {
    #[inline]
    fn first_and_last(self) -> Result<(T, T), ArgumentError> {
        let range = exclusive(T::SMALLEST, self.end);
        range.map_err(|_| empty(Bound::Unbounded, Bound::Excluded(self.end)))
    }
}
impl<T: Discrete> DiscreteRange<T> for RangeTo<T> {}

impl<T: Discrete> Bounds<T> for RangeToInclusive<T> {
    #[inline]
    fn first_and_last(self) -> Result<(T, T), ArgumentError> {
        Ok((T::SMALLEST, self.end))
    }
}
impl<T: Discrete> DiscreteRange<T> for RangeToInclusive<T> {}

impl<T: Discrete> Bounds<T> for RangeFull {
    #[inline]
    fn first_and_last(self) -> Result<(T, T), ArgumentError> {
        Ok((T::SMALLEST, T::LARGEST))
    }
}
impl<T: Discrete> DiscreteRange<T> for RangeFull {}

impl<T: Discrete> Bounds<T> for (Bound<T>, Bound<T>) {
    #[inline]
    fn first_and_last(self) -> Result<(T, T), ArgumentError> {
        let first = match self.0 {
            Bound::Included(start) => Some(start),
            Bound::Excluded(before) => before.plus_one(),
            Bound::Unbounded => Some(T::SMALLEST),
        };
        let last = match self.1 {
            Bound::Included(end) => Some(end),
            Bound::Excluded(behind) => behind.minus_one(),
            Bound::Unbounded => Some(T::LARGEST),
        };
        match (first, last) {
            (Some(first), Some(last)) if first <= last => Ok((first, last)),
            // Also where nothing comes after the one, or before the other.
            _ => Err(empty(self.0, self.1)),
        }
    }
}
impl<T: Discrete> DiscreteRange<T> for (Bound<T>, Bound<T>) {}

impl<T, B: Bounds<T> + Clone> Bounds<T> for &B {
    #[inline]
    fn first_and_last(self) -> Result<(T, T), ArgumentError> {
        self.clone().first_and_last()
    }
}
impl<T, B: DiscreteRange<T> + Clone> DiscreteRange<T> for &B {}

#[cfg(test)]
mod tests;
