//! The generator tier: `KeyErasureRng` and `thread_rng()` against the generators of the peers, all of whose bars are measured here.
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

use wellspring::KeyErasureRng;
use wellspring_benches::Bench;

type Part = fn(&Bench) -> Result<(), Box<dyn Error>>;

fn main() -> Result<(), Box<dyn Error>> {
    let peers =
        ["aes", "chacha20", "rand", "aws-lc-rs", "openssl", "uuid", "fastrand", "const-hex"];
    let bench = Bench::start("csprng", &peers)?;
    bench.with("cipher", &format!("{:?}", KeyErasureRng::new().cipher()))?;
    if let Some(library) = c_peers::linked() {
        bench.with("OpenSSL's library", library)?;
    }
    let parts: [(&str, Part); 4] = [
        ("fills", fills::fills),
        ("numbers", numbers::numbers),
        ("tokens", tokens::tokens),
        ("threads", |bench| Ok(threads::threads(bench)?)),
    ];
    for (name, run) in parts {
        if bench.wants(name) {
            run(&bench)?;
        }
    }
    Ok(())
}
