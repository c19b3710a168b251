//! What lies beyond the edges of the ziggurats, where other methods begin: one draw of some thousands comes there.

use wellspring_dist::{
    Random,
    distributions::{Exponential, StandardNormal},
};

use crate::suite::{Form, oracle::Density, report::Row, sample::continuous, source::Source};

/// Beyond 3.654, with a rejection of its own.
pub(crate) fn normal(form: &Form) -> Row {
    const EDGE: f64 = 3.7;
    let above = |edge: f64, name: &str| Density {
        name: format!("StandardNormal beyond {name}"),
        cdf: Box::new(move |x| 1.0 - beyond(x) / beyond(edge)),
        pdf: Box::new(|x| x),
        support: (edge, f64::INFINITY),
    };
    let mut wrong = above(EDGE - form.of(0.2, 0.02), "");
    wrong.name = "the tail of an edge before".into();
    let name = "StandardNormal, beyond 3.7 to both sides";
    let draws = form.of(600_000, 200_000_000);
    let values = far(form, name, draws, EDGE, |source| source.draw(&StandardNormal));
    continuous(&above(EDGE, "3.7 to both sides"), &wrong, &values)
}

/// Beyond 7.697, where the time starts anew.
pub(crate) fn exponential(form: &Form) -> Row {
    const EDGE: f64 = 7.7;
    let above = |edge: f64, name: &str| Density {
        name: format!("Exponential(1) beyond {name}"),
        cdf: Box::new(move |x| -(edge - x).exp_m1()),
        pdf: Box::new(move |x| (edge - x).exp()),
        support: (edge, f64::INFINITY),
    };
    let mut wrong = above(EDGE - form.of(0.8, 0.04), "");
    wrong.name = "the tail of an edge before".into();
    let law = Exponential::new(1.0).unwrap();
    let draws = form.of(400_000, 100_000_000);
    let values = far(form, "Exponential(1), beyond 7.7", draws, EDGE, |source| source.draw(&law));
    continuous(&above(EDGE, "7.7"), &wrong, &values)
}

/// The sizes of those of `draws` values that are beyond `edge`.
fn far(
    form: &Form,
    name: &str,
    draws: usize,
    edge: f64,
    draw: impl Fn(&mut Source) -> f64,
) -> Vec<f64> {
    let mut source = Source::of(form, name);
    (0..draws).map(|_| draw(&mut source).abs()).filter(|x| *x > edge).collect()
}

/// `P(X > x)` of a standard normal value.
fn beyond(x: f64) -> f64 {
    statrs::function::erf::erfc(x / 2f64.sqrt()) / 2.0
}
