//! Section 2.10, the linear complexity test: how short a shift register with linear feedback makes each block.
//!
//! The algorithm is E. Berlekamp's and J. Massey's ("Shift-register synthesis and BCH decoding", IEEE Transactions on
//! Information Theory 15 (1), 1969), over words of 64 coefficients. Polynomials are as long as they have to be: after
//! `n` bits neither the register nor the one before it, in its place, is longer than `n + 1` less the other's length.

use crate::bits::Bits;

use super::chi_square;

/// In blocks of `block` bits, at most 500.
pub(crate) fn linear_complexity(bits: &Bits, block: usize) -> f64 {
    chi_square(&complexities(bits, block), &PROBABILITIES)
}

/// How many blocks are in each of the classes of section 2.10.4, step 5.
pub(super) fn complexities(bits: &Bits, block: usize) -> [u32; 7] {
    let m = block as f64;
    let sign = if block % 2 == 0 { 1.0 } else { -1.0 };
    let mean = m / 2.0 + (9.0 - sign) / 36.0 - (m / 3.0 + 2.0 / 9.0) / 2f64.powf(m);
    let mut counts = [0_u32; 7];
    for k in 0..bits.len() / block {
        let t = sign * (shortest_register(bits, k * block, block) as f64 - mean) + 2.0 / 9.0;
        counts[((t + 3.5).ceil() - 1.0).clamp(0.0, 6.0) as usize] += 1;
    }
    counts
}

/// Section 3.10: 1/96, 1/32, 1/8, 1/2, 1/4, 1/16, 1/48.
const PROBABILITIES: [f64; 7] = [1.0 / 96.0, 0.03125, 0.125, 0.5, 0.25, 0.0625, 1.0 / 48.0];

/// Words for 512 bits, with one of zeros to look ahead.
const WORDS: usize = 9;

/// The length of the shortest shift register that makes `len` bits from `start` on.
pub(super) fn shortest_register(bits: &Bits, start: usize, len: usize) -> usize {
    assert!(len <= 500);
    // The row is kept the other way round, so that bit `j` of what is read at `n` is the bit that came `j` before bit
    // `n`: bit `k` of the row is bit 511 - k from the lowest on.
    let mut row = [0_u64; WORDS];
    for (k, word) in row.iter_mut().take(8).rev().enumerate() {
        let left = len.saturating_sub(k * 64);
        let mask = if left < 64 { !(u64::MAX >> left) } else { u64::MAX };
        *word = bits.at((start + k * 64).min(bits.len())) & mask;
    }
    // Coefficient `j` is bit `j`, from the lowest of the first word on.
    let (mut register, mut before) = ([0_u64; WORDS], [0_u64; WORDS]);
    register[0] = 1;
    before[0] = 1;
    let (mut length, mut since) = (0, 1);
    for n in 0..len {
        let (word, shift) = ((511 - n) / 64, (511 - n) % 64);
        let words = length / 64 + 1;
        let mut sum = 0;
        for (j, coefficients) in register.iter().enumerate().take(words) {
            let low = row[(word + j).min(8)];
            let high = row[(word + j + 1).min(8)];
            sum ^= coefficients & ((low >> shift) | (high << 1 << (63 - shift)));
        }
        if sum.count_ones() % 2 == 0 {
            since += 1;
        } else if 2 * length <= n {
            let old = register;
            add(&mut register, &before, since);
            (length, before, since) = (n + 1 - length, old, 1);
        } else {
            add(&mut register, &before, since);
            since += 1;
        }
    }
    length
}

/// `to + from x^by`.
fn add(to: &mut [u64; WORDS], from: &[u64; WORDS], by: usize) {
    let (words, shift) = (by / 64, by % 64);
    let mut carry = 0;
    for (to, from) in to.iter_mut().skip(words).zip(from) {
        *to ^= from << shift | carry;
        carry = from >> 1 >> (63 - shift);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Section 2.10.4.
    #[test]
    fn the_standards_register_is_found() {
        let bits = Bits::of_text("1101011110001");
        assert_eq!(shortest_register(&bits, 0, 13), 4);
    }

    /// The same algorithm, bit by bit.
    fn naive(bits: &[u8]) -> usize {
        let n = bits.len();
        let (mut c, mut b) = (vec![0_u8; n + 1], vec![0_u8; n + 1]);
        (c[0], b[0]) = (1, 1);
        let (mut length, mut m) = (0, -1_isize);
        for i in 0..n {
            let d = (0..=length).fold(0, |d, j| d ^ (c[j] & bits[i - j]));
            if d == 1 {
                let t = c.clone();
                let by = (i as isize - m) as usize;
                (by..=n).for_each(|j| c[j] ^= b[j - by]);
                if 2 * length <= i {
                    (length, m, b) = (i + 1 - length, i as isize, t);
                }
            }
        }
        length
    }

    #[test]
    fn words_find_what_single_bits_find() {
        let mut state = 1_u64;
        for len in (1..=500).chain([500; 50]) {
            let text: Vec<u8> = (0..len)
                .map(|_| {
                    state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
                    // Long rows of zeros too, where the register's length jumps.
                    u8::from(state >> 61 == 0 || (len % 3 > 0 && state >> 63 == 1))
                })
                .collect();
            let digits: String = text.iter().map(|b| char::from(b'0' + b)).collect();
            let bits = Bits::of_text(&("101".to_owned() + &digits));
            assert_eq!(shortest_register(&bits, 3, len), naive(&text), "{digits}");
        }
    }
}
