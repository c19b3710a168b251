//! How strong a text is, in whole bits, in constants. Counts are computed exactly, digit by digit in base 2^64.

use super::MAX_CHARACTERS;

/// The most that is counted to: 62^129 < 2^769.
const LIMBS: usize = 13;

/// The fewest characters of which there are at least `2^bits` texts; more than are allowed if those are not enough.
pub(super) const fn characters(size: u32, bits: u32) -> usize {
    let mut characters = 1;
    while characters <= MAX_CHARACTERS && whole_bits(size, characters) < bits {
        characters += 1;
    }
    characters
}

/// The logarithm of the number of texts, rounded down.
#[allow(clippy::indexing_slicing, reason = "the index is below the length; const has no iterators")]
#[allow(clippy::cast_possible_truncation, reason = "the lower 64 bits, and a small index")]
pub(super) const fn whole_bits(size: u32, characters: usize) -> u32 {
    let mut count = [0u64; LIMBS];
    count[0] = 1;
    let mut character = 0;
    while character < characters && character <= MAX_CHARACTERS {
        let (mut limb, mut carry) = (0, 0);
        while limb < LIMBS {
            let product = count[limb] as u128 * size as u128 + carry;
            count[limb] = product as u64;
            carry = product >> 64;
            limb += 1;
        }
        character += 1;
    }
    let mut top = LIMBS - 1;
    while count[top] == 0 {
        top -= 1;
    }
    64 * top as u32 + count[top].ilog2()
}
