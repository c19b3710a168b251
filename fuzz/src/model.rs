//! The numbers of `Random` once more, in whole numbers of any length and by the definition: what the bytes of a source stand for.

use num_bigint::BigUint;

/// The rest of a script: bytes that are read from the front.
pub struct Script<'a>(pub &'a [u8]);

impl Script<'_> {
    /// A word of so many bits, little-endian. A word of 128 bits is two of 64; the first is gone if the second is missing.
    pub fn word(&mut self, bits: u32) -> Option<u128> {
        if bits == 128 {
            let low = self.word(64)?;
            return Some(self.word(64)? << 64 | low);
        }
        let (bytes, rest) = self.0.split_at_checked(bits as usize / 8)?;
        self.0 = rest;
        Some(bytes.iter().rev().fold(0, |word, byte| word << 8 | u128::from(*byte)))
    }

    /// A number in `0..n` for `n` above 0 and up to 2^128, as `below` draws it: by the narrowest word that has `n` values, and of
    /// its products with `n` those whose low part is at least `2^w mod n`.
    pub fn below(&mut self, n: &BigUint) -> Option<u128> {
        let one = BigUint::from(1u8);
        let width = [32, 64, 128].into_iter().find(|width| *n <= &one << *width).unwrap_or(128);
        let (all, mask) = (&one << width, (&one << width) - 1u8);
        loop {
            let product = BigUint::from(self.word(width)?) * n;
            if &product & &mask >= &all % n {
                return u128::try_from(product >> width).ok();
            }
        }
    }

    /// `k` bits, at most 128, as `bits` draws them: the upper ones of the narrowest word that has them; none of no word.
    pub fn bits(&mut self, k: u32) -> Option<u128> {
        let width = match k {
            0 => return Some(0),
            1..=32 => 32,
            33..=64 => 64,
            _ => 128,
        };
        self.word(width).map(|word| word >> (width - k))
    }

    /// `k` bits of a long number: whole words of 64, the least significant first, and the others above them.
    pub fn bits_big(&mut self, k: u64) -> Option<BigUint> {
        let mut number = BigUint::ZERO;
        for index in 0..k / 64 {
            number |= BigUint::from(self.word(64)?) << (64 * index);
        }
        let rest = u32::try_from(k % 64).ok()?;
        Some(number | BigUint::from(self.bits(rest)?) << (k - k % 64))
    }
}
