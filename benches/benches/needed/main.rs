//! Whether a program needs a generator of its own, or should stay with the operating system's source.
//!
//! ```console
//! $ taskset -c 1 cargo bench -p wellspring-benches --bench needed
//! ```
//!
//! For each piece of work: what it costs on either, and how many a second it takes until the difference is one hundredth
//! of one processor's time. Below that nobody will notice.

use std::io::{self, Write};

use wellspring::{KeyErasureRng, Random, Secrets, SystemRandom, thread_rng};
use wellspring_benches::{Bench, Pair};
use wellspring_entropy::backends::Syscall;

/// The share of a processor that is worth a thought.
const SHARE: f64 = 0.01;

fn main() -> io::Result<()> {
    let bench = Bench::start("needed", &[])?;
    writeln!(io::stdout(), "\n{HEAD}")?;
    let deck: Vec<u32> = (0..52).collect();
    let mut decks = [deck.clone(), deck];
    let [first, second] = &mut decks;
    let one = row(&bench, "u64", || u64_of(SystemRandom), || u64_of(thread_rng()))?;
    let work = "u64, where the vDSO has no getrandom";
    row(&bench, work, || u64_of(Syscall), || u64_of(thread_rng()))?;
    row(&bench, "below(6)", || SystemRandom.below(6_u32), || thread_rng().below(6_u32))?;
    row(&bench, "f64", || SystemRandom.f64(), || thread_rng().f64())?;
    row(&bench, "key of 32 bytes", || key_of(SystemRandom), || key_of(thread_rng()))?;
    let tokens = (|| SystemRandom.token_urlsafe(32), || thread_rng().token_urlsafe(32));
    row(&bench, "token_urlsafe(32)", tokens.0, tokens.1)?;
    let shuffles = (|| SystemRandom.shuffle(first), || thread_rng().shuffle(second));
    row(&bench, "shuffle 52", shuffles.0, shuffles.1)?;
    let words = ["a generator made for one u64", "SystemRandom"];
    let made = || KeyErasureRng::new().below(u64::MAX);
    let once = bench.pair(TABLE, words, made, || u64_of(SystemRandom))?.ours.median;
    let pays = (once / (one.peer.median - one.ours.median)).ceil();
    writeln!(
        io::stdout(),
        "\nA generator that is made, draws once and is dropped takes {:.1} µs: it pays from about {pays:.0} draws of a `u64` on.",
        once / 1000.0
    )
}

const TABLE: &str = "needed";
const HEAD: &str = "\
| work | `SystemRandom`, ns | `thread_rng()`, ns | one hundredth of a processor at |
|---|---|---|---|";

fn row<T, U>(
    bench: &Bench,
    work: &str,
    system: impl FnMut() -> T,
    thread: impl FnMut() -> U,
) -> io::Result<Pair> {
    let pair = bench.pair(TABLE, [work, "SystemRandom"], thread, system)?;
    let [system, thread] = [pair.peer.median, pair.ours.median];
    let a_second = thousands(SHARE / ((system - thread) * 1e-9));
    writeln!(io::stdout(), "| {work} | {system:.1} | {thread:.1} | {a_second} |")?;
    Ok(pair)
}

fn u64_of(mut rng: impl Random) -> u64 {
    rng.bits(64)
}

fn key_of(mut rng: impl Random) -> [u8; 32] {
    let mut key = [0; 32];
    rng.fill(&mut key);
    key
}

/// To ten thousands.
fn thousands(number: f64) -> String {
    if number > 0.0 && number < 1e12 {
        format!("{:.0}0 000 a second", (number / 1e4).round())
    } else {
        "never".to_owned()
    }
}
