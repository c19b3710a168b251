//! Single draws.

use core::hint::black_box;
use std::io;

use rand::RngExt;
use wellspring::{Random, rand_core::Rng};
use wellspring_benches::Table;

use crate::wyrand::Wyrand;

pub(crate) fn against_rand<A: wellspring::rand_core::TryRng, B: Rng>(
    table: &mut Table<'_>,
    a: &mut A,
    b: &mut B,
) -> io::Result<()> {
    table.row("u64", || a.bits::<u64>(64), "rand", || b.random::<u64>())?;
    table.row(
        "below(10)",
        || a.below(black_box(10u32)),
        "rand",
        || b.random_range(0..black_box(10u32)),
    )?;
    table.row(
        "u64 below 6e9",
        || a.below(black_box(6_000_000_000u64)),
        "rand",
        || b.random_range(0..black_box(6_000_000_000u64)),
    )?;
    let n = 10u128.pow(30);
    table.row(
        "u128 below 1e30",
        || a.below(black_box(n)),
        "rand",
        || b.random_range(0..black_box(n)),
    )?;
    table.row(
        "range(-5..=5)",
        || a.range(black_box(-5)..=black_box(5)),
        "rand",
        || b.random_range(black_box(-5)..=black_box(5)),
    )?;
    table.row("bool", || a.bool(), "rand", || b.random::<bool>())?;
    table.row("f64", || a.f64(), "rand", || b.random::<f64>())?;
    table.row(
        "uniform(-1.0..3.0)",
        || a.uniform(black_box(-1.0)..black_box(3.0)),
        "rand",
        || b.random_range(black_box(-1.0)..black_box(3.0)),
    )
}

pub(crate) fn against_fastrand(table: &mut Table<'_>) -> io::Result<()> {
    let (mut a, mut b) = (Wyrand::new(), fastrand::Rng::with_seed(7));
    let peer = "fastrand";
    table.row("u64", || a.bits::<u64>(64), peer, || b.u64(..))?;
    table.row("below(10)", || a.below(black_box(10u32)), peer, || b.u32(..black_box(10)))?;
    table.row(
        "u64 below 6e9",
        || a.below(black_box(6_000_000_000u64)),
        peer,
        || b.u64(..black_box(6_000_000_000)),
    )?;
    table.row("f64", || a.f64(), peer, || b.f64())
}
