//! A sample against its law: rows for continuous values, for whole numbers and for counts.

use rayon::prelude::*;
use wellspring_dist::Random;

use super::{
    Form,
    bound::{self, Found, LEVEL},
    oracle::{Density, Masses},
    report::Row,
    source::Source,
};

impl Form {
    /// `draws` values of a law.
    pub(crate) fn sample<T>(
        &self,
        name: &str,
        draws: usize,
        mut draw: impl FnMut(&mut Source) -> T,
    ) -> Vec<T> {
        let mut source = Source::of(self, name);
        (0..draws).map(|_| draw(&mut source)).collect()
    }

    /// Draws that are one of `k` outcomes each, counted.
    pub(crate) fn tally(
        &self,
        name: &str,
        draws: usize,
        k: usize,
        mut draw: impl FnMut(&mut Source) -> usize,
    ) -> Vec<u64> {
        let mut source = Source::of(self, name);
        let mut counts = vec![0; k];
        (0..draws).for_each(|_| counts[draw(&mut source)] += 1);
        counts
    }
}

/// Values of a continuous law, and the same values against a wrong one. All four tests are made.
pub(crate) fn continuous(law: &Density, wrong: &Density, values: &[f64]) -> Row {
    let mut sorted = values.to_vec();
    sorted.par_sort_unstable_by(f64::total_cmp);
    Row {
        test: law.name.clone(),
        draws: values.len(),
        found: density(law, &sorted),
        control: wrong.name.clone(),
        caught: density(wrong, &sorted),
    }
}

fn density(law: &Density, sorted: &[f64]) -> Found {
    if sorted.is_empty() {
        return Found { words: "nothing drawn".into(), bound: f64::NEG_INFINITY };
    }
    // NaN is in no interval, and where there is nothing to be drawn a single value is enough.
    let (first, last) = law.support;
    if let Some(stray) = sorted.iter().find(|x| !(first..=last).contains(*x)) {
        return Found { words: format!("{stray} drawn"), bound: f64::NEG_INFINITY };
    }
    let values: Vec<f64> = sorted.par_iter().map(|x| (law.cdf)(*x)).collect();
    let edges = edges();
    let below = edges.iter().map(|edge| values.partition_point(|u| u < edge) as u64);
    let ratio = bound::likelihood_ratio(&steps(below, values.len()), &widths(&edges));
    bound::all(&[three(&values).as_slice(), &[ratio]].concat())
}

/// The tests of values that should be uniform between 0 and 1, in rising order, but for the likelihood ratio.
fn three(values: &[f64]) -> [Found; 3] {
    [bound::kolmogorov_smirnov(values), bound::anderson_darling(values), bound::smooth(values)]
}

/// Whole numbers against their law and a wrong one. The likelihood ratio counts them. For the other tests a number `k`
/// stands for a uniform value between `P(X < k)` and `P(X <= k)`, which makes the values of the right law uniform.
pub(crate) fn whole(law: &Masses, wrong: &Masses, values: &[u64]) -> Row {
    let mut sorted = values.to_vec();
    sorted.par_sort_unstable();
    Row {
        test: law.name.clone(),
        draws: values.len(),
        found: masses(law, &sorted),
        control: wrong.name.clone(),
        caught: masses(wrong, &sorted),
    }
}

