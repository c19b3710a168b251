//! Section 2.10, the linear complexity test: how short a shift register with linear feedback makes each block.
//!
//! Not by E. Berlekamp's and J. Massey's algorithm, which finds the register itself, but by Euclid's, which is faster
//! for its length alone. The bits are the beginning of a series in `1/x`, `s(x) / x^n`; the denominators of its
//! continued fraction are the registers, and their degrees `n` less those of the remainders of `x^n` by `s(x)`. The bits
//! determine a denominator as long as its degree and that of the one before are at most `n` together: H. Niederreiter,
//! "Sequences with almost perfect linear complexity profile", EUROCRYPT 1987. So nothing but remainders is computed,
//! over words of 64 coefficients, down to degrees of about `n / 2`.

use crate::bits::Bits;

use super::chi_square;

/// In blocks of `block` bits, at most 511.
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

/// Coefficients of a polynomial of degree 511 or less, the leading one highest in the first word.
type Polynomial = [u64; 8];

/// The length of the shortest shift register that makes `len` bits from `start` on.
pub(super) fn shortest_register(bits: &Bits, start: usize, len: usize) -> usize {
    assert!(0 < len && len < 512);
    let mut above = [1 << 63, 0, 0, 0, 0, 0, 0, 0];
    let mut degree_above = len;
    let mut below: Polynomial = core::array::from_fn(|k| {
        let left = len.saturating_sub(k * 64);
        let word = bits.at((start + k * 64).min(bits.len()));
        if left < 64 { word & !(u64::MAX >> left) } else { word }
    });
    let Some(by) = raise(&mut below) else {
        return 0;
    };
    let mut degree = len - 1 - by;
    loop {
        // One step of a division: the leading terms are above each other.
        above.iter_mut().zip(&below).for_each(|(above, below)| *above ^= below);
        let Some(by) = raise(&mut above) else {
            return len - degree;
        };
        degree_above -= by;
        if degree_above < degree {
            if degree_above + degree < len {
                return len - degree;
            }
            core::mem::swap(&mut above, &mut below);
            core::mem::swap(&mut degree_above, &mut degree);
        }
    }
}

/// Moves the leading coefficient to the highest place, and returns by how many; `None` of a polynomial without any.
fn raise(polynomial: &mut Polynomial) -> Option<usize> {
    let mut by = 0;
    while polynomial[0] == 0 {
        if by == 64 * 8 {
            return None;
        }
        polynomial.rotate_left(1);
        by += 64;
    }
    let zeros = polynomial[0].leading_zeros();
    for k in 0..7 {
        polynomial[k] = polynomial[k] << zeros | polynomial[k + 1] >> 1 >> (63 - zeros);
    }
    polynomial[7] <<= zeros;
    Some(by + zeros as usize)
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

    /// Berlekamp and Massey's algorithm ("Shift-register synthesis and BCH decoding", IEEE Transactions on Information
    /// Theory 15 (1), 1969), bit by bit.
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
