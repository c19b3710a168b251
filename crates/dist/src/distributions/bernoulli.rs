use rand_core::TryRng;

use super::check;
use crate::{ArgumentError, Distribution, integer::Draw};

/// Yes with a given probability, exactly.
///
/// A probability given as `f64` is a number with finitely many binary digits, and it is compared with random digits
/// until one differs, 64 at a time. `new(0.1)` is therefore true with the probability that the constant `0.1` has in
/// `f64`, which is not 1/10; [`from_ratio(1, 10)`](Self::from_ratio) is true with the probability 1/10.
///
/// A probability that is 2^-11 or more costs one word, a smaller one a second word with the probability 2^-64. A
/// ratio costs what [`below`](crate::Random::below) of its denominator does. What is certain costs nothing.
///
/// # Examples
///
/// ```
/// use wellspring_dist::{Random, distributions::Bernoulli};
/// use wellspring_entropy::System;
///
/// let third = Bernoulli::from_ratio(1, 3)?;
/// let hits = (0..3000).filter(|_| System.draw(&third)).count();
/// assert!((700..1300).contains(&hits));
/// assert!(System.draw(&Bernoulli::new(1.0)?));
/// # Ok::<(), wellspring_dist::ArgumentError>(())
/// ```
#[doc(alias = "random_bool", alias = "random_ratio", alias = "coin")]
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Bernoulli(Probability);

#[derive(Clone, Copy, Debug, PartialEq)]
enum Probability {
    Certain(bool),
    /// The first 64 binary digits, and the number that the others are.
    Binary {
        digits: u64,
        rest: f64,
    },
    Ratio {
        numerator: u64,
        denominator: u64,
    },
}

impl Bernoulli {
    /// For the probability `p`, to its last bit.
    ///
    /// # Errors
    ///
    /// [`ArgumentError::Parameter`] unless `p` is in 0..=1.
    pub fn new(p: f64) -> Result<Self, ArgumentError> {
        let p = check("p", p, (0.0..=1.0).contains(&p), "0..=1")?;
        Ok(Self(if p == 0.0 || p == 1.0 {
            Probability::Certain(p == 1.0)
        } else {
            let (digits, rest) = split(p);
            Probability::Binary { digits, rest }
        }))
    }

    /// For the probability `numerator / denominator`.
    ///
    /// # Errors
    ///
    /// [`ArgumentError::Parameter`] if `denominator` is 0 or less than `numerator`.
    pub fn from_ratio(numerator: u64, denominator: u64) -> Result<Self, ArgumentError> {
        let refuse = |name, value: u64, allowed| {
            Err(ArgumentError::Parameter { name, value: value.into(), allowed })
        };
        if denominator == 0 {
            return refuse("denominator", denominator, "1 or more");
        }
        if numerator > denominator {
            return refuse("numerator", numerator, "0..=denominator");
        }
        Ok(Self(if numerator == 0 || numerator == denominator {
            Probability::Certain(numerator == denominator)
        } else {
            Probability::Ratio { numerator, denominator }
        }))
    }
}

impl Distribution<bool> for Bernoulli {
    #[inline]
    fn try_sample<R: TryRng + ?Sized>(&self, rng: &mut R) -> Result<bool, R::Error> {
        match self.0 {
            Probability::Certain(outcome) => Ok(outcome),
            Probability::Binary { digits, rest } => {
                let word = rng.try_next_u64()?;
                if word == digits { below(rest, rng) } else { Ok(word < digits) }
            }
            Probability::Ratio { numerator, denominator } => {
                Ok(0.draw_to(denominator.saturating_sub(1), rng)? < numerator)
            }
        }
    }
}

/// Whether a number in [0, 1) with infinitely many random digits is below `p`, which is in [0, 1).
///
/// `p` has at most 1074 digits, so the words end.
#[cold]
fn below<R: TryRng + ?Sized>(mut p: f64, rng: &mut R) -> Result<bool, R::Error> {
    while p > 0.0 {
        let (digits, rest) = split(p);
        let word = rng.try_next_u64()?;
        if word != digits {
            return Ok(word < digits);
        }
        p = rest;
    }
    Ok(false)
}

