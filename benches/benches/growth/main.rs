//! How shuffles, samples, weighted choices and the counting of policies grow with n, ours and the peers'.
//!
//! ```console
//! $ taskset -c 1 cargo bench -p wellspring-benches --bench growth
//! ```
//!
//! An argument names the parts to run: `shuffle`, `sample`, `weighted`, `policy`. The generator is `KeyErasureRng`, and rand's is
//! `rand::rng()`. `cargo xtask bench` fits an exponent to each series.

mod policy;
mod sample;
mod weighted;

use std::io;

use rand::seq::SliceRandom;
use wellspring::{KeyErasureRng, Random};
use wellspring_benches::{Bench, Series};

type Part = fn(&Bench) -> io::Result<()>;

fn main() -> io::Result<()> {
    let bench = Bench::start("growth", &["rand", "rand_distr"])?;
    let parts: [(&str, Part); 4] = [
        ("shuffle", shuffle),
        ("sample", sample::sample),
        ("weighted", weighted::weighted),
        ("policy", policy::policy),
    ];
    parts.iter().filter(|(name, _)| bench.wants(name)).try_for_each(|(_, run)| run(&bench))
}

/// All `n` items, up to what no cache near the processor holds.
fn shuffle(bench: &Bench) -> io::Result<()> {
    let (mut ours, mut theirs) = (KeyErasureRng::new(), rand::rng());
    for bits in 4..=20 {
        let (mut a, mut b) = (numbers(1 << bits), numbers(1 << bits));
        let series = Series::default()
            .and("shuffle", || ours.shuffle(&mut a))
            .and("rand, shuffle", || b.shuffle(&mut theirs));
        bench.points("shuffle", 1 << bits, series)?;
    }
    Ok(())
}

fn numbers(len: usize) -> Vec<u32> {
    (0..).take(len).collect()
}
