//! How often short patterns occur: sections 2.7 and 2.8 (templates), 2.11 (serial) and 2.12 (approximate entropy).

use core::f64::consts::LN_2;

use statrs::function::gamma::gamma_ur;

use crate::bits::Bits;

use super::{blocks::begins, chi_square};

/// Section 2.7, the non-overlapping template matching test, for all templates of `len` bits at once.
///
/// A template that is no continuation of itself can never overlap with itself, so the number of its occurrences
/// without overlap is just the number of its occurrences: one histogram of all patterns has the counts of all templates.
pub(crate) fn non_overlapping(
    bits: &Bits,
    templates: &[u16],
    len: usize,
    blocks: usize,
) -> Vec<f64> {
    let block = bits.len() / blocks;
    let places = block - len + 1;
    let mean = places as f64 / 2f64.powi(len as i32);
    let variance = block as f64
        * (1.0 / 2f64.powi(len as i32) - (2.0 * len as f64 - 1.0) / 2f64.powi(2 * len as i32));
    let mut squares = vec![0.0; templates.len()];
    for k in 0..blocks {
        let counts = windows(bits, k * block, places, len);
        for (square, template) in squares.iter_mut().zip(templates) {
            *square += (f64::from(counts[usize::from(*template)]) - mean).powi(2) / variance;
        }
    }
    squares.iter().map(|chi| gamma_ur(blocks as f64 / 2.0, chi / 2.0)).collect()
}

/// The templates of `len` bits that are no continuation of themselves, 148 of them for 9 bits.
pub(crate) fn templates(len: usize) -> Vec<u16> {
    let own = |template: &u16| {
        (1..len).all(|shift| template >> shift != template & ((1 << (len - shift)) - 1))
    };
    (0..1 << len).filter(own).collect()
}

/// Section 2.8, the overlapping template matching test, for nine ones in blocks of 1032 bits.
pub(crate) fn overlapping(bits: &Bits) -> f64 {
    // Section 2.8.4 of revision 1a: K. Hamano and T. Kaneko, "Correction of overlapping template matching test included
    // in NIST randomness test suite", IEICE Transactions on Fundamentals E90-A (9), 2007.
    const PROBABILITIES: [f64; 6] =
        [0.364_091, 0.185_659, 0.139_381, 0.100_571, 0.070_432, 0.139_865];
    chi_square(&overlaps(bits), &PROBABILITIES)
}

/// In how many blocks nine ones begin at 0, 1, 2, 3, 4 places, or at more.
pub(super) fn overlaps(bits: &Bits) -> [u32; 6] {
    const BLOCK: usize = 1032;
    let mut counts = [0_u32; 6];
    for k in 0..bits.len() / BLOCK {
        let found = (0..BLOCK).step_by(64).map(|place| {
            let start = k * BLOCK + place;
            let ahead = u128::from(bits.at(start)) << 64 | u128::from(bits.at(start + 64));
            let ones = (begins(ahead, 9) >> 64) as u64;
            // The last place from which nine bits are left.
            let places = BLOCK - 8 - place.min(BLOCK - 8);
            (if places < 64 { ones & !(u64::MAX >> places) } else { ones }).count_ones()
        });
        counts[(found.sum::<u32>() as usize).min(5)] += 1;
    }
    counts
}

/// How often each pattern of `len` bits occurs, the bits taken as a ring.
pub(crate) fn ring(bits: &Bits, len: usize) -> Vec<u32> {
    let inside = bits.len() - (len - 1);
    let mut counts = windows(bits, 0, inside, len);
    for k in inside..bits.len() {
        let tail = bits.at(k) >> (64 - len);
        counts[(tail | (bits.at(0) >> (64 - len) >> (bits.len() - k))) as usize] += 1;
    }
    counts
}

/// The counts for patterns that are shorter by one bit.
pub(crate) fn shorter(counts: &[u32]) -> Vec<u32> {
    counts.chunks(2).map(|pair| pair.iter().sum()).collect()
}

/// Section 2.11, the serial test, from the counts of `n` patterns in a ring.
pub(crate) fn serial(counts: &[u32], n: usize) -> [f64; 2] {
    let one_less = shorter(counts);
    let psi = |counts: &[u32]| {
        let squares: u64 = counts.iter().map(|count| u64::from(*count).pow(2)).sum();
        counts.len() as f64 / n as f64 * squares as f64 - n as f64
    };
    let (long, middle, short) = (psi(counts), psi(&one_less), psi(&shorter(&one_less)));
    let cells = counts.len() as f64;
    [
        gamma_ur(cells / 4.0, (long - middle) / 2.0),
        gamma_ur(cells / 8.0, (long - 2.0 * middle + short) / 2.0),
    ]
}

/// Section 2.12, the approximate entropy test, from the counts of `n` patterns in a ring, which are one bit longer than
/// the standard's `m`.
pub(crate) fn approximate_entropy(counts: &[u32], n: usize) -> f64 {
    let phi = |counts: &[u32]| -> f64 {
        let shares = counts.iter().filter(|count| **count > 0);
        shares.map(|count| f64::from(*count) / n as f64).map(|share| share * share.ln()).sum()
    };
    let entropy = phi(&shorter(counts)) - phi(counts);
    let chi = 2.0 * n as f64 * (LN_2 - entropy);
    gamma_ur(counts.len() as f64 / 4.0, chi.max(0.0) / 2.0)
}

/// How often each pattern of `len` bits stands at one of `places` places from `start` on.
fn windows(bits: &Bits, start: usize, places: usize, len: usize) -> Vec<u32> {
    let mut counts = vec![0; 1 << len];
    let mut place = 0;
    // A read has room for 32 patterns of up to 33 bits.
    while place + 32 <= places {
        let ahead = bits.at(start + place);
        for k in 0..32 {
            counts[((ahead << k) >> (64 - len)) as usize] += 1;
        }
        place += 32;
    }
    for k in place..places {
        counts[(bits.at(start + k) >> (64 - len)) as usize] += 1;
    }
    counts
}
