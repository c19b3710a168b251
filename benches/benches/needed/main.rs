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
use wellspring_benches::{medians, print_setting};
use wellspring_entropy::backends::Syscall;

/// The share of a processor that is worth a thought.
const SHARE: f64 = 0.01;

fn main() -> io::Result<()> {
    print_setting(&[])?;
    let mut out = io::stdout();
    writeln!(
        out,
        "\n| work | `SystemRandom`, ns | `thread_rng()`, ns | one hundredth of a processor at |"
    )?;
    writeln!(out, "|---|---|---|---|")?;
    let deck: Vec<u32> = (0..52).collect();
    let mut decks = [deck.clone(), deck];
    let [first, second] = &mut decks;
    let mut row = |work: &str, (system, thread): (f64, f64)| {
        let a_second = thousands(SHARE / ((system - thread) * 1e-9));
        writeln!(out, "| {work} | {system:.1} | {thread:.1} | {a_second} |")
    };
    let (system, thread) = medians(|| u64_of(SystemRandom), || u64_of(thread_rng()));
    row("a `u64`", (system, thread))?;
    let call = "the same, where the vDSO has no getrandom";
    row(call, medians(|| u64_of(Syscall), || u64_of(thread_rng())))?;
    row("`below(6)`", medians(|| SystemRandom.below(6_u32), || thread_rng().below(6_u32)))?;
    row("an `f64`", medians(|| SystemRandom.f64(), || thread_rng().f64()))?;
    row("a key of 32 bytes", medians(|| key_of(SystemRandom), || key_of(thread_rng())))?;
    row(
        "`token_urlsafe(32)`",
        medians(|| SystemRandom.token_urlsafe(32), || thread_rng().token_urlsafe(32)),
    )?;
    row(
        "a shuffle of 52",
        medians(|| SystemRandom.shuffle(first), || thread_rng().shuffle(second)),
    )?;
    let (once, _) = medians(
        || {
            let mut rng = KeyErasureRng::new();
            rng.below(u64::MAX)
        },
        || u64_of(SystemRandom),
    );
    let pays = (once / (system - thread)).ceil();
    writeln!(
        out,
        "\nA generator that is made, draws once and is dropped takes {:.1} µs: it pays from about {pays:.0} draws of a `u64` on.",
        once / 1000.0
    )
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
