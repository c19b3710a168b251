//! Weights, distributions and texts.

use core::error::Error;
use core::hint::black_box;
use std::io;

use rand::distr::{Alphanumeric, SampleString, Uniform as PeerUniform, weighted::WeightedIndex};
use rand_distr::Distribution as _;
use wellspring::{
    Random,
    dist::{AliasTable, Alphabet, Interval, Weights},
    distributions::{Beta, Binomial, Exponential, Gamma, Normal, Poisson},
    rand_core::{Rng, TryRng},
};
use wellspring_benches::Table;

pub(crate) fn against_rand<A: TryRng, B: Rng>(
    table: &mut Table<'_>,
    a: &mut A,
    b: &mut B,
) -> Result<(), Box<dyn Error>> {
    let (ours, theirs) = (Interval::new(-1.0..3.0)?, PeerUniform::new(-1.0, 3.0)?);
    pair(table, "Interval -1.0..3.0", || a.draw(&ours), "rand", || theirs.sample(b))?;
    for len in [10u64, 1000] {
        let weights: Vec<u64> = (1..=len).collect();
        let theirs = WeightedIndex::new(&weights)?;
        let ours = Weights::new(weights.iter().copied())?;
        pair(table, &format!("Weights of {len}"), || a.draw(&ours), "rand", || theirs.sample(b))?;
        let ours = AliasTable::new(weights.iter().copied())?;
        let theirs = rand_distr::weighted::WeightedAliasIndex::new(weights)?;
        let work = format!("AliasTable of {len}");
        pair(table, &work, || a.draw(&ours), "rand_distr", || theirs.sample(b))?;
    }
    let ours = Alphabet::alphanumeric();
    let theirs = || Alphanumeric.sample_string(b, 20);
    pair(table, "20 alphanumerics, a String", || a.string(&ours, 20), "rand", theirs)?;

    let peer = "rand_distr";
    let (ours, theirs) = (Normal::new(0.0, 1.0)?, rand_distr::Normal::new(0.0, 1.0)?);
    pair(table, "Normal", || a.draw(&ours), peer, || theirs.sample(b))?;
    let (ours, theirs) = (Exponential::new(1.0)?, rand_distr::Exp::new(1.0)?);
    pair(table, "Exponential", || a.draw(&ours), peer, || theirs.sample(b))?;
    let (ours, theirs) = (Gamma::new(2.5, 1.0)?, rand_distr::Gamma::new(2.5, 1.0)?);
    pair(table, "Gamma 2.5", || a.draw(&ours), peer, || theirs.sample(b))?;
    let (ours, theirs) = (Beta::new(2.0, 3.0)?, rand_distr::Beta::new(2.0, 3.0)?);
    pair(table, "Beta 2, 3", || a.draw(&ours), peer, || theirs.sample(b))?;
    let (ours, theirs) = (Binomial::new(1000, 0.3)?, rand_distr::Binomial::new(1000, 0.3)?);
    pair(table, "Binomial 1000, 0.3", || a.draw(&ours), peer, || theirs.sample(b))?;
    let (ours, theirs) = (Poisson::new(100.0)?, rand_distr::Poisson::<f64>::new(100.0)?);
    pair(table, "Poisson 100", || a.draw(&ours), peer, || theirs.sample(b))?;
    Ok(())
}

fn pair<T, U>(
    table: &mut Table<'_>,
    work: &str,
    mut ours: impl FnMut() -> T,
    peer: &str,
    mut theirs: impl FnMut() -> U,
) -> io::Result<()> {
    table.row(work, || black_box(ours()), peer, || black_box(theirs()))
}
