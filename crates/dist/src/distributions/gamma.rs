//! Gamma values, in two factors.
//!
//! G. Marsaglia and W. W. Tsang, "A Simple Method for Generating Gamma Variables", ACM Transactions on Mathematical
//! Software 26 (3), 2000.
//!
//! **Method.** For a shape of 1 or more let `d = shape - 1/3` and `c = 1 / (3 sqrt(d))`. With a normal `x` and `t = c
//! x`, the value is `d (1 + t)^3`, taken with the probability `exp(x^2/2 + d - d (1 + t)^3 + 3 d ln(1 + t))`. The
//! terms of that exponent are of the size of `d` and cancel down to about `x^4 / (108 d)`; in `f64`, nothing true
//! would be left of it from a shape of 10^16 on, and the tails would be wrong long before. Since `x^2/2 = 9/2 d t^2`,
//! it is
//!
//! ```text
//! 3 d (ln(1 + t) - t + t^2/2 - t^3/3)
//! ```
//!
//! which is computed without cancellation, and compared with the negative of an exponential, the logarithm of a
//! uniform number. Its series begins with `-t^4/4`, which it is not below for `t >= 0`, nor below `1 / (1 + t)` times
//! that for `t < 0`; so mostly no logarithm is needed. At least 95 of 100 are taken, and nearly all for large shapes.
//!
//! **Small shapes.** Below 1, a value of the shape `shape + 1` is multiplied by `U^(1/shape)` (section 6). For a
//! shape of 0.001 half of the values are below 10^-300, and for smaller ones `f64` has no number for most of them.
//! Alone, such a value is rounded to 0, and near that it is right to 2^-42, the part that a logarithm of such a size
//! leaves; but a quotient of two must not become 0/0. So the second factor is kept as its logarithm, which is that of
//! a uniform number again, minus an exponential, divided by the shape.

use rand_core::TryRng;

use super::{StandardNormal, exponential, positive, series::ln_1p_rest};
use crate::{ArgumentError, Distribution};

/// Waiting times for the `shape`th event: density proportional to `x^(shape - 1) * exp(-x / scale)`, mean `shape *
/// scale`.
///
/// By Marsaglia and Tsang's method (2000). Costs 2.2 words for a shape of 1, 2.1 from 3 on, and one more below 1.
///
/// # Examples
///
/// ```
/// use wellspring_dist::{Random, distributions::Gamma};
/// use wellspring_entropy::System;
///
/// let minutes = System.draw(&Gamma::new(3.0, 10.0)?); // until the third bus
/// assert!(minutes > 0.0);
/// # Ok::<(), wellspring_dist::ArgumentError>(())
/// ```
#[doc(alias = "gammavariate", alias = "Erlang")]
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Gamma {
    shape: Shape,
    scale: f64,
}

impl Gamma {
    /// For a shape and a scale, Python's `alpha` and `beta`.
    ///
    /// # Errors
    ///
    /// [`ArgumentError::Parameter`] unless both are finite and above 0.
    pub fn new(shape: f64, scale: f64) -> Result<Self, ArgumentError> {
        let shape = Shape::new(positive("shape", shape)?);
        Ok(Self { shape, scale: positive("scale", scale)? })
    }
}

impl Distribution<f64> for Gamma {
    #[inline]
    fn try_sample<R: TryRng + ?Sized>(&self, rng: &mut R) -> Result<f64, R::Error> {
        Ok(self.shape.try_sample(rng)?.times(self.scale))
    }
}

/// Sums of the squares of `degrees` standard normal values: a [`Gamma`] of the shape `degrees / 2` and the scale 2.
///
/// Costs what the gamma does.
///
/// # Examples
///
/// ```
/// use wellspring_dist::{Random, distributions::ChiSquared};
/// use wellspring_entropy::System;
///
/// assert!(System.draw(&ChiSquared::new(10.0)?) > 0.0);
/// # Ok::<(), wellspring_dist::ArgumentError>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ChiSquared {
    shape: Shape,
}

impl ChiSquared {
    /// For a number of degrees of freedom, whole or not.
    ///
    /// # Errors
    ///
    /// [`ArgumentError::Parameter`] unless `degrees` is finite and above 0.
    pub fn new(degrees: f64) -> Result<Self, ArgumentError> {
        Ok(Self { shape: Shape::new(0.5 * positive("degrees", degrees)?) })
    }
}

impl Distribution<f64> for ChiSquared {
    #[inline]
    fn try_sample<R: TryRng + ?Sized>(&self, rng: &mut R) -> Result<f64, R::Error> {
        Ok(self.shape.try_sample(rng)?.times(2.0))
    }
}

