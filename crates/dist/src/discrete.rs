//! The types whose values can be counted, but have gaps or no arithmetic: `NonZero`, `char` and `Duration`.
//!
//! Each value has a rank, an integer; ranks follow the order of the values and have no gaps. A range of values is
//! then a range of ranks, the draw is that of an integer, and the value with the rank that was drawn is
//! uniform, since ranks and values correspond one to one. So a gap is skipped exactly, and without a draw that
//! would be thrown away: `'\u{0}'..=char::MAX` has 1,112,064 values, and no word is rejected because it would be a
//! surrogate.
//!
//! A draw costs what its count of values needs, as for the integers.

use core::{num::NonZero, time::Duration};

use rand_core::TryRng;

use crate::{
    Discrete, Value,
    integer::{Draw, Sealed},
};

mod character;
mod duration;
mod non_zero;

/// A type whose values have ranks.
pub(crate) trait Ranked: Copy + PartialOrd {
    /// The type of the ranks. They begin with its least number, but may end before its greatest.
    type Rank: Draw;
    /// The value with the least rank.
    const FIRST: Self;
    /// The value with the greatest rank.
    const LAST: Self;

    /// How many values there are before this one, counted from the least number of the type.
    fn rank(self) -> Self::Rank;

    /// The value with this rank, which must be that of a value.
    fn from_rank(rank: Self::Rank) -> Self;

    /// The value, for messages.
    fn shown(self) -> Value;
}

/// One implementation for each type rather than one for all that are [`Ranked`], for the sake of the compiler's
/// messages and of the documentation, which would speak of ranks.
macro_rules! drawn_by_rank {
    ($($type:ty)+) => {$(
        impl Sealed for $type {}

        impl Discrete for $type {}

        impl Draw for $type {
            const SMALLEST: Self = Self::FIRST;
            const LARGEST: Self = Self::LAST;

            #[inline]
            fn value(self) -> Value {
                self.shown()
            }

            #[inline]
            fn minus_one(self) -> Option<Self> {
                self.rank().minus_one().map(Self::from_rank)
            }

            #[inline]
            fn plus_one(self) -> Option<Self> {
                let rank = if self < Self::LAST { self.rank().plus_one() } else { None };
                rank.map(Self::from_rank)
            }

            #[inline]
            fn draw_to<R: TryRng + ?Sized>(self, end: Self, rng: &mut R) -> Result<Self, R::Error> {
                self.rank().draw_to(end.rank(), rng).map(Self::from_rank)
            }
        }
    )+};
}

drawn_by_rank! {
    char Duration
    NonZero<u8> NonZero<u16> NonZero<u32> NonZero<u64> NonZero<u128> NonZero<usize>
    NonZero<i8> NonZero<i16> NonZero<i32> NonZero<i64> NonZero<i128> NonZero<isize>
}

#[cfg(test)]
mod tests;
