//! Float weights as whole numbers.
//!
//! A finite float is `m * 2^e` with a whole `m < 2^53`, so that multiplying by a power of two only changes `e`. Two
//! powers are of interest: the least one, `-e` of the last bit of all weights, with which all of them are whole; and the
//! greatest one with which each is below 2^64. The smaller of the two is tried first, and if the sum is not below 2^64, as
//! much less as the sum is too long.
//!
//! With the first one nothing is rounded, and the whole numbers are as small as they can be by powers of two, so that a
//! draw takes no more bytes than needed. With a smaller one the sum is at least 2^62: of the greatest weight, which is
//! at least 2^63, where no sum was too long; and where one was, since a shift by as much as it was too long leaves it
//! between 2^63 and 2^64 but for the roundings, which are fewer than 2^61, and another shift by one
//! at most follows.

use crate::{ArgumentError, Value};

/// The weights, whole and with a sum from 1 to 2^64 - 1.
pub(super) fn whole(weights: &[f64]) -> Result<impl Iterator<Item = u64> + use<'_>, ArgumentError> {
    let (mut last_bit, mut first_bit) = (i32::MAX, i32::MIN);
    for (index, &value) in weights.iter().enumerate() {
        if !(0.0..f64::INFINITY).contains(&value) {
            let allowed = "a finite number of at least 0";
            return Err(ArgumentError::Weight { index, value: Value::from(value), allowed });
        }
        if value > 0.0 {
            let (mantissa, exponent) = parts(value);
            last_bit = last_bit.min(exponent + bits(mantissa.trailing_zeros()));
            first_bit = first_bit.max(exponent + 63 - bits(mantissa.leading_zeros()));
        }
    }
    if first_bit == i32::MIN {
        return Err(ArgumentError::NoWeight);
    }
    let mut power = (63 - first_bit).min(-last_bit);
    loop {
        // No slice has 2^64 floats: the sum is below 2^128.
        let sum: u128 = weights.iter().map(|&weight| u128::from(scaled(weight, power))).sum();
        let too_long = 64 - bits(sum.leading_zeros());
        if too_long <= 0 {
            break;
        }
        power -= too_long;
    }
    Ok(weights.iter().map(move |&weight| scaled(weight, power)))
}

/// `weight * 2^power`, rounded to the nearest whole number and, for a weight that is not 0, to at least 1.
///
/// For a product below 2^64.
fn scaled(weight: f64, power: i32) -> u64 {
    let (mantissa, exponent) = parts(weight);
    if mantissa == 0 {
        return 0;
    }
    let shift = exponent.saturating_add(power);
    if shift >= 0 {
        return mantissa << shift;
    }
    let right = shift.unsigned_abs();
    // Beyond the 53 bits there is not even half of 1 left.
    let rounded = if right > 53 { 0 } else { (mantissa + (1 << (right - 1))) >> right };
    rounded.max(1)
}

/// A float that is finite and not negative as `(m, e)`, which is `m * 2^e` (IEEE 754-2019, section 3.4).
fn parts(value: f64) -> (u64, i32) {
    // The sign of -0 is shifted out.
    let fraction = value.to_bits() & ((1 << 52) - 1);
    let exponent = (value.to_bits() >> 52) & 0x7FF;
    let biased = i32::try_from(exponent).unwrap_or(0);
    if biased == 0 { (fraction, -1074) } else { (fraction | 1 << 52, biased - 1075) }
}

/// A count of bits.
fn bits(count: u32) -> i32 {
    i32::try_from(count).unwrap_or(i32::MAX)
}
