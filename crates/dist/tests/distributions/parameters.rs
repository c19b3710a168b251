//! Parameters that are refused, by name.

use core::fmt::Debug;

use wellspring_dist::{
    ArgumentError, Value,
    distributions::{
        Bernoulli, Beta, Binomial, Cauchy, ChiSquared, Dirichlet, Exponential, Gamma, Geometric,
        LogNormal, Normal, Pareto, Poisson, StudentT, Triangular, VonMises, Weibull,
    },
};

fn refused<D: Debug>(result: Result<D, ArgumentError>, expected: &str, bad: impl Into<Value>) {
    match result {
        Err(
            ArgumentError::Parameter { name, value, allowed }
            | ArgumentError::ParameterAt { name, value, allowed, .. },
        ) => {
            assert_eq!((name, value), (expected, bad.into()));
            assert!(!allowed.is_empty());
        }
        other => panic!("`{expected}` is not refused: {other:?}"),
    }
}

const NOT_FINITE: [f64; 3] = [f64::NAN, f64::INFINITY, f64::NEG_INFINITY];
const NOT_POSITIVE: [f64; 7] =
    [f64::NAN, f64::INFINITY, f64::NEG_INFINITY, 0.0, -0.0, -1.0, -1e-300];
const NEGATIVE: [f64; 5] = [f64::NAN, f64::INFINITY, f64::NEG_INFINITY, -1.0, -1e-300];
const NO_PROBABILITY: [f64; 6] =
    [f64::NAN, f64::INFINITY, f64::NEG_INFINITY, -1e-300, -1.0, 1.0 + f64::EPSILON];

#[test]
fn bad_parameters_are_refused_by_name() {
    for bad in NOT_FINITE {
        refused(Normal::new(bad, 1.0), "mean", bad);
        refused(LogNormal::new(bad, 1.0), "mu", bad);
        refused(Cauchy::new(bad, 1.0), "median", bad);
        refused(VonMises::new(bad, 1.0), "mu", bad);
        refused(Triangular::new(bad, 1.0, 0.5), "min", bad);
        refused(Triangular::new(0.0, bad, 0.5), "max", bad);
        refused(Triangular::new(0.0, 1.0, bad), "mode", bad);
    }
    for bad in NOT_POSITIVE {
        refused(Exponential::new(bad), "rate", bad);
        refused(Gamma::new(bad, 1.0), "shape", bad);
        refused(Gamma::new(1.0, bad), "scale", bad);
        refused(Beta::new(bad, 1.0), "alpha", bad);
        refused(Beta::new(1.0, bad), "beta", bad);
        refused(Pareto::new(bad, 1.0), "scale", bad);
        refused(Pareto::new(1.0, bad), "shape", bad);
        refused(Weibull::new(bad, 1.0), "scale", bad);
        refused(Weibull::new(1.0, bad), "shape", bad);
        refused(ChiSquared::new(bad), "degrees", bad);
        refused(StudentT::new(bad), "degrees", bad);
        refused(Cauchy::new(0.0, bad), "scale", bad);
        refused(Geometric::new(bad), "p", bad);
        refused(Dirichlet::new([1.0, bad, 1.0]), "alpha", bad);
    }
    for bad in NEGATIVE {
        refused(Normal::new(0.0, bad), "std_dev", bad);
        refused(LogNormal::new(0.0, bad), "sigma", bad);
        refused(VonMises::new(0.0, bad), "kappa", bad);
        refused(Poisson::new(bad), "mean", bad);
    }
    for bad in NO_PROBABILITY {
        refused(Bernoulli::new(bad), "p", bad);
        refused(Binomial::new(10, bad), "p", bad);
        refused(Geometric::new(bad), "p", bad);
    }
    refused(Triangular::new(1.0, 0.5, 0.7), "max", 0.5);
    refused(Triangular::new(0.0, 1.0, 1.5), "mode", 1.5);
    refused(Triangular::new(0.0, 1.0, -0.5), "mode", -0.5);
    refused(Poisson::new(9.3e18), "mean", 9.3e18);
    refused(Geometric::new(3e-18), "p", 3e-18);
    refused(Bernoulli::from_ratio(0, 0), "denominator", 0u64);
    refused(Bernoulli::from_ratio(5, 4), "numerator", 5u64);
}

#[test]
fn a_refusal_reads_like_a_sentence() {
    let message = |error: ArgumentError| error.to_string();
    assert_eq!(
        message(Gamma::new(-1.0, 1.0).unwrap_err()),
        "`shape` is -1.0, allowed is any finite number above 0"
    );
    assert_eq!(
        message(Triangular::new(0.0, 1.0, 2.0).unwrap_err()),
        "`mode` is 2.0, allowed is `min..=max`"
    );
    assert_eq!(message(Bernoulli::new(1.5).unwrap_err()), "`p` is 1.5, allowed is 0..=1");
}
