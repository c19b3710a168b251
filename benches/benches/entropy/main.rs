//! The operating system's randomness against its peers: the system tier, the sizes, the threads.
//!
//! ```console
//! $ cargo bench -p wellspring-benches --bench entropy
//! $ taskset -c 1 cargo bench -p wellspring-benches --bench entropy -- tier
//! ```
//!
//! Pinned to one processor the figures are steadier, and the two threads cannot be measured. An argument names the parts
//! to run: `control`, `tier`, `fills`, `crossing`, `threads`.

mod sizes;
mod threads;
mod tier;

use std::io;

use wellspring_benches::Bench;

type Part = fn(&Bench) -> io::Result<()>;

fn main() -> io::Result<()> {
    let peers = ["getrandom", "rand", "vdso-rng"];
    let bench = Bench::start("entropy", &peers)?;
    let parts: [(&str, Part); 5] = [
        ("control", tier::control),
        ("tier", tier::tier),
        ("fills", sizes::fills),
        ("crossing", sizes::crossing),
        ("threads", threads::threads),
    ];
    for (name, run) in parts {
        if bench.wants(name) {
            run(&bench)?;
        }
    }
    Ok(())
}
