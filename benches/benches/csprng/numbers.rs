//! Single numbers and shuffles.

use core::{error::Error, hint::black_box};
use std::io;

use rand::{RngExt, rngs::ThreadRng, seq::SliceRandom};
use wellspring::{KeyErasureRng, Random, rand_core::TryRng, thread_rng};
use wellspring_benches::Table;

pub(crate) fn numbers() -> Result<(), Box<dyn Error>> {
    let table = &mut Table::start("An owned generator against `rand::rng()`, held")?;
    let (mut ours, mut theirs) = (KeyErasureRng::new(), rand::rng());
    draws(table, &mut ours, &mut theirs, [Some(2.2), Some(2.0)])?;
    shuffles(table, &mut ours, &mut theirs, [Some(2.0), Some(2.0)])?;
    let table = &mut Table::start("The thread's handle against `rand::rng()`, held")?;
    draws(table, &mut thread_rng(), &mut theirs, [Some(1.6), Some(1.4)])?;
    shuffles(table, &mut thread_rng(), &mut theirs, [None, None])?;
    let table = &mut Table::start("An owned generator against fastrand, which is not secure")?;
    let mut fast = fastrand::Rng::new();
    table.row("u64", || ours.try_next_u64(), "fastrand", || fast.u64(..), None)?;
    let mut decks: [Vec<u32>; 2] = [(0..52).collect(), (0..52).collect()];
    let [a, b] = &mut decks;
    table.row("shuffle 52", || ours.shuffle(a), "fastrand", || fast.shuffle(b), None)?;
    Ok(())
}

fn draws<R: TryRng>(
    table: &mut Table,
    ours: &mut R,
    theirs: &mut ThreadRng,
    [u64, below]: [Option<f64>; 2],
) -> io::Result<()> {
    let peer = "rand";
    table.row("u64", || ours.bits::<u64>(64), peer, || theirs.random::<u64>(), u64)?;
    table.row(
        "below(10)",
        || ours.below(black_box(10_u32)),
        peer,
        || theirs.random_range(0..black_box(10_u32)),
        below,
    )?;
    table.row(
        "u64 below 6e9",
        || ours.below(black_box(6_000_000_000_u64)),
        peer,
        || theirs.random_range(0..black_box(6_000_000_000_u64)),
        None,
    )?;
    let n = 10_u128.pow(30);
    table.row(
        "u128 below 1e30",
        || ours.below(black_box(n)),
        peer,
        || theirs.random_range(0..black_box(n)),
        None,
    )?;
    table.row("f64", || ours.f64(), peer, || theirs.random::<f64>(), None)
}

fn shuffles<R: TryRng>(
    table: &mut Table,
    ours: &mut R,
    theirs: &mut ThreadRng,
    bars: [Option<f64>; 2],
) -> io::Result<()> {
    for (len, bar) in [52_u32, 1000].into_iter().zip(bars) {
        let (mut a, mut b): (Vec<u32>, Vec<u32>) = ((0..len).collect(), (0..len).collect());
        let work = format!("shuffle {len}");
        table.row(&work, || ours.shuffle(&mut a), "rand", || b.shuffle(theirs), bar)?;
    }
    Ok(())
}
