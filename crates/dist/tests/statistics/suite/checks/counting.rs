//! The distributions of yes or no and of counts.

use core::ops::Range;

use wellspring_dist::{
    Distribution, Random,
    distributions::{Bernoulli, Binomial, Geometric, Poisson},
};

use crate::suite::{
    Form,
    bound::likelihood_ratio,
    oracle::{self, Masses},
    plot,
    report::Row,
    sample::{counted, uniform, whole},
};

type Case<D> = (D, Masses, Masses, Range<u64>);

/// A row for each case, and a plot with a panel for the first three.
fn rows<D: Distribution<u64>>(form: &Form, name: &str, label: &str, cases: &[Case<D>]) -> Vec<Row> {
    let n = form.draws();
    let (mut rows, mut panels) = (Vec::new(), Vec::new());
    for (index, (distribution, law, wrong, ends)) in cases.iter().enumerate() {
        let values = form.sample(&law.name, n, |source| source.draw(distribution));
        if index < 3 {
            panels.push(plot::whole(law, label, ends.clone(), &values));
        }
        rows.push(whole(law, wrong, &values));
        // Cells of many numbers do not see whether the even ones are as frequent as the odd: with a deviation above 4,
        // every remainder is, to 1e-40.
        if ends.end - ends.start > 500 {
            let mut counts = [0; 8];
            values.iter().for_each(|k| counts[(k % 8) as usize] += 1);
            rows.push(uniform(&format!("{}, modulo 8", law.name), &counts));
        }
    }
    plot::write(form, name, n, &panels);
    rows
}

pub(crate) fn bernoulli(form: &Form) -> Vec<Row> {
    let n = 4 * form.draws();
    let (mut rows, mut panels) = (Vec::new(), Vec::new());
    for p in [0.5, 0.3, 0.999, 0.001] {
        let name = format!("Bernoulli({p})");
        let law = Bernoulli::new(p).unwrap();
        let counts = form.tally(&name, n, 2, |source| source.draw(&law).into());
        // So many standard deviations of one draw, but no more than there is of either.
        let slip = (1.5 * form.slip() * (p * (1.0 - p)).sqrt()).min(0.8 * p.min(1.0 - p));
        let wrong = [1.0 - p + slip, p - slip];
        let control = format!("p = {:.6}", wrong[1]);
        rows.push(counted(
            &name,
            &counts,
            &[1.0 - p, p],
            &control,
            likelihood_ratio(&counts, &wrong),
        ));
        if panels.len() < 3 {
            panels.push(plot::counts(&name, "0 no, 1 yes", &counts, &[1.0 - p, p]));
        }
    }
    plot::write(form, "bernoulli", n, &panels);
    rows
}

pub(crate) fn binomial(form: &Form) -> Vec<Row> {
    let case = |n: u64, p: f64, ends| {
        let deviation = ((1.0 - p) / (p * n as f64)).sqrt();
        let wrong = oracle::binomial(n, p * (1.0 - 2.5 * form.slip() * deviation));
        (Binomial::new(n, p).unwrap(), oracle::binomial(n, p), wrong, ends)
    };
    let cases = [
        case(10, 0.3, 0..11),
        case(100, 0.9, 70..101),
        case(1000, 0.6, 540..660),
        case(1000, 0.002, 0..12),
        case(40, 0.5, 0..41),
        case(1_000_000, 0.25, 248_000..252_000),
        case(1_000_000, 0.75, 748_000..752_000),
    ];
    rows(form, "binomial", "successes", &cases)
}

pub(crate) fn geometric(form: &Form) -> Vec<Row> {
    let case = |p: f64, wrong: f64, ends| {
        (Geometric::new(p).unwrap(), oracle::geometric(p), oracle::geometric(wrong), ends)
    };
    let cases = [
        case(0.3, 0.3 * (1.0 - 2.0 * form.slip()), 0..20),
        case(0.9, 0.9 * (1.0 - form.slip()), 0..6),
        case(0.02, 0.02 * (1.0 - 2.0 * form.slip()), 0..240),
        case(1e-5, 1e-5 * (1.0 - 2.0 * form.slip()), 0..600_000),
    ];
    rows(form, "geometric", "failures before the first success", &cases)
}

pub(crate) fn poisson(form: &Form) -> Vec<Row> {
    let case = |mean: f64, ends| {
        let wrong = oracle::poisson(mean - 2.5 * form.slip() * mean.sqrt());
        (Poisson::new(mean).unwrap(), oracle::poisson(mean), wrong, ends)
    };
    let cases = [
        case(0.5, 0..6),
        case(5.0, 0..16),
        case(50.0, 25..80),
        case(12.0, 0..30),
        case(1e6, 996_000..1_004_000),
    ];
    rows(form, "poisson", "events", &cases)
}
