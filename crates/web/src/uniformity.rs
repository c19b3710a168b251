use core::{error::Error, fmt};

use wellspring::{DrawError, Random, SourceError, tokens::rand_core::TryRng};

use crate::chi_square_tail;

/// How often each number below `n` was drawn, and whether that is what a uniform source would do.
///
/// # Examples
///
/// ```
/// use wellspring::SystemRandom;
/// use wellspring_web::{Uniformity, Way};
///
/// let mut seen = Uniformity::new(60, Way::Below)?;
/// seen.add(10_000, &mut SystemRandom)?;
/// assert_eq!(seen.counts().iter().sum::<u32>(), 10_000);
/// assert!(seen.tail() > Uniformity::ALARM);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug)]
pub struct Uniformity {
    counts: Vec<u32>,
    way: Way,
    draws: u32,
}

/// How a number is made of random bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// As this library does it, by [`Random::below`]: each number with the same probability.
    Below,
    /// As is often done: the remainder of a byte. The small numbers come more often, unless `n` is a power of two.
    ByteModulo,
}

impl Uniformity {
    /// The greatest `n`, for which bars can still be told apart.
    pub const MAX: u32 = 100;

    /// A tail below this is called an alarm: 2^-40. A page that looks at it a thousand times rings by chance less than once in 10^9 visits.
    pub const ALARM: f64 = 9.094_947_017_729_282e-13;

    /// For the numbers below `n`.
    ///
    /// # Errors
    ///
    /// [`NotASize`] if `n` is not 2 to [`MAX`](Self::MAX).
    pub fn new(n: u32, way: Way) -> Result<Self, NotASize> {
        if !(2..=Self::MAX).contains(&n) {
            return Err(NotASize { n });
        }
        Ok(Self { counts: (0..n).map(|_| 0).collect(), way, draws: 0 })
    }

    /// Draws as many more.
    ///
    /// # Errors
    ///
    /// The source's failure. What was drawn before it counts.
    pub fn add<R>(&mut self, draws: u32, rng: &mut R) -> Result<(), DrawError>
    where
        R: TryRng<Error = SourceError>,
    {
        for _ in 0..draws {
            let number = self.draw(rng)?;
            if let Some(count) = self.counts.get_mut(number as usize) {
                *count += 1;
                self.draws += 1;
            }
        }
        Ok(())
    }

    /// How often each number was drawn.
    #[must_use]
    pub fn counts(&self) -> &[u32] {
        &self.counts
    }

    /// K. Pearson's sum of squared differences from what is expected, over that (1900); 0 before the first draw.
    #[must_use]
    pub fn chi_square(&self) -> f64 {
        if self.draws == 0 {
            return 0.0;
        }
        let expected = f64::from(self.draws) / f64::from(self.n());
        let square = |count: &u32| (f64::from(*count) - expected).powi(2) / expected;
        self.counts.iter().map(square).sum()
    }

    /// The probability that a uniform source differs as much or more.
    #[must_use]
    pub fn tail(&self) -> f64 {
        chi_square_tail(self.chi_square(), self.n() - 1)
    }

    #[allow(clippy::cast_possible_truncation, reason = "at most MAX")]
    fn n(&self) -> u32 {
        self.counts.len() as u32
    }

    #[allow(clippy::integer_division_remainder_used, reason = "nothing here is secret")]
    fn draw<R>(&self, rng: &mut R) -> Result<u32, DrawError>
    where
        R: TryRng<Error = SourceError>,
    {
        match self.way {
            Way::Below => rng.try_below(self.n()),
            Way::ByteModulo => Ok(rng.try_below(256_u32)? % self.n()),
        }
    }
}

/// The number of bars is not 2 to [`Uniformity::MAX`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotASize {
    n: u32,
}

impl fmt::Display for NotASize {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "n is {}, allowed is 2 to {}", self.n, Uniformity::MAX)
    }
}

impl Error for NotASize {}

#[cfg(test)]
mod tests {
    use super::*;
    use wellspring::SystemRandom;

    #[test]
    fn below_is_uniform_and_the_remainder_of_a_byte_is_not() {
        for n in [3, 10, 60, 100] {
            let mut ours = Uniformity::new(n, Way::Below).unwrap();
            ours.add(200_000, &mut SystemRandom).unwrap();
            assert!(ours.tail() > Uniformity::ALARM, "{n}: {}", ours.chi_square());
        }
        for n in [60, 100] {
            let mut theirs = Uniformity::new(n, Way::ByteModulo).unwrap();
            theirs.add(200_000, &mut SystemRandom).unwrap();
            assert!(theirs.tail() < Uniformity::ALARM, "{n}: {}", theirs.chi_square());
        }
    }

    #[test]
    fn sizes_have_limits() {
        for n in [0, 1, 101] {
            let refused = Uniformity::new(n, Way::Below).unwrap_err();
            assert_eq!(refused.to_string(), format!("n is {n}, allowed is 2 to 100"));
        }
    }

    #[test]
    fn nothing_drawn_is_no_alarm() {
        let empty = Uniformity::new(2, Way::Below).unwrap();
        assert_eq!((empty.chi_square(), empty.tail()), (0.0, 1.0));
    }
}
