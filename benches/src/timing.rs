//! The clock: two pieces of work in turn, or one on several threads at once.

use core::{
    hint::black_box,
    sync::atomic::{AtomicBool, Ordering},
    time::Duration,
};
use std::{sync::Barrier, thread, time::Instant};

/// Many and short ones: on a machine that does other things as well, most of them are not interrupted, and the median
/// is one of those.
pub(crate) const BATCHES: usize = 501;
/// For sweeps over many sizes.
pub(crate) const FEWER_BATCHES: usize = 101;
const BATCH_NANOSECONDS: f64 = 200_000.0;

/// Nanoseconds a call, and between which values the middle half of the ratios lies.
pub(crate) struct Pair {
    pub(crate) ours: f64,
    pub(crate) peer: f64,
    pub(crate) middle_half: (f64, f64),
}

impl Pair {
    pub(crate) fn ratio(&self) -> f64 {
        self.peer / self.ours
    }
}

/// The median nanoseconds of one call of each.
pub(crate) fn interleaved<T, U>(
    batches: usize,
    mut ours: impl FnMut() -> T,
    mut peer: impl FnMut() -> U,
) -> Pair {
    let our_calls = calls_a_batch(&mut ours);
    let peer_calls = calls_a_batch(&mut peer);
    let (mut our_times, mut peer_times) = (Vec::new(), Vec::new());
    for _ in 0..batches {
        our_times.push(nanoseconds_a_call(our_calls, &mut ours));
        peer_times.push(nanoseconds_a_call(peer_calls, &mut peer));
    }
    let ratios = our_times.iter().zip(&peer_times).map(|(ours, peer)| peer / ours);
    let ratios = sorted(ratios.collect());
    Pair {
        middle_half: (part(&ratios, 1, 2), part(&ratios, 3, 2)),
        ours: part(&sorted(our_times), 1, 1),
        peer: part(&sorted(peer_times), 1, 1),
    }
}

/// Millions of calls a second that `threads` threads make together, while all of them run.
#[must_use]
pub fn throughput<T>(threads: usize, time: Duration, work: impl Fn() -> T + Sync) -> f64 {
    let (start, stop) = (Barrier::new(threads + 1), AtomicBool::new(false));
    thread::scope(|scope| {
        let workers: Vec<_> = (0..threads)
            .map(|_| {
                scope.spawn(|| {
                    let mut calls = 0.0;
                    start.wait();
                    let begun = Instant::now();
                    while !stop.load(Ordering::Relaxed) {
                        (0..100).for_each(|_| _ = black_box(work()));
                        calls += 100.0;
                    }
                    calls / begun.elapsed().as_secs_f64() / 1e6
                })
            })
            .collect();
        start.wait();
        thread::sleep(time);
        stop.store(true, Ordering::Relaxed);
        workers.into_iter().map(|worker| worker.join().unwrap_or(f64::NAN)).sum()
    })
}

fn calls_a_batch<T>(work: &mut impl FnMut() -> T) -> u32 {
    let mut calls = 1;
    // The best of a few, since one may be interrupted.
    while (0..5).all(|_| nanoseconds_a_call(calls, work) * f64::from(calls) < BATCH_NANOSECONDS)
        && calls < 1 << 28
    {
        calls *= 2;
    }
    calls
}

fn nanoseconds_a_call<T>(calls: u32, work: &mut impl FnMut() -> T) -> f64 {
    let start = Instant::now();
    (0..calls).for_each(|_| _ = black_box(work()));
    start.elapsed().as_secs_f64() * 1e9 / f64::from(calls)
}

fn sorted(mut values: Vec<f64>) -> Vec<f64> {
    values.sort_by(f64::total_cmp);
    values
}

/// What stands at `part / 2^(halvings)` of the sorted values: the median is 1 and 1, the quartiles 1 and 2, 3 and 2.
fn part(sorted: &[f64], part: usize, halvings: u32) -> f64 {
    sorted.get((sorted.len() * part) >> halvings).copied().unwrap_or(f64::NAN)
}

/// The median of a few measurements.
#[must_use]
pub fn median(values: Vec<f64>) -> f64 {
    part(&sorted(values), 1, 1)
}
