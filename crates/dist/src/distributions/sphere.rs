use rand_core::TryRng;

use super::words::{next_pair, open};
use crate::Distribution;

/// Points on the unit circle, each direction as likely.
///
/// By von Neumann's method (1951): a point in the disc, its angle doubled, without sine or cosine. Costs 2.5 words,
/// two to a call.
///
/// # Examples
///
/// ```
/// use wellspring_dist::{Random, distributions::UnitCircle};
/// use wellspring_entropy::System;
///
/// let [x, y] = System.draw(&UnitCircle);
/// assert!((x * x + y * y - 1.0).abs() < 1e-9);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default)]
pub struct UnitCircle;

impl Distribution<[f64; 2]> for UnitCircle {
    #[inline]
    fn try_sample<R: TryRng + ?Sized>(&self, rng: &mut R) -> Result<[f64; 2], R::Error> {
        let (x, y, square) = in_disc(rng)?;
        Ok([(x * x - y * y) / square, 2.0 * x * y / square])
    }
}

/// Points on the unit sphere, each direction as likely.
///
/// By G. Marsaglia, "Choosing a Point from the Surface of a Sphere", Annals of Mathematical Statistics 43 (2), 1972:
/// the square of the distance of a point in the disc is uniform, and so is a coordinate of a point on the sphere.
/// Costs 2.5 words, two to a call.
///
/// # Examples
///
/// ```
/// use wellspring_dist::{Random, distributions::UnitSphere};
/// use wellspring_entropy::System;
///
/// let [x, y, z] = System.draw(&UnitSphere);
/// assert!((x * x + y * y + z * z - 1.0).abs() < 1e-9);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default)]
pub struct UnitSphere;

impl Distribution<[f64; 3]> for UnitSphere {
    #[inline]
    fn try_sample<R: TryRng + ?Sized>(&self, rng: &mut R) -> Result<[f64; 3], R::Error> {
        let (x, y, square) = in_disc(rng)?;
        let factor = 2.0 * libm::sqrt(1.0 - square);
        Ok([x * factor, y * factor, 1.0 - 2.0 * square])
    }
}

/// A uniform point in the unit disc, and the square of its distance from the middle, which is never 0.
#[inline]
fn in_disc<R: TryRng + ?Sized>(rng: &mut R) -> Result<(f64, f64, f64), R::Error> {
    loop {
        let [x, y] = next_pair(rng)?.map(|word| 2.0 * open(word) - 1.0);
        let square = x * x + y * y;
        if square < 1.0 {
            return Ok((x, y, square));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::in_disc;
    use crate::distributions::scripts;

    /// Right inside of the edge, and right outside of it.
    #[test]
    fn points_are_taken_in_the_disc() {
        for (x, y) in [(0.6, 0.8), (-0.28, 0.96), (-0.8, -0.6), (1e-3, -0.999_999_5)] {
            for (part, expected) in [(1.0 - 1e-9, x), (1.0 + 1e-9, 0.25)] {
                let words = [x * part, y * part, 0.25, 0.5];
                let words = words.map(|x| scripts::uniform((1.0 + x) / 2.0));
                let (found, ..) = scripts::from(&words, |s| in_disc(s)).unwrap();
                assert!((found - expected).abs() < 1e-8, "{found} {expected}");
            }
        }
    }
}
