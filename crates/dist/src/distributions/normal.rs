use rand_core::TryRng;

use super::{affine, exponential, finite, not_negative, ziggurat::normal::TABLE};
use crate::{ArgumentError, Distribution};

/// The normal distribution with mean 0 and standard deviation 1.
///
/// By the ziggurat of Marsaglia and Tsang (2000) with 256 layers, and Doornik's correction (2005). The tail is exact
/// and has no end (G. Marsaglia, "Generating a Variable from the Tail of the Normal Distribution", Technometrics 6
/// (1), 1964). Costs 1.02 words.
///
/// # Examples
///
/// ```
/// use wellspring_dist::{Random, distributions::StandardNormal};
/// use wellspring_entropy::System;
///
/// let z = System.draw(&StandardNormal);
/// assert!(z.abs() < 40.0, "beyond that lies a probability of 10^-349");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default)]
pub struct StandardNormal;

impl Distribution<f64> for StandardNormal {
    #[inline]
    fn try_sample<R: TryRng + ?Sized>(&self, rng: &mut R) -> Result<f64, R::Error> {
        let (value, sign) = TABLE.draw(rng, |x| libm::exp(-0.5 * x * x))?;
        let value = match value {
            Some(value) => value,
            None => tail(rng)?,
        };
        // A branch would be mispredicted every second time.
        Ok(f64::from_bits(value.to_bits() | sign))
    }
}

/// Beyond `r` the curve is `exp(-r^2/2)` times `exp(-r a)` times `exp(-a^2/2)`: an exponential of the rate `r`, of
/// which the last factor is the part that is taken.
#[cold]
fn tail<R: TryRng + ?Sized>(rng: &mut R) -> Result<f64, R::Error> {
    loop {
        let a = exponential::standard(rng)? / TABLE.r();
        if exponential::standard(rng)? > 0.5 * a * a {
            return Ok(TABLE.r() + a);
        }
    }
}

/// The normal distribution with a given mean and standard deviation.
///
/// A [`StandardNormal`] `z` as `mean + std_dev * z`, for 1.02 words. Nothing is kept for the next draw, as Python's
/// `gauss` does.
///
/// # Examples
///
/// ```
/// use wellspring_dist::{Random, distributions::Normal};
/// use wellspring_entropy::System;
///
/// let height = System.draw(&Normal::new(1.75, 0.07)?);
/// assert!((1.0..2.5).contains(&height));
/// assert!(Normal::new(1.75, -0.07).is_err());
/// # Ok::<(), wellspring_dist::ArgumentError>(())
/// ```
#[doc(alias = "gauss", alias = "normalvariate", alias = "Gaussian")]
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Normal {
    mean: f64,
    std_dev: f64,
}

impl Normal {
    /// For a mean and a standard deviation; with 0, every value is the mean.
    ///
    /// # Errors
    ///
    /// [`ArgumentError::Parameter`] unless both are finite and `std_dev` is not negative.
    pub fn new(mean: f64, std_dev: f64) -> Result<Self, ArgumentError> {
        Ok(Self { mean: finite("mean", mean)?, std_dev: not_negative("std_dev", std_dev)? })
    }
}

impl Distribution<f64> for Normal {
    #[inline]
    fn try_sample<R: TryRng + ?Sized>(&self, rng: &mut R) -> Result<f64, R::Error> {
        Ok(affine(self.mean, self.std_dev, StandardNormal.try_sample(rng)?))
    }
}

/// Numbers of which the logarithm is normal: `exp(mu + sigma * z)`, with the median `exp(mu)`.
///
/// Costs 1.02 words.
///
/// # Examples
///
/// ```
/// use wellspring_dist::{Random, distributions::LogNormal};
/// use wellspring_entropy::System;
///
/// let factor = System.draw(&LogNormal::new(0.0, 0.25)?);
/// assert!(factor > 0.0);
/// # Ok::<(), wellspring_dist::ArgumentError>(())
/// ```
#[doc(alias = "lognormvariate")]
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct LogNormal {
    log: Normal,
}

impl LogNormal {
    /// For the mean and the standard deviation of the logarithm.
    ///
    /// # Errors
    ///
    /// [`ArgumentError::Parameter`] unless both are finite and `sigma` is not negative.
    pub fn new(mu: f64, sigma: f64) -> Result<Self, ArgumentError> {
        let (mean, std_dev) = (finite("mu", mu)?, not_negative("sigma", sigma)?);
        Ok(Self { log: Normal { mean, std_dev } })
    }
}

impl Distribution<f64> for LogNormal {
    #[inline]
    fn try_sample<R: TryRng + ?Sized>(&self, rng: &mut R) -> Result<f64, R::Error> {
        self.log.try_sample(rng).map(libm::exp)
    }
}

#[cfg(test)]
mod tests {
    use super::{TABLE, tail};
    use crate::distributions::scripts;

    /// Right before the edge of what is taken, and right behind it.
    #[test]
    fn the_tail_takes_the_part_that_it_should() {
        for a in [0.05, 0.3, 0.9, 2.0] {
            for (part, expected) in [(1.0 + 1e-9, a), (1.0 - 1e-9, 0.1)] {
                let [first, second] = [a, 0.1].map(|a| scripts::exponential(a * TABLE.r()));
                let height = scripts::exponential(a * a / 2.0 * part);
                let words = [first, height, second, scripts::exponential(1.0)];
                let value = scripts::from(&words, |s| tail(s)).unwrap();
                assert!((value - TABLE.r() - expected).abs() < 1e-9, "{value} for {a}");
            }
        }
    }
}
