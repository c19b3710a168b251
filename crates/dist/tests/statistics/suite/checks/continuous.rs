//! The distributions of real numbers: for each the parameters that lead through every branch of its algorithm.

use core::ops::Range;

use wellspring_dist::{
    Distribution, Random,
    distributions::{
        Beta, Cauchy, ChiSquared, Dirichlet, Exponential, Gamma, LogNormal, Normal, Pareto,
        StudentT, Triangular, Weibull,
    },
};

use crate::suite::{
    Form,
    checks::tails,
    oracle::{self, Density},
    plot,
    report::Row,
    sample::continuous,
};

/// A distribution, its law, one that is slightly wrong, and the ends of a plot.
type Case<D> = (D, Density, Density, Range<f64>);

/// A row for each case, the first in the form that is given, and a plot with a panel for the first three.
fn rows<D: Distribution<f64>>(form: &Form, name: &str, label: &str, cases: &[Case<D>]) -> Vec<Row> {
    let (mut rows, mut panels) = (Vec::new(), Vec::new());
    for (index, (distribution, law, wrong, ends)) in cases.iter().enumerate() {
        let n = if index == 0 { form.draws() } else { form.usually().draws() };
        let values = form.sample(&law.name, n, |source| source.draw(distribution));
        if index < 3 {
            panels.push(plot::floats(law, label, ends.clone(), &values));
        }
        rows.push(continuous(law, wrong, &values));
    }
    plot::write(form, name, form.draws(), &panels);
    rows
}

pub(crate) fn normal(form: &Form) -> Vec<Row> {
    let (slip, close) = (form.slip(), form.closely().slip());
    let case = |mean: f64, deviation: f64, wrong: Density| {
        let ends = mean - 4.0 * deviation..mean + 4.0 * deviation;
        (Normal::new(mean, deviation).unwrap(), oracle::normal(mean, deviation), wrong, ends)
    };
    let cases = [
        case(0.0, 1.0, oracle::normal(0.0, 1.0 + close)),
        case(-3.0, 0.5, oracle::normal(-3.0 + 0.5 * 1.5 * slip, 0.5)),
        case(100.0, 15.0, oracle::normal(100.0, 15.0 * (1.0 + slip))),
        case(1e6, 1e-3, oracle::normal(1e6, 1e-3 * (1.0 + slip))),
    ];
    let mut rows = rows(&form.closely(), "normal", "value", &cases);
    rows.push(tails::normal(form));
    rows
}

pub(crate) fn log_normal(form: &Form) -> Vec<Row> {
    let case = |form: &Form, mu: f64, sigma: f64, ends| {
        let wrong = oracle::log_normal(mu, sigma * (1.0 + form.slip()));
        (LogNormal::new(mu, sigma).unwrap(), oracle::log_normal(mu, sigma), wrong, ends)
    };
    rows(
        form,
        "log-normal",
        "value",
        &[case(form, 0.0, 0.75, 0.0..5.0), case(form, 1.0, 0.25, 0.0..6.0)],
    )
}

pub(crate) fn exponential(form: &Form) -> Vec<Row> {
    let case = |form: &Form, rate: f64, ends| {
        let wrong = oracle::exponential(rate * (1.0 + 1.5 * form.slip()));
        (Exponential::new(rate).unwrap(), oracle::exponential(rate), wrong, ends)
    };
    let mut rows = rows(
        &form.closely(),
        "exponential",
        "value, in units of time",
        &[case(&form.closely(), 1.0, 0.0..6.0), case(form, 0.01, 0.0..600.0)],
    );
    rows.push(tails::exponential(form));
    rows
}

pub(crate) fn gamma(form: &Form) -> Vec<Row> {
    let case = |form: &Form, shape: f64, scale: f64, ends| {
        let wrong =
            oracle::gamma(shape, scale * (1.0 + form.slip() * (2.5 / shape.sqrt()).max(1e-3)));
        (Gamma::new(shape, scale).unwrap(), oracle::gamma(shape, scale), wrong, ends)
    };
    let cases = [
        case(&form.closely(), 0.5, 2.0, 0.0..6.0),
        case(form, 1.0, 1.0, 0.0..6.0),
        case(form, 4.5, 0.5, 0.0..8.0),
        case(form, 0.1, 1.0, 0.0..1.0),
        case(form, 1000.0, 1.0, 0.0..1.0),
    ];
    let mut rows = rows(&form.closely(), "gamma", "value", &cases);
    // The law takes long to compute.
    let (distribution, law, wrong, _) = case(form, 1e6, 1.0, 0.0..1.0);
    let draws = form.of(10_000, 1_000_000);
    let values = form.sample(&law.name, draws, |source| source.draw(&distribution));
    let wrong = if form.of(true, false) { oracle::gamma(1e6, 1.0 + 2e-4) } else { wrong };
    rows.push(continuous(&law, &wrong, &values));
    rows
}

pub(crate) fn chi_squared(form: &Form) -> Vec<Row> {
    let case = |form: &Form, freedom: f64, ends| {
        let wrong = oracle::chi_squared(freedom + 2.5 * form.slip() * freedom.sqrt());
        (ChiSquared::new(freedom).unwrap(), oracle::chi_squared(freedom), wrong, ends)
    };
    let cases =
        [case(form, 1.0, 0.0..6.0), case(form, 5.0, 0.0..16.0), case(form, 100.0, 50.0..150.0)];
    rows(form, "chi-squared", "value", &cases)
}

