use rand_core::TryRng;

use super::{exponential, positive};
use crate::{ArgumentError, Distribution};

/// Numbers from `scale` on, of which the part above `x` is `(scale / x)^shape`.
///
/// As `scale * exp(e / shape)` with an exponential `e`, which has a tail without an end; the inversion of a uniform
/// number would have none above `2^(53 / shape)`. Costs 1.03 words.
///
/// # Examples
///
/// ```
/// use wellspring_dist::{Random, distributions::Pareto};
/// use wellspring_entropy::System;
///
/// let bytes = System.draw(&Pareto::new(512.0, 1.2)?);
/// assert!(bytes >= 512.0);
/// # Ok::<(), wellspring_dist::ArgumentError>(())
/// ```
#[doc(alias = "paretovariate")]
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Pareto {
    scale: f64,
    shape: f64,
}

impl Pareto {
    /// For the least value and the power with which the tail falls; Python's `alpha` is the shape, and its scale is
    /// 1.
    ///
    /// # Errors
    ///
    /// [`ArgumentError::Parameter`] unless both are finite and above 0.
    pub fn new(scale: f64, shape: f64) -> Result<Self, ArgumentError> {
        Ok(Self { scale: positive("scale", scale)?, shape: positive("shape", shape)? })
    }
}

impl Distribution<f64> for Pareto {
    #[inline]
    fn try_sample<R: TryRng + ?Sized>(&self, rng: &mut R) -> Result<f64, R::Error> {
        let power = exponential::standard(rng)? / self.shape;
        Ok(if power < 600.0 {
            self.scale * libm::exp(power)
        } else {
            // A small scale may bring back what the power alone would lose.
            libm::exp(power + libm::log(self.scale))
        })
    }
}
