//! Samples without repetition, by how many are wanted and by how many there are.

use core::hint::black_box;
use std::io;

use rand::seq::IndexedRandom;
use wellspring::{KeyErasureRng, Random};
use wellspring_benches::{Bench, Series};

/// Of which `n` are wanted in one series, and `FEW` are wanted of `n` in the other.
const POPULATION: usize = 1 << 20;
const FEW: usize = 10;

pub(crate) fn sample(bench: &Bench) -> io::Result<()> {
    let items = super::numbers(POPULATION);
    let (mut ours, mut theirs) = (KeyErasureRng::new(), rand::rng());
    let mut control = KeyErasureRng::new();
    for bits in 4..=18 {
        let n = 1 << bits;
        let some = items.get(..n).unwrap_or(&items);
        let series = Series::default()
            .and("sample n of 2^20", || ours.sample(&items, n))
            .and("rand, sample n of 2^20", || {
                items.sample(&mut theirs, n).copied().collect::<Vec<u32>>()
            });
        bench.points("sample", n, series)?;
        let series = Series::default()
            .and("sample 10 of n", || ours.sample(black_box(some), FEW))
            .and("rand, sample 10 of n", || {
                black_box(some).sample(&mut theirs, FEW).copied().collect::<Vec<u32>>()
            });
        bench.points("sample", n, series)?;
        if n <= 1 << 12 {
            let naive = Series::default()
                .and("control: n of 2^20, list searched", || searched(&mut control, &items, n));
            bench.points("sample", n, naive)?;
        }
    }
    Ok(())
}

/// The negative control of the fit, in quadratic time: what was taken is searched from end to end for repetitions, one by one. A search
/// by whole vectors is so fast that for these sizes its time is all but linear.
fn searched(rng: &mut KeyErasureRng, items: &[u32], n: usize) -> Vec<u32> {
    let mut taken: Vec<u32> = Vec::with_capacity(n);
    while taken.len() < n {
        let item = *rng.choose(items).unwrap_or(&0);
        if !taken.iter().any(|old| *black_box(old) == item) {
            taken.push(item);
        }
    }
    taken
}
