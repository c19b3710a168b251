//! A source that fails at each draw.

use core::fmt::Debug;

use wellspring_dist::{
    ArgumentError, Distribution,
    distributions::{
        Bernoulli, Beta, Binomial, Cauchy, ChiSquared, Dirichlet, Exponential, Gamma, Geometric,
        LogNormal, Normal, Pareto, Poisson, StandardNormal, StudentT, Triangular, UnitCircle,
        UnitSphere, VonMises, Weibull,
    },
    rand_core::TryRng,
};
use wellspring_entropy::{
    Error,
    testing::{Failing, Replay},
};

use crate::Seeded;

/// Fails at draw 1, 2, … until the value needs no more.
fn fails<T: Debug + PartialEq>(
    distribution: Result<impl Distribution<T> + Debug, ArgumentError>,
    least: usize,
) {
    let distribution = distribution.unwrap();
    for seed in 0..30 {
        let mut script = [0; 2048];
        let Ok(()) = Seeded::new(seed).try_fill_bytes(&mut script);
        let source = || Replay::new(&script);
        let whole = distribution.try_sample(&mut Failing::at_draw(usize::MAX, source())).unwrap();
        for at in 1.. {
            match distribution.try_sample(&mut Failing::at_draw(at, source())) {
                Err(error) => assert_eq!(error, Error::INJECTED),
                Ok(value) => {
                    assert!(at > least, "{distribution:?} draws {least} times at least");
                    assert_eq!(value, whole);
                    break;
                }
            }
        }
    }
}

#[test]
fn a_failure_at_any_draw_is_returned() {
    fails(Bernoulli::new(0.3), 1);
    fails(Bernoulli::from_ratio(1, 3), 1);
    fails(Ok(StandardNormal), 1);
    fails(Normal::new(1.0, 1.0), 1);
    fails(LogNormal::new(1.0, 1.0), 1);
    fails(Exponential::new(1.0), 1);
    fails(Gamma::new(0.5, 1.0), 3);
    fails(Gamma::new(5.0, 1.0), 2);
    fails(Beta::new(0.5, 0.5), 2);
    fails(Beta::new(0.5, 2.0), 5);
    fails(Beta::new(2.0, 2.0), 4);
    fails(Triangular::new(0.0, 1.0, 0.5), 1);
    fails(Pareto::new(1.0, 1.0), 1);
    fails(Weibull::new(1.0, 2.0), 1);
    fails(VonMises::new(1.0, 2.0), 2);
    fails(Binomial::new(10, 0.3), 1);
    fails(Binomial::new(1000, 0.3), 1);
    fails(Poisson::new(3.0), 1);
    fails(Poisson::new(300.0), 1);
    fails(Geometric::new(0.7), 1);
    fails(Geometric::new(0.1), 1);
    fails(Geometric::new(1e-6), 3);
    fails(ChiSquared::new(3.0), 2);
    fails(StudentT::new(3.0), 3);
    fails(Cauchy::new(0.0, 1.0), 1);
    fails(Dirichlet::new([1.0, 0.5]), 1);
    fails(Ok(UnitCircle), 1);
    fails(Ok(UnitSphere), 1);
}
