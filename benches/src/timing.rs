//! The clock: pieces of work in turn, or one on several threads at once.

use core::{
    cell::RefCell,
    hint::{black_box, spin_loop},
    sync::atomic::{AtomicU32, Ordering},
    time::Duration,
};
use std::{thread, time::Instant};

/// How many batches, and how long they are.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Effort {
    batches: usize,
    batch_nanoseconds: f64,
    /// After so long a row has batches enough, if it has the fewest.
    limit: Duration,
}

impl Effort {
    /// Many and short ones: on a machine that does other things as well, most of them are not interrupted, and the median
    /// is one of those.
    pub(crate) const FULL: Self =
        Self { batches: 501, batch_nanoseconds: 200_000.0, limit: Duration::from_secs(4) };
    pub(crate) const QUICK: Self =
        Self { batches: 51, batch_nanoseconds: 100_000.0, limit: Duration::from_millis(300) };
    /// Odd, so that the median is one of them.
    const FEWEST: usize = 7;

    /// Calls the given function once for each batch.
    fn spend(self, mut batch: impl FnMut()) {
        let start = Instant::now();
        for done in 0..self.batches {
            if done >= Self::FEWEST && start.elapsed() > self.limit {
                break;
            }
            batch();
        }
    }

    /// Of many sizes, where no single one decides.
    pub(crate) fn for_a_sweep(self) -> Self {
        Self { batches: self.batches.min(101), ..self }
    }
}

/// The median, and between which values the middle half lies.
#[derive(Clone, Copy, Debug)]
pub struct Times {
    /// The median.
    pub median: f64,
    /// The lower quartile.
    pub low: f64,
    /// The upper quartile.
    pub high: f64,
}

impl Times {
    pub(crate) fn of(mut values: Vec<f64>) -> Self {
        values.sort_by(f64::total_cmp);
        let part = |quarters: usize| {
            values.get((values.len() * quarters) >> 2).copied().unwrap_or(f64::NAN)
        };
        Self { median: part(2), low: part(1), high: part(3) }
    }
}

/// Ours and a peer's in nanoseconds a call, and how many times as long as ours the peer takes.
#[derive(Clone, Copy, Debug)]
pub struct Pair {
    /// Nanoseconds a call.
    pub ours: Times,
    /// Nanoseconds a call.
    pub peer: Times,
    /// That of the medians, and the quartiles of the batches' own.
    pub ratio: Times,
}

impl Pair {
    /// Not by way of [`Work`]: what the two closures hold would be behind a pointer, and be read anew at each call, which counts
    /// where a call takes two nanoseconds.
    pub(crate) fn measure<T, U>(
        effort: Effort,
        mut ours: impl FnMut() -> T,
        mut peer: impl FnMut() -> U,
    ) -> Self {
        let our_calls = calls_a_batch(effort, &mut ours);
        let peer_calls = calls_a_batch(effort, &mut peer);
        let (mut our_times, mut peer_times) = (Vec::new(), Vec::new());
        effort.spend(|| {
            our_times.push(nanoseconds_a_call(our_calls, &mut ours));
            peer_times.push(nanoseconds_a_call(peer_calls, &mut peer));
        });
        Self::of(our_times, peer_times)
    }

    fn of(ours: Vec<f64>, peer: Vec<f64>) -> Self {
        let ratios = ours.iter().zip(&peer).map(|(ours, peer)| peer / ours).collect();
        let (ours, peer) = (Times::of(ours), Times::of(peer));
        let ratio = Times { median: peer.median / ours.median, ..Times::of(ratios) };
        Self { ours, peer, ratio }
    }
}

/// The nanoseconds a call of each, batch by batch.
pub(crate) fn in_turn(effort: Effort, works: &mut [Box<dyn Work + '_>]) -> Vec<Vec<f64>> {
    let calls: Vec<u32> = works.iter_mut().map(|work| work.calls(effort)).collect();
    let mut times = vec![Vec::new(); works.len()];
    effort.spend(|| {
        for ((work, calls), times) in works.iter_mut().zip(&calls).zip(&mut times) {
            times.push(work.batch(*calls));
        }
    });
    times
}

/// One of many that are measured in turn.
pub(crate) trait Work {
    /// How many calls take the time of a batch.
    fn calls(&mut self, effort: Effort) -> u32;
    /// The nanoseconds a call.
    fn batch(&mut self, calls: u32) -> f64;
}

/// Work that needs nothing.
pub(crate) struct Call<F>(pub(crate) F);

impl<T, F: FnMut() -> T> Work for Call<F> {
    fn calls(&mut self, effort: Effort) -> u32 {
        calls_a_batch(effort, &mut self.0)
    }

    fn batch(&mut self, calls: u32) -> f64 {
        nanoseconds_a_call(calls, &mut self.0)
    }
}

/// Work on a buffer that others use as well.
pub(crate) struct Filling<'a, F>(pub(crate) &'a RefCell<Vec<u8>>, pub(crate) F);

impl<T, F: FnMut(&mut [u8]) -> T> Work for Filling<'_, F> {
    fn calls(&mut self, effort: Effort) -> u32 {
        let Self(buffer, fill) = self;
        let dest = &mut **buffer.borrow_mut();
        calls_a_batch(effort, &mut || fill(black_box(&mut *dest)))
    }

    fn batch(&mut self, calls: u32) -> f64 {
        let Self(buffer, fill) = self;
        let dest = &mut **buffer.borrow_mut();
        nanoseconds_a_call(calls, &mut || fill(black_box(&mut *dest)))
    }
}

/// Two threads of some work together against one, in rounds that take turns: what a call takes, and how many times as many
/// calls two threads make.
///
/// The best of the rounds is kept, since whatever else the machine does only takes away from two processors.
pub(crate) fn scaling(effort: Effort, call: impl Fn() -> bool + Sync) -> Pair {
    let calls = 4 * calls_a_batch(effort, &mut || call());
    let (mut one, mut two) = (Vec::new(), Vec::new());
    for _ in 0..2 * effort.batches {
        one.push(round(1, calls, &call));
        two.push(round(2, calls, &call));
    }
    let best = |times: &[f64]| times.iter().copied().fold(f64::INFINITY, f64::min);
    let (ours, peer) = (best(&two), best(&one));
    let pair = Pair::of(two, one);
    Pair {
        ours: Times { median: ours, ..pair.ours },
        peer: Times { median: peer, ..pair.peer },
        ratio: Times { median: peer / ours, ..pair.ratio },
    }
}

/// The nanoseconds a call that `threads` threads take for `calls` calls each, from when the first of them starts to when
/// the last one ends.
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
    (last - first) * 1e9 / (f64::from(calls) * f64::from(threads))
}

fn calls_a_batch<T>(effort: Effort, work: &mut impl FnMut() -> T) -> u32 {
    let mut calls = 1;
    let mut is_short =
        |calls| nanoseconds_a_call(calls, work) * f64::from(calls) < effort.batch_nanoseconds;
    // The best of a few, since one may be interrupted.
    while (0..5).all(|_| is_short(calls)) && calls < 1 << 28 {
        calls *= 2;
    }
    calls
}

fn nanoseconds_a_call<T>(calls: u32, work: &mut impl FnMut() -> T) -> f64 {
    let start = Instant::now();
    (0..calls).for_each(|_| _ = black_box(work()));
    start.elapsed().as_secs_f64() * 1e9 / f64::from(calls)
}
