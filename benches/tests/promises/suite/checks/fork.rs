//! Children made in every way that Linux has: does any process repeat another?

use core::sync::atomic::{AtomicU64, Ordering::SeqCst};
use std::sync::OnceLock;

use super::super::{
    Found,
    generators::Generator,
    os::{self, memory, process, signal},
};

/// Pairs of children; each pair is compared with its parent and within itself.
const PAIRS: usize = 64;

/// `fork(2)`, by way of the C library and its handlers.
pub(crate) fn by_library(generator: Generator) -> Found {
    family(generator, |draw| match process::fork() {
        Some(pid) => drop(process::wait(pid)),
        None => leave(draw),
    })
}

/// The system call, of which no handler of the C library learns.
pub(crate) fn by_system_call(generator: Generator) -> Found {
    family(generator, |draw| match process::clone() {
        Some(pid) => drop(process::wait(pid)),
        None => leave(draw),
    })
}

/// The system call out of a signal handler, where the child draws.
pub(crate) fn in_a_handler(generator: Generator) -> Found {
    static WORK: OnceLock<(Generator, &'static [AtomicU64])> = OnceLock::new();
    extern "C" fn handler(_: core::ffi::c_int) {
        let (generator, words) = WORK.get().unwrap();
        match process::clone() {
            Some(pid) => drop(process::wait(pid)),
            None => leave(&|| put(words, *generator)),
        }
    }
    let words = memory::shared(2);
    WORK.set((generator, words)).unwrap();
    signal::handle(libc::SIGUSR1, handler);
    generator.warm();
    let repeats = (0..PAIRS).filter(|_| {
        os::interrupt(libc::SIGUSR1);
        get(words) == take(generator)
    });
    verdict(repeats.count(), PAIRS)
}

/// Room for an unoptimised refill.
const STACK: usize = 1 << 18;

/// A child that runs in the parent's memory while the parent waits.
pub(crate) fn sharing_memory(generator: Generator) -> Found {
    let words = memory::shared(2);
    generator.warm();
    let mut repeats = 0;
    for _ in 0..PAIRS {
        process::beside_on::<STACK>(libc::CLONE_VFORK, &|| put(words, generator), &|| {});
        repeats += usize::from(get(words) == take(generator));
    }
    verdict(repeats, PAIRS)
}

/// Process 1 of a namespace and its child, process 1 of the next: who compares numbers does not see the fork.
pub(crate) fn of_the_same_number(generator: Generator) -> Found {
    let words = memory::shared(5);
    let [child, parent] = [&words[..2], &words[2..4]];
    let first = || {
        assert_eq!(std::process::id(), 1);
        generator.warm();
        if os::number_children_anew() {
            match process::clone() {
                Some(pid) => drop(process::wait(pid)),
                None => leave(&|| {
                    assert_eq!(std::process::id(), 1);
                    put(child, generator);
                    words[4].store(1, SeqCst);
                }),
            }
            put(parent, generator);
        }
    };
    if os::number_children_anew() {
        match process::clone() {
            Some(pid) => drop(process::wait(pid)),
            None => leave(&first),
        }
    }
    if words[4].load(SeqCst) == 0 {
        return Found::NotChecked("namespaces of process numbers are not allowed here".into());
    }
    verdict(usize::from(get(child) == get(parent)), 1)
}

/// Two children, one after the other, and the parent after them: how many pairs among the three are equal?
fn family(generator: Generator, make: impl Fn(&dyn Fn())) -> Found {
    let words = memory::shared(4);
    let [elder, younger] = [&words[..2], &words[2..]];
    generator.warm();
    let mut repeats = 0;
    for _ in 0..PAIRS {
        make(&|| put(elder, generator));
        make(&|| put(younger, generator));
        let (elder, younger, parent) = (get(elder), get(younger), take(generator));
        repeats += usize::from(elder == parent) + usize::from(younger == parent);
        repeats += usize::from(elder == younger);
    }
    verdict(repeats, 3 * PAIRS)
}

fn verdict(repeats: usize, of: usize) -> Found {
    let text = format!("{repeats} of {of} pairs of processes repeat each other");
    if repeats == 0 { Found::Holds(text) } else { Found::Broken(text) }
}

/// What a child does: it draws, and ends without running anybody's exit handlers.
fn leave(draw: &dyn Fn()) -> ! {
    draw();
    process::exit(0)
}

fn take(generator: Generator) -> [u64; 2] {
    let bytes: [u8; 16] = generator.draw();
    let (first, second) = bytes.split_at(8);
    [first, second].map(|half| u64::from_le_bytes(half.try_into().unwrap()))
}

fn put(words: &[AtomicU64], generator: Generator) {
    for (word, value) in words.iter().zip(take(generator)) {
        word.store(value, SeqCst);
    }
}

fn get(words: &[AtomicU64]) -> [u64; 2] {
    [words[0].load(SeqCst), words[1].load(SeqCst)]
}
