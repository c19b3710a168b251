use core::fmt;

use rand_core::TryCryptoRng;

use super::{UnixMillis, uuid::try_bits};

/// The time and the random number of the last identifier: the next one is above it.
#[derive(Debug, Default)]
pub(super) struct Sequence {
    last: Option<(UnixMillis, u128)>,
}

/// How the number goes on within a millisecond.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Step {
    /// By 1, and it must not overflow.
    One,
    /// By 1 to 2^32 at random, and into the next millisecond where it overflows.
    Random,
}

impl Sequence {
    pub(super) const fn new() -> Self {
        Self { last: None }
    }

    /// A time that is not before `now`, and a number of `bits` bits.
    pub(super) fn try_next<R: TryCryptoRng + ?Sized>(
        &mut self,
        now: UnixMillis,
        bits: u32,
        step: Step,
        rng: &mut R,
    ) -> Result<(UnixMillis, u128), SequenceError<R::Error>> {
        // At most 80.
        let fresh = |rng: &mut R| try_bits::<10, _>(rng).map(|random| random >> (80 - bits));
        let next = match self.last {
            // Also where the clock went back.
            Some((time, number)) if time >= now => {
                let by = match step {
                    Step::One => 1,
                    Step::Random => {
                        u128::from(rng.try_next_u32().map_err(SequenceError::Source)?) + 1
                    }
                };
                // Far below 2^128.
                let number = number + by;
                if number >> bits == 0 {
                    (time, number)
                } else {
                    let later = if step == Step::Random { time.next() } else { None };
                    let time = later.ok_or(SequenceError::Exhausted)?;
                    (time, fresh(rng).map_err(SequenceError::Source)?)
                }
            }
            _ => (now, fresh(rng).map_err(SequenceError::Source)?),
        };
        self.last = Some(next);
        Ok(next)
    }
}

/// Why there is no next identifier.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum SequenceError<S> {
    /// The source of randomness failed.
    Source(S),
    /// There are no more identifiers that are above the last.
    Exhausted,
}

impl<S: fmt::Display> fmt::Display for SequenceError<S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Source(error) => write!(f, "the source of randomness failed: {error}"),
            Self::Exhausted => f.write_str(
                "no identifier of this millisecond is above the last: wait for the next millisecond",
            ),
        }
    }
}

impl<S: core::error::Error + 'static> core::error::Error for SequenceError<S> {
    fn source(&self) -> Option<&(dyn core::error::Error + 'static)> {
        match self {
            Self::Source(error) => Some(error),
            Self::Exhausted => None,
        }
    }
}
