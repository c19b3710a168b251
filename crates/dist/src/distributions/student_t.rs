use rand_core::TryRng;

use super::{StandardNormal, gamma::Shape, positive};
use crate::{ArgumentError, Distribution};

/// Student's t distribution: a standard normal value over the root of a [`ChiSquared`](super::ChiSquared) per degree.
///
/// With few degrees its tails are long: below 0.01 degrees most values are beyond `f64`, and are infinities of
/// either sign. Costs 3.1 to 3.2 words, and one more below 2 degrees.
///
/// # Examples
///
/// ```
/// use wellspring_dist::{Random, distributions::StudentT};
/// use wellspring_entropy::System;
///
/// assert!(System.draw(&StudentT::new(30.0)?).abs() < 1e3);
/// # Ok::<(), wellspring_dist::ArgumentError>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct StudentT {
    half_degrees: f64,
    shape: Shape,
}

impl StudentT {
    /// For a number of degrees of freedom, whole or not.
    ///
    /// # Errors
    ///
    /// [`ArgumentError::Parameter`] unless `degrees` is finite and above 0.
    pub fn new(degrees: f64) -> Result<Self, ArgumentError> {
        // Half of the smallest number would be rounded to 0.
        let half_degrees = (0.5 * positive("degrees", degrees)?).max(f64::from_bits(1));
        Ok(Self { half_degrees, shape: Shape::new(half_degrees) })
    }
}

impl Distribution<f64> for StudentT {
    #[inline]
    fn try_sample<R: TryRng + ?Sized>(&self, rng: &mut R) -> Result<f64, R::Error> {
        let z = StandardNormal.try_sample(rng)?;
        let gamma = self.shape.try_sample(rng)?;
        let ratio = self.half_degrees / gamma.factor;
        Ok(if gamma.log == 0.0 {
            z * libm::sqrt(ratio)
        } else {
            // One exponential: a factor by itself may be too large where the product is not.
            times_exp(z, 0.5 * (libm::log(self.half_degrees) - gamma.ln()))
        })
    }
}

/// `z * exp(power)`, also where the exponential is too large for `f64` and the product is not.
#[inline]
fn times_exp(z: f64, power: f64) -> f64 {
    if power < 700.0 {
        z * libm::exp(power)
    } else {
        let root = libm::exp(0.5 * power);
        z * root * root
    }
}

#[cfg(test)]
mod tests {
    use super::times_exp;

    /// The detour by the root, which rounds twice more, is for large powers alone.
    #[test]
    fn a_power_that_is_not_large_is_rounded_as_an_exponential() {
        let powers = || (-600..600).map(|step| f64::from(step) * 0.9);
        assert!(powers().all(|power| times_exp(1.0, power) == libm::exp(power)));
        // The control: the detour is seen.
        let root = |power: f64| libm::exp(0.5 * power);
        assert!(powers().any(|power| root(power) * root(power) != libm::exp(power)));
    }

    #[test]
    fn only_a_product_that_is_too_large_is_infinite() {
        // 2^-53 is as small as a normal value becomes: of the power 746 it makes 746 - 53 ln 2.
        let z = f64::EPSILON / 2.0;
        let expected = libm::exp(746.0 - 53.0 * core::f64::consts::LN_2);
        assert!((times_exp(-z, 746.0) / -expected - 1.0).abs() < 1e-12);
        assert_eq!(times_exp(-z, 747.0), f64::NEG_INFINITY);
        assert_eq!(times_exp(z, f64::INFINITY), f64::INFINITY);
        // Both ways of computing meet where one takes over.
        let (below, from) = (times_exp(1.0, 699.999_999_999_9), times_exp(1.0, 700.0));
        assert!((below / from - 1.0).abs() < 2e-10);
    }
}
