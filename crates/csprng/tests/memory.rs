//! What a draw leaves in the memory of this process: neither the key that made it, nor the bytes themselves.
//!
//! Optimised code only: an unoptimised cipher has larger frames than are wiped.
#![cfg(all(target_os = "linux", not(debug_assertions)))]
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test may stop where it stands")]

#[allow(dead_code, reason = "the other tests that share this search use more of it")]
#[path = "../../tokens/tests/memory/search.rs"]
mod search;

use core::{cell::RefCell, hint::black_box};
use std::sync::{Mutex, PoisonError};

use search::Search;
use wellspring_csprng::{
    Cipher, KeyErasureRng, Source,
    entropy::{Error, System},
    rand_core::TryRng,
};

/// One search at a time: a window must not be found in the buffer of another search.
static SEARCHING: Mutex<()> = Mutex::new(());

/// The system's bytes, remembered with all bits flipped. Those of the first refill are its key, since the key before is zeros;
/// those of a long request are mixed with 32 bytes of the buffer.
struct Remembered<'a>(&'a RefCell<Vec<u8>>);

impl Source for Remembered<'_> {
    type Error = Error;

    fn try_seed(&self, seed: &mut [u8]) -> Result<(), Error> {
        System.try_fill(seed)?;
        remember(self.0, seed);
        Ok(())
    }
}

fn remember(flipped: &RefCell<Vec<u8>>, bytes: &[u8]) {
    flipped.borrow_mut().extend(bytes.iter().map(|byte| !byte));
}

type Work = fn(&mut KeyErasureRng<Remembered<'_>>, &RefCell<Vec<u8>>);

const WORKS: [Work; 5] = [
    |rng, seen| draw(rng, seen, 32),
    |rng, seen| draw(rng, seen, 2048),
    |rng, seen| draw(rng, seen, 5000),
    |rng, seen| {
        for _ in 0..20 {
            let mut bytes = rng.try_next_u64().unwrap().to_le_bytes();
            remember(seen, &bytes);
            wipe(&mut bytes);
        }
    },
    |rng, _| rng.reseed().unwrap(),
];

fn draw(rng: &mut KeyErasureRng<Remembered<'_>>, seen: &RefCell<Vec<u8>>, len: usize) {
    let mut bytes = vec![0; len];
    rng.try_fill_bytes(&mut bytes).unwrap();
    remember(seen, &bytes);
    wipe(&mut bytes);
}

fn wipe(bytes: &mut [u8]) {
    bytes.fill(0);
    black_box(bytes);
}

/// How many places hold something of what `work` saw. `then` is what else is done before anybody looks.
fn left_of(cipher: Cipher, work: Work, then: &dyn Fn(&RefCell<Vec<u8>>)) -> usize {
    let _guard = SEARCHING.lock().unwrap_or_else(PoisonError::into_inner);
    let seen = RefCell::new(Vec::with_capacity(1 << 14));
    deep(&mut || {
        let mut rng = KeyErasureRng::over(Remembered(&seen)).with_cipher(cipher);
        work(&mut rng, &seen);
        then(&seen);
    });
    let seen = seen.into_inner();
    assert!(seen.len() >= 32);
    Search::for_flipped(seen).survivors()
}

/// Runs `work` so deep in the stack that nothing later overwrites, and so hides, what it leaves there.
#[inline(never)]
fn deep(work: &mut dyn FnMut()) {
    let frame = black_box([0u8; 1 << 18]);
    work();
    black_box(&frame);
}

#[test]
fn neither_keys_nor_draws_are_left() {
    for cipher in [Cipher::Aes256, Cipher::ChaCha20] {
        for (at, work) in WORKS.into_iter().enumerate() {
            assert_eq!(left_of(cipher, work, &|_| ()), 0, "{cipher:?}, {at}");
        }
    }
}

/// The control: a copy of the key that was forgotten on the stack.
#[test]
fn a_key_that_is_left_is_found() {
    let forget = |seen: &RefCell<Vec<u8>>| {
        let key: [u8; 32] = core::array::from_fn(|i| !seen.borrow()[i]);
        black_box(&key);
    };
    for work in WORKS {
        assert!(left_of(Cipher::Aes256, work, &forget) > 0);
    }
}
