//! The system tier: what it is to reach against its peers, and how it stands without the system.

use core::hint::black_box;
use std::io;

use base64ct::{Base64UrlUnpadded, Encoding as _};
use rand::{
    RngExt,
    distr::{Alphanumeric, SampleString},
    rand_core::UnwrapErr,
    rngs::SysRng,
    seq::SliceRandom,
};
use wellspring::{
    Class, PasswordPolicy, Random, Secrets, SystemRandom, compare_digest,
    encoding::{HEX, URLSAFE},
};
use wellspring_benches::Table;

pub(crate) fn tier() -> io::Result<()> {
    let table =
        &mut Table::start("The system tier; our secrets are wiped on drop, theirs are not")?;
    for (len, bar) in [(8, 6.0), (32, 2.0), (65_536, 0.97)] {
        let (mut ours, mut theirs) = (vec![0; len], vec![0; len]);
        let (ours, theirs) = (|| SystemRandom.try_fill(&mut ours), || getrandom::fill(&mut theirs));
        table.row(&format!("fill {len} bytes"), ours, "getrandom", theirs, Some(bar))?;
    }
    draws(table)?;
    secrets(table)
}

fn draws(table: &mut Table) -> io::Result<()> {
    let peer = "rand on SysRng";
    let mut rng = UnwrapErr(SysRng);
    let ours = || SystemRandom.bits::<u64>(64);
    table.row("u64", ours, peer, || rng.random::<u64>(), Some(6.0))?;
    let ours = || SystemRandom.below(black_box(10u32));
    table.row("below(10)", ours, peer, || rng.random_range(0..black_box(10u32)), Some(6.0))?;
    table.row("f64", || SystemRandom.f64(), peer, || rng.random::<f64>(), Some(6.0))?;
    let (mut ours, mut theirs) = ([0u32; 52], [0u32; 52]);
    let (ours, theirs) = (|| SystemRandom.shuffle(&mut ours), || theirs.shuffle(&mut rng));
    table.row("shuffle 52", ours, peer, theirs, Some(9.0))
}

fn secrets(table: &mut Table) -> io::Result<()> {
    table.row(
        "32-byte hex",
        || SystemRandom.token_hex(32),
        "getrandom + hex",
        || hex::encode(random()),
        Some(2.0),
    )?;
    table.row(
        "32-byte base64url",
        || SystemRandom.token_urlsafe(32),
        "getrandom + base64ct",
        || Base64UrlUnpadded::encode_string(&random()),
        Some(2.0),
    )?;
    let alphanumeric = PasswordPolicy::length(20).without(Class::Symbol);
    table.row(
        "20 alphanumerics",
        || SystemRandom.password(black_box(&alphanumeric)),
        "rand Alphanumeric on SysRng",
        || Alphanumeric.sample_string(&mut UnwrapErr(SysRng), 20),
        Some(25.0),
    )?;
    let all = PasswordPolicy::length(20);
    table.row(
        "20 of 94 characters",
        || SystemRandom.password(black_box(&all)),
        "rand Alphanumeric on SysRng",
        || Alphanumeric.sample_string(&mut UnwrapErr(SysRng), 20),
        None,
    )
}

/// What has no randomness in it.
pub(crate) fn encoders() -> io::Result<()> {
    let mut table = Table::start("Encoding and comparing, on the stack")?;
    for len in [16, 32, 64, 1024] {
        let (bytes, work) = (vec![7; len], format!("hex of {len} bytes"));
        let (mut ours, mut theirs) = (vec![0; 2 * len], vec![0; 2 * len]);
        let ours = || HEX.encode(black_box(&bytes), &mut ours);
        let theirs = || hex::encode_to_slice(black_box(&bytes), &mut theirs);
        table.row(&work, ours, "hex", theirs, None)?;
    }
    for len in [16, 32, 64, 1024] {
        let (bytes, work) = (vec![7; len], format!("base64url of {len} bytes"));
        let text = URLSAFE.encoded_len(len);
        let (mut ours, mut theirs) = (vec![0; text], vec![0; text]);
        let ours = || URLSAFE.encode(black_box(&bytes), &mut ours);
        let theirs = || Base64UrlUnpadded::encode(black_box(&bytes), &mut theirs).map(str::len);
        table.row(&work, ours, "base64ct", theirs, None)?;
    }
    let (a, b) = ([7u8; 32], [7u8; 32]);
    let ours = || compare_digest(black_box(a), black_box(b));
    table.row("compare 32 bytes", ours, "==, for scale", || black_box(a) == black_box(b), None)
}

fn random() -> [u8; 32] {
    let mut bytes = [0; 32];
    // A peer that fails would be measured as too fast, and is seen by its zeros.
    _ = getrandom::fill(&mut bytes);
    bytes
}
