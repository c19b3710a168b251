//! Everything that is minted, compared and encoded, against the peers: all ratios of tokens, passwords and identifiers.
//!
//! ```console
//! $ taskset -c 1 cargo bench -p wellspring-benches --bench tokens
//! $ taskset -c 1 cargo bench -p wellspring-benches --bench tokens -- system compare
//! ```
//!
//! An argument names the parts to run: `system`, `generator`, `compare`, `encoders`.

mod compare;
mod encoders;
mod minting;
mod peers;

use core::error::Error;

use wellspring_benches::Bench;

type Part = fn(&Bench) -> Result<(), Box<dyn Error>>;

const PARTS: [(&str, Part); 4] = [
    ("system", minting::system),
    ("generator", minting::generator),
    ("compare", |bench| Ok(compare::compare(bench)?)),
    ("encoders", encoders::all),
];

const PEERS: [&str; 17] = [
    "base64",
    "base64-simd",
    "base64ct",
    "bs58",
    "const-hex",
    "constant_time_eq",
    "crc32fast",
    "data-encoding",
    "faster-hex",
    "fastrand",
    "getrandom",
    "hex",
    "nanoid",
    "passwords",
    "rand",
    "subtle",
    "uuid",
];

fn main() -> Result<(), Box<dyn Error>> {
    let bench = Bench::start("tokens", &PEERS)?;
    for (name, run) in PARTS {
        if bench.wants(name) {
            run(&bench)?;
        }
    }
    Ok(())
}
