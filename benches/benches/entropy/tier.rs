//! The system tier: what its fills and draws are to reach against their peers. What it mints is in the bench `tokens`.

use core::hint::black_box;
use std::io;

use rand::{RngExt, rand_core::UnwrapErr, rngs::SysRng, seq::SliceRandom};
use wellspring::{Random, SystemRandom};
use wellspring_benches::{Bench, Table};

pub(crate) fn tier(bench: &Bench) -> io::Result<()> {
    let table = &mut bench.table("system", "The system tier")?;
    for (len, work) in [(8, "fill 8 bytes"), (32, "fill 32 bytes"), (65_536, "fill 64 KiB")] {
        let (mut ours, mut theirs) = (vec![0; len], vec![0; len]);
        let (ours, theirs) = (|| SystemRandom.try_fill(&mut ours), || getrandom::fill(&mut theirs));
        table.row(work, ours, "getrandom", theirs)?;
    }
    draws(table)
}

/// What a clock must say of the same work on both sides, and of twice as much of it on one.
pub(crate) fn control(bench: &Bench) -> io::Result<()> {
    let table = &mut bench.table("control", "The same work on both sides")?;
    let once = || SystemRandom.bits::<u64>(64);
    table.row("u64", once, "itself", once)?;
    table.row("u64", once, "two of it", || [once(), once()])
}

fn draws(table: &mut Table<'_>) -> io::Result<()> {
    let peer = "rand on SysRng";
    let mut rng = UnwrapErr(SysRng);
    let ours = || SystemRandom.bits::<u64>(64);
    table.row("u64", ours, peer, || rng.random::<u64>())?;
    let ours = || SystemRandom.below(black_box(10u32));
    table.row("below(10)", ours, peer, || rng.random_range(0..black_box(10u32)))?;
    table.row("f64", || SystemRandom.f64(), peer, || rng.random::<f64>())?;
    let (mut ours, mut theirs) = ([0u32; 52], [0u32; 52]);
    let (ours, theirs) = (|| SystemRandom.shuffle(&mut ours), || theirs.shuffle(&mut rng));
    table.row("shuffle 52", ours, peer, theirs)
}
