use super::counter::Counter;
use crate::{Backend, Error, backend::wipe};

/// Fails when it is told to: from one draw or byte on, or at random; until then it is the source inside.
///
/// An empty buffer is filled without a failure, as [`Backend`] says, and is no draw.
///
/// # Examples
///
/// ```
/// use wellspring_entropy::{Backend, Error, System, testing::Failing};
///
/// static SOURCE: Failing<System> = Failing::at_byte(5, System);
/// let shared: &'static dyn Backend = &SOURCE;
/// let mut dest = [0; 4];
/// assert_eq!(shared.try_fill(&mut dest), Ok(()));
/// assert_eq!(shared.try_fill(&mut dest), Err(Error::INJECTED));
/// assert_eq!(dest, [0; 4]);
/// ```
#[derive(Debug)]
pub struct Failing<B> {
    source: B,
    when: When,
    /// What is left before the first failure; or how many draws there were, for `When::AtRandom`.
    state: Counter,
    error: Error,
}

#[derive(Debug)]
enum When {
    Draws,
    Bytes,
    AtRandom { failures: u32, of: u32, seed: u64 },
}

impl<B: Backend> Failing<B> {
    /// Fails from the `n`th draw on, counted from 1; 0 and 1 both mean the first.
    ///
    /// # Examples
    ///
    /// ```
    /// use wellspring_entropy::{Backend, Error, System, testing::Failing};
    ///
    /// let source = Failing::at_draw(2, System).with_error(Error::from_os(5));
    /// assert_eq!(source.try_fill(&mut [0; 8]), Ok(()));
    /// assert_eq!(source.try_fill(&mut [0; 8]), Err(Error::from_os(5)));
    /// ```
    #[must_use]
    pub const fn at_draw(n: usize, source: B) -> Self {
        Self::new(When::Draws, n.saturating_sub(1), source)
    }

    /// Fails at the draw that would hand out the `n`th byte, counted from 1, and at all later ones.
    #[must_use]
    pub const fn at_byte(n: usize, source: B) -> Self {
        Self::new(When::Bytes, n.saturating_sub(1), source)
    }

    /// Fails each draw with probability `failures / of`, independently of the others.
    ///
    /// Which draws fail depends on `seed` and the number of the draw alone, so a run can be repeated: draw `n`,
    /// counted from 1, fails if `(word >> 32) * of >> 32` is below `failures`, where `word` is the `n`th output of
    /// SplitMix64 with that seed. The probability is within 2^-32 of the ratio.
    ///
    /// The ratio is of integers, for a `static` and a test want 1 in 3 exactly, and a processor without floating
    /// point wants no floats. Any two numbers are a ratio that means something: `failures >= of`, and so any ratio with
    /// `of` 0, means every draw, which no test overlooks, and `failures` 0 of more than 0 means none.
    ///
    /// # Examples
    ///
    /// ```
    /// use wellspring_entropy::{Backend, System, testing::Failing};
    ///
    /// static FLAKY: Failing<System> = Failing::at_random(1, 4, 2026, System);
    /// let failures = (0..1000).filter(|_| FLAKY.try_fill(&mut [0; 8]).is_err()).count();
    /// assert!((200..300).contains(&failures), "always the same {failures}");
    /// ```
    #[must_use]
    pub const fn at_random(failures: u32, of: u32, seed: u64, source: B) -> Self {
        Self::new(When::AtRandom { failures, of, seed }, 0, source)
    }

    /// Fails with `error` instead of [`Error::INJECTED`].
    #[must_use]
    pub const fn with_error(mut self, error: Error) -> Self {
        self.error = error;
        self
    }

    const fn new(when: When, state: usize, source: B) -> Self {
        Self { source, when, state: Counter::new(state), error: Error::INJECTED }
    }

    /// Takes part of what is left; `false` once it is not enough, and for ever after.
    fn spend(&self, cost: usize) -> bool {
        let left = self.state.update(|left| Some(left.saturating_sub(cost)));
        left.is_ok_and(|left| left >= cost)
    }
}

impl<B: Backend> Backend for Failing<B> {
    fn try_fill(&self, dest: &mut [u8]) -> Result<(), Error> {
        let fails = match self.when {
            _ if dest.is_empty() => false,
            When::Draws => !self.spend(1),
            When::Bytes => !self.spend(dest.len()),
            When::AtRandom { failures, of, seed } => {
                let before = self.state.update(|draws| Some(draws.wrapping_add(1)));
                let draw = before.unwrap_or_else(|draws| draws) as u64;
                below(failures, of, mix(seed, draw.wrapping_add(1)))
            }
        };
        if fails {
            wipe(dest);
            return Err(self.error);
        }
        self.source.try_fill(dest)
    }

    fn name(&self) -> &'static str {
        "a source that fails on purpose"
    }
}

/// The `n`th output, counted from 1, of SplitMix64 (Steele, Lea and Flood 2014) with that seed.
const fn mix(seed: u64, n: u64) -> u64 {
    let z = seed.wrapping_add(n.wrapping_mul(0x9E37_79B9_7F4A_7C15));
    let z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    let z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    z ^ (z >> 31)
}

/// Whether a uniform `word` falls into the first `failures` of `of` equal parts of its range.
const fn below(failures: u32, of: u32, word: u64) -> bool {
    let part = ((word >> 32) * of as u64) >> 32;
    failures >= of || part < failures as u64
}

#[cfg(test)]
mod tests {
    use super::{below, mix};

    /// The first outputs for the seed 1234567, as published with the generators of other languages.
    #[test]
    fn the_sequence_is_split_mix_64() {
        let outputs = [1, 2, 3, 4, 5].map(|n| mix(1_234_567, n));
        assert_eq!(
            outputs,
            [
                6_457_827_717_110_365_317,
                3_203_168_211_198_807_973,
                9_817_491_932_198_370_423,
                4_593_380_528_125_082_431,
                16_408_922_859_458_223_821,
            ]
        );
    }

    #[test]
    fn a_ratio_is_a_part_of_the_range() {
        for (failures, of) in [(1, 2), (1, 3), (3, 4), (1, u32::MAX), (u32::MAX - 1, u32::MAX)] {
            let end = (u64::from(failures) << 32).div_ceil(u64::from(of));
            assert!(below(failures, of, 0) && below(failures, of, (end << 32) - 1));
            assert!(!below(failures, of, end << 32) && !below(failures, of, u64::MAX));
        }
    }

    #[test]
    fn the_ends_of_the_range_are_certain() {
        for word in [0, 1, u64::MAX >> 1, u64::MAX] {
            assert!(below(1, 1, word) && below(2, 1, word) && below(0, 0, word));
            assert!(below(u32::MAX, u32::MAX, word) && below(1, 0, word));
            assert!(!below(0, 1, word) && !below(0, u32::MAX, word));
        }
    }
}
