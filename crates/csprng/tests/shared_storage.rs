//! Two tasks that share memory and thread-local storage draw from `thread_rng` at the same time, which no two threads do.
//!
//! A raw `clone` with `CLONE_VM` makes such tasks. The guard of the handle lets one of them in, and the other draws from the
//! system. The control is a counter that both raise without a guard: it says the same to both as soon as they meet.
#![cfg_attr(
    not(all(target_os = "linux", not(miri))),
    allow(unused, reason = "there are no such tasks")
)]
#![allow(
    clippy::panic,
    clippy::print_stdout,
    clippy::unwrap_used,
    reason = "a test may stop where it stands, and this one says what it finds"
)]

use core::sync::atomic::{
    AtomicBool, AtomicU64, AtomicUsize,
    Ordering::{Acquire, Relaxed, Release},
};
use std::{collections::HashSet, thread, vec::Vec};

use wellspring_csprng::{rand_core::TryRng, thread_rng};

/// Of each task in a round.
const DRAWS: usize = 10_000;
/// At least as many, and as many as it takes until the two have met, which on a busy machine they seldom do.
const ROUNDS: core::ops::Range<usize> = 8..200;
/// How often they have to.
const MEETINGS: u64 = 100;
/// Of a task; unoptimised ciphers need a lot.
const STACK: usize = 1 << 17;

fn main() {
    #[cfg(all(target_os = "linux", not(miri)))]
    {
        if thread::available_parallelism().is_ok_and(|processors| processors.get() < 2) {
            println!("shared_storage: not checked: there is one processor");
            return;
        }
        // The set-up allocates, which tasks of this kind must not.
        (0..10).for_each(|_| _ = thread_rng().try_next_u64());
        let (mut drawn, counter) = (Vec::new(), AtomicU64::new(0));
        let mut lost = 0;
        for round in 0..ROUNDS.end {
            if round >= ROUNDS.start && lost >= MEETINGS {
                break;
            }
            let ledger = Ledger::new();
            together(&|| {
                for _ in 0..DRAWS {
                    let mut bytes = [0; 16];
                    _ = thread_rng().try_fill_bytes(&mut bytes);
                    ledger.push(u128::from_le_bytes(bytes));
                    let next = counter.load(Relaxed) + 1;
                    counter.store(next, Relaxed);
                }
            });
            drawn.extend(ledger.draws());
            lost = u64::try_from(drawn.len()).unwrap() - counter.load(Relaxed);
        }
        // By chance two of four million are equal with a probability of 2^-85.
        let distinct: HashSet<u128> = drawn.iter().copied().collect();
        let repeated = drawn.len() - distinct.len();
        println!("shared_storage: {repeated} of {} draws are repeated", drawn.len());
        assert!(repeated == 0 && !distinct.contains(&0), "{repeated} repeated, or zeros");
        println!("shared_storage: control: {lost} counts are");
        assert!(lost >= MEETINGS, "negative control: they did not meet");
    }
}

/// What both tasks write in a round.
struct Ledger {
    len: AtomicUsize,
    words: Vec<[AtomicU64; 2]>,
}

impl Ledger {
    fn new() -> Self {
        let words = (0..2 * DRAWS).map(|_| [const { AtomicU64::new(0) }; 2]).collect();
        Self { len: AtomicUsize::new(0), words }
    }

    #[allow(clippy::cast_possible_truncation, reason = "it is cut into its halves")]
    fn push(&self, word: u128) {
        if let Some([low, high]) = self.words.get(self.len.fetch_add(1, Relaxed)) {
            low.store(word as u64, Relaxed);
            high.store((word >> 64) as u64, Relaxed);
        }
    }

    fn draws(&self) -> impl Iterator<Item = u128> {
        assert_eq!(self.len.load(Relaxed), self.words.len(), "a task that did not end");
        let whole = |[low, high]: &[AtomicU64; 2]| {
            (u128::from(high.load(Relaxed)) << 64) | u128::from(low.load(Relaxed))
        };
        self.words.iter().map(whole)
    }
}

#[cfg(all(target_os = "linux", not(miri)))]
fn together(work: &dyn Fn()) {
    let ready = AtomicBool::new(false);
    let child = || {
        process::pin(1);
        ready.store(true, Release);
        work();
    };
    let parent = || {
        process::pin(0);
        while !ready.load(Acquire) {
            thread::yield_now();
        }
        work();
    };
    assert_eq!(process::beside_on::<STACK>(0, &child, &parent), process::Ended::Exit(0));
}

#[cfg(all(target_os = "linux", not(miri)))]
#[path = "../../entropy/tests/faults/suite/os/process.rs"]
#[allow(
    dead_code,
    unsafe_code,
    reason = "the system calls of the tests of wellspring-entropy, of which two are used"
)]
mod process;

/// For `process`: the result of a call that answers -1 when it fails, which no test expects.
#[cfg(all(target_os = "linux", not(miri)))]
#[track_caller]
fn checked(result: core::ffi::c_int) -> core::ffi::c_int {
    assert_ne!(result, -1, "{}", std::io::Error::last_os_error());
    result
}
