//! Any parameters of intervals, distributions, weights and alphabets, drawn from any bytes: no panic in a `try_` form, a
//! refusal that names the parameter, and every value in its range.
#![no_main]

use core::{f64::consts::PI, ops::Bound};

use arbitrary::Arbitrary;
use libfuzzer_sys::fuzz_target;
use wellspring::{
    Distribution, Random,
    dist::{AliasTable, Alphabet, ArgumentError, DynamicWeights, Interval, Weights},
    distributions::{
        Bernoulli, Beta, Binomial, Cauchy, ChiSquared, Dirichlet, Exponential, Gamma, Geometric,
        LogNormal, Normal, Pareto, Poisson, StudentT, Triangular, VonMises, Weibull,
    },
};
use wellspring_entropy::testing::Replay;

#[derive(Arbitrary, Debug)]
enum Shape {
    Interval(f64, f64, u8),
    Interval32(f32, f32, u8),
    Bernoulli(f64),
    Ratio(u64, u64),
    Normal(f64, f64),
    LogNormal(f64, f64),
    Exponential(f64),
    Gamma(f64, f64),
    Beta(f64, f64),
    Triangular(f64, f64, f64),
    Pareto(f64, f64),
    Weibull(f64, f64),
    VonMises(f64, f64),
    Binomial(u64, f64),
    Poisson(f64),
    Geometric(f64),
    ChiSquared(f64),
    StudentT(f64),
    Cauchy(f64, f64),
    Dirichlet([f64; 3]),
    Weights(Vec<u64>),
    Cumulative(Vec<u64>),
    Floats(Vec<f64>),
    Changes(Vec<u64>, Vec<(u8, u64)>),
    Alphabet(String, u8),
}

fuzz_target!(|input: (Vec<Shape>, Vec<u8>)| {
    let (shapes, script) = input;
    // Not repeating: a script that ends is the failing source.
    let source = &mut Replay::new(&script);
    for shape in shapes {
        match shape {
            Shape::Interval(a, b, ends) => interval(source, a, b, ends),
            Shape::Interval32(a, b, ends) => interval(source, a, b, ends),
            Shape::Bernoulli(p) => drawn(source, Bernoulli::new(p), |_| true),
            Shape::Ratio(a, b) => {
                drawn(source, Bernoulli::from_ratio(a, b), |yes| (yes || a < b) && (!yes || a > 0))
            }
            Shape::Normal(a, b) => drawn(source, Normal::new(a, b), number),
            Shape::LogNormal(a, b) => drawn(source, LogNormal::new(a, b), |x| x >= 0.0),
            Shape::Exponential(a) => drawn(source, Exponential::new(a), |x| x >= 0.0),
            Shape::Gamma(a, b) => drawn(source, Gamma::new(a, b), |x| x >= 0.0),
            Shape::Beta(a, b) => drawn(source, Beta::new(a, b), |x| (0.0..=1.0).contains(&x)),
            Shape::Triangular(a, b, c) => {
                drawn(source, Triangular::new(a, b, c), |x| (a..=b).contains(&x));
            }
            Shape::Pareto(a, b) => drawn(source, Pareto::new(a, b), |x| x >= a),
            Shape::Weibull(a, b) => drawn(source, Weibull::new(a, b), |x| x >= 0.0),
            Shape::VonMises(a, b) => drawn(source, VonMises::new(a, b), |x| (-PI..PI).contains(&x)),
            Shape::Binomial(n, p) => drawn(source, Binomial::new(n, p), |k| k <= n),
            Shape::Poisson(a) => drawn(source, Poisson::new(a), |_| true),
            Shape::Geometric(a) => drawn(source, Geometric::new(a), |_| true),
            Shape::ChiSquared(a) => drawn(source, ChiSquared::new(a), |x| x >= 0.0),
            Shape::StudentT(a) => drawn(source, StudentT::new(a), number),
            Shape::Cauchy(a, b) => drawn(source, Cauchy::new(a, b), number),
            Shape::Dirichlet(a) => drawn(source, Dirichlet::new(a), |x: [f64; 3]| {
                x.iter().all(|x| (0.0..=1.0).contains(x))
            }),
            Shape::Weights(w) => {
                let has_weight = |i: usize| w[i] > 0;
                drawn(source, Weights::new(w.iter().copied()), has_weight);
                drawn(source, AliasTable::new(w.iter().copied()), has_weight);
                if let Ok(item) = source.try_choose_weighted(&w, |w| *w) {
                    assert!(*item > 0);
                }
                if let Ok(items) = source.try_sample_weighted(&w, w.len() >> 1, |w| *w) {
                    assert!(items.len() == w.len() >> 1 && items.iter().all(|w| **w > 0));
                }
            }
            Shape::Cumulative(w) => {
                drawn(source, Weights::from_cumulative(w.iter().copied()), |i| i < w.len());
            }
            Shape::Floats(w) => {
                drawn(source, Weights::from_f64(&w), |i| w[i] > 0.0);
            }
            Shape::Changes(w, changes) => {
                let Ok(mut weights) = DynamicWeights::new(w.iter().copied()) else { continue };
                for (index, weight) in changes {
                    if weights.len() > usize::from(index) {
                        _ = weights.set(index.into(), weight);
                    }
                }
                if let Ok(Some(i)) = weights.try_sample(source) {
                    assert!(weights.weight(i).is_some_and(|w| w > 0));
                }
            }
            Shape::Alphabet(characters, len) => {
                let Ok(alphabet) = Alphabet::new(&characters) else { continue };
                if let Ok(text) = source.try_string(&alphabet, len.into()) {
                    assert_eq!(text.chars().count(), usize::from(len));
                    assert!(text.chars().all(|c| characters.contains(c)));
                }
            }
        }
    }
});

fn number(x: f64) -> bool {
    !x.is_nan()
}

fn drawn<T, D: Distribution<T>>(
    source: &mut Replay,
    distribution: Result<D, ArgumentError>,
    is_allowed: impl Fn(T) -> bool,
) {
    match distribution.map(|distribution| source.try_draw(&distribution)) {
        Ok(Ok(value)) => assert!(is_allowed(value)),
        Ok(Err(_)) => {}
        Err(refused) => {
            assert!(refused.to_string().contains("allowed") || refused.to_string().contains("sum"))
        }
    }
}

fn interval<F: wellspring::dist::Float + PartialOrd>(source: &mut Replay, a: F, b: F, ends: u8) {
    let end = |end, open| if open { Bound::Excluded(end) } else { Bound::Included(end) };
    let range = (end(a, ends & 1 == 1), end(b, ends & 2 == 2));
    if let Ok(Ok(value)) = Interval::new(range).map(|interval| source.try_draw(&interval)) {
        assert!(core::ops::RangeBounds::contains(&range, &value));
    }
}
