//! Two threads against one.

use std::{
    io::{self, Write},
    thread,
};

use wellspring::{rand_core::TryRng, thread_rng};
use wellspring_benches::{throughput, verdict};

const BAR: f64 = 1.9;

pub(crate) fn threads() -> io::Result<()> {
    let mut out = io::stdout();
    writeln!(out, "\nTwo threads of 32 bytes each against one: the best of many rounds\n")?;
    if thread::available_parallelism().map_or(1, usize::from) < 2 {
        return writeln!(out, "Not measured: this process may use one processor only.");
    }
    writeln!(out, "| source | one, million a second | two | ratio | bar | |")?;
    writeln!(out, "|---|---|---|---|---|---|")?;
    let ours = || thread_rng().try_fill_bytes(&mut [0; 32]).is_ok();
    let theirs = || rand::Rng::fill_bytes(&mut rand::rng(), &mut [0; 32]);
    row(&mut out, "thread_rng()", [throughput(1, ours), throughput(2, ours)], Some(BAR))?;
    row(&mut out, "rand::rng()", [throughput(1, theirs), throughput(2, theirs)], None)
}

fn row(out: &mut impl Write, name: &str, [one, two]: [f64; 2], bar: Option<f64>) -> io::Result<()> {
    let ratio = two / one;
    let (bar, verdict) = verdict(ratio, bar);
    writeln!(out, "| {name} | {one:.2} | {two:.2} | {ratio:.2} | {bar} | {verdict} |")
}