/// A gamma distribution of the scale 1. A shape of 0, as half of the smallest number, is what it tends to: always 0.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Shape {
    shape: f64,
    d: f64,
    c: f64,
}

/// The number `factor * exp(log)`, where `log` is 0 or less, perhaps negative infinity.
#[derive(Clone, Copy, Debug)]
pub(super) struct Factored {
    pub(super) factor: f64,
    pub(super) log: f64,
}

impl Shape {
    pub(super) fn new(shape: f64) -> Self {
        let d = if shape < 1.0 { shape + 1.0 } else { shape } - 1.0 / 3.0;
        Self { shape, d, c: 1.0 / (3.0 * libm::sqrt(d)) }
    }

    #[inline]
    pub(super) fn try_sample<R: TryRng + ?Sized>(&self, rng: &mut R) -> Result<Factored, R::Error> {
        let factor = loop {
            let t = self.c * StandardNormal.try_sample(rng)?;
            if t <= -1.0 {
                continue;
            }
            let e = exponential::standard(rng)?;
            if is_squeezed(self.d, t, e) || is_taken(self.d, t, e) {
                let v = 1.0 + t;
                break self.d * (v * v * v);
            }
        };
        let log = if self.shape < 1.0 { -exponential::standard(rng)? / self.shape } else { 0.0 };
        Ok(Factored { factor, log })
    }
}

// The products with `d` come first: they are finite for every `d`.

/// Whether the value is taken for certain, without a logarithm.
#[inline]
fn is_squeezed(d: f64, t: f64, e: f64) -> bool {
    let square = t * t;
    e * (1.0 + t).min(1.0) > 0.75 * (d * (square * square))
}

/// Whether the value is taken.
#[inline]
fn is_taken(d: f64, t: f64, e: f64) -> bool {
    -e < 3.0 * (d * ln_1p_rest::<4>(t))
}

impl Factored {
    /// The product with `scale`, which is rounded to 0 or infinity only if it has to be.
    #[inline]
    fn times(self, scale: f64) -> f64 {
        if self.log > -600.0 {
            self.factor * libm::exp(self.log) * scale
        } else {
            libm::exp(self.log + libm::log(self.factor) + libm::log(scale))
        }
    }

    pub(super) fn ln(self) -> f64 {
        libm::log(self.factor) + self.log
    }

    /// What part this is of `larger`, for two numbers that are not both infinitely small.
    #[inline]
    pub(super) fn part_of(self, larger: Self) -> f64 {
        if self.log == 0.0 && larger.log == 0.0 {
            self.factor / larger.factor
        } else {
            libm::exp(self.ln() - larger.ln())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Shape, is_squeezed, is_taken, ln_1p_rest};
    use crate::distributions::scripts;

    /// Right before the edge of what is taken, and right behind it; the edge is the paper's.
    #[test]
    fn values_are_taken_with_the_probability_of_the_paper() {
        for shape in [1.0, 1.7, 4.0] {
            let (d, c) = (shape - 1.0 / 3.0, 1.0 / libm::sqrt(9.0 * shape - 3.0));
            for x in [-2.2, -1.0, -0.2, 0.15, 0.4, 1.0, 3.0] {
                let v = libm::pow(1.0 + c * x, 3.0);
                let edge = -(x * x / 2.0 + d - d * v + d * libm::log(v));
                for (part, expected) in [(1.0 + 1e-6, d * v), (1.0 - 1e-6, d)] {
                    let [x, e] = [scripts::normal(x), scripts::exponential(edge * part)];
                    let words = [x, e, scripts::normal(1e-12), scripts::exponential(1.0)];
                    let value = scripts::from(&words, |s| Shape::new(shape).try_sample(s)).unwrap();
                    let off = value.factor / expected - 1.0;
                    assert!(off.abs() < 1e-9, "{} {expected} for {shape}", value.factor);
                }
            }
        }
    }

    /// Whether nothing is squeezed that would not be taken, with exponentials larger by `factor` than what decides.
    fn holds(factor: f64) -> bool {
        (-999..10_000).map(|part| f64::from(part) / 1000.0).all(|t| {
            let e = -3.0 * ln_1p_rest::<4>(t) * (1.0 - 1e-9);
            assert!(t == 0.0 || !is_taken(1.0, t, e));
            !is_squeezed(1.0, t, e * factor)
        })
    }

    #[test]
    fn the_squeeze_lies_below() {
        assert!(holds(1.0));
        // The control: as if the squeeze were lower by 2 %.
        assert!(!holds(1.0 / 0.98));
    }
}
