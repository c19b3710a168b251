//! The operating system's randomness against its peers: the system tier and its bars, the sizes, the threads.
//!
//! ```console
//! $ cargo bench -p wellspring-benches --bench entropy
//! $ taskset -c 1 cargo bench -p wellspring-benches --bench entropy -- tier
//! ```
//!
//! Pinned to one processor the figures are steadier, and the two threads cannot be measured. An argument names the parts
//! to run: `tier`, `fills`, `crossing`, `threads`.

mod sizes;
mod threads;
mod tier;

use std::{env, io};

type Part = fn() -> io::Result<()>;

fn main() -> io::Result<()> {
    let wanted: Vec<String> = env::args().skip(1).filter(|part| !part.starts_with('-')).collect();
    let peers = ["getrandom", "rand", "vdso-rng"];
    wellspring_benches::print_setting(&peers)?;
    let parts: [(&str, Part); 4] = [
        ("tier", tier::tier),
        ("fills", sizes::fills),
        ("crossing", sizes::crossing),
        ("threads", threads::threads),
    ];
    for (name, run) in parts {
        if wanted.is_empty() || wanted.iter().any(|part| part == name) {
            run()?;
        }
    }
    Ok(())
}
