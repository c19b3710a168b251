//! The clock: two pieces of work in turn, or one on several threads at once.

use core::{
    hint::{black_box, spin_loop},
    sync::atomic::{AtomicU32, Ordering},
};
use std::{thread, time::Instant};

/// Many and short ones: on a machine that does other things as well, most of them are not interrupted, and the median
/// is one of those.
pub(crate) const BATCHES: usize = 501;
/// For sweeps over many sizes.
pub(crate) const FEWER_BATCHES: usize = 101;
/// Of threads that run at once.
const ROUNDS: usize = 1001;
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

/// Millions of calls a second that `threads` threads make together, from when the first of them starts to when the
/// last one ends; the best of many short rounds, since whatever else the machine does only takes away from it.
#[must_use]
pub fn throughput<T>(threads: u32, work: impl Fn() -> T + Sync) -> f64 {
    let calls = 4 * calls_a_batch(&mut || work());
    let all = f64::from(calls) * f64::from(threads);
    let rounds = (0..ROUNDS).map(|_| all / round(threads, calls, &work) / 1e6);
    rounds.fold(0.0, f64::max)
}

/// How many seconds `threads` threads take for `calls` calls each.
fn round<T>(threads: u32, calls: u32, work: &(impl Fn() -> T + Sync)) -> f64 {
    let (ready, origin) = (AtomicU32::new(0), Instant::now());
    let spans = thread::scope(|scope| {
        let run = || {
            // Spinning: a thread that slept would wake when the other is half done.
            ready.fetch_add(1, Ordering::Relaxed);
            while ready.load(Ordering::Relaxed) < threads {
                spin_loop();
            }
            let start = origin.elapsed().as_secs_f64();
            (0..calls).for_each(|_| _ = black_box(work()));
            (start, origin.elapsed().as_secs_f64())
        };
        let workers: Vec<_> = (0..threads).map(|_| scope.spawn(run)).collect();
        workers.into_iter().filter_map(|worker| worker.join().ok()).collect::<Vec<_>>()
    });
    let first = spans.iter().map(|(start, _)| *start).fold(f64::MAX, f64::min);
    let last = spans.iter().map(|(_, end)| *end).fold(0.0, f64::max);
    last - first
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
