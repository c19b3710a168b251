//! Scales, and parameters so large that a step on the way to a value could be an infinity where the value is none.

use wellspring_dist::{
    Distribution,
    distributions::{
        Cauchy, ChiSquared, Exponential, Gamma, LogNormal, Normal, Pareto, StandardNormal,
        StudentT, Weibull,
    },
};
use wellspring_entropy::testing::Replay;

use crate::Seeded;

/// A value of the first is that of the second times `2^power`, whatever that is in `f64`: nothing else is an infinity.
#[track_caller]
fn scales(large: impl Distribution<f64>, small: impl Distribution<f64>, power: i32, least: usize) {
    let (mut source, mut twin) = (Seeded::new(3), Seeded::new(3));
    let mut rescued = 0;
    for _ in 0..20_000 {
        let (value, expected) = (large.sample(&mut source), small.sample(&mut twin));
        // In two steps, for a power of two may be too large itself.
        let half = 2f64.powi(power >> 1);
        assert_eq!(value, expected * half * 2f64.powi(power - (power >> 1)), "{expected}");
        // Those of which the spread alone is too large, and not the value.
        rescued += usize::from(value.is_finite() && expected.abs() * half > f64::MAX / half / 2.0);
    }
    assert!(rescued >= least, "{rescued} values where it matters");
}

#[test]
fn sums_are_infinite_only_if_they_are_too_large() {
    const MAX: f64 = f64::MAX;
    // As exact as it can be: a product with a power of two rounds nothing.
    let (tenth, far) = (2f64.powi(-10), 2f64.powi(-70));
    for (mean, std_dev) in
        [(MAX, MAX), (-MAX, MAX), (MAX, MAX / 3.0), (-1e308, 1.5e308), (0.0, MAX)]
    {
        let small = Normal::new(mean * tenth, std_dev * tenth).unwrap();
        scales(Normal::new(mean, std_dev).unwrap(), small, 10, 50);
        let small = Cauchy::new(mean * far, std_dev * far).unwrap();
        scales(Cauchy::new(mean, std_dev).unwrap(), small, 70, 50);
    }
    // Values of the middle are as they are with a scale of 1.
    let small = Normal::new(0.0, 1.0).unwrap();
    scales(Normal::new(0.0, 2f64.powi(-1000)).unwrap(), small, -1000, 0);
}

/// The least angle is that of no word: the middle is not 0 and its reciprocal not infinite, whatever the source gives.
#[test]
fn no_word_is_the_pole() {
    let cauchy = Cauchy::new(0.0, 1.0).unwrap();
    for upper in 0..4u64 {
        let value =
            |angle: u64| cauchy.sample(&mut Replay::new(&(upper << 62 | angle).to_le_bytes()));
        for angle in [0, 1, 2, (1 << 62) - 1] {
            let size = value(angle).abs();
            assert!((2f64.powi(-63)..2f64.powi(63)).contains(&size), "{upper} {angle}: {size:e}");
        }
        // What is below the digits that count has no other meaning.
        assert_eq!(value(0), value(1));
    }
}

/// How many of 20 000 are infinite, within 8 standard deviations: a false alarm in 2^49.
#[test]
fn infinities_come_as_often_as_they_should() {
    let part = |distribution: &dyn Fn(&mut Seeded) -> f64, expected: f64| {
        let mut source = Seeded::new(4);
        let hits = (0..20_000).filter(|_| distribution(&mut source) == f64::NEG_INFINITY).count();
        let deviation = (20_000.0 * expected * (1.0 - expected)).sqrt();
        let off = (hits as f64 - 20_000.0 * expected).abs();
        assert!(off < 8.0 * deviation, "{hits} for {expected}");
    };
    // P(z < -2), and 1/2 - atan(2)/pi.
    let normal = Normal::new(f64::MAX, f64::MAX).unwrap();
    part(&|source| normal.sample(source), 0.022_750_131_948);
    let cauchy = Cauchy::new(f64::MAX, f64::MAX).unwrap();
    part(&|source| cauchy.sample(source), 0.147_583_617_65);
}

