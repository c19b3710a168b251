use rand_core::TryRng;

use super::{
    check,
    counts::{Hat, LARGE, search},
    series::{deviance, ln_factorial_rest},
};
use crate::{ArgumentError, Distribution};

/// How many of `n` trials succeed, for a probability `p` of success: `k` with `n! / (k! (n - k)!) * p^k * (1 - p)^(n
/// - k)`.
///
/// If fewer than 10 successes, or failures, are expected, by inversion with one word; else by Hörmann's transformed
/// rejection (1993), with 2.2 to 2.9 words, two to a call. Any `n` will do: counts are exact where floats skip
/// numbers.
///
/// # Examples
///
/// ```
/// use wellspring_dist::{Random, distributions::Binomial};
/// use wellspring_entropy::System;
///
/// let heads = System.draw(&Binomial::new(100, 0.5)?);
/// assert!(heads <= 100);
/// assert_eq!(System.draw(&Binomial::new(u64::MAX, 1.0)?), u64::MAX);
/// # Ok::<(), wellspring_dist::ArgumentError>(())
/// ```
#[doc(alias = "binomialvariate")]
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Binomial {
    n: u64,
    /// Whether failures are counted in place of successes, since they are the rarer.
    failures: bool,
    method: Method,
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum Method {
    Search { first: f64, odds: f64 },
    Reject { hat: Hat, weights: Weights },
}

/// What the probability of a count is computed from: the means of both outcomes, and the part that the first exceeds
/// an integer by.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Weights {
    n: u64,
    np: f64,
    nq: f64,
    fraction: f64,
}

impl Binomial {
    /// For `n` trials with the probability `p` of success.
    ///
    /// # Errors
    ///
    /// [`ArgumentError::Parameter`] unless `p` is in 0..=1.
    pub fn new(n: u64, p: f64) -> Result<Self, ArgumentError> {
        check("p", p, (0.0..=1.0).contains(&p), "0..=1")?;
        let failures = p > 0.5;
        // Exact: the difference of neighbours within a factor of 2.
        let p = if failures { 1.0 - p } else { p };
        #[allow(
            clippy::cast_precision_loss,
            reason = "a rounded mean decides between two exact methods"
        )]
        let trials = n as f64;
        let method = if trials * p < LARGE {
            Method::Search { first: libm::exp(trials * libm::log1p(-p)), odds: p / (1.0 - p) }
        } else {
            Self::rejection(n, p)
        };
        Ok(Self { n, failures, method })
    }

    fn rejection(n: u64, p: f64) -> Method {
        let (m, fraction) = exact_mean(n, p);
        #[allow(clippy::cast_precision_loss, reason = "rounded as the result would be")]
        let (np, nq) = (m as f64 + fraction, n.saturating_sub(m) as f64 - fraction);
        let std_dev = libm::sqrt(np * (1.0 - p));
        let weights = Weights { n, np, nq, fraction };
        let hat = Hat::new((m, fraction), n, std_dev, p, |k, d| weights.ln(k, d));
        Method::Reject { hat, weights }
    }
}

impl Distribution<u64> for Binomial {
    #[inline]
    fn try_sample<R: TryRng + ?Sized>(&self, rng: &mut R) -> Result<u64, R::Error> {
        let k = match &self.method {
            Method::Search { first, odds } => {
                #[allow(clippy::cast_precision_loss, reason = "rounded as the product would be")]
                let n = self.n as f64;
                search(rng, *first, self.n, |k| (n - k + 1.0) / k * odds)?
            }
            Method::Reject { hat, weights } => hat.try_sample(rng, |k, d| weights.ln(k, d))?,
        };
        Ok(if self.failures { self.n.saturating_sub(k) } else { k })
    }
}

impl Weights {
    /// The logarithm of the probability of `k = m + d`.
    #[inline]
    #[allow(clippy::cast_precision_loss, reason = "only the logarithms of the three are wanted")]
    fn ln(&self, k: u64, d: f64) -> f64 {
        let off = d - self.fraction;
        ln_factorial_rest(self.n as f64)
            - ln_factorial_rest(k as f64)
            - ln_factorial_rest(self.n.saturating_sub(k) as f64)
            - self.np * deviance(off / self.np)
            - self.nq * deviance(-off / self.nq)
    }
}

