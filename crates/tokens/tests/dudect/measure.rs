use core::{fmt, hint::black_box};
use std::time::Instant;

use crate::{
    cases::{Case, Input},
    places::{BATCH, Places},
    random::Random,
    welch,
};

/// The bound of the paper.
const BOUND: f64 = 4.5;
/// By how much a control must be above it.
const BY_FAR: f64 = 10.0;
/// Inputs of the random class, from which batches are picked.
const POOL: usize = 4096;
const WARM_UP: usize = 1000;
/// Parts of all measurements, the shortest ones, that are tested.
const PARTS: [f64; 5] = [1.0, 0.99, CROPPED, 0.75, 0.5];
const CROPPED: f64 = 0.9;

/// What was found about one function.
pub(crate) struct Found {
    pub(crate) passed: bool,
    measurements: usize,
    /// The largest of the five, each time that it was measured.
    ts: Vec<f64>,
    /// Nanoseconds of a call, the median.
    call: f64,
    /// Nanoseconds of a call that the classes would have to differ by for a t of 4.5, in the part without the slowest
    /// tenth.
    visible: f64,
}

pub(crate) fn judged(case: &Case<'_>, measurements: usize) -> Found {
    let mut found = measured(case, measurements);
    if case.control {
        found.passed = found.ts.iter().all(|t| *t > BY_FAR * BOUND);
        return found;
    }
    if !found.passed {
        let first = found.ts;
        found = measured(case, 4 * measurements);
        found.ts.splice(0..0, first);
    }
    found
}

fn measured(case: &Case<'_>, measurements: usize) -> Found {
    let times = times(case, measurements);
    let mut all: Vec<f64> = times.iter().map(|(_, time)| *time).collect();
    all.sort_by(f64::total_cmp);
    #[allow(clippy::cast_precision_loss, reason = "a small number")]
    let calls = BATCH as f64;
    let (mut largest, mut visible) = (0.0f64, 0.0);
    for part in PARTS {
        let limit = percentile(&all, part);
        let class = |fixed: bool| -> Vec<f64> {
            let class =
                times.iter().filter(|(is_fixed, time)| *is_fixed == fixed && *time <= limit);
            class.map(|(_, time)| *time).collect()
        };
        let (t, error) = welch::t(&class(true), &class(false));
        largest = largest.max(t.abs());
        if part == CROPPED {
            visible = BOUND * error / calls;
        }
    }
    Found {
        passed: largest < BOUND,
        measurements,
        ts: vec![largest],
        call: percentile(&all, 0.5) / calls,
        visible,
    }
}

/// Nanoseconds of each batch, and whether it was one of the fixed class.
fn times(case: &Case<'_>, measurements: usize) -> Vec<(bool, f64)> {
    let mut random = Random::new();
    let others: Vec<Input> = (0..POOL).map(|_| (case.random)(&mut random)).collect();
    let fixed: Vec<Input> = match case.fixed {
        Some(fixed) => vec![fixed(&mut random); POOL],
        None => (0..POOL).map(|_| (case.random)(&mut random)).collect(),
    };
    let mut places = Places::new();
    let mut times = Vec::with_capacity(measurements);
    // The first ones warm up.
    for measurement in 0..measurements + WARM_UP {
        let is_fixed = random.coin();
        // The same loads and stores for both classes, and no branch. A copy from one of two places was enough to
        // make a difference of a quarter of a nanosecond in what came next.
        let mask = black_box(0u8.wrapping_sub(is_fixed.into()));
        places.fill(&mut random, |random, input| {
            let (other, fixed) = (&others[random.below(POOL)], &fixed[random.below(POOL)]);
            for ((place, other), fixed) in input.iter_mut().zip(other).zip(fixed) {
                *place = other ^ ((other ^ fixed) & mask);
            }
        });
        let start = Instant::now();
        places.call(case.call);
        let time = start.elapsed().as_secs_f64() * 1e9;
        places.keep(&mut random);
        if measurement >= WARM_UP {
            times.push((is_fixed, time));
        }
    }
    places.check();
    times
}

#[allow(
    clippy::cast_precision_loss,
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "an index, rounded"
)]
fn percentile(sorted: &[f64], part: f64) -> f64 {
    sorted[((sorted.len() - 1) as f64 * part) as usize]
}

/// The rest of a line, in fields between tabs.
impl fmt::Display for Found {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let ts: Vec<String> = self.ts.iter().map(|t| format!("{t:.2}")).collect();
        let Self { measurements, call, visible, .. } = self;
        write!(f, "{measurements}\t{}\t{call:.1}\t{visible:.3}", ts.join(", then "))
    }
}