/// With a huge and a tiny parameter that cancel, the logarithms are those of moderate ones.
#[test]
fn large_and_small_parameters_cancel() {
    let same = |a: &dyn Fn(&mut Seeded) -> f64, b: &dyn Fn(&mut Seeded) -> f64| {
        let (mut source, mut twin) = (Seeded::new(5), Seeded::new(5));
        for _ in 0..2000 {
            let (value, expected) = (a(&mut source), b(&mut twin));
            assert!((value - expected).abs() < 1e-9, "{value} {expected}");
        }
    };
    // A sigma of which the product is too large, and the logarithm of which is then beyond every value.
    let log = LogNormal::new(-f64::MAX, f64::MAX).unwrap();
    let sign = Normal::new(-1.0, 1.0).unwrap();
    same(&|s| f64::from(log.sample(s) > 1.0), &|s| f64::from(sign.sample(s) > 0.0));
    let (tail, one) = (Pareto::new(1e-300, 0.01).unwrap(), Pareto::new(1.0, 0.01).unwrap());
    let offset = 1e-300f64.ln();
    same(&|s| Some(tail.sample(s).ln()).filter(|ln| *ln < 18.0).unwrap_or(0.0), &|s| {
        Some(one.sample(s).ln() + offset).filter(|ln| *ln < 18.0).unwrap_or(0.0)
    });
    for (shape, scale) in [(0.005, 1e-300), (0.005, 1e300)] {
        let (far, one) = (Weibull::new(scale, shape).unwrap(), Weibull::new(1.0, shape).unwrap());
        let within = |ln: f64| if ln.abs() < 18.0 { ln } else { 0.0 };
        let ln = scale.ln();
        same(&|s| within(far.sample(s).ln()), &|s| {
            let value = one.sample(s);
            if value == 0.0 || value.is_infinite() { 0.0 } else { within(value.ln() + ln) }
        });
    }
    // A mean of 1 with the deviation 0, as far as can be told.
    let gamma = Gamma::new(f64::MAX, 1.0 / f64::MAX).unwrap();
    same(&|s| gamma.sample(s), &|s| Gamma::new(f64::MAX, 1.0).unwrap().sample(s) / f64::MAX);
    same(&|s| gamma.sample(s), &|s| 1.0 + 0.0 * Gamma::new(f64::MAX, 1.0).unwrap().sample(s));
    // With as many degrees as there are, a normal value.
    let (student, normal) = (StudentT::new(f64::MAX).unwrap(), Normal::new(0.0, 1.0).unwrap());
    same(&|s| student.sample(s), &|s| {
        let value = normal.sample(s);
        _ = Gamma::new(f64::MAX, 1.0).unwrap().sample(s);
        value
    });
}

/// Place and scale are what they are said to be, to the last bit, for the same words.
#[test]
fn parameters_move_and_scale_the_standard_values() {
    let same = |moved: &dyn Fn(&mut Seeded) -> f64, expected: &dyn Fn(&mut Seeded) -> f64| {
        let (mut source, mut twin) = (Seeded::new(6), Seeded::new(6));
        for _ in 0..1000 {
            assert_eq!(moved(&mut source), expected(&mut twin));
        }
    };
    let (normal, one) = (Normal::new(3.0, 0.3).unwrap(), Normal::new(0.0, 1.0).unwrap());
    same(&|s| normal.sample(s), &|s| 3.0 + 0.3 * StandardNormal.sample(s));
    same(&|s| one.sample(s), &|s| StandardNormal.sample(s));
    let (cauchy, one) = (Cauchy::new(3.0, 0.3).unwrap(), Cauchy::new(0.0, 1.0).unwrap());
    same(&|s| cauchy.sample(s), &|s| 3.0 + 0.3 * one.sample(s));
    let (wait, one) = (Exponential::new(0.3).unwrap(), Exponential::new(1.0).unwrap());
    same(&|s| wait.sample(s), &|s| one.sample(s) / 0.3);
    let (gamma, one) = (Gamma::new(3.0, 0.3).unwrap(), Gamma::new(3.0, 1.0).unwrap());
    same(&|s| gamma.sample(s), &|s| one.sample(s) * 0.3);
    let squares = ChiSquared::new(6.0).unwrap();
    same(&|s| squares.sample(s), &|s| one.sample(s) * 2.0);
    let (weibull, one) = (Weibull::new(0.3, 3.0).unwrap(), Weibull::new(1.0, 3.0).unwrap());
    same(&|s| weibull.sample(s), &|s| one.sample(s) * 0.3);
    let (pareto, one) = (Pareto::new(0.3, 3.0).unwrap(), Pareto::new(1.0, 3.0).unwrap());
    same(&|s| pareto.sample(s), &|s| one.sample(s) * 0.3);
}
