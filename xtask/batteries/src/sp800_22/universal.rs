//! Section 2.9, Maurer's universal statistical test: how far back each block occurred last.

use statrs::function::erf::erfc;

use crate::bits::Bits;

/// With the length of a block and of the beginning that the standard has for so many bits; `NaN` below 387 840.
pub(crate) fn universal(bits: &Bits) -> f64 {
    let rule = RULES.iter().rev().find(|(least, ..)| bits.len() >= *least);
    let Some((_, len, mean, variance)) = rule else {
        return f64::NAN;
    };
    let (found, blocks) = distance(bits, *len, 10 << len);
    let (len, blocks) = (*len as f64, blocks as f64);
    // Section 2.9.4: a correction for blocks that are not independent.
    let c = 0.7 - 0.8 / len + (4.0 + 32.0 / len) * blocks.powf(-3.0 / len) / 15.0;
    let deviation = c * (variance / blocks).sqrt();
    erfc((found - mean).abs() / (2f64.sqrt() * deviation))
}

/// The mean of the logarithm, to base 2, of the distance to the last block of `len` bits that was the same, over all
/// blocks behind the first `first`; and how many these are.
pub(super) fn distance(bits: &Bits, len: usize, first: usize) -> (f64, usize) {
    let blocks = bits.len() / len;
    let logarithms: Vec<f64> = (0..4096).map(|k| f64::from(k).log2()).collect();
    let mut last = vec![0_usize; 1 << len];
    let mut sum = 0.0;
    for block in 1..=blocks {
        let place = &mut last[(bits.at((block - 1) * len) >> (64 - len)) as usize];
        if block > first {
            let back = block - *place;
            sum += logarithms.get(back).copied().unwrap_or_else(|| (back as f64).log2());
        }
        *place = block;
    }
    (sum / (blocks - first) as f64, blocks - first)
}

/// Sections 2.9.4 and 2.9.7: from how many bits on, the length of a block, the mean and the variance.
const RULES: &[(usize, usize, f64, f64)] = &[
    (387_840, 6, 5.217_705_2, 2.954),
    (904_960, 7, 6.196_250_7, 3.125),
    (2_068_480, 8, 7.183_665_6, 3.238),
];
