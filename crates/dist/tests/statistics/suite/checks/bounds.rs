//! The tests themselves: each of the four has to pass a uniform sample and to reject one that is wrong where it looks.

use wellspring_dist::Random;

use crate::suite::{
    Form,
    bound::{
        Found, anderson, anderson_darling, kolmogorov, kolmogorov_smirnov, likelihood_ratio,
        ratio_bound, smooth,
    },
    report::Row,
};

pub(crate) fn check(form: &Form) -> Vec<Row> {
    limits();
    let n = 4 * form.draws();
    let mut even = form.sample("bounds", n, |source| source.f64());
    even.sort_by(f64::total_cmp);
    // Moved in the middle, pressed to both ends, and one cell of many too full.
    let moved: Vec<f64> = even.iter().map(|u| u + form.slip() * u * (1.0 - u)).collect();
    let pressed: Vec<f64> = even.iter().map(|u| press(*u, 0.6 * form.slip())).collect();
    let counts = |draws: &[f64], fuller: f64| {
        let mut counts = vec![0; 50];
        draws.iter().for_each(|u| counts[(u * 50.0) as usize] += 1);
        counts[20] += (fuller * counts[20] as f64) as u64;
        counts
    };
    let fair = [0.02; 50];
    let row = |test: &str, found, control: &str, caught| Row {
        test: test.into(),
        draws: n,
        found,
        control: control.into(),
        caught,
    };
    vec![
        row(
            "Kolmogorov-Smirnov of uniform floats",
            kolmogorov_smirnov(&even),
            "u + d u (1 - u)",
            kolmogorov_smirnov(&moved),
        ),
        row(
            "Anderson-Darling of uniform floats",
            anderson_darling(&even),
            "too many at both ends",
            anderson_darling(&pressed),
        ),
        row("smooth test of uniform floats", smooth(&even), "u + d u (1 - u)", smooth(&moved)),
        row(
            "likelihood ratio of 50 equal cells",
            likelihood_ratio(&counts(&even, 0.0), &fair),
            "one cell fuller",
            likelihood_ratio(&counts(&even, 8.0 * form.slip()), &fair),
        ),
    ]
}

/// `u` as it would be with more of the probability at both ends.
fn press(u: f64, by: f64) -> f64 {
    let logit = (u / (1.0 - u)).ln() * (1.0 + 4.0 * by);
    if u > 0.0 { 1.0 / (1.0 + (-logit).exp()) } else { 0.0 }
}

/// The limit laws against values from mpmath, and that no bound is below its limit law.
fn limits() {
    let known = [
        (0.5, 0.963_945_243_664_875_1),
        (0.9, 0.392_730_707_940_654_4),
        (1.2, 0.112_249_666_670_724_96),
        (2.0, 0.000_670_925_255_779_695_4),
    ];
    for (x, p) in known {
        assert!((kolmogorov(x) - p).abs() < 1e-9, "kolmogorov({x}) is {}", kolmogorov(x));
    }
    // Quantiles of the limit of the Anderson-Darling statistic: Marsaglia and Marsaglia, 2004, section 2.
    for (x, p) in [(1.933, 0.10), (2.492, 0.05), (3.878, 0.01)] {
        assert!((anderson(x) - p).abs() < 1e-3, "anderson({x}) is {}", anderson(x));
    }
    // Where its three formulas meet.
    for x in [2.0, 6.0] {
        let (below, above): (f64, f64) = (anderson(x - 1e-9), anderson(x + 1e-9));
        assert!((below / above - 1.0).abs() < 0.1, "{below} and {above} at {x}");
    }
    let chi_square = statrs::function::gamma::gamma_ur(31.5, 50.0);
    assert!((chi_square - 0.002_077_236_552_784_795).abs() < 1e-12, "{chi_square}");
    for freedom in [1.0, 10.0, 63.0, 500.0] {
        for y in [0.6, 1.0, 1.5, 2.0, 4.0].map(|factor| factor * freedom) {
            let limit = statrs::function::gamma::gamma_ur(freedom / 2.0, y).ln();
            assert!(ratio_bound(y, freedom) >= limit, "{y} of {freedom}");
        }
    }
    let nothing = Found { words: String::new(), bound: f64::NAN };
    assert!(crate::suite::sample::rejected(&crate::suite::bound::all(&[nothing])));
}
