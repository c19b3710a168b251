//! A model of the guards and of the published pointer: loom runs the library's own file in every order in which
//! threads can meet there, with every value that the memory model lets a load see.
//!
//! What stands for a vDSO state, and for a new pool, is a cell that reports any use by two at once or before
//! it was written. Each property is also run on a variant that is broken on purpose, and has to fail there.
//!
//! That a guard is open again afterwards is not asked here: loom lets a plain store land between the two halves of
//! another thread's swap, which no processor does. The unit tests of the pool ask it.
#![cfg(all(target_os = "linux", target_arch = "x86_64"))]
#![allow(
    clippy::indexing_slicing,
    clippy::unwrap_used,
    reason = "the model is run by tests, where a panic is a report"
)]

use loom::sync::atomic;

#[path = "../src/sys/linux/guard.rs"]
mod guard;

use core::ptr::{from_ref, null_mut};

use guard::{Guard, publish, published};
use loom::{
    cell::Cell,
    sync::{
        Arc,
        atomic::{AtomicPtr, AtomicU32, Ordering},
    },
    thread,
};

/// Two threads draw twice each from `SLOTS` states and go to the system call where none is free.
fn draws(take: fn(&Guard) -> bool, release: fn(&Guard)) {
    const SLOTS: usize = 2;
    loom::model(move || {
        let pool = Arc::new([(); SLOTS].map(|()| (Guard(AtomicU32::new(0)), Cell::new(0_u32))));
        let draw = move |pool: &[(Guard, Cell<u32>); SLOTS], first: usize| {
            let order = [first, 1 - first];
            let free = order.iter().filter_map(|&i| pool.get(i)).find(|slot| take(&slot.0));
            if let Some((guard, state)) = free {
                // A draw reads the state and writes it; nobody else may come in between.
                let seen = state.get();
                state.set(seen + 1);
                release(guard);
            }
            free.is_some()
        };
        let shared = Arc::clone(&pool);
        let other = thread::spawn(move || [draw(&shared, 0), draw(&shared, 1)]);
        let mine = [draw(&pool, 0), draw(&pool, 0)];
        let drawn = [mine, other.join().unwrap()].concat().iter().filter(|&&d| d).count();
        let counted: u32 = pool.iter().map(|slot| slot.1.get()).sum();
        assert_eq!(usize::try_from(counted).unwrap(), drawn, "a draw was lost");
    });
}

#[test]
fn a_state_is_used_by_one_at_a_time() {
    draws(Guard::take, Guard::release);
}

#[test]
#[should_panic]
fn control_a_look_and_a_store_is_no_guard() {
    fn look_then_store(guard: &Guard) -> bool {
        let free = guard.0.load(Ordering::Acquire) == 0;
        if free {
            guard.0.store(1, Ordering::Relaxed);
        }
        free
    }
    draws(look_then_store, Guard::release);
}

#[test]
#[should_panic]
fn control_a_release_without_order_is_no_guard() {
    draws(Guard::take, |guard| guard.0.store(0, Ordering::Relaxed));
}

type Slot = AtomicPtr<Cell<u32>>;

/// Two threads make a pool each; both must end up with the same one, and see it whole.
fn publishing(publish: fn(&Slot, *mut Cell<u32>) -> Result<(), *mut Cell<u32>>) {
    loom::model(move || {
        let slot = Arc::new(AtomicPtr::new(null_mut()));
        let cells: Arc<[Cell<u32>; 2]> = Arc::new([Cell::new(0), Cell::new(0)]);
        let enter = move |slot: &Slot, cells: &[Cell<u32>; 2], mine: usize| {
            let mut found = published(slot);
            if found.is_null() {
                cells[mine].set(7);
                let new = from_ref(&cells[mine]).cast_mut();
                found = publish(slot, new).map_or_else(|first| first, |()| new);
            }
            let whole = cells.iter().find(|cell| from_ref(*cell) == found.cast_const());
            assert_eq!(whole.map(Cell::get), Some(7), "seen before it was written");
            found.addr()
        };
        let (its_slot, its_cells) = (Arc::clone(&slot), Arc::clone(&cells));
        let other = thread::spawn(move || enter(&its_slot, &its_cells, 0));
        let mine = enter(&slot, &cells, 1);
        assert_eq!(mine, other.join().unwrap(), "two pools");
    });
}

#[test]
fn one_pool_is_published_and_seen_whole() {
    publishing(publish);
}

#[test]
#[should_panic]
fn control_a_blind_store_publishes_two() {
    publishing(|slot, new| {
        slot.store(new, Ordering::Release);
        Ok(())
    });
}

#[test]
#[should_panic]
fn control_a_publication_without_order_is_seen_too_early() {
    publishing(|slot, new| {
        let found = slot.compare_exchange(null_mut(), new, Ordering::Relaxed, Ordering::Relaxed);
        found.map(|_| ())
    });
}
