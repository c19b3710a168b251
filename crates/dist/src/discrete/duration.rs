use core::time::Duration;

use super::Ranked;
use crate::Value;

/// 2^64 nanoseconds.
pub(super) const TWO_TO_THE_64: Duration = Duration::new(18_446_744_073, 709_551_616);

/// Nanoseconds.
impl Ranked for Duration {
    type Rank = u128;
    const FIRST: Self = Self::ZERO;
    const LAST: Self = Self::MAX;

    #[inline]
    fn rank(self) -> u128 {
        self.as_nanos()
    }

    /// `Duration` divides by a thousand million, which for a number of 128 bits is a division whose time
    /// depends on the number. Two halves of 64 bits take multiplications.
    #[inline]
    fn from_rank(rank: u128) -> Self {
        #[allow(clippy::cast_possible_truncation, reason = "the halves are what is wanted")]
        let (high, low) = ((rank >> 64) as u32, rank as u64);
        // The high half is below 10^9, and no sum exceeds the longest duration.
        TWO_TO_THE_64.saturating_mul(high).saturating_add(Self::from_nanos(low))
    }

    #[inline]
    fn shown(self) -> Value {
        Value::Duration(self)
    }
}
