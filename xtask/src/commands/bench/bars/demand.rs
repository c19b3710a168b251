//! What can be asked of a ratio.

use core::fmt;

use crate::commands::record::Verdict;

/// What is asked of a row.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(in super::super) enum Demand {
    /// That the peer takes so many times as long as ours, or more.
    Faster(f64),
    /// That ours takes so many times as long as the peer, or less.
    AtMost(f64),
}

impl Demand {
    /// `ratio` is the peer's time over ours; on the border the bar is met.
    pub(super) fn verdict(self, ratio: f64) -> Verdict {
        let met = match self {
            Self::Faster(times) => ratio >= times,
            Self::AtMost(times) => 1.0 <= ratio * times,
        };
        if met { Verdict::Met } else { Verdict::Missed }
    }
}

impl fmt::Display for Demand {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Faster(times) => write!(f, "≥ {times}×"),
            Self::AtMost(times) => write!(f, "≤ {times}× of its time"),
        }
    }
}
