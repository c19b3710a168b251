//! Two threads against one: whether they stand in each other's way.

use std::io;

use wellspring::SystemRandom;
use wellspring_benches::{Bench, vdso_rng};

pub(crate) fn threads(bench: &Bench) -> io::Result<()> {
    let title = "Two threads of 32 bytes each together against one: the best of many rounds";
    let table = &mut bench.table("threads", title)?;
    table.threads("system, 32 bytes", || SystemRandom.try_fill(&mut [0; 32]).is_ok())?;
    table.threads("getrandom, 32 bytes", || getrandom::fill(&mut [0; 32]).is_ok())?;
    table.threads("vdso-rng, 32 bytes", || vdso_rng::fill(&mut [0; 32]).is_ok())
}
