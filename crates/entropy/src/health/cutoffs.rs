//! The cut-offs of SP 800-90B, 4.4, in plain `f64`: no libm, no allocation, and in a `const`.
//!
//! **Repetition count**: 1 + ⌈a / H⌉.
//!
//! **Adaptive proportion**: 1 + k for the smallest k with P(X > k) ≤ 2^-a, where X counts the hits among W
//! samples that hit with probability p = 2^-H each; the standard writes CRITBINOM(W, 2^-H, 1 - 2^-a) for k.
//! The binomial coefficients overflow and p^W underflows, so the weights of all counts are taken *relative to
//! the most likely one*, by the ratio of neighbours:
//!
//! ```text
//! w(mode) = 1      w(i + 1) = w(i) · (W - i) / (i + 1) · p / (1 - p)
//! ```
//!
//! One pass upwards and one downwards give their sum. Then the upper tail is summed from its small end, against
//! 2^-a of that sum. No table is kept: the way back down the tail divides by the ratios that led up.
//! `1 - 2^-a` is never formed, since it is 1 in an `f64` from a = 54 on. Each weight carries a relative error of
//! some W roundings, about 10^-13, where neighbouring tails differ by percents. tests/health_cutoffs.rs
//! compares with 120-digit arithmetic.

/// How often in a row a value may not come.
#[allow(clippy::cast_precision_loss, reason = "far below 2^53")]
pub(super) const fn repetition(min_entropy: f64, false_alarm: u32) -> u16 {
    let allowed = false_alarm as f64 / min_entropy;
    let mut ceiling = 0;
    // A claim allows at least a / W bits, so this ends at W; the bound is for whoever changes that.
    while (ceiling as f64) < allowed && ceiling < u16::MAX - 1 {
        ceiling += 1;
    }
    1 + ceiling
}

/// How often in a window a value may not come.
pub(super) const fn proportion(min_entropy: f64, false_alarm: u32, window: u16) -> u16 {
    let p = two_to_minus(min_entropy);
    let odds = p / (1.0 - p);
    let mode = mode(p, window);

    let mut total = 1.0;
    let (mut i, mut weight) = (mode, 1.0);
    while i > 0 && weight > NEGLIGIBLE {
        weight /= ratio(i - 1, window, odds);
        total += weight;
        i -= 1;
    }
    (i, weight) = (mode, 1.0);
    while i < window && weight > NEGLIGIBLE {
        weight *= ratio(i, window, odds);
        total += weight;
        i += 1;
    }

    let limit = total * two_to_minus(false_alarm as f64) * (1.0 + TOLERANCE);
    let mut tail = weight;
    while tail <= limit && i > 0 {
        weight /= ratio(i - 1, window, odds);
        tail += weight;
        i -= 1;
    }
    // P(X ≥ i) exceeds the limit and P(X > i) does not.
    1 + i
}

/// w(i + 1) / w(i).
const fn ratio(i: u16, window: u16, odds: f64) -> f64 {
    (window - i) as f64 / (i + 1) as f64 * odds
}

/// The most likely number of hits, ⌊(W + 1) p⌋.
const fn mode(p: f64, window: u16) -> u16 {
    let mean = (window + 1) as f64 * p;
    let mut mode = 0;
    while mode < window && (mode + 1) as f64 <= mean {
        mode += 1;
    }
    mode
}

/// 2^-x for x ≥ 0: halved for each whole bit, and e^(-f · ln 2) for the fraction f, whose series has
/// 0.7^25 / 25! < 2^-96 as its first term left out.
const fn two_to_minus(x: f64) -> f64 {
    let (mut fraction, mut scale) = (x, 1.0);
    while fraction >= 1.0 {
        fraction -= 1.0;
        scale /= 2.0;
    }
    let exponent = -fraction * core::f64::consts::LN_2;
    let (mut sum, mut n) = (1.0, 24_u16);
    while n > 0 {
        sum = 1.0 + sum * exponent / n as f64;
        n -= 1;
    }
    scale * sum
}

/// Far below 2^-64 of the total, the smallest tail that is asked for; and beyond the mode each weight is smaller
/// than the one before, so what is left out is smaller than 1024 times this.
const NEGLIGIBLE: f64 = 1e-60;

/// A tail that is 2^-a exactly, as of the lowest claim that is allowed, shall count as no more than that
/// however the roundings fall.
const TOLERANCE: f64 = 1e-9;

#[cfg(test)]
mod tests {
    use super::{mode, proportion, two_to_minus};

    /// jitterentropy's table for a = 30 and H = 1/1 to 1/15, from 2 + CRITBINOM(W - 1, …): one more than what this
    /// function gives for a window without its first sample.
    #[test]
    fn a_published_table_is_met() {
        let published = [325, 422, 459, 477, 488, 494, 499, 502, 505, 507, 508, 509, 510, 511, 512];
        for (oversampling, cutoff) in (1..).zip(published) {
            assert_eq!(1 + proportion(1.0 / f64::from(oversampling), 30, 511), cutoff);
        }
    }

    #[test]
    fn powers_of_two_are_exact_to_a_few_units_in_the_last_place() {
        extern crate std;
        for tenth in 0..=640_u16 {
            let x = f64::from(tenth) / 10.0;
            let error = two_to_minus(x) / (-x).exp2() - 1.0;
            assert!(error.abs() < 4.0 * f64::EPSILON, "2^-{x}: {error:e}");
        }
        assert_eq!(
            [two_to_minus(0.0), two_to_minus(1.0), two_to_minus(8.0)],
            [1.0, 0.5, 1.0 / 256.0]
        );
    }

    #[test]
    fn the_mode_is_the_likeliest_count() {
        assert_eq!([mode(0.5, 512), mode(0.5, 1024)], [256, 512]);
        assert_eq!([mode(1.0 / 256.0, 512), mode(1.0, 512)], [2, 512]);
    }
}
