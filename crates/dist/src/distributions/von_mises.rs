//! Directions around a preferred one.
//!
//! D. J. Best and N. I. Fisher, "Efficient Simulation of the von Mises Distribution", Applied Statistics 28 (2),
//! 1979.
//!
//! **Method.** The density is proportional to `exp(kappa * cos(x))`. Best and Fisher draw from a Cauchy distribution
//! that is wrapped around the circle and take a part of its values. Their formulas divide by `kappa` and subtract
//! cosines: they give 0/0 for small `kappa` and lose all digits for large ones, which is why others switch to a
//! uniform or a normal distribution there, and Python then forgets `mu`. Written for the tangent of half the angle,
//! nothing cancels. Let
//!
//! ```text
//! a = (1 + 1 / (2 kappa + sqrt(1 + 4 kappa^2))) / 2       g^2 = a / (2 kappa + a)
//! ```
//!
//! With a standard Cauchy value `c`, the angle is `2 atan(g c)`, which is the wrapped Cauchy distribution of their
//! optimal parameter. With `s` the square of the sine of half the angle and `y = a - 1 + 2 kappa s`, the density over
//! that of the envelope is proportional to `(1 + y) exp(-y)`, which is at most 1, at `y = 0`; so the angle is taken
//! with that probability: if an exponential is above `y - ln(1 + y)`. That is at most `y^2/2`, and for `y < 0` at
//! most `1 / (1 + y)` times that, so often no logarithm is needed. For `kappa = 0`, `g` and `a` are 1, `y` is 0, and
//! every angle is taken, uniformly. For large `kappa`, `g` tends to `1 / (2 sqrt(kappa))`, and two of three are
//! taken.

use core::f64::consts::{PI, TAU};

use rand_core::TryRng;

use super::{cauchy, exponential, finite, not_negative};
use crate::{ArgumentError, Distribution};

/// Angles around `mu`, the more closely the larger `kappa` is: density proportional to `exp(kappa * cos(x - mu))`.
///
/// In radians, in `-PI..PI`. With `kappa = 0` all angles are as likely. Best and Fisher's method (1979), in a form
/// that is stable for every `kappa`. Costs 2.0 to 3.1 words.
///
/// # Examples
///
/// ```
/// use wellspring_dist::{Random, distributions::VonMises};
/// use wellspring_entropy::System;
///
/// let angle = System.draw(&VonMises::new(1.0, 1e6)?);
/// assert!((angle - 1.0).abs() < 0.1);
/// # Ok::<(), wellspring_dist::ArgumentError>(())
/// ```
#[doc(alias = "vonmisesvariate")]
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct VonMises {
    mu: f64,
    /// `a - 1`, `g`, and `2 kappa g^2`.
    least: f64,
    g: f64,
    factor: f64,
}

impl VonMises {
    /// For a mean direction, any number of radians, and a concentration.
    ///
    /// # Errors
    ///
    /// [`ArgumentError::Parameter`] unless both are finite and `kappa` is not negative.
    pub fn new(mu: f64, kappa: f64) -> Result<Self, ArgumentError> {
        let (mu, kappa) = (finite("mu", mu)?, not_negative("kappa", kappa)?);
        // The sine and the cosine of a large number know more digits of 2 pi than a remainder would.
        let mu = if libm::fabs(mu) <= PI { mu } else { libm::atan2(libm::sin(mu), libm::cos(mu)) };
        let twice = 2.0 * kappa;
        let a = 0.5 + 0.5 / (twice + libm::hypot(1.0, twice));
        Ok(Self {
            mu,
            least: a - 1.0,
            // Halves: `twice` may be infinite.
            g: libm::sqrt(0.5 * a) / libm::sqrt(kappa + 0.5 * a),
            factor: a / (1.0 + a / twice),
        })
    }
}

impl Distribution<f64> for VonMises {
    #[inline]
    fn try_sample<R: TryRng + ?Sized>(&self, rng: &mut R) -> Result<f64, R::Error> {
        loop {
            let c = cauchy::standard(rng)?;
            let tangent = self.g * c;
            let y = self.least + self.factor * (c * c / (1.0 + tangent * tangent));
            let e = exponential::standard(rng)?;
            if is_squeezed(y, e) || is_taken(y, e) {
                let angle = self.mu + 2.0 * libm::atan(tangent);
                return Ok(if angle >= PI {
                    angle - TAU
                } else if angle < -PI {
                    angle + TAU
                } else {
                    angle
                });
            }
        }
    }
}

/// Whether the angle is taken for certain, without a logarithm.
#[inline]
fn is_squeezed(y: f64, e: f64) -> bool {
    e * (1.0 + y).min(1.0) > 0.5 * y * y
}

/// Whether the angle is taken.
#[inline]
fn is_taken(y: f64, e: f64) -> bool {
    e > y - libm::log1p(y)
}

#[cfg(test)]
mod tests {
    use super::{is_squeezed, is_taken};
    use crate::distributions::series::ln_1p_rest;

    /// Whether nothing is squeezed that would not be taken, with exponentials larger by `factor` than what decides.
    fn holds(factor: f64) -> bool {
        (-999..10_000).map(|part| f64::from(part) / 1000.0).all(|y| {
            let edge = -ln_1p_rest::<2>(y);
            let [below, above] = [1.0 - 1e-9, 1.0 + 1e-9].map(|part| edge * part);
            assert!(y == 0.0 || is_taken(y, above) && !is_taken(y, below), "{y}");
            !is_squeezed(y, below * factor)
        })
    }

    #[test]
    fn the_squeeze_lies_below() {
        assert!(holds(1.0));
        // The control: as if the squeeze were lower by 2 %.
        assert!(!holds(1.0 / 0.98));
    }
}
