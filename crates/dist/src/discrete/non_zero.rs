use core::num::NonZero;

use super::Ranked;
use crate::{Value, integer::Draw};

/// The numbers above 0 move down by one, into the place of 0; those below stay where they are.
macro_rules! non_zero {
    ($($int:ty, $above:expr, $not_below:expr;)+) => {$(
        impl Ranked for NonZero<$int> {
            type Rank = $int;
            const FIRST: Self = Self::MIN;
            const LAST: Self = Self::MAX;

            #[inline]
            fn rank(self) -> $int {
                self.get() - <$int>::from($above(self.get()))
            }

            #[inline]
            fn from_rank(rank: $int) -> Self {
                // A rank is below the largest number, and moves past 0.
                Self::new(rank.wrapping_add(<$int>::from($not_below(rank)))).unwrap_or(Self::MAX)
            }

            #[inline]
            fn shown(self) -> Value {
                self.get().value()
            }
        }
    )+};
}

non_zero! {
    u8, |_| true, |_| true;
    u16, |_| true, |_| true;
    u32, |_| true, |_| true;
    u64, |_| true, |_| true;
    u128, |_| true, |_| true;
    usize, |_| true, |_| true;
    i8, |n| n > 0, |n| n >= 0;
    i16, |n| n > 0, |n| n >= 0;
    i32, |n| n > 0, |n| n >= 0;
    i64, |n| n > 0, |n| n >= 0;
    i128, |n| n > 0, |n| n >= 0;
    isize, |n| n > 0, |n| n >= 0;
}
