//! The system tier against its peers.
//!
//! ```console
//! $ taskset -c 1 cargo bench -p wellspring-benches --bench system
//! ```

use core::hint::black_box;
use std::io;

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

fn main() -> io::Result<()> {
    fills()?;
    draws()?;
    tokens()?;
    encoders()
}

fn fills() -> io::Result<()> {
    let mut table = Table::start("Filling a buffer from the operating system")?;
    for (len, bar) in [(8, None), (32, None), (256, None), (65_536, Some(0.97))] {
        let (mut ours, mut theirs) = (vec![0; len], vec![0; len]);
        table.row(
            &format!("fill {len} bytes"),
            || SystemRandom.try_fill(&mut ours),
            "getrandom",
            || getrandom::fill(&mut theirs),
            bar,
        )?;
    }
    Ok(())
}

fn draws() -> io::Result<()> {
    let mut table = Table::start("One draw from the operating system")?;
    let mut rng = UnwrapErr(SysRng);
    table.row(
        "below(10)",
        || SystemRandom.below(10u32),
        "rand",
        || rng.random_range(0..10u32),
        None,
    )?;
    let mut rng = UnwrapErr(SysRng);
    table.row("f64", || SystemRandom.f64(), "rand", || rng.random::<f64>(), None)?;
    let mut rng = UnwrapErr(SysRng);
    let (mut ours, mut theirs) = ([0u32; 52], [0u32; 52]);
    table.row(
        "shuffle 52",
        || SystemRandom.shuffle(&mut ours),
        "rand",
        || theirs.shuffle(&mut rng),
        None,
    )
}

fn tokens() -> io::Result<()> {
    let mut table = Table::start("Secrets from the operating system, ours wiped on drop")?;
    table.row(
        "32-byte hex",
        || SystemRandom.token_hex(32),
        "getrandom + hex",
        || hex::encode(random()),
        None,
    )?;
    table.row(
        "32-byte base64url",
        || SystemRandom.token_urlsafe(32),
        "getrandom + base64ct",
        || <base64ct::Base64UrlUnpadded as base64ct::Encoding>::encode_string(&random()),
        None,
    )?;
    let letters_and_digits = PasswordPolicy::length(20).without(Class::Symbol);
    table.row(
        "20 alphanumerics",
        || SystemRandom.password(&letters_and_digits),
        "rand Alphanumeric",
        || Alphanumeric.sample_string(&mut UnwrapErr(SysRng), 20),
        None,
    )?;
    let (a, b) = ([7u8; 32], [7u8; 32]);
    table.row(
        "compare 32 bytes",
        || compare_digest(black_box(a), black_box(b)),
        "==, for scale",
        || black_box(a) == black_box(b),
        None,
    )
}

fn encoders() -> io::Result<()> {
    let mut table = Table::start("Encoding 32 bytes on the stack")?;
    let bytes = random();
    let (mut ours, mut theirs) = ([0; 64], [0; 64]);
    table.row(
        "hex",
        || HEX.encode(black_box(&bytes), black_box(&mut ours)),
        "hex",
        || hex::encode_to_slice(black_box(bytes), black_box(&mut theirs)),
        None,
    )?;
    let (mut ours, mut theirs) = ([0; 43], [0; 43]);
    table.row(
        "base64url",
        || URLSAFE.encode(black_box(&bytes), black_box(&mut ours)),
        "base64ct",
        || {
            <base64ct::Base64UrlUnpadded as base64ct::Encoding>::encode(
                black_box(&bytes),
                &mut theirs,
            )
            .map(str::len)
        },
        None,
    )
}

fn random() -> [u8; 32] {
    let mut bytes = [0; 32];
    SystemRandom.fill(&mut bytes);
    bytes
}
