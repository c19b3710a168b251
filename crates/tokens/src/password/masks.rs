//! Arithmetic on secret numbers, in a time that does not depend on them.
//!
//! Masks, all ones or zeros, come from differences and borrows. Nothing is compared and nothing divided by an instruction: of
//! comparisons compilers make jumps, and the time of a division depends on its operands.

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
