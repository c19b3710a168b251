//! Arithmetic on secret numbers, in a time that does not depend on them.
//!
//! Masks, all ones or zeros, come from differences and borrows. Nothing is compared and nothing divided by an instruction: of
//! comparisons compilers make jumps, and the time of a division depends on its operands.

use super::limbs::halves;

/// Writes `a - b`, and says by all ones whether `a` is at least `b`; `b` may be shorter.
///
/// The borrow of a limb is the top bit of a formula in the three numbers (H. S. Warren, "Hacker's Delight", second edition, section
/// 2-13). From a comparison, or from the flag that says the same, the compiler has made jumps.
#[inline(always)]
pub(super) fn subtract(a: &[u64], b: &[u64], difference: &mut [u64]) -> u64 {
    let b = b.iter().copied().chain(core::iter::repeat(0));
    let borrow = difference.iter_mut().zip(a).zip(b).fold(0, |borrow, ((to, &a), b)| {
        let limb = a.wrapping_sub(b).wrapping_sub(borrow);
        *to = limb;
        ((!a & b) | ((!a | b) & limb)) >> 63
    });
    borrow.wrapping_sub(1)
}

/// Writes the quotient by a size below 2^32, and returns the remainder. The reciprocal of the size is `floor((2^64 - 1) / size)`.
///
/// For each 32 bits, from the top: with `n = rest * 2^32 + digit` and `rest < size`, `n < size * 2^32 < 2^64`. The reciprocal `m` is at least
/// `2^64 / size - 1` and below `2^64 / size`, so
///
/// ```text
/// n / size - 1  <  n / size - n / 2^64  <=  n * m / 2^64  <  n / size
/// ```
///
/// and the high word of `n * m` is the quotient or one less, which one subtraction of the size from the remainder tells.
#[inline(always)]
pub(super) fn divide(number: &[u64], quotient: &mut [u64], size: u64, reciprocal: u64) -> u64 {
    let mut rest = 0;
    let mut digit = |digit: u64| {
        let number = rest << 32 | digit;
        let product = u128::from(number) * u128::from(reciprocal);
        #[allow(clippy::cast_possible_truncation, reason = "the high word")]
        let estimate = (product >> 64) as u64;
        rest = number.wrapping_sub(estimate.wrapping_mul(size));
        // One too few: all ones are -1.
        let short = is_at_least(rest, size);
        rest = rest.wrapping_sub(short & size);
        estimate.wrapping_sub(short)
    };
    for (to, limb) in quotient.iter_mut().zip(number).rev() {
        let high = digit(limb >> 32);
        *to = high << 32 | digit(limb & u64::from(u32::MAX));
    }
    rest
}

/// `floor((2^64 - 1) / size)` of a secret size from 1 to 2^32 - 1, bit by bit.
#[inline(always)]
pub(super) fn reciprocal(size: u64) -> u64 {
    let (mut quotient, mut rest) = (0, 0);
    for _ in 0..u64::BITS {
        rest = rest << 1 | 1;
        let fits = is_at_least(rest, size);
        rest = rest.wrapping_sub(fits & size);
        quotient = quotient << 1 | (fits & 1);
    }
    quotient
}

/// Writes the quotient by a secret divisor from 1 to 2^126, and returns the remainder: long division, bit by bit.
///
/// The remainder is below the divisor, so twice it and 1 has 127 bits, and the top bit of a difference says which is less.
#[inline(always)]
pub(super) fn divide_long(number: &[u64], quotient: &mut [u64], divisor: [u64; 2]) -> [u64; 2] {
    let [low, high] = divisor;
    let divisor = u128::from(high) << 64 | u128::from(low);
    let mut rest = 0u128;
    for (to, &limb) in quotient.iter_mut().zip(number).rev() {
        let mut digits = 0;
        for bit in (0..u64::BITS).rev() {
            rest = rest << 1 | u128::from(limb >> bit & 1);
            let difference = rest.wrapping_sub(divisor);
            let (_, top) = halves(difference);
            let fits = (top >> 63).wrapping_sub(1);
            rest = difference.wrapping_add(divisor & !doubled(fits));
            digits = digits << 1 | (fits & 1);
        }
        *to = digits;
    }
    let (low, high) = halves(rest);
    [low, high]
}

/// The mask for two limbs.
const fn doubled(mask: u64) -> u128 {
    (mask as u128) << 64 | mask as u128
}

/// All ones if `a >= b`, for numbers below 2^63.
#[inline(always)]
pub(super) const fn is_at_least(a: u64, b: u64) -> u64 {
    (a.wrapping_sub(b) >> 63).wrapping_sub(1)
}

/// All ones if `a = b`: only 0 has no top bit where the number before it has one.
#[inline(always)]
pub(super) const fn is_equal(a: u64, b: u64) -> u64 {
    let difference = a ^ b;
    let is_zero = (!difference & difference.wrapping_sub(1)) >> 63;
    is_zero.wrapping_neg()
}

/// `a` for all ones, `b` for zeros.
#[inline(always)]
pub(super) const fn select(mask: u64, a: u64, b: u64) -> u64 {
    b ^ (mask & (a ^ b))
}

/// Takes all limbs over for all ones.
#[inline(always)]
pub(super) fn choose(mask: u64, from: &[u64], to: &mut [u64]) {
    for (to, from) in to.iter_mut().zip(from) {
        *to = select(mask, *from, *to);
    }
}
