//! What a draw costs, in words.

use wellspring_dist::{
    ArgumentError, Distribution,
    distributions::{
        Bernoulli, Beta, Binomial, Cauchy, Dirichlet, Exponential, Gamma, Geometric, Poisson,
        StandardNormal, StudentT, Triangular, UnitSphere, VonMises,
    },
};

use crate::Seeded;

/// The cost of a draw in words, on average.
#[track_caller]
fn costs<T>(distribution: Result<impl Distribution<T>, ArgumentError>, least: f64, most: f64) {
    let (distribution, mut source) = (distribution.unwrap(), Seeded::new(1));
    for _ in 0..20_000 {
        _ = distribution.sample(&mut source);
    }
    let words = source.draws as f64 / 20_000.0;
    assert!((least..=most).contains(&words), "{words} words");
}

#[test]
fn costs_are_as_documented() {
    // Where each is at its cheapest and at its dearest.
    costs(Bernoulli::new(0.1), 1.0, 1.0);
    costs(Ok(StandardNormal), 1.01, 1.03);
    costs(Exponential::new(1.0), 1.02, 1.04);
    costs(Gamma::new(1.0, 1.0), 2.1, 2.2);
    costs(Gamma::new(5.0, 1.0), 2.0, 2.1);
    costs(Gamma::new(0.5, 1.0), 3.0, 3.2);
    costs(Gamma::new(1e-4, 1.0), 3.1, 3.23);
    costs(Beta::new(2.0, 3.0), 4.1, 4.25);
    costs(Beta::new(1.0001, 1.0001), 4.2, 4.4);
    costs(Beta::new(1e9, 1e9), 4.1, 4.2);
    costs(Beta::new(0.5, 3.0), 5.1, 5.3);
    costs(Beta::new(0.001, 1.001), 5.2, 5.4);
    costs(Beta::new(1.0, 1.0), 4.0, 4.2);
    costs(Beta::new(0.01, 0.01), 2.0, 2.1);
    costs(Triangular::new(0.0, 1.0, 0.3), 1.0, 1.0);
    costs(VonMises::new(0.0, 0.0), 2.0, 2.1);
    costs(VonMises::new(0.0, 1e9), 3.0, 3.15);
    costs(Binomial::new(10, 0.3), 1.0, 1.0);
    costs(Binomial::new(20, 0.5), 2.7, 2.9);
    costs(Binomial::new(25, 0.4), 2.7, 2.9);
    costs(Binomial::new(40, 0.3), 2.6, 2.75);
    costs(Binomial::new(u64::MAX, 0.3), 2.2, 2.3);
    costs(Poisson::new(3.0), 1.0, 1.0);
    costs(Poisson::new(10.0), 2.6, 2.75);
    costs(Poisson::new(1e12), 2.2, 2.3);
    costs(Geometric::new(0.5), 1.9, 2.1);
    costs(Geometric::new(0.1), 1.0, 1.1);
    costs(Geometric::new(1e-9), 3.0, 3.1);
    costs(StudentT::new(5.0), 3.0, 3.2);
    costs(StudentT::new(2.0), 3.1, 3.23);
    costs(StudentT::new(0.01), 4.1, 4.23);
    costs(Cauchy::new(0.0, 1.0), 1.0, 1.0);
    costs(Dirichlet::new([1.0, 1.0, 1.0, 1.0]), 8.4, 8.8);
    costs(Dirichlet::new([0.001, 0.001]), 6.2, 6.4);
    costs(Ok(UnitSphere), 2.4, 2.7);
}