/// The first 64 binary digits of `p`, which is in [0, 1), and the number that the others are.
///
/// Exact: the product shifts the digits, and the difference leaves the last of them.
#[allow(
    clippy::cast_possible_truncation,
    clippy::cast_precision_loss,
    clippy::cast_sign_loss,
    reason = "an integer below 2^64 that came from an f64 goes back into one"
)]
fn split(p: f64) -> (u64, f64) {
    const WORDS: f64 = u64::MAX as f64; // 2^64, to the nearest
    let digits = (p * WORDS) as u64;
    (digits, p * WORDS - digits as f64)
}

#[cfg(test)]
mod tests {
    extern crate std;
    use std::vec::Vec;

    use rand_core::TryRng;
    use wellspring_entropy::testing::{Counting, Replay};

    use super::Bernoulli;
    use crate::Distribution;

    fn from_words(p: f64, words: &[u64]) -> (bool, usize) {
        let bytes: Vec<u8> = words.iter().flat_map(|word| word.to_le_bytes()).collect();
        let mut source = Counting::new(Replay::new(&bytes));
        let drawn = Bernoulli::new(p).unwrap().try_sample(&mut source).unwrap();
        (drawn, source.draws())
    }

    /// The number of words, among all that could be first, that are below `p`.
    #[test]
    fn a_probability_is_counted_in_words() {
        let step = 2f64.powi(-64);
        for (p, below) in
            [(0.5, 1u64 << 63), (0.1, 0x1999_9999_9999_9A00), (step, 1), (2f64.powi(-11), 1 << 53)]
        {
            assert_eq!(from_words(p, &[below - 1]), (true, 1));
            assert_eq!(from_words(p, &[below]), (false, 1), "{p}");
        }
        assert_eq!(from_words(1.0 - f64::EPSILON / 2.0, &[u64::MAX - (1 << 11)]), (true, 1));
        assert_eq!(from_words(1.0 - f64::EPSILON / 2.0, &[u64::MAX - (1 << 11) + 1]), (false, 1));
    }

    /// Probabilities of more digits than a word has, down to the smallest there is, 2^-1074.
    #[test]
    fn small_probabilities_are_compared_to_their_last_digit() {
        let p = 2f64.powi(-64) + 2f64.powi(-100);
        assert_eq!(from_words(p, &[0]), (true, 1));
        assert_eq!(from_words(p, &[2]), (false, 1));
        assert_eq!(from_words(p, &[1, (1 << 28) - 1]), (true, 2));
        assert_eq!(from_words(p, &[1, 1 << 28]), (false, 2), "no digits are left to compare");
        let mut words = [0; 17];
        words[16] = (1 << 14) - 1;
        assert_eq!(from_words(f64::from_bits(1), &words), (true, 17));
        words[16] += 1;
        assert_eq!(from_words(f64::from_bits(1), &words), (false, 17));
        assert_eq!(from_words(f64::from_bits(1), &[1]), (false, 1));
    }

    /// Of `denominator` words, one from the middle of each interval of equal length, `numerator` are hits: those of the first
    /// intervals.
    #[test]
    fn a_ratio_is_counted_in_intervals() {
        for (numerator, denominator) in [(1, 2), (2, 7), (1, 3), (5, 6), (99, 100)] {
            let ratio = Bernoulli::from_ratio(numerator, denominator).unwrap();
            let hits: Vec<bool> = (0..denominator)
                .map(|interval| {
                    let word = ((2 * interval + 1) << 31).div_ceil(denominator);
                    ratio.try_sample(&mut Replay::new(&word.to_le_bytes()[..4])).unwrap()
                })
                .collect();
            let first = usize::try_from(numerator).unwrap();
            assert!(hits[..first].iter().all(|hit| *hit), "{numerator} of {denominator}");
            assert!(!hits[first..].iter().any(|hit| *hit), "{numerator} of {denominator}");
        }
    }

    #[test]
    fn what_is_certain_draws_nothing() {
        assert_eq!(from_words(0.0, &[]), (false, 0));
        assert_eq!(from_words(1.0, &[]), (true, 0));
        let mut nothing = Replay::new(&[]);
        assert!(nothing.try_next_u32().is_err());
        let ratio = |n, d| Bernoulli::from_ratio(n, d).unwrap();
        assert_eq!(ratio(0, 7).try_sample(&mut nothing), Ok(false));
        assert_eq!(ratio(u64::MAX, u64::MAX).try_sample(&mut nothing), Ok(true));
    }
}
