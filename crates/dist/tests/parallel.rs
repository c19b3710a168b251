//! Drawing on many threads: a source is shared by copying it, a distribution by reference.
#![allow(clippy::unwrap_used, reason = "a test may stop where it stands")]

use rayon::prelude::*;
use wellspring_dist::{
    Distribution, Random,
    distributions::{Binomial, Dirichlet, Normal},
};
use wellspring_entropy::{
    Error, System,
    testing::{Failing, Replay},
};

#[test]
fn sources_and_distributions_go_to_other_threads() {
    fn shared<T: Copy + Send + Sync + 'static>(_: T) {}
    shared(System);
    shared(Normal::new(0.0, 1.0).unwrap());
    shared(Binomial::new(10, 0.5).unwrap());
    shared(Dirichlet::new([1.0, 2.0]).unwrap());
}

/// Each task has its copy of the system's source, which is nothing but its name.
#[test]
fn every_item_draws_for_itself() {
    let normal = Normal::new(10.0, 2.0).unwrap();
    let values: Vec<f64> = (0..20_000).into_par_iter().map(|_| System.draw(&normal)).collect();
    let mean = values.iter().sum::<f64>() / 20_000.0;
    // 8 standard deviations of the mean: a false alarm in 2^49.
    assert!((mean - 10.0).abs() < 8.0 * 2.0 / 20_000f64.sqrt(), "{mean}");
    let mut bits: Vec<u64> = values.iter().map(|value| value.to_bits()).collect();
    bits.sort_unstable();
    bits.dedup();
    assert!(bits.len() > 19_990, "no two threads draw the same: {}", bits.len());
}

/// Each thread has a source of its own, made when the thread takes up work.
#[test]
fn every_thread_has_a_source() {
    let dice: u64 =
        (0..10_000).into_par_iter().map_init(|| System, |source, _| source.range(1..=6u64)).sum();
    // 8 standard deviations of the sum, 1.708 each.
    assert!((f64::from(u32::try_from(dice).unwrap()) - 35_000.0).abs() < 8.0 * 1.71 * 100.0);
}

/// A failure on one thread stops them all and comes back as an error.
#[test]
fn a_failure_on_a_thread_is_an_error() {
    let normal = Normal::new(0.0, 1.0).unwrap();
    let draw = |failing: usize| -> Result<Vec<f64>, Error> {
        (0..1000)
            .into_par_iter()
            .map(|item: usize| {
                let at = if item == failing { 1 } else { 100 };
                normal.try_sample(&mut Failing::at_draw(at, Replay::repeating(b"parallel")))
            })
            .collect()
    };
    assert_eq!(draw(617), Err(Error::INJECTED));
    // The control.
    assert_eq!(draw(1000).unwrap().len(), 1000);
}
