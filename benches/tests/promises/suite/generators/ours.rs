//! Ours: the generator that somebody owns, and the one of each thread.

use core::{
    cell::{Cell, RefCell},
    convert::Infallible,
};
use std::thread_local;

use rand::rand_core::TryRng as _;
use wellspring_csprng::{Cipher, KeyErasureRng, Source, ThreadRng, thread_rng};

use super::{Generator, Handle, IsSend};

pub(super) fn all() -> Vec<Generator> {
    let owned = Handle {
        is_send: Some(IsSend::<KeyErasureRng>::HOLDS),
        clone_repeats: None,
        debug: || {
            let mut rng = KeyErasureRng::new();
            rng.try_next_u64().unwrap();
            format!("{rng:?}")
        },
    };
    let of_a_thread = Handle {
        is_send: None,
        clone_repeats: Some(|| {
            let mut rng = thread_rng();
            let mut clone = <ThreadRng as Clone>::clone(&rng);
            clone.try_next_u64() == rng.try_next_u64()
        }),
        debug: || format!("{:?}", thread_rng()),
    };
    vec![
        Generator {
            name: "KeyErasureRng",
            column: "ours",
            fill: from_owned,
            handle: Some(owned),
            interval: Some(between_seeds),
        },
        Generator {
            name: "with ChaCha20",
            column: "ours",
            fill: from_chacha,
            handle: Some(owned),
            interval: Some(between_seeds),
        },
        Generator {
            name: "thread_rng",
            column: "ours",
            fill: from_thread,
            handle: Some(of_a_thread),
            interval: None,
        },
    ]
}

thread_local! {
    static OWNED: RefCell<KeyErasureRng> = const { RefCell::new(KeyErasureRng::new()) };
    static CHACHA: RefCell<KeyErasureRng> =
        const { RefCell::new(KeyErasureRng::new().with_cipher(Cipher::ChaCha20)) };
}

fn from_owned(dest: &mut [u8]) -> Result<(), String> {
    let filled = OWNED.with(|rng| rng.borrow_mut().try_fill_bytes(dest));
    filled.map_err(|error| error.to_string())
}

fn from_chacha(dest: &mut [u8]) -> Result<(), String> {
    let filled = CHACHA.with(|rng| rng.borrow_mut().try_fill_bytes(dest));
    filled.map_err(|error| error.to_string())
}

fn from_thread(dest: &mut [u8]) -> Result<(), String> {
    thread_rng().try_fill_bytes(dest).map_err(|error| error.to_string())
}

/// Over a source that counts, byte by byte.
fn between_seeds() -> usize {
    #[derive(Default)]
    struct Counting(Cell<usize>);
    impl Source for &Counting {
        type Error = Infallible;
        fn try_seed(&self, seed: &mut [u8]) -> Result<(), Infallible> {
            seed.fill(9);
            self.0.set(self.0.get() + 1);
            Ok(())
        }
    }
    let source = Counting::default();
    let mut rng = KeyErasureRng::over(&source);
    let (mut seeds, mut since, mut longest) = (0, 0, 0);
    for _ in 0..100_000 {
        rng.try_fill_bytes(&mut [0]).unwrap();
        since = if source.0.get() == seeds { since + 1 } else { 1 };
        seeds = source.0.get();
        longest = longest.max(since);
    }
    longest
}
