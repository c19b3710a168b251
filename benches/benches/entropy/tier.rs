//! The system tier: what its fills and draws are to reach against their peers. What it mints is in the bench `tokens`.

use core::hint::black_box;
use std::io;

use rand::{RngExt, rand_core::UnwrapErr, rngs::SysRng, seq::SliceRandom};
use wellspring::{Random, SystemRandom};
use wellspring_benches::Table;

pub(crate) fn tier() -> io::Result<()> {
    let table = &mut Table::start("The system tier")?;
    for (len, bar) in [(8, 6.0), (32, 2.0), (65_536, 0.97)] {
        let (mut ours, mut theirs) = (vec![0; len], vec![0; len]);
        let (ours, theirs) = (|| SystemRandom.try_fill(&mut ours), || getrandom::fill(&mut theirs));
        table.row(&format!("fill {len} bytes"), ours, "getrandom", theirs, Some(bar))?;
    }
    draws(table)
}

fn draws(table: &mut Table) -> io::Result<()> {
    let peer = "rand on SysRng";
    let mut rng = UnwrapErr(SysRng);
    let ours = || SystemRandom.bits::<u64>(64);
    table.row("u64", ours, peer, || rng.random::<u64>(), Some(6.0))?;
    let ours = || SystemRandom.below(black_box(10u32));
    table.row("below(10)", ours, peer, || rng.random_range(0..black_box(10u32)), Some(6.0))?;
    table.row("f64", || SystemRandom.f64(), peer, || rng.random::<f64>(), Some(6.0))?;
    let (mut ours, mut theirs) = ([0u32; 52], [0u32; 52]);
    let (ours, theirs) = (|| SystemRandom.shuffle(&mut ours), || theirs.shuffle(&mut rng));
    table.row("shuffle 52", ours, peer, theirs, Some(9.0))
}
