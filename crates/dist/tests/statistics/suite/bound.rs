//! Four statistics, and for each a bound on the probability that it is so large by chance.
//!
//! A false alarm of 2^-40 lies so far out that a limit law says nothing certain about it: how fast a finite sample
//! comes near to its limit there is known to nobody. So the verdict is by bounds that were proved for every sample
//! size. They cost some power, which a larger sample buys back. All are natural logarithms.
//!
//! - **Kolmogorov-Smirnov**, `D`: `P <= 2 exp(-2 n D^2)`. Dvoretzky, Kiefer and Wolfowitz, with the constant of
//!   P. Massart, "The tight constant in the Dvoretzky-Kiefer-Wolfowitz inequality", Annals of Probability 18 (3), 1990.
//!   It sees what is wrong in the middle.
//! - **Anderson-Darling**, `A^2`: `P <= 2 exp(-A^2 / (2 + 2 sqrt(A^2 / n)))`. It sees what is wrong towards the ends.
//!   `A^2 = n ∫ (F_n(u) - u)^2 / (u (1 - u)) du` is the squared norm of a sum of `n` independent vectors of mean 0 in a
//!   Hilbert space, each divided by `sqrt(n)`; a vector has the squared norm `Y = -1 - ln U - ln (1 - U)`. If
//!   `E |X|^m <= m! s^2 L^(m-2) / 2` for all `m >= 2`, then `P(|S| >= r sqrt(n)) <= 2 exp(-r^2 / (2 s^2 + 2 L r / sqrt(n)))`:
//!   I. Pinelis and A. Sakhanenko, "Remarks on inequalities for large deviation probabilities", Theory of Probability
//!   and its Applications 30 (1), 1986. Here `E Y = 1` and `P(Y > y) = 1 - sqrt(1 - 4 e^(-1-y)) <= 4 e^(-1-y)`, so
//!   `E Y^(m/2) <= (4/e) Γ(1 + m/2)`, and `s = L = 1` will do: 1 <= 1 for `m = 2`, 1.96 <= 3, 2.95 <= 12, and so on.
//! - **Smooth**: the means of the first four Legendre polynomials of `u`, scaled to a variance of 1; their squares are at
//!   most `m^2 = 2 j + 1`. J. Neyman, "Smooth test for goodness of fit", Skandinavisk Aktuarietidskrift 20, 1937. For
//!   the sum `t sqrt(n)` of such values `P <= 2 exp(-t^2 / (2 + 2 m t / (3 sqrt(n))))`, which is Bernstein's inequality,
//!   and times four for the largest of four. It sees a wrong place, width, skew or weight of the tails with the fewest
//!   draws.
//! - **The likelihood ratio** of counts, `G = 2 n KL`, which is the chi-square test in the form for which there is such
//!   a bound: `P <= e^-y (e y / (k - 1))^(k - 1)` for `k` cells and `y = n KL > k - 1`. R. Agrawal, "Finite-sample
//!   concentration of the multinomial in relative entropy", IEEE Transactions on Information Theory 66 (10), 2020,
//!   <https://arxiv.org/abs/1904.02291>. It holds for cells that expect little, too.
//!
//! The p-values in the table are those of the limit laws, for the eye; nothing is decided by them.

use core::f64::consts::{LN_2, PI};

use statrs::function::{erf::erfc, gamma::gamma_ur};

/// The logarithm of 2^-40.
pub(crate) const LEVEL: f64 = -40.0 * LN_2;

/// What a test found: the statistic in words, and the logarithm of its bound.
#[derive(Clone, Debug)]
pub(crate) struct Found {
    pub(crate) words: String,
    pub(crate) bound: f64,
}

/// Kolmogorov and Smirnov's largest distance, for values of a distribution function in rising order.
pub(crate) fn kolmogorov_smirnov(sorted: &[f64]) -> Found {
    assert!(!sorted.iter().any(|u| u.is_nan()), "a distribution function of NaN");
    let n = sorted.len() as f64;
    let mut largest = 0.0_f64;
    for (index, u) in sorted.iter().enumerate() {
        let before = index as f64 / n;
        largest = largest.max(u - before).max(before + 1.0 / n - u);
    }
    let words = format!("KS p {}", short(kolmogorov(largest * n.sqrt())));
    Found { words, bound: clip(LN_2 - 2.0 * n * largest * largest) }
}

/// Anderson and Darling's weighted mean square, in the same way.
pub(crate) fn anderson_darling(sorted: &[f64]) -> Found {
    let n = sorted.len() as f64;
    // A distribution function rounds to 0 or 1 where the law does not.
    let inside = |u: f64| u.clamp(1e-300, 1.0 - f64::EPSILON / 2.0);
    let pairs = sorted.iter().zip(sorted.iter().rev()).enumerate();
    let terms = pairs.map(|(index, (low, high))| {
        (2.0 * index as f64 + 1.0) * (inside(*low).ln() + (-inside(*high)).ln_1p())
    });
    let square = -n - terms.sum::<f64>() / n;
    let words = format!("AD p {}", short(anderson(square)));
    Found { words, bound: clip(LN_2 - square / (2.0 + 2.0 * (square.max(0.0) / n).sqrt())) }
}

