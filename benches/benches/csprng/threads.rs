//! Two threads against one.

use std::io;

use wellspring::{rand_core::TryRng, thread_rng};
use wellspring_benches::Bench;

pub(crate) fn threads(bench: &Bench) -> io::Result<()> {
    let title = "Two threads of 32 bytes each together against one: the best of many rounds";
    let table = &mut bench.table("threads", title)?;
    table
        .threads("thread_rng(), 32 bytes", || thread_rng().try_fill_bytes(&mut [0; 32]).is_ok())?;
    table.threads("rand::rng(), 32 bytes", || {
        rand::Rng::fill_bytes(&mut rand::rng(), &mut [0; 32]);
        true
    })
}
