//! Uniform floats: on an even grid, in full precision, and in any interval.

use wellspring_dist::{
    Closed01, ClosedOpen01, Distribution, FullPrecision, Interval, Open01, OpenClosed01, Random,
};

use crate::suite::{
    Form,
    bound::likelihood_ratio,
    oracle, plot,
    report::Row,
    sample::{continuous, counted, uniform},
};

pub(crate) fn check(form: &Form) -> Vec<Row> {
    let n = form.draws();
    let values = form.sample("f64", n, |source| source.f64());
    let mut rows = vec![unit(form, "f64", &values)];
    let bits = |x: f64| ((x * 2f64.powi(53)) as u64 % 64) as usize;
    rows.push(last_bits("f64, the last 6 bits", values.iter().map(|x| bits(*x))));
    let even = exponents("f64 on the even grid", &values);
    let values = form.sample("f32", n, |source| source.f32());
    rows.push(unit(form, "f32", &middles(&values)));
    let bits = |x: f32| ((x * 2f32.powi(24)) as u32 % 64) as usize;
    rows.push(last_bits("f32, the last 6 bits", values.iter().map(|x| bits(*x))));

    rows.push(drawn(form, "Open01", &Open01));
    rows.push(drawn(form, "OpenClosed01", &OpenClosed01));
    rows.push(drawn(form, "Closed01", &Closed01));
    rows.push(drawn(form, "FullPrecision(OpenClosed01)", &FullPrecision(OpenClosed01)));
    rows.push(drawn(form, "FullPrecision(Closed01)", &FullPrecision(Closed01)));
    let name = "FullPrecision(ClosedOpen01)";
    let law = FullPrecision(ClosedOpen01);
    let values: Vec<f64> = form.sample(name, n, |source| source.draw(&law));
    rows.push(unit(form, name, &values));
    rows.push(halvings(name, &values));
    let full = exponents("f64 in full precision", &values);
    let name = "FullPrecision(ClosedOpen01) of f32, below 2^-8: the last 6 bits";
    let values: Vec<f32> = form.sample(name, form.of(10, 4) * n, |source| source.draw(&law));
    let small = values.iter().filter(|x| **x < 1.0 / 256.0);
    rows.push(last_bits(name, small.map(|x| (x.to_bits() % 64) as usize)));
    plot::write(form, "floats", n, &[even, full]);
    rows.extend(intervals(form));
    rows
}

fn drawn(form: &Form, name: &str, law: &impl Distribution<f64>) -> Row {
    unit(form, name, &form.sample(name, form.draws(), |source| source.draw(law)))
}

/// Floats between 0 and 1.
fn unit(form: &Form, name: &str, values: &[f64]) -> Row {
    let wrong = oracle::beta(1.0 + 1.3 * form.slip(), 1.0);
    let mut row = continuous(&oracle::uniform(0.0, 1.0), &wrong, values);
    row.test = name.into();
    row
}

/// From the left end of a step of 2^-24 to its middle.
fn middles(values: &[f32]) -> Vec<f64> {
    values.iter().map(|x| f64::from(*x) + 2f64.powi(-25)).collect()
}

fn last_bits(name: &str, bits: impl Iterator<Item = usize>) -> Row {
    let mut counts = vec![0; 64];
    bits.for_each(|bits| counts[bits] += 1);
    uniform(name, &counts)
}

/// The largest number of doublings that is counted.
const MOST: usize = 22;

/// How often each value has to be doubled before it is 1/2 or more.
fn doublings(values: &[f64]) -> Vec<u64> {
    let mut counts = vec![0; MOST + 1];
    let doublings = |x: f64| ((-x.log2()).ceil() as usize).clamp(1, MOST + 1) - 1;
    values.iter().for_each(|x| counts[doublings(*x)] += 1);
    counts
}

/// The last one is of so many or more.
fn halves() -> Vec<f64> {
    let mut law: Vec<f64> = (0..MOST).map(|k| 0.5 / (1u64 << k) as f64).collect();
    law.push(law[MOST - 1]);
    law
}

/// The exponents, of which each has half of the probability of the one before.
fn halvings(name: &str, values: &[f64]) -> Row {
    let counts = doublings(values);
    let mut wrong = counts.clone();
    wrong[8] += wrong[8] / 2;
    wrong[9] += wrong[8];
    let caught = likelihood_ratio(&wrong, &halves());
    counted(&format!("{name}, exponents"), &counts, &halves(), "some exponents too often", caught)
}

fn exponents(title: &str, values: &[f64]) -> plot::Panel {
    let counts = doublings(values);
    plot::counts(title, "doublings until it is 1/2 or more", &counts, &halves())
        .logarithmic("share of draws, power of 2")
}

fn intervals(form: &Form) -> Vec<Row> {
    let mut rows = Vec::new();
    for (a, b) in [(-180.0, 180.0), (-1e-3, 1e6), (-1.5e308, 1.7e308)] {
        let law = Interval::new(a..b).unwrap();
        let name = format!("Interval of {a:e}..{b:e}");
        // As parts of the whole, which is larger than any float for the last of them.
        let values = form.sample(&name, form.draws(), |source| {
            let x: f64 = source.draw(&law);
            assert!((a..b).contains(&x), "{x} is not in the interval");
            (x / 4.0 - a / 4.0) / (b / 4.0 - a / 4.0)
        });
        rows.push(unit(form, &name, &values));
    }
    let name = "Interval of 1..=1 + 2^-48, all 17 floats";
    let law = Interval::new(1.0..=1.0 + 2f64.powi(-48)).unwrap();
    let place = |x: f64| ((x - 1.0) * 2f64.powi(52)) as usize;
    rows.push(uniform(name, &form.tally(name, form.draws(), 17, |s| place(s.draw(&law)))));
    let name = "uniform(-1..1) of f32";
    let values = form.sample(name, form.draws(), |source| source.uniform(-1f32..1.0) / 2.0 + 0.5);
    rows.push(unit(form, name, &middles(&values)));
    rows
}
