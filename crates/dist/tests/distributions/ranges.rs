//! Parameters at the ends of their ranges, and words at the ends of theirs.

use core::{f64::consts::PI, fmt::Debug};

use wellspring_dist::{
    ArgumentError, Distribution,
    distributions::{
        Bernoulli, Beta, Binomial, Cauchy, ChiSquared, Dirichlet, Exponential, Gamma, Geometric,
        LogNormal, Normal, Pareto, Poisson, StudentT, Triangular, UnitCircle, UnitSphere, VonMises,
        Weibull,
    },
};

use crate::Seeded;

/// Some draws, of which half are from the edges of the words; each ends, and is `allowed`.
#[track_caller]
fn stays<T: Debug + Copy>(
    distribution: Result<impl Distribution<T> + Debug, ArgumentError>,
    allowed: impl Fn(T) -> bool,
) {
    let distribution = distribution.unwrap();
    for edges in [false, true] {
        let mut source = Seeded { edges, ..Seeded::new(2026) };
        for _ in 0..40 {
            let before = source.draws;
            let Ok(value) = distribution.try_sample(&mut source);
            assert!(allowed(value), "{value:?} from {distribution:?}");
            assert!(source.draws - before < 1000, "{distribution:?}");
        }
    }
}

const SIZES: [f64; 22] = [
    5e-324,
    1e-310,
    1e-300,
    1e-160,
    1e-100,
    1e-17,
    1e-10,
    0.001,
    0.1,
    0.5,
    1.0,
    1.5,
    2.0,
    10.0,
    1e5,
    1e10,
    1e16,
    1e20,
    1e100,
    1e160,
    1e300,
    f64::MAX,
];

fn from_0(value: f64) -> bool {
    value >= 0.0
}

fn is_number(value: f64) -> bool {
    !value.is_nan()
}

#[test]
fn no_size_of_a_parameter_gives_a_nan_or_leaves_the_range() {
    for a in SIZES {
        stays(Exponential::new(a), from_0);
        stays(ChiSquared::new(a), from_0);
        stays(StudentT::new(a), is_number);
        for b in SIZES {
            stays(Normal::new(a, b), is_number);
            stays(Normal::new(-a, b), is_number);
            stays(LogNormal::new(a, b), from_0);
            stays(LogNormal::new(-a, b), from_0);
            stays(Gamma::new(a, b), from_0);
            stays(Beta::new(a, b), |x| (0.0..=1.0).contains(&x));
            stays(Pareto::new(a, b), |x| x >= a);
            stays(Weibull::new(a, b), from_0);
            stays(Cauchy::new(-a, b), is_number);
            stays(VonMises::new(a, b), |x| (-PI..PI).contains(&x));
            stays(VonMises::new(-a, 0.0), |x| (-PI..PI).contains(&x));
            stays(Triangular::new(-a, b, 0.0), |x| (-a..=b).contains(&x));
            stays(Triangular::new(-a, b, -a), |x| (-a..=b).contains(&x));
            stays(Triangular::new(-a, b, b), |x| (-a..=b).contains(&x));
            for c in [a, b, 1.0] {
                stays(Dirichlet::new([a, b, c]), |shares: [f64; 3]| {
                    let sum: f64 = shares.iter().sum();
                    shares.iter().all(|share| (0.0..=1.0).contains(share))
                        && (sum - 1.0).abs() < 1e-12
                });
            }
        }
    }
}

/// So narrow that every angle is rounded to the mean: of the two ends of the circle, one is in the range.
#[test]
fn an_angle_at_the_end_of_the_circle_is_the_lower_one() {
    for mu in [-PI, PI] {
        stays(VonMises::new(mu, 1e40), |x| x == -PI);
    }
}

#[test]
fn no_count_leaves_its_range() {
    let probabilities = [
        0.0,
        5e-324,
        1e-300,
        3e-18,
        1e-17,
        1e-9,
        0.001,
        0.1,
        0.25,
        0.5,
        0.75,
        0.999,
        1.0 - f64::EPSILON / 2.0,
        1.0,
    ];
    for p in probabilities {
        stays(Bernoulli::new(p), |hit| if hit { p != 0.0 } else { p != 1.0 });
        for n in [
            0,
            1,
            2,
            9,
            20,
            100,
            1_000_000,
            1 << 32,
            1 << 53,
            (1 << 53) + 1,
            1 << 63,
            u64::MAX - 1,
            u64::MAX,
        ] {
            // 60 standard deviations around the mean, and some for the means below 10.
            let (mean, std_dev) = (n as f64 * p, (n as f64 * p * (1.0 - p)).sqrt());
            let near = 110.0 + 60.0 * std_dev + mean * 1e-15;
            stays(Binomial::new(n, p), |k| k <= n && (k as f64 - mean).abs() <= near);
        }
        if p > 3e-18 * 1.2 {
            stays(Geometric::new(p), |k| k as f64 <= 60.0 / p);
        }
    }
    for mean in [0.0, 5e-324, 1e-10, 0.5, 9.999, 10.0, 1e3, 1e9, 1e15, 9e15, 1e18, 2f64.powi(63)] {
        stays(Poisson::new(mean), |k| (k as f64 - mean).abs() <= 110.0 + 60.0 * mean.sqrt());
    }
    stays(Geometric::new(2f64.powi(-58)), |_| true);
    stays(Ok(UnitCircle), |[x, y]| (x * x + y * y - 1.0).abs() < 1e-14);
    stays(Ok(UnitSphere), |[x, y, z]| (x * x + y * y + z * z - 1.0).abs() < 1e-14);
}

#[test]
fn degenerate_parameters_give_the_one_value() {
    stays(Normal::new(3.5, 0.0), |x| x == 3.5);
    stays(LogNormal::new(0.0, 0.0), |x| x == 1.0);
    stays(Triangular::new(2.0, 2.0, 2.0), |x| x == 2.0);
    stays(Poisson::new(0.0), |k| k == 0);
    stays(Binomial::new(7, 1.0), |k| k == 7);
    stays(Binomial::new(u64::MAX, 0.0), |k| k == 0);
    stays(Geometric::new(1.0), |k| k == 0);
    stays(Bernoulli::from_ratio(3, 3), |hit| hit);
}

/// With tiny parameters one share is all: each as often as its part of the parameters says.
#[test]
fn tiny_parameters_give_all_to_one() {
    let mut source = Seeded::new(5);
    for scale in [1e-3, 1e-10, 1e-100, 1e-280, 1e-300, 1e-308] {
        let (beta, dirichlet) =
            (Beta::new(scale, 3.0 * scale).unwrap(), Dirichlet::new([3.0 * scale, scale]).unwrap());
        let (mut ones, mut seconds) = (0.0, 0.0);
        for _ in 0..2000 {
            ones += beta.sample(&mut source).round();
            seconds += dirichlet.sample(&mut source)[1].round();
        }
        // 500 of 2000, 8 standard deviations of 19.4: a false alarm in 2^49.
        assert!((ones - 500.0).abs() < 155.0, "{scale}: {ones}");
        assert!((seconds - 500.0).abs() < 155.0, "{scale}: {seconds}");
    }
}
