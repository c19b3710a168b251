use rand_core::TryRng;

use super::{exponential, gamma::Shape, positive};
use crate::{ArgumentError, Distribution};

/// Numbers between 0 and 1: density proportional to `x^(alpha - 1) * (1 - x)^(beta - 1)`, mean `alpha / (alpha +
/// beta)`.
///
/// If a parameter is above 1, the part that one [`Gamma`](super::Gamma) value has in the sum of two; else Jöhnk's
/// method (Metrika 8, 1964). Both are done in logarithms where needed, so that parameters however small give no 0/0:
/// with both near 0 the values are 0 or 1, with probabilities in the ratio of `beta` to `alpha`.
///
/// Costs 4.1 to 4.4 words, one more if one parameter is below 1, and 2.0 to 4.2 in all if neither is above.
///
/// Cheng's methods (1978) take 2 to 3 words, but compare terms of the size of the parameters that cancel: from
/// 10^15 on they compare noise.
///
/// # Examples
///
/// ```
/// use wellspring_dist::{Random, distributions::Beta};
/// use wellspring_entropy::System;
///
/// let share = System.draw(&Beta::new(2.0, 5.0)?);
/// assert!((0.0..=1.0).contains(&share));
/// # Ok::<(), wellspring_dist::ArgumentError>(())
/// ```
#[doc(alias = "betavariate")]
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Beta(Method);

#[derive(Clone, Copy, Debug, PartialEq)]
enum Method {
    Powers { alpha: f64, beta: f64 },
    Gammas { alpha: Shape, beta: Shape },
}

impl Beta {
    /// For two parameters, of which the larger one draws the values to its side: `alpha` to 1, `beta` to 0.
    ///
    /// # Errors
    ///
    /// [`ArgumentError::Parameter`] unless both are finite and above 0.
    pub fn new(alpha: f64, beta: f64) -> Result<Self, ArgumentError> {
        let (alpha, beta) = (positive("alpha", alpha)?, positive("beta", beta)?);
        Ok(Self(if alpha <= 1.0 && beta <= 1.0 {
            let lift = lift(alpha.max(beta));
            Method::Powers { alpha: alpha * lift, beta: beta * lift }
        } else {
            Method::Gammas { alpha: Shape::new(alpha), beta: Shape::new(beta) }
        }))
    }
}

/// What parameters are multiplied by of which the largest is `largest`: 1, or 2^200 where their reciprocals would be
/// too large for `f64`.
///
/// For such parameters only the ratio matters: all but one of the parts are 0, and would be with parameters of
/// 2^-700.
pub(super) fn lift(largest: f64) -> f64 {
    const TINY: f64 = f64::from_bits(0x07B0_0000_0000_0000); // 2^-900
    const LIFT: f64 = f64::from_bits(0x4C70_0000_0000_0000); // 2^200
    if largest < TINY { LIFT } else { 1.0 }
}

impl Distribution<f64> for Beta {
    #[inline]
    fn try_sample<R: TryRng + ?Sized>(&self, rng: &mut R) -> Result<f64, R::Error> {
        match self.0 {
            Method::Gammas { alpha, beta } => {
                let (x, y) = (alpha.try_sample(rng)?, beta.try_sample(rng)?);
                let less = if x.log == 0.0 && y.log == 0.0 {
                    x.factor < y.factor
                } else {
                    x.ln() < y.ln()
                };
                Ok(if less { share(x.part_of(y)) } else { 1.0 - share(y.part_of(x)) })
            }
            Method::Powers { alpha, beta } => loop {
                // Two uniform numbers to the powers 1 / alpha and 1 / beta, taken if they sum to at most 1.
                let x = -exponential::standard(rng)? / alpha;
                let y = -exponential::standard(rng)? / beta;
                if libm::exp(x) + libm::exp(y) <= 1.0 {
                    let less = share(libm::exp(-libm::fabs(x - y)));
                    return Ok(if x < y { less } else { 1.0 - less });
                }
            },
        }
    }
}

/// The share of the smaller of two numbers, for the ratio of the smaller to the larger.
#[inline]
fn share(ratio: f64) -> f64 {
    ratio / (1.0 + ratio)
}

#[cfg(test)]
mod tests {
    use super::{Beta, lift};
    use crate::{Distribution, distributions::scripts};

    /// Right before the edge of what is taken, and right behind it.
    #[test]
    fn powers_are_taken_if_they_sum_to_at_most_1() {
        let (alpha, beta) = (0.5, 0.75);
        for first in [0.05, 0.4, 0.9f64] {
            let second = 1.0 - first;
            let next = [-alpha * libm::log(0.25), -beta * libm::log(0.25)];
            for (part, expected) in [(1.0 + 1e-9, first), (1.0 - 1e-9, 0.5)] {
                let e = [-alpha * libm::log(first) * part, -beta * libm::log(second) * part];
                let words = [e[0], e[1], next[0], next[1]].map(scripts::exponential);
                let beta = Beta::new(alpha, beta).unwrap();
                let value = scripts::from(&words, |s| beta.try_sample(s)).unwrap();
                assert!((value - expected).abs() < 1e-8, "{value} for {first}");
            }
        }
    }

    #[test]
    fn the_constants_are_powers_of_two() {
        assert_eq!(lift(2f64.powi(-900)), 1.0);
        assert_eq!(lift(2f64.powi(-901)), 2f64.powi(200));
    }
}
