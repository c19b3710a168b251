//! Whole numbers of any length, in limbs of 64 bits, the least significant first. They count, and are no secrets.

use alloc::vec::Vec;

use super::table::Step;

/// How many limbs the number needs.
pub(super) fn significant(limbs: &[u64]) -> usize {
    limbs.iter().rposition(|limb| *limb != 0).map_or(0, |top| top + 1)
}

/// Multiplies in place, with a limb more where it is needed.
pub(super) fn multiply(number: &mut Vec<u64>, factor: u32) {
    let mut carry = 0;
    for limb in number.iter_mut() {
        (*limb, carry) = halves(u128::from(*limb) * u128::from(factor) + u128::from(carry));
    }
    if carry > 0 {
        number.push(carry);
    }
}

/// Adds a number that has no more limbs than the sum; what does not fit is lost.
pub(super) fn add(sum: &mut [u64], number: &[u64]) {
    let mut carry = 0;
    for (index, limb) in sum.iter_mut().enumerate() {
        let other = number.get(index).copied().unwrap_or(0);
        (*limb, carry) = halves(u128::from(other) + u128::from(*limb) + u128::from(carry));
    }
}

/// Multiplies in place; what does not fit is lost.
pub(super) fn multiply_in_place(number: &mut [u64], factor: u32) {
    number.iter_mut().fold(0, |carry, limb| {
        let (low, high) = halves(u128::from(*limb) * u128::from(factor) + u128::from(carry));
        *limb = low;
        high
    });
}

/// Adds the product of a number that has no more limbs than the sum; what does not fit is lost.
pub(super) fn add_product(sum: &mut [u64], number: &[u64], factor: u64) {
    let (low, high) = sum.split_at_mut(number.len().min(sum.len()));
    let mut carry = 0;
    for (limb, other) in low.iter_mut().zip(number) {
        // (2^64 - 1)^2 + 2 * (2^64 - 1) = 2^128 - 1
        let product = u128::from(*other) * u128::from(factor);
        (*limb, carry) = halves(product + u128::from(*limb) + u128::from(carry));
    }
    for limb in high {
        if carry == 0 {
            break;
        }
        (*limb, carry) = halves(u128::from(*limb) + u128::from(carry));
    }
}

/// One limb of many sums at once: those before, and of each step the limb of the number that it leads to times its size.
#[inline]
pub(super) fn add_column(
    after: &mut [u64],
    before: &[u64],
    numbers: &[u64],
    steps: &[Step],
    carries: &mut [u64],
) {
    for (((after, before), step), carry) in after.iter_mut().zip(before).zip(steps).zip(carries) {
        // None for what leads nowhere.
        let number = numbers.get(step.next as usize).copied().unwrap_or(0);
        let product = u128::from(number) * u128::from(step.size);
        (*after, *carry) = halves(product + u128::from(*before) + u128::from(*carry));
    }
}

/// The low and the high word.
#[allow(clippy::cast_possible_truncation, reason = "the two halves are what is wanted")]
pub(super) const fn halves(word: u128) -> (u64, u64) {
    (word as u64, (word >> 64) as u64)
}
