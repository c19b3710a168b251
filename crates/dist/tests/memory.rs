//! What a draw leaves of its words, and of a text that was not finished, in the memory of this process.
#![cfg(all(feature = "alloc", target_os = "linux"))]
#![allow(clippy::unwrap_used, reason = "a test may stop where it stands")]

#[allow(dead_code, reason = "the other tests that share this search use more of it")]
#[path = "../../tokens/tests/memory/search.rs"]
mod search;

use core::{hint::black_box, mem::ManuallyDrop};
use std::sync::{Mutex, PoisonError};

use search::Search;
use wellspring_dist::{Alphabet, Block, Random, rand_core::TryRng};
use wellspring_entropy::{
    Error, System,
    testing::{Failing, Replay},
};

/// One search at a time: a window must not be found in the buffer of another search.
static SEARCHING: Mutex<()> = Mutex::new(());

/// The system's bytes, which it remembers with all bits flipped.
struct Remembered {
    flipped: Vec<u8>,
}

impl TryRng for Remembered {
    type Error = Error;

    fn try_next_u32(&mut self) -> Result<u32, Error> {
        System.try_next_u32()
    }

    fn try_next_u64(&mut self) -> Result<u64, Error> {
        System.try_next_u64()
    }

    fn try_fill_bytes(&mut self, dest: &mut [u8]) -> Result<(), Error> {
        System.try_fill_bytes(dest)?;
        self.flipped.extend(dest.iter().map(|byte| !byte));
        Ok(())
    }
}

/// How many places hold something of what `work` drew.
fn left_of(work: &dyn Fn(&mut Remembered)) -> usize {
    let _guard = SEARCHING.lock().unwrap_or_else(PoisonError::into_inner);
    let mut source = Remembered { flipped: Vec::with_capacity(1 << 14) };
    deep(&mut || work(&mut source));
    assert!(source.flipped.len() >= 64);
    Search::for_flipped(source.flipped).survivors()
}

/// Runs `work` so deep in the stack that nothing later overwrites, and so hides, what it leaves there.
#[inline(never)]
fn deep(work: &mut dyn FnMut()) {
    let frame = black_box([0u8; 1 << 18]);
    work();
    black_box(&frame);
}

/// Some words of a block that has more of them.
fn words<R: TryRng<Error = Error>>(block: &mut Block<'_, R>) {
    for _ in 0..20 {
        black_box(block.try_next_u64().unwrap());
    }
}

#[test]
fn nothing_is_left_of_a_block() {
    let works: [&dyn Fn(&mut Remembered); 3] = [
        &|source| words(&mut Block::new(source, 64)),
        &|source| assert_eq!(source.sample_indices(1 << 30, 100).len(), 100),
        &|source| assert_eq!(source.string(&Alphabet::hex(), 600).len(), 600),
    ];
    for (at, work) in works.into_iter().enumerate() {
        assert_eq!(left_of(work), 0, "{at}");
    }
}

/// Where a word was refused, unoptimised code keeps it and the next one side by side in the frame of the step: in some 2 of 100 runs.
#[test]
#[cfg_attr(debug_assertions, ignore = "asked of optimised code: `cargo xtask ci wiping`")]
fn nothing_is_left_of_a_shuffle() {
    for _ in 0..200 {
        assert_eq!(left_of(&|source| source.shuffle(&mut [0u8; 600])), 0);
    }
}

/// The control.
#[test]
fn a_block_that_is_not_dropped_is_found() {
    assert!(left_of(&|source| words(&mut ManuallyDrop::new(Block::new(source, 64)))) > 0);
}

/// How many places hold something of a text whose source fails at its `n`th block.
fn left_of_a_text(n: usize) -> usize {
    let _guard = SEARCHING.lock().unwrap_or_else(PoisonError::into_inner);
    let mut script = [0; 256];
    System.fill(&mut script);
    // No word is rejected, and the first block has 384 of these characters.
    let (alphabet, mut flipped) = (Alphabet::crockford(), Vec::with_capacity(320));
    alphabet.each(&mut Replay::new(&script), 320, |character| {
        flipped.extend(u8::try_from(character).map(|byte| !byte));
    });
    let mut search = Search::for_flipped(flipped);
    deep(&mut || {
        let mut source = Failing::at_draw(n, Replay::repeating(&script));
        assert_eq!(source.try_string(&alphabet, 600).is_ok(), n > 2);
    });
    search.survivors()
}

#[test]
fn nothing_is_left_of_a_text_that_was_not_finished() {
    assert_eq!(left_of_a_text(2), 0);
}

/// The control: one that was finished is the caller's to wipe.
#[test]
fn a_text_that_was_finished_is_found() {
    assert!(left_of_a_text(3) > 0);
}
