use rand_core::TryRng;

use super::{
    check,
    counts::{Hat, LARGE, search},
    series::{deviance, ln_factorial_rest},
};
use crate::{ArgumentError, Distribution};

/// How many events happen in a time in which `mean` are expected: `k` with `exp(-mean) * mean^k / k!`.
///
/// Below a mean of 10 by inversion, with one word; else by Hörmann's transformed rejection (1993), with 2.2 to 2.7
/// words, two to a call. The count is exact for means up to 2^63, where a float would skip a thousand numbers.
///
/// # Examples
///
/// ```
/// use wellspring_dist::{Random, distributions::Poisson};
/// use wellspring_entropy::System;
///
/// let calls = System.draw(&Poisson::new(4.5)?);
/// assert!(calls < 100);
/// assert!(Poisson::new(1e20).is_err());
/// # Ok::<(), wellspring_dist::ArgumentError>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Poisson {
    mean: f64,
    method: Method,
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum Method {
    Search { first: f64 },
    Reject { hat: Hat, fraction: f64 },
}

/// 2^63: a count that exceeds `u64::MAX` would be three thousand million standard deviations away.
const MOST: f64 = f64::from_bits(0x43E0_0000_0000_0000);

impl Poisson {
    /// For a mean; with 0, every count is 0.
    ///
    /// # Errors
    ///
    /// [`ArgumentError::Parameter`] unless `mean` is in 0..=2^63.
    pub fn new(mean: f64) -> Result<Self, ArgumentError> {
        check("mean", mean, (0.0..=MOST).contains(&mean), "0..=2^63, where 2^63 is about 9.2e18")?;
        let method = if mean < LARGE {
            Method::Search { first: libm::exp(-mean) }
        } else {
            let whole = libm::floor(mean);
            let fraction = mean - whole;
            #[allow(
                clippy::cast_possible_truncation,
                clippy::cast_sign_loss,
                reason = "10 to 2^63"
            )]
            let m = whole as u64;
            let hat = Hat::new((m, fraction), u64::MAX, libm::sqrt(mean), 0.0, |k, d| {
                ln_weight(mean, k, d - fraction)
            });
            Method::Reject { hat, fraction }
        };
        Ok(Self { mean, method })
    }
}

impl Distribution<u64> for Poisson {
    #[inline]
    fn try_sample<R: TryRng + ?Sized>(&self, rng: &mut R) -> Result<u64, R::Error> {
        match &self.method {
            Method::Search { first } => search(rng, *first, u64::MAX, |k| self.mean / k),
            Method::Reject { hat, fraction } => {
                hat.try_sample(rng, |k, d| ln_weight(self.mean, k, d - fraction))
            }
        }
    }
}

/// The logarithm of the probability of `k`, which is `off` from the mean.
#[inline]
#[allow(clippy::cast_precision_loss, reason = "only the logarithm of k is wanted")]
fn ln_weight(mean: f64, k: u64, off: f64) -> f64 {
    -mean * deviance(off / mean) - ln_factorial_rest(k as f64)
}

#[cfg(test)]
mod tests {
    use super::{MOST, Method, Poisson, ln_weight};

    #[track_caller]
    fn fits(mean: f64, lifts: [f64; 2]) -> bool {
        let Method::Reject { hat, fraction } = Poisson::new(mean).unwrap().method else {
            panic!("{mean} is large")
        };
        hat.fits(lifts, |k, d| ln_weight(mean, k, d - fraction))
    }

    #[test]
    fn the_hat_lies_above_and_the_squeeze_below() {
        assert_eq!(MOST, 2f64.powi(63));
        for mean in [10.0, 1e9, 1e12, 1e15, 1e18, MOST] {
            assert!(fits(mean, [0.0, 0.0]), "{mean}");
        }
        let mut mean = 10.0;
        while mean < 1e5 {
            assert!(fits(mean, [0.0, 0.0]), "{mean}");
            mean *= 1.03;
        }
    }

    /// The probabilities of all counts sum to 1, computed as they are for large means.
    #[test]
    fn the_weights_are_probabilities() {
        for (mean, last) in [(10.0, 200), (321.5, 1000)] {
            let off = |k: u32| f64::from(k) - mean;
            let sum: f64 = (0..last).map(|k| libm::exp(ln_weight(mean, k.into(), off(k)))).sum();
            assert!((sum - 1.0).abs() < 1e-12, "{sum}");
        }
    }

    /// The control: a hat that is lower by 5 %, and a squeeze that is higher.
    #[test]
    fn a_hat_that_does_not_fit_is_seen() {
        assert!(!fits(1e3, [-0.05, 0.0]));
        assert!(!fits(1e3, [0.0, 0.05]));
    }
}
