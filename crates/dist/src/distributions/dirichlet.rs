use rand_core::TryRng;

use super::{
    beta::lift,
    gamma::{Factored, Shape},
    positive,
};
use crate::{ArgumentError, Block, Distribution};

/// `N` shares of a whole: numbers from 0 to 1 that sum to 1, up to rounding.
///
/// Each is the part that one [`Gamma`](super::Gamma) value of its shape has in the sum of all. The largest is divided
/// out first, in logarithms where needed, so that parameters however small give no 0/0: with all near 0 one share is
/// 1 and the others are 0.
///
/// Costs 2.1 to 2.2 words a share and one more for each parameter below 1, read in blocks.
///
/// # Examples
///
/// ```
/// use wellspring_dist::{Random, distributions::Dirichlet};
/// use wellspring_entropy::System;
///
/// let [red, green, blue] = System.draw(&Dirichlet::new([1.0, 1.0, 1.0])?);
/// assert!((red + green + blue - 1.0).abs() < 1e-9);
/// # Ok::<(), wellspring_dist::ArgumentError>(())
/// ```
///
/// A single share is refused when it is compiled.
///
/// ```compile_fail
/// wellspring_dist::distributions::Dirichlet::new([1.0]);
/// ```
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Dirichlet<const N: usize> {
    shapes: [Shape; N],
    /// How many words of 32 bits a draw takes at least.
    words: usize,
}

impl<const N: usize> Dirichlet<N> {
    /// For a parameter for each share, to the sum of which it is in proportion on average.
    ///
    /// # Errors
    ///
    /// [`ArgumentError::ParameterAt`] unless each is finite and above 0.
    pub fn new(alpha: [f64; N]) -> Result<Self, ArgumentError> {
        const { assert!(N >= 2, "a whole has at least two shares") }
        let mut words = 0usize;
        for (index, parameter) in alpha.into_iter().enumerate() {
            positive("alpha", parameter).map_err(|error| error.at(index))?;
            words = words.saturating_add(if parameter < 1.0 { 6 } else { 4 });
        }
        let lift = lift(alpha.into_iter().fold(0.0, f64::max));
        Ok(Self { shapes: alpha.map(|parameter| Shape::new(parameter * lift)), words })
    }
}

impl<const N: usize> Distribution<[f64; N]> for Dirichlet<N> {
    fn try_sample<R: TryRng + ?Sized>(&self, rng: &mut R) -> Result<[f64; N], R::Error> {
        let mut block = Block::new(rng, self.words);
        let mut values = [Factored { factor: 1.0, log: f64::NEG_INFINITY }; N];
        let (mut largest, mut largest_ln) = (values.first().copied(), f64::NEG_INFINITY);
        for (value, shape) in values.iter_mut().zip(&self.shapes) {
            *value = shape.try_sample(&mut block)?;
            let ln = value.ln();
            if ln > largest_ln {
                (largest, largest_ln) = (Some(*value), ln);
            }
        }
        let Some(largest) = largest else { return Ok([0.0; N]) };
        let parts = values.map(|value| value.part_of(largest));
        let sum: f64 = parts.iter().sum();
        Ok(parts.map(|part| part / sum))
    }
}
