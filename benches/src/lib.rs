//! Measures a piece of work against a peer's in one run, and prints the ratio.
//!
//! The two are timed in turn, batch by batch, so that whatever else the machine does meets both; the median
//! of the batches is kept, and how far the ratios of the middle half of them lie apart. A ratio above 1 means that ours
//! is faster. Nothing here is a test: a bar that is missed is printed as missed, and nothing fails.
#![forbid(unsafe_code)]

mod setting;
mod timing;
#[cfg_attr(not(target_os = "linux"), path = "vdso_rng_disabled.rs")]
pub mod vdso_rng;

use std::io::{self, Write};

use crate::timing::{BATCHES, FEWER_BATCHES, interleaved};
pub use crate::{setting::print_setting, timing::throughput};

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
        writeln!(
            out,
            "| work | ours, ns | peer | peer, ns | ratio | middle half of the ratios | bar | |"
        )?;
        writeln!(out, "|---|---|---|---|---|---|---|---|")?;
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
        let pair = interleaved(BATCHES, ours, peer);
        let (low, high) = pair.middle_half;
        let ratio = pair.ratio();
        let (bar, verdict) = verdict(ratio, bar);
        writeln!(
            self.out,
            "| {work} | {:.1} | {peer_name} | {:.1} | {ratio:.2} | {low:.2} to {high:.2} | {bar} | {verdict} |",
            pair.ours, pair.peer,
        )
    }
}

/// The bar as text, and whether it is met.
#[must_use]
pub fn verdict(ratio: f64, bar: Option<f64>) -> (String, &'static str) {
    match bar {
        Some(bar) if ratio >= bar => (format!("{bar}"), "met"),
        Some(bar) => (format!("{bar}"), "missed"),
        None => ("none".to_owned(), ""),
    }
}

/// The median nanoseconds of a call of each of two pieces of work, measured in turn.
pub fn medians<T, U>(first: impl FnMut() -> T, second: impl FnMut() -> U) -> (f64, f64) {
    let pair = interleaved(BATCHES, first, second);
    (pair.ours, pair.peer)
}

/// The size from which `large` is faster than `small`, among `sizes` in ascending order. Each is called with a buffer
/// of the size.
///
/// No single measurement decides: it is the size that puts the fewest of all measurements on the wrong side. `None` if
/// that is the end, or if so many are on the wrong side that there is no such size.
///
/// # Errors
///
/// Those of `report`, which is told each size and the nanoseconds of both.
pub fn crossing<T, U>(
    sizes: &[usize],
    mut small: impl FnMut(&mut [u8]) -> T,
    mut large: impl FnMut(&mut [u8]) -> U,
    mut report: impl FnMut(usize, f64, f64) -> io::Result<()>,
) -> io::Result<Option<usize>> {
    let mut faster = Vec::new();
    for &size in sizes {
        let (mut a, mut b) = (vec![0; size], vec![0; size]);
        let pair = interleaved(FEWER_BATCHES, || small(&mut a), || large(&mut b));
        report(size, pair.ours, pair.peer)?;
        faster.push(pair.ours < pair.peer);
    }
    let wrong = |from: &usize| {
        let (below, above) = faster.split_at(*from);
        below.iter().filter(|small| !**small).count() + above.iter().filter(|small| **small).count()
    };
    let from = (0..=sizes.len()).min_by_key(wrong).filter(|from| wrong(from) <= sizes.len() >> 3);
    Ok(from.and_then(|from| sizes.get(from)).copied())
}
