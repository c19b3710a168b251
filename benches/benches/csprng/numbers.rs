//! Single numbers and shuffles.

use core::{error::Error, hint::black_box};
use std::io;

use rand::{RngExt, rngs::ThreadRng, seq::SliceRandom};
use wellspring::{KeyErasureRng, Random, rand_core::TryRng, thread_rng};
use wellspring_benches::{Bench, Table};

pub(crate) fn numbers(bench: &Bench) -> Result<(), Box<dyn Error>> {
    let table =
        &mut bench.table("generator, owned", "An owned generator against `rand::rng()`, held")?;
    let (mut ours, mut theirs) = (KeyErasureRng::new(), rand::rng());
    draws(table, &mut ours, &mut theirs)?;
    shuffles(table, &mut ours, &mut theirs)?;
    let title = "The thread's handle against `rand::rng()`, held";
    let table = &mut bench.table("generator, thread's", title)?;
    draws(table, &mut thread_rng(), &mut theirs)?;
    shuffles(table, &mut thread_rng(), &mut theirs)?;
    let title = "An owned generator against fastrand, which is not secure";
    let table = &mut bench.table("generator, owned", title)?;
    let mut fast = fastrand::Rng::new();
    table.row("u64", || ours.try_next_u64(), "fastrand", || fast.u64(..))?;
    let mut decks: [Vec<u32>; 2] = [(0..52).collect(), (0..52).collect()];
    let [a, b] = &mut decks;
    table.row("shuffle 52", || ours.shuffle(a), "fastrand", || fast.shuffle(b))?;
    Ok(())
}

fn draws<R: TryRng>(table: &mut Table<'_>, ours: &mut R, theirs: &mut ThreadRng) -> io::Result<()> {
    let peer = "rand";
    table.row("u64", || ours.bits::<u64>(64), peer, || theirs.random::<u64>())?;
    table.row(
        "below(10)",
        || ours.below(black_box(10_u32)),
        peer,
        || theirs.random_range(0..black_box(10_u32)),
    )?;
    table.row(
        "u64 below 6e9",
        || ours.below(black_box(6_000_000_000_u64)),
        peer,
        || theirs.random_range(0..black_box(6_000_000_000_u64)),
    )?;
    let n = 10_u128.pow(30);
    table.row(
        "u128 below 1e30",
        || ours.below(black_box(n)),
        peer,
        || theirs.random_range(0..black_box(n)),
    )?;
    table.row("f64", || ours.f64(), peer, || theirs.random::<f64>())
}

fn shuffles<R: TryRng>(
    table: &mut Table<'_>,
    ours: &mut R,
    theirs: &mut ThreadRng,
) -> io::Result<()> {
    for len in [52_u32, 1000] {
        let (mut a, mut b): (Vec<u32>, Vec<u32>) = ((0..len).collect(), (0..len).collect());
        let work = format!("shuffle {len}");
        table.row(&work, || ours.shuffle(&mut a), "rand", || b.shuffle(theirs))?;
    }
    Ok(())
}