/// Neyman's smooth test, with the largest of four means.
pub(crate) fn smooth(values: &[f64]) -> Found {
    let n = values.len() as f64;
    let mut sums = [0.0; 4];
    for u in values {
        let x = 2.0 * u - 1.0;
        let (x2, x3, x4) = (x * x, x * x * x, x * x * x * x);
        let legendre = [x, 1.5 * x2 - 0.5, 2.5 * x3 - 1.5 * x, (35.0 * x4 - 30.0 * x2 + 3.0) / 8.0];
        sums.iter_mut().zip(legendre).for_each(|(sum, p)| *sum += p);
    }
    let mut found = Found { words: String::new(), bound: f64::INFINITY };
    for (sum, m) in sums.iter().zip([3f64, 5.0, 7.0, 9.0].map(f64::sqrt)) {
        let t = (m * sum).abs() / n.sqrt();
        let bound = 8f64.ln() - t * t / (2.0 + 2.0 * m * t / (3.0 * n.sqrt()));
        if bound < found.bound {
            // Šidák's p-value of the largest of four.
            let p = -(4.0 * (-erfc(t / 2f64.sqrt())).ln_1p()).exp_m1();
            found = Found { words: format!("smooth p {}", short(p)), bound };
        }
    }
    Found { bound: clip(found.bound), ..found }
}

/// The likelihood ratio of counts against probabilities.
pub(crate) fn likelihood_ratio(counts: &[u64], probabilities: &[f64]) -> Found {
    assert_eq!(counts.len(), probabilities.len());
    let sum: f64 = probabilities.iter().sum();
    assert!((sum - 1.0).abs() < 1e-9, "the probabilities sum to {sum}");
    let n = counts.iter().sum::<u64>() as f64;
    let pairs = counts.iter().zip(probabilities).filter(|(count, _)| **count > 0);
    let terms = pairs.map(|(count, p)| *count as f64 * (*count as f64 / (n * p)).ln());
    let y = terms.sum::<f64>().max(0.0);
    let freedom = (counts.len() - 1) as f64;
    let p = if y.is_finite() { gamma_ur(freedom / 2.0, y) } else { 0.0 };
    let words = format!("G {:.1} of {freedom}, p {}", 2.0 * y, short(p));
    Found { words, bound: ratio_bound(y, freedom) }
}

/// Agrawal's bound for `y = n KL`.
pub(crate) fn ratio_bound(y: f64, freedom: f64) -> f64 {
    if y.is_infinite() {
        return f64::NEG_INFINITY;
    }
    if y <= freedom { 0.0 } else { clip(freedom * (1.0 + (y / freedom).ln()) - y) }
}

/// The `y` from which the bound is below the level, with room for `tests` other tests.
pub(crate) fn ratio_limit(freedom: f64) -> f64 {
    let (mut below, mut above) = (freedom, freedom + 1000.0);
    for _ in 0..60 {
        let middle = f64::midpoint(below, above);
        if ratio_bound(middle, freedom) > LEVEL { below = middle } else { above = middle }
    }
    above
}

/// Several tests of one sample: all of them, and the smallest bound times their number.
pub(crate) fn all(found: &[Found]) -> Found {
    let words: Vec<&str> = found.iter().map(|found| found.words.as_str()).collect();
    // `min` of a NaN and a number is the number.
    let smallest = found.iter().map(|found| found.bound);
    let smallest = smallest.fold(0.0, |a, b| if b.is_nan() { f64::NEG_INFINITY } else { b.min(a) });
    Found { words: words.join(", "), bound: clip(smallest + (found.len() as f64).ln()) }
}

fn clip(bound: f64) -> f64 {
    if bound.is_nan() { f64::NEG_INFINITY } else { bound.min(0.0) }
}

/// `P(sqrt(n) D > x)` in the limit.
pub(crate) fn kolmogorov(x: f64) -> f64 {
    if x < 1.18 {
        // Where the other series is slow, its transform by theta functions.
        let term = |k: i32| (-(f64::from(2 * k - 1) * PI / x).powi(2) / 8.0).exp();
        return 1.0 - (2.0 * PI).sqrt() / x * (1..=4).map(term).sum::<f64>();
    }
    let term =
        |k: i32| (if k % 2 == 0 { -1.0 } else { 1.0 }) * (-2.0 * (f64::from(k) * x).powi(2)).exp();
    2.0 * (1..=6).map(term).sum::<f64>()
}

/// `P(A^2 > x)` in the limit: to 2e-6 by G. and J. Marsaglia, "Evaluating the Anderson-Darling distribution", Journal of
/// Statistical Software 9 (2), 2004; far out, where that is too coarse, by the tail of the largest of the squares that
/// the limit is a sum of, `z^2 / 2`, times what all the others add to it, the square root of 3.
pub(crate) fn anderson(x: f64) -> f64 {
    let polynomial = |c: [f64; 6]| c.iter().rev().fold(0.0, |sum, c| sum * x + c);
    if x <= 0.0 {
        1.0
    } else if x < 2.0 {
        let c = [2.000_12, 0.247_105, -0.064_982_1, 0.034_796_2, -0.011_672, 0.001_686_91];
        1.0 - (-1.233_714_1 / x).exp() / x.sqrt() * polynomial(c)
    } else if x < 6.0 {
        let c = [1.077_6, -2.306_95, 0.434_24, -0.082_433, 0.008_056, -0.000_314_6];
        -(-polynomial(c).exp()).exp_m1()
    } else {
        3f64.sqrt() * erfc(x.sqrt())
    }
}

/// Two digits.
fn short(p: f64) -> String {
    if p < 0.001 { format!("{p:.0e}") } else { format!("{p:.2}") }
}
