//! What filling a buffer takes, for every source and for sizes from 8 bytes to 1 MiB: the points of the plots.
//!
//! ```console
//! $ taskset -c 1 cargo bench -p wellspring-benches --bench sources --features c-peers
//! ```

#[cfg_attr(not(feature = "c-peers"), path = "../csprng/c_peers_disabled.rs")]
#[cfg_attr(feature = "c-peers", path = "../csprng/c_peers.rs")]
mod c_peers;

use core::cell::RefCell;
use std::io;

use rand::{Rng, TryRng, rngs::SysRng};
use wellspring::{KeyErasureRng, SystemRandom, thread_rng};
use wellspring_benches::{Bench, Series, vdso_rng};
use wellspring_entropy::{
    Backend,
    backends::{Device, RdRand, RdSeed, Rndr, Syscall, Vdso},
};

/// Powers of two, every one up to 4 KiB, where the curves bend, and every other one after that.
const SIZES: [usize; 14] =
    [8, 16, 32, 64, 128, 256, 512, 1 << 10, 1 << 11, 1 << 12, 1 << 14, 1 << 16, 1 << 18, 1 << 20];
const TABLE: &str = "fill";

fn main() -> io::Result<()> {
    let bench =
        Bench::start("sources", &["getrandom", "rand", "aws-lc-rs", "openssl", "vdso-rng"])?;
    if let Some(library) = c_peers::linked() {
        bench.with("OpenSSL's library", library)?;
    }
    for name in c_peers::NOT_MEASURED {
        bench.missing(TABLE, name, "it takes `--features c-peers`")?;
    }
    for (name, fill) in alone() {
        if !fill(&mut [0; 8]) {
            bench.missing(TABLE, name, "it gives no bytes here")?;
        }
    }
    for len in SIZES {
        measure(&bench, len)?;
    }
    Ok(())
}

type Fill = fn(&mut [u8]) -> bool;

/// Those that keep nothing between two calls, or keep it for themselves.
fn alone() -> impl Iterator<Item = (&'static str, Fill)> {
    let ours: [(&str, Fill); 11] = [
        ("SystemRandom", |dest| SystemRandom.try_fill(dest).is_ok()),
        ("Vdso", |dest| Vdso.try_fill(dest).is_ok()),
        ("Syscall", |dest| Syscall.try_fill(dest).is_ok()),
        ("Device", |dest| Device.try_fill(dest).is_ok()),
        ("RdSeed", |dest| RdSeed.try_fill(dest).is_ok()),
        ("Rndr", |dest| Rndr.try_fill(dest).is_ok()),
        ("RdRand", |dest| RdRand.try_fill(dest).is_ok()),
        ("thread_rng()", |dest| thread_rng().try_fill_bytes(dest).is_ok()),
        ("getrandom", |dest| getrandom::fill(dest).is_ok()),
        ("rand SysRng", |dest| SysRng.try_fill_bytes(dest).is_ok()),
        ("vdso-rng", |dest| vdso_rng::fill(dest).is_ok()),
    ];
    ours.into_iter().chain(c_peers::ALL.iter().copied())
}

fn measure(bench: &Bench, len: usize) -> io::Result<()> {
    let buffer = RefCell::new(vec![0; len]);
    let (mut owned, mut rand) = (KeyErasureRng::new(), rand::rng());
    let mut series = Series::default();
    for (name, fill) in alone().filter(|(_, fill)| fill(&mut [0; 8])) {
        series = series.and_fill(name, &buffer, fill);
    }
    let series = series
        .and_fill("KeyErasureRng", &buffer, |dest| owned.try_fill_bytes(dest).is_ok())
        .and_fill("rand::rng()", &buffer, |dest| rand.fill_bytes(dest));
    bench.points(TABLE, len, series)
}
