//! Shuffles and samples.

use core::hint::black_box;
use std::io;

use rand::seq::{IndexedRandom, IteratorRandom, SliceRandom};
use wellspring::{
    Random,
    rand_core::{Rng, TryRng},
};
use wellspring_benches::Table;

use crate::wyrand::Wyrand;

const LENGTHS: [usize; 3] = [52, 1000, 1_000_000];

pub(crate) fn against_rand<A: TryRng, B: Rng>(
    table: &mut Table<'_>,
    a: &mut A,
    b: &mut B,
) -> io::Result<()> {
    for len in LENGTHS {
        let (mut ours, mut theirs) = (numbers(len), numbers(len));
        let work = format!("shuffle {len}");
        table.row(&work, || a.shuffle(&mut ours), "rand", || theirs.shuffle(b))?;
    }
    let items = numbers(1000);
    table.row(
        "choose 1 of 1000",
        || a.choose(black_box(&items)),
        "rand",
        || black_box(&items[..]).choose(b),
    )?;
    table.row(
        "choose_iter 1 of 1000",
        || a.choose_iter(black_box(0..1000)),
        "rand",
        || black_box(0..1000).choose_stable(b),
    )?;
    table.row(
        "sample 10 of 1000",
        || a.sample(black_box(&items), 10),
        "rand",
        || black_box(&items[..]).sample(b, 10).collect::<Vec<_>>(),
    )
}

pub(crate) fn against_fastrand(table: &mut Table<'_>) -> io::Result<()> {
    let (mut a, mut b) = (Wyrand::new(), fastrand::Rng::with_seed(7));
    for len in LENGTHS {
        let (mut ours, mut theirs) = (numbers(len), numbers(len));
        let work = format!("shuffle {len}");
        table.row(&work, || a.shuffle(&mut ours), "fastrand", || b.shuffle(&mut theirs))?;
    }
    Ok(())
}

fn numbers(len: usize) -> Vec<u32> {
    (0..).take(len).collect()
}
