//! What the p-values of many sequences say about their source: section 4.2 of SP 800-22, with bounds in the place of
//! its limits.
//!
//! The standard looks at two things for each test: whether its p-values are uniform, in ten classes (4.2.2), and what
//! share of them is below 0.01 (4.2.1). Its limits for these are made for reading: one good source in ten thousand or
//! in three hundred is outside of them, at each of hundreds of tests. Here a row has a false alarm with a probability
//! of at most 2^-46, so that 64 rows have one of 2^-40, and that is divided among all the judgements of the row:
//!
//! - **Uniformity**: the likelihood ratio `y = n KL` of the counts in ten classes, `P <= e^-y (e y / 9)^9` for `y > 9`:
//!   R. Agrawal, "Finite-sample concentration of the multinomial in relative entropy", IEEE Transactions on Information
//!   Theory 66 (10), 2020, <https://arxiv.org/abs/1904.02291>.
//! - **Share**: `P <= 2 exp(-n KL(k/n, 0.01))`, which is H. Chernoff's bound for both sides.
//! - **Worst sequence**: the largest excess of ones or zeros, by W. Hoeffding's bound, times the number of sequences.
//!
//! The bounds hold for every number of sequences, and for p-values that are uniform. Those of SP 800-22 are so in the
//! limit of long sequences alone; how near they come to it at 2^20 bits is seen in the rows of good ciphers.

use core::f64::consts::LN_2;

use statrs::function::{beta::beta_reg, gamma::gamma_ur};

/// The logarithm of 2^-46.
pub(crate) const LEVEL: f64 = -46.0 * LN_2;

/// One judgement: of which test it is and what of it was looked at, a p-value for the eye, and the logarithm of a bound
/// on the probability that it is so bad by chance.
#[derive(Clone, Debug)]
pub(crate) struct Judgement {
    pub(crate) test: String,
    pub(crate) aspect: &'static str,
    pub(crate) p: f64,
    pub(crate) bound: f64,
}

/// Whether p-values are uniform; those that are no number are left out.
pub(crate) fn uniformity(test: &str, values: &[f64]) -> Judgement {
    let mut counts = [0_u64; 10];
    for p in values.iter().filter(|p| !p.is_nan()) {
        counts[((p * 10.0) as usize).min(9)] += 1;
    }
    let expected = counts.iter().sum::<u64>() as f64 / 10.0;
    let chi: f64 = counts.iter().map(|n| (*n as f64 - expected).powi(2)).sum::<f64>() / expected;
    let terms = counts.iter().filter(|n| **n > 0).map(|n| *n as f64 * (*n as f64 / expected).ln());
    let y: f64 = terms.sum();
    let bound = if y > 9.0 { 9.0 * (1.0 + (y / 9.0).ln()) - y } else { 0.0 };
    let p = if expected > 0.0 { gamma_ur(4.5, chi / 2.0) } else { 1.0 };
    Judgement { test: test.into(), aspect: "uniformity", p, bound }
}

/// Whether one in a hundred is below 0.01.
pub(crate) fn share(test: &str, values: &[f64]) -> Judgement {
    let applied = values.iter().filter(|p| !p.is_nan());
    let below = applied.clone().filter(|p| **p < 0.01).count();
    binomial(test, "share", applied.count() as u64, below as u64, 0.01)
}

/// Whether `found` of `n` is about one in `1 / p`.
pub(crate) fn binomial(test: &str, aspect: &'static str, n: u64, found: u64, p: f64) -> Judgement {
    if n == 0 {
        return Judgement { test: test.into(), aspect, p: 1.0, bound: 0.0 };
    }
    let (n, found) = (n as f64, found as f64);
    let term = |share: f64, p: f64| if share > 0.0 { share * (share / p).ln() } else { 0.0 };
    let divergence = term(found / n, p) + term(1.0 - found / n, 1.0 - p);
    // The smaller of both sides, exactly, and for both.
    let at_least = if found > 0.0 { beta_reg(found, n - found + 1.0, p) } else { 1.0 };
    let at_most = if found < n { 1.0 - beta_reg(found + 1.0, n - found, p) } else { 1.0 };
    let both = (2.0 * at_least.min(at_most)).min(1.0);
    Judgement { test: test.into(), aspect, p: both, bound: (LN_2 - n * divergence).min(0.0) }
}

/// Whether `found` of `n` is a rate between two others.
pub(crate) fn range(test: &str, n: u64, found: u64, [low, high]: [f64; 2]) -> Judgement {
    let rate = found as f64 / n.max(1) as f64;
    let nearest = rate.clamp(low, high);
    if nearest.total_cmp(&rate).is_eq() {
        return Judgement { test: test.into(), aspect: "", p: 1.0, bound: 0.0 };
    }
    binomial(test, "", n, found, nearest)
}

impl Judgement {
    /// The bound for this and all others of `among`. What is no number proves nothing, and counts as the worst.
    pub(crate) fn among(&self, among: usize) -> f64 {
        if self.bound.is_nan() {
            return f64::NEG_INFINITY;
        }
        (self.bound + (among as f64).ln()).min(0.0)
    }
}

/// The worst of all judgements of a row, which has to be above the [`LEVEL`].
pub(crate) fn worst(judgements: &[Judgement]) -> Option<&Judgement> {
    let bound = |judgement: &Judgement| judgement.among(1);
    judgements.iter().min_by(|a, b| bound(a).total_cmp(&bound(b)).then(a.p.total_cmp(&b.p)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn even(n: usize) -> Vec<f64> {
        (0..n).map(|k| (k as f64 + 0.5) / n as f64).collect()
    }

    #[test]
    fn even_values_pass_and_others_do_not() {
        let values = even(8192);
        for judge in [uniformity, share] {
            let good = judge("x", &values);
            assert!(good.bound.abs() < 1.0 && good.p > 0.5, "{good:?}");
            let bad = judge("x", &values.iter().map(|p| p * p).collect::<Vec<_>>());
            assert!(bad.bound < LEVEL && bad.p < 1e-12, "{bad:?}");
            let all = judge("x", &[0.0; 100]);
            assert!(all.bound < LEVEL, "{all:?}");
            assert!(judge("x", &[f64::NAN; 100]).bound.abs() < 1e-12);
        }
        // A third more below 0.01 than there should be is too many of 8192 for the eye alone.
        let few = binomial("x", "", 8192, 109, 0.01);
        assert!(few.p < 0.01 && few.bound > LEVEL, "{few:?}");
    }

    #[test]
    fn rates_are_free_between_their_ends() {
        for (found, good) in [(100, true), (150, true), (90, true), (40, false), (300, false)] {
            let found = range("x", 100_000, found, [1e-3, 2e-3]);
            assert_eq!(found.bound > LEVEL / 4.0, good, "{found:?}");
        }
    }

    #[test]
    fn the_worst_counts_for_all_of_them() {
        let of = |bound: f64| Judgement { test: "x".into(), aspect: "", p: 0.5, bound };
        let found = [of(-1.0), of(-30.0), of(-2.0)];
        let worst_of = worst(&found).map(|worst| worst.among(3));
        assert!((worst_of.unwrap() + 30.0 - 3f64.ln()).abs() < 1e-12);
        let found = [of(f64::NAN), of(0.0)];
        assert_eq!(worst(&found).map(|worst| worst.among(2)), Some(f64::NEG_INFINITY));
        assert!(worst(&[]).is_none());
    }
}
