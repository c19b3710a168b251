use core::f64::consts::FRAC_PI_4;

use rand_core::TryRng;

use super::{affine, finite, positive};
use crate::{ArgumentError, Distribution};

/// Where a ray of random direction, from a point at the distance `scale`, meets a line: a peak with tails so long
/// that there is no mean.
///
/// The tangent of a uniform angle up to 45 degrees, or the reciprocal of it, each as often: so the tail is as fine as
/// the middle, and ends only at `2^62` scales. Costs one word.
///
/// # Examples
///
/// ```
/// use wellspring_dist::{Random, distributions::Cauchy};
/// use wellspring_entropy::System;
///
/// let x = System.draw(&Cauchy::new(0.0, 1.0)?);
/// assert!(x.is_finite());
/// # Ok::<(), wellspring_dist::ArgumentError>(())
/// ```
#[doc(alias = "Lorentz")]
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Cauchy {
    median: f64,
    scale: f64,
}

impl Cauchy {
    /// For the median and the distance to it that half of the values have at most.
    ///
    /// # Errors
    ///
    /// [`ArgumentError::Parameter`] unless both are finite and `scale` is above 0.
    pub fn new(median: f64, scale: f64) -> Result<Self, ArgumentError> {
        Ok(Self { median: finite("median", median)?, scale: positive("scale", scale)? })
    }
}

impl Distribution<f64> for Cauchy {
    #[inline]
    fn try_sample<R: TryRng + ?Sized>(&self, rng: &mut R) -> Result<f64, R::Error> {
        Ok(affine(self.median, self.scale, standard(rng)?))
    }
}

/// Around 0 with the scale 1; its size is at least 2^-63 and below 2^63.
///
/// The sign is bit 63, whether to take the reciprocal bit 62, and the angle is bits 1 to 61.
#[inline]
#[allow(
    clippy::cast_precision_loss,
    reason = "rounding to the nearest keeps the digits that count"
)]
pub(super) fn standard<R: TryRng + ?Sized>(rng: &mut R) -> Result<f64, R::Error> {
    const ANGLES: u64 = 1 << 62;
    const STEP: f64 = FRAC_PI_4 / ANGLES as f64;
    let word = rng.try_next_u64()?;
    let tangent = libm::tan(((word & (ANGLES - 1)) | 1) as f64 * STEP);
    let size = if word & ANGLES == 0 { tangent } else { 1.0 / tangent };
    Ok(if word >> 63 == 0 { size } else { -size })
}
