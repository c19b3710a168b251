//! Identifiers of which each is above the last: one counter, and the two formats that number by it.

use core::fmt;

use rand_core::TryCryptoRng;

use super::{Ulid, UnixMillis, Uuid, ulid::RANDOM_BITS, uuid::try_bits};

/// ULIDs of which each is above the last, also within a millisecond and when the clock goes back.
///
/// As the specification has it ("Monotonicity"): within a millisecond the random bits are a number, to which 1 is added for each further
/// ULID.
///
/// # Security
///
/// The first ULID of a millisecond has 80 bits and each further one none: whoever knows a ULID knows the next of its millisecond.
///
/// # Examples
///
/// ```
/// use wellspring_entropy::System;
/// use wellspring_tokens::{UlidSequence, UnixMillis};
///
/// let mut sequence = UlidSequence::new();
/// let noon = UnixMillis::new(1_469_918_176_385)?;
/// let ids = [sequence.try_next(noon, &mut System)?, sequence.try_next(noon, &mut System)?];
/// assert!(ids[0] < ids[1]);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Default)]
pub struct UlidSequence(Sequence);

impl UlidSequence {
    /// One that has given nothing yet.
    #[must_use]
    pub const fn new() -> Self {
        Self(Sequence::new())
    }

    /// The next one, for the time `now`.
    ///
    /// # Errors
    ///
    /// [`SequenceError::Source`] if the source fails; the sequence is then where it was. [`SequenceError::Exhausted`] where all random bits
    /// of the last one were 1, until the next millisecond.
    pub fn try_next<R: TryCryptoRng + ?Sized>(
        &mut self,
        now: UnixMillis,
        rng: &mut R,
    ) -> Result<Ulid, SequenceError<R::Error>> {
        let (time, random) = self.0.try_next(now, RANDOM_BITS, Step::One, rng)?;
        Ok(Ulid::of(time, random))
    }
}

/// UUIDs of version 7 of which each is above the last, also within a millisecond and when the clock goes back.
///
/// RFC 9562, section 6.2, method 2: the 74 random bits are a number, to which 1 to 2^32 is added at random for each further UUID of the same
/// millisecond. Should they overflow, the sequence goes on in the next millisecond with new random bits, ahead of the clock.
///
/// # Security
///
/// The first UUID of a millisecond has 74 bits. Each further one has 32, which is what whoever knows the last has to guess, and where
/// UUIDs of several sequences must not be equal it is the 74 of the first that keep them apart.
///
/// # Examples
///
/// ```
/// use wellspring_entropy::System;
/// use wellspring_tokens::{UnixMillis, UuidV7Sequence};
///
/// let mut sequence = UuidV7Sequence::new();
/// let noon = UnixMillis::new(1_645_557_742_000)?;
/// let ids = [sequence.try_next(noon, &mut System)?, sequence.try_next(noon, &mut System)?];
/// assert!(ids.is_sorted() && ids[0] != ids[1]);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Default)]
pub struct UuidV7Sequence(Sequence);

impl UuidV7Sequence {
    /// One that has given nothing yet.
    #[must_use]
    pub const fn new() -> Self {
        Self(Sequence::new())
    }

    /// The next one, for the time `now`.
    ///
    /// # Errors
    ///
    /// [`SequenceError::Source`] if the source fails; the sequence is then where it was. [`SequenceError::Exhausted`] in the last
    /// millisecond of the year 10889.
    pub fn try_next<R: TryCryptoRng + ?Sized>(
        &mut self,
        now: UnixMillis,
        rng: &mut R,
    ) -> Result<Uuid, SequenceError<R::Error>> {
        const LOW: u32 = 62;
        let (time, random) = self.0.try_next(now, LOW + 12, Step::Random, rng)?;
        // 12 of the bits stand before the variant.
        let (a, b) = (random >> LOW, random & ((1 << LOW) - 1));
        Ok(Uuid::with_version(7, u128::from(time.get()) << 80 | a << 64 | b))
    }
}

/// Why there is no next identifier.
///
/// # Examples
///
/// ```
/// use wellspring_entropy::{System, testing::Failing};
/// use wellspring_tokens::{SequenceError, UlidSequence, UnixMillis};
///
/// let mut sequence = UlidSequence::new();
/// let failed = sequence.try_next(UnixMillis::MAX, &mut Failing::at_draw(1, System));
/// assert!(matches!(failed, Err(SequenceError::Source(_))));
/// assert!(sequence.try_next(UnixMillis::MAX, &mut System).is_ok());
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum SequenceError<S> {
    /// The source of randomness failed.
    Source(S),
    /// There are no more identifiers that are above the last.
    Exhausted,
}

/// The time and the random number of the last identifier: the next one is above it.
#[derive(Debug, Default)]
struct Sequence {
    last: Option<(UnixMillis, u128)>,
}

/// How the number goes on within a millisecond.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Step {
    /// By 1, and it must not overflow.
    One,
    /// By 1 to 2^32 at random, and into the next millisecond where it overflows.
    Random,
}

impl Sequence {
    const fn new() -> Self {
        Self { last: None }
    }

    /// A time that is not before `now`, and a number of `bits` bits.
    fn try_next<R: TryCryptoRng + ?Sized>(
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
