use rand_core::TryRng;

use super::{check, finite, words::next_open};
use crate::{ArgumentError, Distribution};

/// Numbers from `min` to `max` with a density that rises in a straight line to `mode` and falls in one.
///
/// By inversion, from the end that is nearer. Costs one word.
///
/// # Examples
///
/// ```
/// use wellspring_dist::{Random, distributions::Triangular};
/// use wellspring_entropy::System;
///
/// let days = System.draw(&Triangular::new(2.0, 10.0, 3.0)?);
/// assert!((2.0..=10.0).contains(&days));
/// assert!(Triangular::new(2.0, 10.0, 11.0).is_err());
/// # Ok::<(), wellspring_dist::ArgumentError>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Triangular {
    min: f64,
    max: f64,
    /// Half of `max - min`, which by itself may be too large, or all of it, and how many of those it is.
    width: f64,
    halves: bool,
    /// The part of the values that are below the mode.
    rising: f64,
}

impl Triangular {
    /// For the ends and the most frequent value; with `min == max`, every value is that.
    ///
    /// # Errors
    ///
    /// [`ArgumentError::Parameter`] unless all are finite, `min <= max`, and `mode` is in `min..=max`.
    pub fn new(min: f64, max: f64, mode: f64) -> Result<Self, ArgumentError> {
        let (min, max) = (finite("min", min)?, finite("max", max)?);
        check("max", max, min <= max, "`min` or more")?;
        check("mode", mode, (min..=max).contains(&mode), "`min..=max`")?;
        let halves = !(max - min).is_finite();
        let unit = if halves { 0.5 } else { 1.0 };
        let width = max * unit - min * unit;
        let rising = if width > 0.0 { (mode * unit - min * unit) / width } else { 0.0 };
        Ok(Self { min, max, width, halves, rising })
    }
}

impl Distribution<f64> for Triangular {
    #[inline]
    fn try_sample<R: TryRng + ?Sized>(&self, rng: &mut R) -> Result<f64, R::Error> {
        let u = next_open(rng)?;
        let (end, step) = if u < self.rising {
            (self.min, self.width * libm::sqrt(u * self.rising))
        } else {
            (self.max, -self.width * libm::sqrt((1.0 - u) * (1.0 - self.rising)))
        };
        let value = end + step + if self.halves { step } else { 0.0 };
        Ok(value.clamp(self.min, self.max))
    }
}
