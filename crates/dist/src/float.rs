//! Floats in [0, 1): the multiples of 2^-53 (`f64`) or 2^-24 (`f32`), each with the same probability.
//!
//! These are the values that Python's `random.random()` takes. Every one is exact, and 1 is none of them:
//! the integer has as many bits as the significand, so neither the conversion nor the product rounds.

use rand_core::TryRng;

#[inline]
#[allow(clippy::cast_precision_loss, reason = "53 bits fit the significand of f64")]
pub(crate) fn unit_f64<R: TryRng + ?Sized>(rng: &mut R) -> Result<f64, R::Error> {
    const STEP: f64 = 1.0 / (1u64 << 53) as f64;
    rng.try_next_u64().map(|word| (word >> 11) as f64 * STEP)
}

#[inline]
#[allow(clippy::cast_precision_loss, reason = "24 bits fit the significand of f32")]
pub(crate) fn unit_f32<R: TryRng + ?Sized>(rng: &mut R) -> Result<f32, R::Error> {
    const STEP: f32 = 1.0 / (1u32 << 24) as f32;
    rng.try_next_u32().map(|word| (word >> 8) as f32 * STEP)
}
