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
use std::env;

use rand::rand_core::UnwrapErr;
use rand::rngs::SysRng;
use wellspring::SystemRandom;
use wellspring_benches::Table;

type Part = fn() -> Result<(), Box<dyn Error>>;

fn main() -> Result<(), Box<dyn Error>> {
    let wanted: Vec<String> = env::args().skip(1).filter(|part| !part.starts_with('-')).collect();
    wellspring_benches::print_setting(&["rand", "rand_distr", "fastrand"])?;
    let parts: [(&str, Part); 3] = [("generator", generator), ("system", system), ("fast", fast)];
    for (name, run) in parts {
        if wanted.is_empty() || wanted.iter().any(|part| part == name) {
            run()?;
        }
    }
    Ok(())
}

/// What the draws cost over a generator that is as fast as a secure one of the peer: both sides on the same kind.
fn generator() -> Result<(), Box<dyn Error>> {
    let table = &mut Table::start("Ours and rand's methods, each on a `rand::rng()` of its own")?;
    let bars = numbers::Bars { below: Some(1.0), ..numbers::Bars::default() };
    numbers::against_rand(table, &mut rand::rng(), &mut rand::rng(), &bars)?;
    let bars = [None, Some(1.3), None];
    sequences::against_rand(table, &mut rand::rng(), &mut rand::rng(), bars)?;
    shapes::against_rand(table, &mut rand::rng(), &mut rand::rng())
}

/// Both sides on the operating system.
fn system() -> Result<(), Box<dyn Error>> {
    let table = &mut Table::start("Ours on the system, rand's on `SysRng`")?;
    let bars = numbers::Bars { u64: Some(6.0), below: Some(6.0), f64: Some(6.0) };
    numbers::against_rand(table, &mut { SystemRandom }, &mut UnwrapErr(SysRng), &bars)?;
    sequences::against_rand(
        table,
        &mut { SystemRandom },
        &mut UnwrapErr(SysRng),
        [Some(9.0), None, None],
    )?;
    shapes::against_rand(table, &mut { SystemRandom }, &mut UnwrapErr(SysRng))
}

/// Both sides on Wyrand, fastrand's generator, which is not secure: what the methods cost where the words are free.
fn fast() -> Result<(), Box<dyn Error>> {
    let table = &mut Table::start("Ours over Wyrand, and fastrand, which is Wyrand (not secure)")?;
    numbers::against_fastrand(table)?;
    Ok(sequences::against_fastrand(table)?)
}
