//! A source that calls back: it logs, and the logger draws; it panics, and the hook draws; it drops something that draws.
//!
//! All of that happens in the middle of a refill of this thread's generator. The bytes come from the system then, and
//! afterwards the generator goes on. The one source of a program is registered, so this is a program of its own.
#![cfg(feature = "std")]
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may stop where it stands")]

use core::{
    cell::{Cell, RefCell},
    sync::atomic::{AtomicUsize, Ordering::Relaxed},
};
use std::{collections::HashSet, panic};

use wellspring_csprng::{
    KeyErasureRng,
    entropy::{Backend, Error, backends::Portable, fork, set_backend},
    rand_core::TryRng,
    thread_rng,
};

/// What the source does when it is next asked.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Mischief {
    None,
    Log,
    Drop,
    Panic,
}

struct Nosy;

thread_local! {
    static NEXT: Cell<Mischief> = const { Cell::new(Mischief::None) };
    /// What was drawn in between.
    static INNER: RefCell<Vec<u64>> = const { RefCell::new(Vec::new()) };
}

static CALLS: AtomicUsize = AtomicUsize::new(0);

fn draw_inside() {
    let drawn = [(); 3].map(|()| thread_rng().try_next_u64().unwrap());
    let mut long = [0; 3000];
    thread_rng().try_fill_bytes(&mut long).unwrap();
    let (words, _) = long.split_first_chunk().unwrap();
    INNER.with_borrow_mut(|inner| {
        inner.extend(drawn);
        inner.push(u64::from_le_bytes(*words));
    });
}

struct DrawsWhenDropped;

impl Drop for DrawsWhenDropped {
    fn drop(&mut self) {
        draw_inside();
    }
}

impl Backend for Nosy {
    fn try_fill(&self, dest: &mut [u8]) -> Result<(), Error> {
        CALLS.fetch_add(1, Relaxed);
        match NEXT.replace(Mischief::None) {
            Mischief::None => (),
            Mischief::Log => draw_inside(),
            Mischief::Drop => drop(DrawsWhenDropped),
            Mischief::Panic => panic!("a source that panics"),
        }
        Portable.try_fill(dest)
    }

    fn name(&self) -> &'static str {
        "a source that calls back"
    }
}

/// As often as it takes until the generator asks its source, which then does `mischief`.
fn draw_until_asked(mischief: Mischief) -> Vec<u64> {
    let mut drawn = Vec::new();
    NEXT.set(mischief);
    while NEXT.get() != Mischief::None {
        drawn.push(thread_rng().try_next_u64().unwrap());
        assert!(drawn.len() < 10_000, "the source is not asked");
    }
    drawn
}

#[test]
fn whoever_comes_in_the_middle_of_a_draw_is_served_by_the_system() {
    static NOSY: Nosy = Nosy;
    set_backend!(NOSY).unwrap();
    panic::set_hook(Box::new(|_| draw_inside()));
    let mut all = draw_until_asked(Mischief::None);
    for mischief in [Mischief::Log, Mischief::Drop, Mischief::Panic, Mischief::Log] {
        // Past the first draws, which are the system's in any case.
        all.extend((0..20).map(|_| thread_rng().try_next_u64().unwrap()));
        if mischief == Mischief::Panic {
            let thrown = panic::catch_unwind(|| draw_until_asked(mischief));
            assert!(thrown.is_err(), "the panic goes on to the caller");
        } else {
            all.extend(draw_until_asked(mischief));
        }
        let inner = INNER.take();
        assert_eq!(inner.len(), 4, "{mischief:?}");
        all.extend(inner);
        if fork::generation().is_some() {
            // The guard is open again: 100 draws ask the source once at most, where the system would ask 100 times.
            let before = CALLS.load(Relaxed);
            all.extend((0..100).map(|_| thread_rng().try_next_u64().unwrap()));
            assert!(CALLS.load(Relaxed) - before <= 1, "{mischief:?}");
        }
    }
    // Two of some 3000 words are equal by chance with a probability below 2^-41.
    assert_eq!(all.iter().collect::<HashSet<_>>().len(), all.len());
    assert!(!all.contains(&0));
    _ = panic::take_hook();
    negative_control();
}

/// A generator in a cell, without the guard, meets itself.
fn negative_control() {
    thread_local! {
        static UNGUARDED: RefCell<KeyErasureRng<Naive>> =
            const { RefCell::new(KeyErasureRng::over(Naive)) };
    }
    struct Naive;
    impl Backend for Naive {
        fn try_fill(&self, dest: &mut [u8]) -> Result<(), Error> {
            UNGUARDED.with(|rng| assert!(rng.try_borrow_mut().is_err(), "it is in use"));
            Portable.try_fill(dest)
        }

        fn name(&self) -> &'static str {
            "a source that draws from whom it seeds"
        }
    }
    UNGUARDED.with_borrow_mut(|rng| rng.try_next_u64()).unwrap();
}
