//! A signal handler that draws, often in the middle of a draw: does anybody get bytes that somebody else got?

use core::{
    ffi::c_int,
    sync::atomic::{
        AtomicU64, AtomicUsize,
        Ordering::{Relaxed, SeqCst},
    },
};
use std::{collections::HashSet, sync::OnceLock};

use super::super::{
    Found,
    generators::Generator,
    os::{memory, signal},
};

/// A generator without a guard is caught by one handler in a few; so many leave no doubt.
const HANDLERS: usize = 1000;
const MICROSECONDS: usize = 50;

static GENERATOR: OnceLock<(Generator, &'static [AtomicU64])> = OnceLock::new();
static HANDLED: AtomicUsize = AtomicUsize::new(0);

extern "C" fn handler(_: c_int) {
    let (generator, words) = GENERATOR.get().unwrap();
    let at = 2 * HANDLED.fetch_add(1, SeqCst);
    if let Some(words) = words.get(at..at + 2) {
        let [low, high] = take(*generator);
        words[0].store(low, Relaxed);
        words[1].store(high, Relaxed);
        signal::alarm(MICROSECONDS);
    }
}

pub(crate) fn by_a_handler(generator: Generator) -> Found {
    match generator.name {
        _ if generator.is_owned() => {
            return Found::NotChecked("`&mut self` keeps a handler out".into());
        }
        "aws-lc-rs" | "openssl" => {
            let why = "no guard in their source; that nothing happens would be luck";
            return Found::NotChecked(why.into());
        }
        _ => (),
    }
    let words = memory::shared(2 * HANDLERS);
    GENERATOR.set((generator, words)).unwrap();
    generator.warm();
    signal::handle(libc::SIGALRM, handler);
    signal::alarm(MICROSECONDS);
    let mut drawn = Vec::with_capacity(1 << 24);
    while HANDLED.load(SeqCst) <= HANDLERS && drawn.len() < drawn.capacity() {
        drawn.push(take(generator));
    }
    let pairs = words.chunks(2).map(|pair| [0, 1].map(|at| pair[at].load(Relaxed)));
    let in_handlers: HashSet<[u64; 2]> = pairs.filter(|pair| *pair != [0, 0]).collect();
    // Among 2^24 and 2^10 honest draws of 128 bits, two are equal with a chance of 2^-94.
    let repeats = drawn.iter().filter(|pair| in_handlers.contains(*pair)).count();
    let text = format!("{repeats} of {} handlers drew what was drawn elsewhere", in_handlers.len());
    if repeats == 0 { Found::Holds(text) } else { Found::Broken(text) }
}

fn take(generator: Generator) -> [u64; 2] {
    let bytes: [u8; 16] = generator.draw();
    let (low, high) = bytes.split_at(8);
    [low, high].map(|half| u64::from_le_bytes(half.try_into().unwrap()))
}
