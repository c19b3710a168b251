//! Two threads against one: whether they stand in each other's way.

use std::{
    io::{self, Write},
    thread,
};

use wellspring::SystemRandom;
use wellspring_benches::{throughput, vdso_rng, verdict};

const BAR: f64 = 1.9;

pub(crate) fn threads() -> io::Result<()> {
    let mut out = io::stdout();
    writeln!(out, "\nTwo threads of 32 bytes each against one: the best of many rounds\n")?;
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
    let (one, two) = (throughput(1, &work), throughput(2, &work));
    let ratio = two / one;
    let (bar, verdict) = verdict(ratio, bar);
    writeln!(out, "| {name} | {one:.2} | {two:.2} | {ratio:.2} | {bar} | {verdict} |")
}