fn masses(law: &Masses, sorted: &[u64]) -> Found {
    let stray = sorted.iter().find(|k| !(law.support.0..=law.support.1).contains(*k));
    if let Some(stray) = stray {
        return Found { words: format!("{stray} drawn"), bound: f64::NEG_INFINITY };
    }
    // A cell ends at the first number with which it has what `step` says.
    let (mut ends, mut sums, mut sum) = (Vec::new(), Vec::new(), 0.0);
    loop {
        let next = sum + step(sum);
        let end = first_with(law, next);
        sum = (law.cdf)(end);
        if 1.0 - sum < FINEST || end == law.support.1 {
            break;
        }
        ends.push(end);
        sums.push(sum);
    }
    let below = ends.iter().map(|end| sorted.partition_point(|k| k <= end) as u64);
    let ratio = bound::likelihood_ratio(&steps(below, sorted.len()), &widths(&sums));
    let mut places = Source::seeded("where within a number");
    let mut values: Vec<f64> = Vec::with_capacity(sorted.len());
    for run in sorted.chunk_by(|a, b| a == b) {
        let high = (law.cdf)(run[0]);
        let low = run[0].checked_sub(1).map_or(0.0, |before| (law.cdf)(before));
        values.extend(run.iter().map(|_| low + (high - low) * places.f64()));
    }
    values.par_sort_unstable_by(f64::total_cmp);
    bound::all(&[three(&values).as_slice(), &[ratio]].concat())
}

/// The smallest number of the support of which the distribution function is at least `sum`, or the last.
fn first_with(law: &Masses, sum: f64) -> u64 {
    let (mut first, mut last) = law.support;
    while first < last {
        let middle = first.midpoint(last);
        if (law.cdf)(middle) >= sum { last = middle } else { first = middle + 1 }
    }
    first
}

/// Counts of equally likely outcomes. The control is a tilt: against probabilities that rise from the first outcome to
/// the last by so much as the test can just see with certainty.
pub(crate) fn uniform(name: &str, counts: &[u64]) -> Row {
    let (k, n) = (counts.len() as f64, counts.iter().sum::<u64>() as f64);
    // `n KL` of a tilt by `d` is about `n d^2 / 6`, and by chance it is half of the freedom higher or lower.
    let tilt = (6.0 * 1.5 * bound::ratio_limit(k - 1.0) / n).sqrt().min(1.0);
    let place = |index: usize| 2.0 * index as f64 / (k - 1.0) - 1.0;
    let tilted: Vec<f64> = (0..counts.len()).map(|index| (1.0 + tilt * place(index)) / k).collect();
    let even = vec![1.0 / k; counts.len()];
    let control = format!("a tilt of {:.2} %", 100.0 * tilt);
    counted(name, counts, &even, &control, bound::likelihood_ratio(counts, &tilted))
}

/// Counts against probabilities, with a control of the caller's.
pub(crate) fn counted(
    name: &str,
    counts: &[u64],
    probabilities: &[f64],
    control: &str,
    caught: Found,
) -> Row {
    Row {
        test: name.into(),
        draws: counts.iter().sum::<u64>() as usize,
        found: bound::likelihood_ratio(counts, probabilities),
        control: control.into(),
        caught,
    }
}

/// The probability of the first and the last cell: far out, and yet some draws of any sample lie there.
const FINEST: f64 = 1.0 / 16_384.0;

/// How wide the cell is that begins at `u`: 1/64 in the middle, and finer towards both ends.
fn step(u: f64) -> f64 {
    (u.min(1.0 - u) / 2.0).clamp(FINEST, 1.0 / 64.0)
}

/// Where the cells of a distribution function meet.
fn edges() -> Vec<f64> {
    let mut edges = vec![];
    let mut u = FINEST;
    while u < 1.0 - FINEST / 2.0 {
        edges.push(u);
        u += step(u);
    }
    edges
}

/// From sums up to each edge to what lies between them.
fn steps(below: impl Iterator<Item = u64>, all: usize) -> Vec<u64> {
    let mut before = 0;
    below.chain([all as u64]).map(|sum| sum - core::mem::replace(&mut before, sum)).collect()
}

fn widths(edges: &[f64]) -> Vec<f64> {
    let mut before = 0.0;
    let ends = edges.iter().copied().chain([1.0]);
    ends.map(|edge| edge - core::mem::replace(&mut before, edge)).collect()
}

/// Whether a bound is one that a row fails with.
pub(crate) fn rejected(found: &Found) -> bool {
    found.bound <= LEVEL
}
