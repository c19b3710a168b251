//! Sums of bits: sections 2.1 (all of them), 2.2 (block by block), 2.3 (runs) and 2.13 (how far the sums wander).

use statrs::function::{
    erf::{erf, erfc},
    gamma::gamma_ur,
};

use crate::bits::Bits;

/// Section 2.1, the frequency (monobit) test.
pub(crate) fn frequency(bits: &Bits) -> f64 {
    erfc(excess(bits).abs() / (2.0 * bits.len() as f64).sqrt())
}

/// The natural logarithm of a bound on the probability of so many ones or zeros, which needs no limit law: W. Hoeffding,
/// "Probability inequalities for sums of bounded random variables", Journal of the American Statistical Association 58,
/// 1963.
pub(crate) fn hoeffding(bits: &Bits) -> f64 {
    core::f64::consts::LN_2 - excess(bits).powi(2) / (2.0 * bits.len() as f64)
}

/// Ones less zeros.
fn excess(bits: &Bits) -> f64 {
    2.0 * f64::from(bits.ones(0, bits.len())) - bits.len() as f64
}

/// Section 2.2, the frequency test within blocks of `block` bits; what is left over is not looked at.
pub(crate) fn block_frequency(bits: &Bits, block: usize) -> f64 {
    let blocks = bits.len() / block;
    let half = block as f64 / 2.0;
    let squares = (0..blocks).map(|k| (f64::from(bits.ones(k * block, block)) - half).powi(2));
    let chi = 4.0 * squares.sum::<f64>() / block as f64;
    gamma_ur(blocks as f64 / 2.0, chi / 2.0)
}

/// Section 2.3, the runs test. It is not made, and failed, where the frequency test would fail clearly.
pub(crate) fn runs(bits: &Bits) -> f64 {
    let n = bits.len() as f64;
    let share = f64::from(bits.ones(0, bits.len())) / n;
    if (share - 0.5).abs() >= 2.0 / n.sqrt() {
        return 0.0;
    }
    // A run begins where a bit differs from the one before.
    let begins = |k: usize| {
        let left = bits.len() - 1 - k;
        let mask = if left < 64 { !(u64::MAX >> left) } else { u64::MAX };
        ((bits.at(k) ^ bits.at(k + 1)) & mask).count_ones()
    };
    let count = 1 + (0..bits.len() - 1).step_by(64).map(begins).sum::<u32>();
    let mean = 2.0 * n * share * (1.0 - share);
    erfc((f64::from(count) - mean).abs() / (2.0 * (2.0 * n).sqrt() * share * (1.0 - share)))
}

/// Section 2.13, the cumulative sums test: forwards and backwards.
pub(crate) fn cumulative_sums(bits: &Bits) -> [f64; 2] {
    let (mut sum, mut low, mut high) = (0_i64, 0_i64, 0_i64);
    let whole = bits.len() / 8;
    let bytes = bits.words().iter().flat_map(|word| word.to_be_bytes()).take(whole);
    for byte in bytes {
        let [step, least, most] = WALKS[usize::from(byte)];
        low = low.min(sum + i64::from(least));
        high = high.max(sum + i64::from(most));
        sum += i64::from(step);
    }
    for k in whole * 8..bits.len() {
        sum += if bits.at(k) >> 63 == 1 { 1 } else { -1 };
        (low, high) = (low.min(sum), high.max(sum));
    }
    // From the end, the sums are the last one less the others, with the empty one among them.
    let n = bits.len() as f64;
    [high.max(-low), (sum - low).max(high - sum)].map(|z| farthest(z as f64, n))
}

/// The probability that a walk of `n` steps goes as far as `z`, by the formula of section 3.13 of the standard.
fn farthest(z: f64, n: f64) -> f64 {
    let scale = z / n.sqrt();
    // Where the normal law has come to its ends, all further terms are zero.
    let few = (3.0 / scale).ceil() + 1.0;
    let terms = |from: f64, term: &dyn Fn(f64) -> f64| {
        let (from, to) = (from.ceil().max(-few), ((n / z - 1.0) / 4.0).floor().min(few));
        let count = (to - from).max(-1.0) as i64;
        (0..=count).map(|k| term(from + k as f64)).sum::<f64>()
    };
    let between = |a: f64, b: f64| {
        let half = |x: f64| erf(x * scale / 2f64.sqrt()) / 2.0;
        half(a) - half(b)
    };
    let first = terms((1.0 - n / z) / 4.0, &|k| between(4.0 * k + 1.0, 4.0 * k - 1.0));
    let second = terms((-n / z - 3.0) / 4.0, &|k| between(4.0 * k + 3.0, 4.0 * k + 1.0));
    (1.0 - first + second).clamp(0.0, 1.0)
}

/// For each byte: the sum of its eight steps, and the least and the largest on the way.
const WALKS: [[i8; 3]; 256] = {
    let mut walks = [[0; 3]; 256];
    let mut byte = 0;
    while byte < 256 {
        let (mut sum, mut low, mut high, mut place) = (0, 0, 0, 8);
        while place > 0 {
            place -= 1;
            sum += if byte >> place & 1 == 1 { 1 } else { -1 };
            low = if sum < low { sum } else { low };
            high = if sum > high { sum } else { high };
        }
        walks[byte] = [sum, low, high];
        byte += 1;
    }
    walks
};
