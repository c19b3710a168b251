//! Measures a piece of work against a peer's in one run, and prints the ratio.
//!
//! The two are timed in turn, batch by batch, so that whatever else the machine does meets both; the median
//! of the batches is kept. A ratio above 1 means that ours is faster. Nothing here is a test: a bar that is
//! missed is printed as missed, and nothing fails.
#![forbid(unsafe_code)]

use core::{hint::black_box, time::Duration};
use std::{
    io::{self, Write},
    time::Instant,
};

const BATCHES: usize = 21;
const BATCH_TIME: Duration = Duration::from_millis(10);

/// A table of ratios on standard output.
#[derive(Debug)]
pub struct Table {
    out: io::Stdout,
}

impl Table {
    /// Starts the table.
    ///
    /// # Errors
    ///
    /// Standard output's.
    pub fn start(title: &str) -> io::Result<Self> {
        let mut out = io::stdout();
        writeln!(out, "\n{title}: medians of {BATCHES} interleaved batches\n")?;
        writeln!(out, "| work | ours, ns | peer | peer, ns | ratio | bar | |")?;
        writeln!(out, "|---|---|---|---|---|---|---|")?;
        Ok(Self { out })
    }

    /// Adds the row of one piece of work; `bar` is the ratio that is wanted, where one is.
    ///
    /// # Errors
    ///
    /// Standard output's.
    pub fn row<T, U>(
        &mut self,
        work: &str,
        ours: impl FnMut() -> T,
        peer_name: &str,
        peer: impl FnMut() -> U,
        bar: Option<f64>,
    ) -> io::Result<()> {
        let (ours, peer) = interleaved(ours, peer);
        let ratio = peer / ours;
        let (bar, verdict) = match bar {
            Some(bar) if ratio >= bar => (format!("{bar}"), "met"),
            Some(bar) => (format!("{bar}"), "missed"),
            None => ("none yet".to_owned(), ""),
        };
        writeln!(
            self.out,
            "| {work} | {ours:.1} | {peer_name} | {peer:.1} | {ratio:.2} | {bar} | {verdict} |"
        )
    }
}

/// The median nanoseconds of one call of each.
fn interleaved<T, U>(mut ours: impl FnMut() -> T, mut peer: impl FnMut() -> U) -> (f64, f64) {
    let (our_calls, peer_calls) = (calls_a_batch(&mut ours), calls_a_batch(&mut peer));
    let (mut our_times, mut peer_times) = (Vec::new(), Vec::new());
    for _ in 0..BATCHES {
        our_times.push(nanoseconds_a_call(our_calls, &mut ours));
        peer_times.push(nanoseconds_a_call(peer_calls, &mut peer));
    }
    (median(our_times), median(peer_times))
}

fn calls_a_batch<T>(work: &mut impl FnMut() -> T) -> u32 {
    let mut calls = 1;
    loop {
        let start = Instant::now();
        (0..calls).for_each(|_| _ = black_box(work()));
        if start.elapsed() >= BATCH_TIME || calls >= 1 << 28 {
            return calls;
        }
        calls *= 2;
    }
}

fn nanoseconds_a_call<T>(calls: u32, work: &mut impl FnMut() -> T) -> f64 {
    let start = Instant::now();
    (0..calls).for_each(|_| _ = black_box(work()));
    start.elapsed().as_secs_f64() * 1e9 / f64::from(calls)
}

fn median(mut times: Vec<f64>) -> f64 {
    times.sort_by(f64::total_cmp);
    times.get(times.len() >> 1).copied().unwrap_or(f64::NAN)
}
