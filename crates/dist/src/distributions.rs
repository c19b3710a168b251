//! Continuous and discrete distributions, each of them a [`Distribution`](crate::Distribution).
//!
//! | what is drawn | distributions |
//! |---|---|
//! | yes or no | [`Bernoulli`] |
//! | a count | [`Binomial`], [`Geometric`], [`Poisson`] |
//! | any real number | [`Cauchy`], [`Normal`], [`StandardNormal`], [`StudentT`] |
//! | a number above 0 | [`ChiSquared`], [`Exponential`], [`Gamma`], [`LogNormal`], [`Pareto`], [`Weibull`] |
//! | a number in an interval | [`Beta`], [`Triangular`], [`VonMises`] |
//! | several numbers | [`Dirichlet`], [`UnitCircle`], [`UnitSphere`] |
//!
//! **Parameters** are checked by `new`, which names the one that it refuses. What it accepts can be drawn: no
//! parameter panics, gives a NaN, or keeps a draw from ending on a source that is random.
//!
//! **Rounding.** [`Bernoulli`] is exact, to the last bit of its parameter. The others are exact in real numbers and
//! computed in `f64`, so that what they promise is: exact up to the rounding of `f64`. A value that is too large for
//! `f64` is an infinity and one that is too small is 0, as rounding has it, but none is because of a step on the way
//! to it; and a value next to an end of its range may be rounded to that end. A value that is computed as `exp(x)` is
//! rounded as `x` is: one of [`LogNormal`] with a `mu` of 10^6 has 33 good bits, and others have 42 or more, but where
//! a parameter is so near to 0 that almost all values are 0 or infinite. A uniform float has 52 random bits here and
//! is never 0 or 1. That cuts off no tail: tails come from an exponential, which has no end. Only of counts with a
//! mean below 10 those are missing that together have a probability of less than about 2^-50.
//!
//! **Stability.** The same bytes give the same values on every platform: all functions are those of `libm`, written
//! in Rust, and none is the platform's. A change of a value is a breaking change.
//!
//! **State.** Nothing is kept from one draw to the next, not even the second number of a pair: after a fork, parent
//! and child have nothing in common. Distributions are `Copy` and go to other threads.
//!
//! **Cost** is given in words of 64 bits, on average. Drawing takes a time that depends on the value that is drawn:
//! these distributions are for simulations and delays, not for keys.
//!
//! # Examples
//!
//! ```
//! use wellspring_dist::{Random, distributions::{Exponential, Normal}};
//! use wellspring_entropy::System;
//!
//! let noise = System.draw(&Normal::new(0.0, 0.1)?);
//! let wait = System.try_draw(&Exponential::new(2.0)?)?;
//! assert!(noise.abs() < 5.0 && wait >= 0.0);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod bernoulli;
mod beta;
mod binomial;
mod cauchy;
mod counts;
mod dirichlet;
mod exponential;
mod gamma;
mod geometric;
mod normal;
mod pareto;
mod poisson;
#[cfg(test)]
mod scripts;
mod series;
mod sphere;
mod student_t;
mod triangular;
mod von_mises;
mod weibull;
mod words;
mod ziggurat;

pub use self::{
    bernoulli::Bernoulli,
    beta::Beta,
    binomial::Binomial,
    cauchy::Cauchy,
    dirichlet::Dirichlet,
    exponential::Exponential,
    gamma::{ChiSquared, Gamma},
    geometric::Geometric,
    normal::{LogNormal, Normal, StandardNormal},
    pareto::Pareto,
    poisson::Poisson,
    sphere::{UnitCircle, UnitSphere},
    student_t::StudentT,
    triangular::Triangular,
    von_mises::VonMises,
    weibull::Weibull,
};
use crate::ArgumentError;

/// `value`, if `is_allowed`.
fn check(
    name: &'static str,
    value: f64,
    is_allowed: bool,
    allowed: &'static str,
) -> Result<f64, ArgumentError> {
    if is_allowed {
        Ok(value)
    } else {
        Err(ArgumentError::Parameter { name, value: value.into(), allowed })
    }
}

/// `start + factor * x`, also where the product alone is too large for `f64` and the sum is not.
#[inline]
fn affine(start: f64, factor: f64, x: f64) -> f64 {
    let product = factor * x;
    if product.is_finite() {
        start + product
    } else {
        // Halves are exact: the sum can only be finite if the product is below twice the largest number.
        2.0 * (0.5 * start + 0.5 * factor * x)
    }
}

fn finite(name: &'static str, value: f64) -> Result<f64, ArgumentError> {
    check(name, value, value.is_finite(), "any finite number")
}

fn not_negative(name: &'static str, value: f64) -> Result<f64, ArgumentError> {
    check(name, value, value >= 0.0 && value.is_finite(), "0 or any finite number above it")
}

fn positive(name: &'static str, value: f64) -> Result<f64, ArgumentError> {
    check(name, value, value > 0.0 && value.is_finite(), "any finite number above 0")
}
