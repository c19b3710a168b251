use rand_core::TryRng;

use super::{positive, ziggurat::exponential::TABLE};
use crate::{ArgumentError, Distribution};

/// Waiting times between events of a given rate: density `rate * exp(-rate * x)`, mean `1 / rate`.
///
/// By the ziggurat of Marsaglia and Tsang (2000) with 256 layers; beyond the last layer the time starts anew, so the
/// tail has no end. Costs 1.03 words. Values are above 0 as far as `f64` can tell.
///
/// # Examples
///
/// ```
/// use wellspring_dist::{Random, distributions::Exponential};
/// use wellspring_entropy::System;
///
/// let seconds = System.draw(&Exponential::new(0.2)?); // one in five seconds
/// assert!(seconds > 0.0);
/// # Ok::<(), wellspring_dist::ArgumentError>(())
/// ```
#[doc(alias = "expovariate", alias = "Exp")]
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Exponential {
    rate: f64,
}

impl Exponential {
    /// For `rate` events in a unit of time.
    ///
    /// # Errors
    ///
    /// [`ArgumentError::Parameter`] unless `rate` is finite and above 0.
    pub fn new(rate: f64) -> Result<Self, ArgumentError> {
        Ok(Self { rate: positive("rate", rate)? })
    }
}

impl Distribution<f64> for Exponential {
    #[inline]
    fn try_sample<R: TryRng + ?Sized>(&self, rng: &mut R) -> Result<f64, R::Error> {
        Ok(standard(rng)? / self.rate)
    }
}

/// At the rate 1, and never 0.
#[inline]
pub(super) fn standard<R: TryRng + ?Sized>(rng: &mut R) -> Result<f64, R::Error> {
    // What is left of a time that has lasted for `r` is distributed as a whole one.
    let mut lasted = 0.0;
    loop {
        match TABLE.draw(rng, |x| libm::exp(-x))? {
            (Some(value), _) => return Ok(lasted + value),
            (None, _) => lasted += TABLE.r(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{TABLE, standard};
    use crate::distributions::scripts;

    #[test]
    fn beyond_the_last_layer_the_time_starts_anew() {
        // The end of layer 0.
        const BEYOND: u64 = u64::MAX << 12;
        for times in 0..4u8 {
            let mut words = [BEYOND; 5];
            words[usize::from(times)] = scripts::exponential(1.25);
            let value = scripts::from(&words, |s| standard(s)).unwrap();
            let expected = f64::from(times) * TABLE.r() + 1.25;
            assert!((value - expected).abs() < 1e-12, "{value} {expected}");
        }
    }
}
