//! The generator tier: `KeyErasureRng` and `thread_rng()` against the generators of the peers, with the bars of the design.
//!
//! ```console
//! $ taskset -c 1 cargo bench -p wellspring-benches --bench csprng --features c-peers
//! $ taskset -c 1 cargo bench -p wellspring-benches --bench csprng -- tokens
//! ```
//!
//! An argument names the parts to run: `fills`, `numbers`, `tokens`, `threads`, of which the last wants both processors. Without the
//! feature `c-peers` the rows of aws-lc-rs and openssl say that they were not measured.

#[cfg_attr(not(feature = "c-peers"), path = "c_peers_disabled.rs")]
mod c_peers;
mod fills;
mod numbers;
mod threads;
mod tokens;

use core::error::Error;
use std::{
    env,
    io::{self, Write},
};

use wellspring::KeyErasureRng;

type Part = fn() -> Result<(), Box<dyn Error>>;

fn main() -> Result<(), Box<dyn Error>> {
    let wanted: Vec<String> = env::args().skip(1).filter(|part| !part.starts_with('-')).collect();
    let peers =
        ["aes", "chacha20", "rand", "aws-lc-rs", "openssl", "uuid", "fastrand", "const-hex"];
    wellspring_benches::print_setting(&peers)?;
    writeln!(io::stdout(), "| cipher | {:?} |", KeyErasureRng::new().cipher())?;
    let parts: [(&str, Part); 4] = [
        ("fills", fills::fills),
        ("numbers", numbers::numbers),
        ("tokens", tokens::tokens),
        ("threads", || Ok(threads::threads()?)),
    ];
    for (name, run) in parts {
        if wanted.is_empty() || wanted.iter().any(|part| part == name) {
            run()?;
        }
    }
    Ok(())
}
