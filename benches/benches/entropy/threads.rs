//! Two threads against one: whether they stand in each other's way.

use core::time::Duration;
use std::{
    io::{self, Write},
    thread,
};

use wellspring::SystemRandom;
use wellspring_benches::{median, throughput, vdso_rng, verdict};

const ROUNDS: usize = 11;
const TIME: Duration = Duration::from_millis(100);
const BAR: f64 = 1.9;

pub(crate) fn threads() -> io::Result<()> {
    let mut out = io::stdout();
    writeln!(out, "\nTwo threads of 32 bytes each against one: medians of {ROUNDS} rounds\n")?;
    if thread::available_parallelism().map_or(1, usize::from) < 2 {
        return writeln!(out, "Not measured: this process may use one processor only.");
    }
    writeln!(out, "| source | one, million a second | two | ratio | bar | |")?;
    writeln!(out, "|---|---|---|---|---|---|")?;
    let ours = || SystemRandom.try_fill(&mut [0; 32]).is_ok();
    row(&mut out, "ours", ours, Some(BAR))?;
    row(&mut out, "getrandom", || getrandom::fill(&mut [0; 32]).is_ok(), None)?;
    row(&mut out, "vdso-rng", || vdso_rng::fill(&mut [0; 32]).is_ok(), None)
}

fn row(
    out: &mut impl Write,
    name: &str,
    work: impl Fn() -> bool + Sync,
    bar: Option<f64>,
) -> io::Result<()> {
    if !work() {
        return Ok(());
    }
    let rounds: Vec<(f64, f64)> =
        (0..ROUNDS).map(|_| (throughput(1, TIME, &work), throughput(2, TIME, &work))).collect();
    let one = median(rounds.iter().map(|(one, _)| *one).collect());
    let two = median(rounds.iter().map(|(_, two)| *two).collect());
    let ratio = median(rounds.iter().map(|(one, two)| two / one).collect());
    let (bar, verdict) = verdict(ratio, bar);
    writeln!(out, "| {name} | {one:.2} | {two:.2} | {ratio:.2} | {bar} | {verdict} |")
}
