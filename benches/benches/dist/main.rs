//! Numbers, shuffles and distributions against rand on one generator and on its own, and against fastrand.
//!
//! ```console
//! $ cargo bench -p wellspring-benches --bench dist
//! $ taskset -c 1 cargo bench -p wellspring-benches --bench dist -- generator
//! ```
//!
//! An argument names the parts to run: `generator`, `system`, `fast`.

mod numbers;
mod sequences;
mod shapes;
mod wyrand;

use core::error::Error;

use rand::rand_core::UnwrapErr;
use rand::rngs::SysRng;
use wellspring::SystemRandom;
use wellspring_benches::Bench;

type Part = fn(&Bench) -> Result<(), Box<dyn Error>>;

fn main() -> Result<(), Box<dyn Error>> {
    let bench = Bench::start("dist", &["rand", "rand_distr", "fastrand"])?;
    let parts: [(&str, Part); 3] = [("generator", generator), ("system", system), ("fast", fast)];
    for (name, run) in parts {
        if bench.wants(name) {
            run(&bench)?;
        }
    }
    Ok(())
}

/// What the draws cost over a generator that is as fast as a secure one of the peer: both sides on the same kind.
fn generator(bench: &Bench) -> Result<(), Box<dyn Error>> {
    let title = "Ours and rand's methods, each on a `rand::rng()` of its own";
    let table = &mut bench.table("dist on ThreadRng", title)?;
    numbers::against_rand(table, &mut rand::rng(), &mut rand::rng())?;
    sequences::against_rand(table, &mut rand::rng(), &mut rand::rng())?;
    shapes::against_rand(table, &mut rand::rng(), &mut rand::rng())
}

/// Both sides on the operating system.
fn system(bench: &Bench) -> Result<(), Box<dyn Error>> {
    let table = &mut bench.table("dist on the system", "Ours on the system, rand's on `SysRng`")?;
    numbers::against_rand(table, &mut { SystemRandom }, &mut UnwrapErr(SysRng))?;
    sequences::against_rand(table, &mut { SystemRandom }, &mut UnwrapErr(SysRng))?;
    shapes::against_rand(table, &mut { SystemRandom }, &mut UnwrapErr(SysRng))
}

/// Both sides on Wyrand, fastrand's generator, which is not secure: what the methods cost where the words are free.
fn fast(bench: &Bench) -> Result<(), Box<dyn Error>> {
    let title = "Ours over Wyrand, and fastrand, which is Wyrand (not secure)";
    let table = &mut bench.table("dist on Wyrand", title)?;
    numbers::against_fastrand(table)?;
    Ok(sequences::against_fastrand(table)?)
}