/// The integer part of `n * p`, and the rest, for `2^-61 <= p <= 1/2`.
///
/// `p` is an integer of 53 bits over a power of two: the product is exact in 117 bits.
#[allow(
    clippy::cast_possible_truncation,
    clippy::cast_precision_loss,
    reason = "n/2 at most; a fraction is rounded"
)]
fn exact_mean(n: u64, p: f64) -> (u64, f64) {
    let bits = p.to_bits();
    let significand = bits & ((1 << 52) - 1) | 1 << 52;
    // The value of the last bit of `p` is 2^-shift.
    let shift = 1075u64.saturating_sub(bits >> 52).min(127) as u32;
    let product = u128::from(n) * u128::from(significand);
    let whole = product >> shift;
    (whole as u64, (product - (whole << shift)) as f64 * libm::exp2(-f64::from(shift)))
}

#[cfg(test)]
mod tests {
    use super::{Binomial, Method, exact_mean};

    #[test]
    fn means_are_exact() {
        assert_eq!(exact_mean(21, 0.5), (10, 0.5));
        assert_eq!(exact_mean(u64::MAX, 0.5), (u64::MAX >> 1, 0.5));
        assert_eq!(exact_mean(u64::MAX, 0.25), (u64::MAX >> 2, 0.75));
        // 0.1 is 0x1999999999999A / 2^56; in Python, divmod(n * 0x1999999999999A, 2**56).
        assert_eq!(exact_mean(10_000_000_000_000_000_019, 0.1).0, 1_000_000_000_000_000_057);
        let smallest = 10.0 / 2f64.powi(64);
        assert_eq!(exact_mean(u64::MAX, smallest).0, 9);
    }

    const CASES: [(u64, f64); 14] = [
        (20, 0.5),
        (21, 0.49),
        (34, 0.3),
        (101, 0.1),
        (1000, 0.0101),
        (1000, 0.5),
        (1_000_000, 1.1e-5),
        (1_000_000, 0.37),
        (1 << 40, 0.5),
        (1 << 53, 1e-3),
        (u64::MAX, 0.5),
        (u64::MAX, 0.123),
        (u64::MAX, 1e-9),
        (u64::MAX, 6e-19),
    ];

    #[track_caller]
    fn fits(n: u64, p: f64, lifts: [f64; 2]) -> bool {
        let Method::Reject { hat, weights } = Binomial::new(n, p).unwrap().method else {
            panic!("{n} * {p} is large")
        };
        hat.fits(lifts, |k, d| weights.ln(k, d))
    }

    #[test]
    fn the_hat_lies_above_and_the_squeeze_below() {
        for (n, p) in CASES {
            assert!(fits(n, p, [0.0, 0.0]), "{n} {p}");
        }
        // Of half of that the means are 10 to 90000.
        let means = core::iter::successors(Some(21u64), |twice| Some(twice + (twice >> 4)));
        for twice in means.take_while(|twice| *twice < 180_000) {
            for (factor, p) in [(1, 0.5), (2, 0.25), (5, 0.1), (50, 0.01)] {
                let n = factor * twice;
                assert!(fits(n, p, [0.0, 0.0]), "{n} {p}");
            }
        }
    }

    /// The control: a hat that is lower by 5 %, and a squeeze that is higher.
    #[test]
    fn a_hat_that_does_not_fit_is_seen() {
        assert!(!fits(10_000, 0.3, [-0.05, 0.0]));
        assert!(!fits(10_000, 0.3, [0.0, 0.05]));
    }

    /// The probabilities of all counts sum to 1, computed as they are for large `n`.
    #[test]
    #[allow(clippy::cast_precision_loss, reason = "they are small")]
    fn the_weights_are_probabilities() {
        for (n, p) in [(21, 0.49), (1000, 0.3), (100_000, 0.5)] {
            let Method::Reject { weights, .. } = Binomial::new(n, p).unwrap().method else {
                panic!("{n} * {p} is large")
            };
            let ln = |k: u64| weights.ln(k, k as f64 - exact_mean(n, p).0 as f64);
            let sum: f64 = (0..=n).map(|k| libm::exp(ln(k))).sum();
            assert!((sum - 1.0).abs() < 1e-12, "{sum}");
        }
    }
}