pub(crate) fn beta(form: &Form) -> Vec<Row> {
    let case = |form: &Form, a: f64, b: f64| {
        let wrong = oracle::beta(a * (1.0 + form.slip() * (2.5 / a.sqrt()).max(1e-3)), b);
        (Beta::new(a, b).unwrap(), oracle::beta(a, b), wrong, 0.0..1.0)
    };
    let cases = [
        case(form, 0.5, 0.5),
        case(form, 2.0, 5.0),
        case(form, 0.5, 3.0),
        case(form, 0.2, 0.7),
        case(form, 1.0, 1.0),
        case(form, 300.0, 200.0),
    ];
    rows(form, "beta", "value", &cases)
}

/// Each share is a Beta distribution of its parameter and the sum of the others.
pub(crate) fn dirichlet(form: &Form) -> Vec<Row> {
    const ALPHA: [f64; 3] = [0.5, 1.5, 4.0];
    let n = form.draws();
    let law = Dirichlet::new(ALPHA).unwrap();
    let drawn = form.sample("dirichlet", n, |source| source.draw(&law));
    let off = drawn.iter().map(|shares| (shares.iter().sum::<f64>() - 1.0).abs());
    assert!(off.fold(0.0, f64::max) < 1e-12, "shares that do not sum to 1");
    let (mut rows, mut panels) = (Vec::new(), Vec::new());
    for (index, alpha) in ALPHA.iter().enumerate() {
        let values: Vec<f64> = drawn.iter().map(|shares| shares[index]).collect();
        let mut law = oracle::beta(*alpha, 6.0 - alpha);
        law.name = format!("Dirichlet(0.5, 1.5, 4), share {}", index + 1);
        let wrong = oracle::beta(alpha * (1.0 + 2.5 * form.slip()), 6.0 - alpha);
        panels.push(plot::floats(&law, "share of the whole", 0.0..1.0, &values));
        rows.push(continuous(&law, &wrong, &values));
    }
    // Of the first two, which says how they hang together.
    let ratios: Vec<f64> = drawn.iter().map(|shares| shares[0] / (shares[0] + shares[1])).collect();
    let mut law = oracle::beta(0.5, 1.5);
    law.name = "Dirichlet(0.5, 1.5, 4), share 1 of 1 and 2".into();
    rows.push(continuous(&law, &oracle::beta(0.5 * (1.0 + 2.5 * form.slip()), 1.5), &ratios));
    plot::write(form, "dirichlet", n, &panels);
    rows
}

pub(crate) fn student_t(form: &Form) -> Vec<Row> {
    let case = |freedom: f64, wrong: f64, ends| {
        (
            StudentT::new(freedom).unwrap(),
            oracle::student_t(freedom),
            oracle::student_t(wrong),
            ends,
        )
    };
    let slip = form.slip();
    let cases = [
        case(1.0, 1.0 + 2.0 * slip, -8.0..8.0),
        case(3.0, 3.0 + 15.0 * slip, -6.0..6.0),
        case(30.0, 30.0 / (1.0 + 40.0 * slip), -4.0..4.0),
    ];
    rows(form, "student-t", "value", &cases)
}

pub(crate) fn cauchy(form: &Form) -> Vec<Row> {
    let case = |form: &Form, median: f64, scale: f64, ends| {
        let wrong = oracle::cauchy(median, scale * (1.0 + 1.5 * form.slip()));
        (Cauchy::new(median, scale).unwrap(), oracle::cauchy(median, scale), wrong, ends)
    };
    rows(
        &form.closely(),
        "cauchy",
        "value",
        &[case(&form.closely(), 0.0, 1.0, -8.0..8.0), case(form, 1.0, 0.5, -4.0..6.0)],
    )
}

pub(crate) fn pareto(form: &Form) -> Vec<Row> {
    let case = |form: &Form, scale: f64, shape: f64, ends| {
        let wrong = oracle::pareto(scale, shape * (1.0 + 1.5 * form.slip()));
        (Pareto::new(scale, shape).unwrap(), oracle::pareto(scale, shape), wrong, ends)
    };
    rows(
        &form.closely(),
        "pareto",
        "value",
        &[case(&form.closely(), 2.0, 1.5, 2.0..12.0), case(form, 1.0, 20.0, 1.0..1.4)],
    )
}

pub(crate) fn weibull(form: &Form) -> Vec<Row> {
    let case = |form: &Form, scale: f64, shape: f64, ends| {
        let wrong = oracle::weibull(scale, shape * (1.0 + form.slip()));
        (Weibull::new(scale, shape).unwrap(), oracle::weibull(scale, shape), wrong, ends)
    };
    rows(
        &form.closely(),
        "weibull",
        "value, in units of time",
        &[
            case(&form.closely(), 2.0, 1.5, 0.0..6.0),
            case(form, 1.0, 0.7, 0.0..5.0),
            case(form, 1.0, 6.0, 0.0..1.6),
        ],
    )
}

pub(crate) fn triangular(form: &Form) -> Vec<Row> {
    let case = |low: f64, high: f64, mode: f64, wrong: f64| {
        let law = oracle::triangular(low, high, mode);
        let wrong = oracle::triangular(low, high, wrong);
        (Triangular::new(low, high, mode).unwrap(), law, wrong, low..high)
    };
    let (slip, close) = (form.slip(), form.closely().slip());
    let cases = [
        case(-1.0, 3.0, 1.5, 1.5 + 6.0 * close),
        case(0.0, 1.0, 0.0, slip),
        case(0.0, 1.0, 1.0, 1.0 - slip),
    ];
    rows(&form.closely(), "triangular", "value", &cases)
}
