//! What the health adapters leave of a source's bytes in the memory of this process.
#![cfg(target_os = "linux")]
#![allow(
    clippy::unwrap_used,
    reason = "the helpers belong to the tests, where a panic is a report"
)]

#[allow(dead_code, reason = "the other tests that share this search use more of it")]
#[path = "../../tokens/tests/memory/search.rs"]
mod search;

use core::hint::black_box;
use std::sync::{Mutex, PoisonError};

use search::Search;

use wellspring_entropy::{
    Backend, Error, System,
    health::{Claim, Combined, Tested},
};

/// One search at a time: a window must not be found in the buffer of another search.
static SEARCHING: Mutex<()> = Mutex::new(());

/// The system's bytes, of which it remembers the first 256 of each call with all bits flipped. Told to fail, it
/// does so after it has given some, from its `n`th call on.
struct Remembered {
    flipped: Mutex<Vec<u8>>,
    calls_left: Mutex<usize>,
}

impl Remembered {
    fn failing_after(calls: usize) -> Self {
        Self { flipped: Mutex::new(Vec::with_capacity(4096)), calls_left: Mutex::new(calls) }
    }
}

impl Backend for Remembered {
    fn try_fill(&self, dest: &mut [u8]) -> Result<(), Error> {
        System.try_fill(dest)?;
        self.flipped.lock().unwrap().extend(dest.iter().take(256).map(|byte| !byte));
        let mut calls_left = self.calls_left.lock().unwrap();
        *calls_left = calls_left.checked_sub(1).ok_or(Error::custom(1))?;
        Ok(())
    }

    fn name(&self) -> &'static str {
        "remembered"
    }
}

/// Runs `work` so deep in the stack that nothing later overwrites, and so hides, what it leaves there; then
/// counts what is left of what `source` gave.
fn left_of(source: &Remembered, work: impl Fn()) -> usize {
    let _guard = SEARCHING.lock().unwrap_or_else(PoisonError::into_inner);
    deep(&work);
    let flipped = core::mem::take(&mut *source.flipped.lock().unwrap());
    assert!(flipped.len() >= 256);
    Search::for_flipped(flipped).survivors()
}

#[inline(never)]
fn deep(work: &impl Fn()) {
    let frame = black_box([0_u8; 1 << 18]);
    work();
    black_box(&frame);
}

#[test]
fn nothing_is_left_of_the_samples_of_a_start_up_test() {
    let claim = Claim::bytes(8.0, 60).unwrap();
    let source = Remembered::failing_after(100);
    let tested = Tested::new(&source, claim);
    assert_eq!(left_of(&source, || tested.restart().unwrap()), 0);
    let source = Remembered::failing_after(2);
    let tested = Tested::new(&source, claim);
    assert_eq!(left_of(&source, || assert!(tested.restart().is_err())), 0);
}

#[test]
fn nothing_is_left_of_the_second_source() {
    for (calls, fails) in [(100, false), (3, true), (0, true)] {
        let source = Remembered::failing_after(calls);
        let combined = Combined::new(System, &source);
        let work = || assert_eq!(combined.try_fill(&mut [0; 1000]).is_err(), fails);
        assert_eq!(left_of(&source, work), 0, "{calls}");
    }
}

/// The same work without the wiping: the search finds what is left on the stack.
#[test]
fn what_is_not_wiped_is_found() {
    let source = Remembered::failing_after(100);
    let work = || {
        let mut scratch = [0; 256];
        source.try_fill(&mut scratch).unwrap();
        black_box(&scratch);
    };
    assert!(left_of(&source, work) > 0);
}
