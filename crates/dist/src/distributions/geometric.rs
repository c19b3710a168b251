use rand_core::TryRng;

use super::{Bernoulli, check, exponential};
use crate::{ArgumentError, Distribution};

/// How many trials fail before the first success, for a probability `p` of success: `k` with `p * (1 - p)^k`.
///
/// From 1/2 on the trials are made, exactly, with 1 to 2 words. Below, an exponential is divided by `-ln(1 - p)`,
/// which costs 1.03 words. Below 2^-9 that gives a multiple of a power of two, at most 2^-8 of the mean, and what is
/// below it is drawn apart, so that the last digits of a large number are as random as the first: 3.1 words. (K.
/// Bringmann and T. Friedrich, "Exact and Efficient Generation of Geometric Random Variates and Random Graphs", ICALP
/// 2013, divide likewise.)
///
/// # Examples
///
/// ```
/// use wellspring_dist::{Random, distributions::Geometric};
/// use wellspring_entropy::System;
///
/// let misses = System.draw(&Geometric::new(0.25)?);
/// assert!(misses < 1000);
/// assert_eq!(System.draw(&Geometric::new(1.0)?), 0);
/// # Ok::<(), wellspring_dist::ArgumentError>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Geometric(Method);

#[derive(Clone, Copy, Debug, PartialEq)]
enum Method {
    Trials(Bernoulli),
    /// For `decay = -ln(1 - p)`, in steps of `2^bits`.
    Inversion {
        decay: f64,
        step: f64,
        bits: u32,
    },
}

/// 2^-58.
const LEAST: f64 = f64::from_bits(0x3C50_0000_0000_0000);

impl Geometric {
    /// For the probability `p` of success.
    ///
    /// With the smallest that is allowed, 2^-58, the mean is 2^58, and the number would exceed [`u64::MAX`] with a
    /// probability of `exp(-64)`, below 2^-92. It is then `u64::MAX`.
    ///
    /// # Errors
    ///
    /// [`ArgumentError::Parameter`] unless `p` is in 2^-58..=1.
    pub fn new(p: f64) -> Result<Self, ArgumentError> {
        check("p", p, (LEAST..=1.0).contains(&p), "2^-58..=1, where 2^-58 is about 3.5e-18")?;
        if p >= 0.5 {
            return Ok(Self(Method::Trials(Bernoulli::new(p)?)));
        }
        let decay = -libm::log1p(-p);
        // So that `decay * 2^bits` is in 2^-9..2^-8, for the small ones.
        let bits = u32::try_from(-9 - libm::ilogb(decay)).unwrap_or(0);
        Ok(Self(Method::Inversion { decay, step: decay * libm::exp2(bits.into()), bits }))
    }
}

impl Distribution<u64> for Geometric {
    #[inline]
    fn try_sample<R: TryRng + ?Sized>(&self, rng: &mut R) -> Result<u64, R::Error> {
        match self.0 {
            Method::Trials(success) => {
                let mut failures = 0u64;
                while !success.try_sample(rng)? {
                    failures = failures.saturating_add(1);
                }
                Ok(failures)
            }
            Method::Inversion { decay, step, bits } => {
                #[allow(
                    clippy::cast_possible_truncation,
                    clippy::cast_sign_loss,
                    reason = "rounding down is the method"
                )]
                let high = (exponential::standard(rng)? / step) as u64;
                let low = low(decay, bits, rng)?;
                Ok(high.saturating_mul(1 << bits).saturating_add(low))
            }
        }
    }
}

/// The number below `2^bits`: of all of them, `k` is taken with the probability `exp(-decay * k)`, 255 of 256 at
/// least.
#[inline]
fn low<R: TryRng + ?Sized>(decay: f64, bits: u32, rng: &mut R) -> Result<u64, R::Error> {
    if bits == 0 {
        return Ok(0);
    }
    loop {
        let k = rng.try_next_u64()? >> (64 - bits);
        #[allow(clippy::cast_precision_loss, reason = "at most 49 bits fit the significand of f64")]
        let age = decay * k as f64;
        if exponential::standard(rng)? > age {
            return Ok(k);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Geometric, LEAST, Method, low};
    use crate::distributions::scripts;

    /// Right before the edge of what is taken, and right behind it.
    #[test]
    fn low_digits_are_taken_with_their_probability() {
        let (decay, bits) = (2f64.powi(-29), 21);
        for k in [1000u32, 1 << 20, (1 << 21) - 1] {
            for (part, expected) in [(1.0 + 1e-9, k), (1.0 - 1e-9, 5)] {
                let age = scripts::exponential(decay * f64::from(k) * part);
                let words = [u64::from(k) << 43, age, 5 << 43, scripts::exponential(1.0)];
                assert_eq!(scripts::from(&words, |s| low(decay, bits, s)), Ok(expected.into()));
            }
        }
    }

    #[test]
    fn steps_are_small_parts_of_the_mean() {
        assert_eq!(LEAST, 2f64.powi(-58));
        for (p, expected) in [(0.49, 0), (0.01, 0), (0.003, 0), (0.001, 1), (1e-9, 21), (LEAST, 49)]
        {
            let Geometric(Method::Inversion { decay, step, bits }) = Geometric::new(p).unwrap()
            else {
                panic!("no inversion")
            };
            assert_eq!(bits, expected, "{p}");
            assert_eq!(step, decay * libm::exp2(bits.into()));
            assert!(bits == 0 || (2f64.powi(-9)..2f64.powi(-8)).contains(&step), "{p}");
        }
    }
}
