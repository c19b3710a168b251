//! Weighted choices: with the weights at hand, and from the three tables.

use core::hint::black_box;
use std::io;

use rand::distr::{Distribution, weighted::WeightedIndex};
use rand_distr::weighted::WeightedAliasIndex;
use wellspring::{
    KeyErasureRng, Random,
    dist::{AliasTable, DynamicWeights, Weights},
};
use wellspring_benches::{Bench, Series};

pub(crate) fn weighted(bench: &Bench) -> io::Result<()> {
    (4..=18).try_for_each(|bits| of(bench, 1 << bits))
}

fn of(bench: &Bench, n: usize) -> io::Result<()> {
    let items: Vec<u64> = (1..).take(n).collect();
    let weights = || items.iter().copied();
    let (mut a, mut b, mut c, mut d) =
        (KeyErasureRng::new(), KeyErasureRng::new(), KeyErasureRng::new(), KeyErasureRng::new());
    let (mut theirs, mut others) = (rand::rng(), rand::rng());
    let cumulative = Weights::new(weights()).map_err(io::Error::other)?;
    let alias = AliasTable::new(weights()).map_err(io::Error::other)?;
    let dynamic = DynamicWeights::new(weights()).map_err(io::Error::other)?;
    let index = WeightedIndex::new(&items).map_err(io::Error::other)?;
    let columns = WeightedAliasIndex::new(items.clone()).map_err(io::Error::other)?;
    let series = Series::default()
        .and("choose_weighted", || *a.choose_weighted(black_box(&items), |weight| *weight))
        .and("make Weights", || Weights::new(weights()))
        .and("make AliasTable", || AliasTable::new(weights()))
        .and("draw from Weights", || b.draw(&cumulative))
        .and("draw from AliasTable", || c.draw(&alias))
        .and("draw from DynamicWeights", || d.draw(&dynamic))
        .and("rand, from WeightedIndex", || index.sample(&mut theirs))
        .and("rand_distr, from WeightedAliasIndex", || columns.sample(&mut others));
    bench.points("weighted", n, series)
}
