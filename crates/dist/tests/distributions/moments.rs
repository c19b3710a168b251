//! Means and variances.

use core::{f64::consts::PI, fmt::Debug};

use wellspring_dist::{
    ArgumentError, Distribution,
    distributions::{
        Bernoulli, Beta, Binomial, Cauchy, ChiSquared, Dirichlet, Exponential, Gamma, Geometric,
        LogNormal, Normal, Pareto, Poisson, StandardNormal, StudentT, Triangular, UnitCircle,
        UnitSphere, VonMises, Weibull,
    },
};

use crate::Seeded;

/// Mean and variance within 8 of their standard deviations, the variance's from the fourth moment of the sample itself.
///
/// That is a false alarm in 2^49 for the mean, and about as much for the variance, where it is not quite normal.
#[track_caller]
fn moments<T>(
    distribution: Result<impl Distribution<T> + Debug, ArgumentError>,
    number: impl Fn(T) -> f64,
    mean: f64,
    variance: f64,
) {
    const N: usize = 20_000;
    let (distribution, mut source) = (distribution.unwrap(), Seeded::new(7));
    let values: Vec<f64> = (0..N)
        .map(|_| (number(distribution.sample(&mut source)) - mean) / variance.sqrt())
        .collect();
    let moment = |power| values.iter().map(|value| value.powi(power)).sum::<f64>() / N as f64;
    let root = (N as f64).sqrt();
    assert!(moment(1).abs() < 8.0 / root, "{distribution:?}: the mean is off by {}", moment(1));
    let spread = (moment(4) - 1.0).max(0.0).sqrt() + 1e-9;
    assert!(
        (moment(2) - 1.0).abs() < 8.0 * spread / root,
        "{distribution:?}: variance {}",
        moment(2)
    );
}

#[test]
fn moments_are_those_of_the_formulas() {
    let same = |x: f64| x;
    let count = |k: u64| k as f64;
    moments(Ok(StandardNormal), same, 0.0, 1.0);
    moments(Normal::new(3.0, 2.0), same, 3.0, 4.0);
    moments(
        LogNormal::new(0.1, 0.3),
        same,
        (0.1f64 + 0.045).exp(),
        0.09f64.exp_m1() * (0.2f64 + 0.09).exp(),
    );
    moments(Exponential::new(4.0), same, 0.25, 0.0625);
    for shape in [0.1, 0.5, 1.0, 1.2, 3.0, 50.0, 1e6, 1e12] {
        moments(Gamma::new(shape, 2.0), same, 2.0 * shape, 4.0 * shape);
        moments(ChiSquared::new(shape), same, shape, 2.0 * shape);
    }
    for (a, b) in [
        (0.1, 0.1),
        (0.5, 0.2),
        (1.0, 1.0),
        (0.5, 3.0),
        (3.0, 0.5),
        (2.0, 3.0),
        (100.0, 40.0),
        (1e9, 1e9),
    ] {
        let sum: f64 = a + b;
        moments(Beta::new(a, b), same, a / sum, a * b / (sum * sum * (sum + 1.0)));
        let shares = Dirichlet::new([a, b / 2.0, b / 2.0]);
        moments(shares, |shares| shares[0], a / sum, a * b / (sum * sum * (sum + 1.0)));
    }
    for mode in [0.0, 0.3, 1.0, 2.0] {
        let square = 0.0 + 4.0 + mode * mode - 2.0 * mode;
        moments(Triangular::new(0.0, 2.0, mode), same, (2.0 + mode) / 3.0, square / 18.0);
    }
    moments(Triangular::new(-1e308, 1e308, 0.0), |x| x / 1e308, 0.0, 1.0 / 6.0);
    moments(Pareto::new(2.0, 9.0), same, 2.25, 4.0 * 9.0 / (64.0 * 7.0));
    moments(Weibull::new(3.0, 2.0), same, 3.0 * PI.sqrt() / 2.0, 9.0 * (1.0 - PI / 4.0));
    moments(StudentT::new(20.0), same, 0.0, 20.0 / 18.0);
    moments(Cauchy::new(1.0, 2.0), |x| f64::from(x > 1.0), 0.5, 0.25);
    moments(Cauchy::new(0.0, 2.0), |x| f64::from(x.abs() > 2.0), 0.5, 0.25);
    moments(Cauchy::new(0.0, 1.0), |x| f64::from(x.abs() > 3f64.sqrt()), 1.0 / 3.0, 2.0 / 9.0);
    // I1(2)/I0(2) and I2(2)/I0(2).
    let (first, second) = (0.697_774_657_964_008, 0.302_225_342_035_992_1);
    moments(
        VonMises::new(0.5, 2.0),
        |x| (x - 0.5).cos(),
        first,
        (1.0 + second) / 2.0 - first * first,
    );
    moments(VonMises::new(100.0, 0.0), f64::sin, 0.0, 0.5);
    moments(VonMises::new(-1.0, 1e12), same, -1.0, 1e-12);
    for (n, p) in
        [(10, 0.3), (10, 0.9), (40, 0.5), (1000, 0.02), (1_000_000, 0.7), (1 << 62, 1e-18)]
    {
        let mean = n as f64 * p;
        moments(Binomial::new(n, p), count, mean, mean * (1.0 - p));
    }
    let n = 1u64 << 63;
    moments(
        Binomial::new(n, 0.5),
        |k| k.cast_signed().wrapping_sub(1 << 62) as f64,
        0.0,
        n as f64 / 4.0,
    );
    moments(Binomial::new(n, 0.5), |k| (k & 1) as f64, 0.5, 0.25);
    moments(Poisson::new(1e18), |k| (k & 1) as f64, 0.5, 0.25);
    moments(Geometric::new(1e-17), |k| (k & 1) as f64, 0.5, 0.25);
    for mean in [0.1, 3.0, 9.9, 10.1, 55.5, 1e6, 1e12] {
        moments(Poisson::new(mean), count, mean, mean);
    }
    for p in [0.9, 0.5, 0.3, 0.01, 0.001, 1e-9, 1e-17] {
        moments(Geometric::new(p), count, (1.0 - p) / p, (1.0 - p) / (p * p));
    }
    moments(Bernoulli::new(0.3), f64::from, 0.3, 0.21);
    moments(Bernoulli::from_ratio(1, 3), f64::from, 1.0 / 3.0, 2.0 / 9.0);
    moments(Bernoulli::from_ratio(2, 7), f64::from, 2.0 / 7.0, 10.0 / 49.0);
    moments(Ok(UnitCircle), |[x, _]| x, 0.0, 0.5);
    moments(Ok(UnitCircle), |[x, y]| x * y, 0.0, 0.125);
    moments(Ok(UnitSphere), |[x, _, _]| x, 0.0, 1.0 / 3.0);
    moments(Ok(UnitSphere), |[_, _, z]| z, 0.0, 1.0 / 3.0);
}
