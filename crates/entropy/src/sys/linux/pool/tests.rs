//! The guards and the states of the running kernel's vDSO; where it has none that is said and nothing is tested.

extern crate std;
use std::{boxed::Box, collections::HashSet, println, vec::Vec};

use super::{super::slot::Slot, *};

/// A pool of its own, so that what a test does to guards meets nobody else.
fn own_pool() -> Option<&'static Pool> {
    let slot: &'static Slot<Pool> = Box::leak(Box::new(Slot::new()));
    let pool = slot.get_or_make(Pool::make);
    if let Err(error) = &pool {
        println!("not checked: {error}");
    }
    pool.ok()
}

#[test]
fn a_state_has_one_user_at_a_time() {
    let Some(pool) = own_pool() else { return };
    let claimed: Vec<_> = (0..SLOTS).filter_map(|index| pool.claim_slot(index)).collect();
    assert_eq!(claimed.len(), SLOTS);
    assert!((0..SLOTS).all(|index| pool.claim_slot(index).is_none()), "claimed twice");
    assert!(pool.claim().is_none());
    let places: HashSet<_> = claimed.iter().map(|state| state.place.addr()).collect();
    assert_eq!(places.len(), SLOTS);
    drop(claimed);
    assert!((0..SLOTS).all(|index| pool.claim_slot(index).is_some()), "given back");
    assert!(pool.claim_slot(SLOTS).is_none());
}

#[test]
fn no_state_is_in_two_pages_or_overlaps_another() {
    let Some(pool) = own_pool() else { return };
    let States { vdso, shift, .. } = &pool.states;
    let (page, size) = (vdso.page_size, vdso.state_size);
    let mut end = 0;
    for index in 0..SLOTS {
        let start = pool.claim_slot(index).unwrap().place.addr().get();
        assert_eq!(start & !(page - 1), (start + size - 1) & !(page - 1), "two pages");
        assert!(start >= end, "overlaps");
        end = start + size;
    }
    assert!(size <= 1 << shift && LINE <= 1 << shift);
}

#[test]
fn a_full_pool_is_answered_by_the_system_call() {
    let Some(pool) = own_pool() else { return };
    let _claimed: Vec<_> = (0..SLOTS).filter_map(|index| pool.claim_slot(index)).collect();
    let mut dest = [0; 32];
    assert_eq!(fill_from(pool, &mut dest), Ok(32));
    assert_ne!(dest, [0; 32]);
}

#[test]
fn a_draw_inside_of_a_draw_gets_another_state() {
    let Some(pool) = own_pool() else { return };
    let mut outer = pool.claim().unwrap();
    let mut inner = pool.claim().unwrap();
    assert_ne!(outer.place, inner.place);
    let (mut a, mut b) = ([0; 32], [0; 32]);
    assert_eq!(outer.fill(&mut a), Ok(32));
    assert_eq!(inner.fill(&mut b), Ok(32));
    assert!(a != b && a != [0; 32] && b != [0; 32]);
}

/// "Not on two threads" is in the type: were `State` `Send` or `Sync`, the method would be ambiguous.
#[test]
fn a_state_cannot_go_to_another_thread() {
    trait Ambiguous<A> {
        fn check() {}
    }
    struct Sendable;
    struct Shareable;
    impl<T> Ambiguous<()> for T {}
    impl<T: Send> Ambiguous<Sendable> for T {}
    impl<T: Sync> Ambiguous<Shareable> for T {}
    <State<'static> as Ambiguous<_>>::check();
}

#[test]
fn states_are_a_power_of_two_apart_and_no_larger_than_a_page() {
    let apart = [1, 128, 129, 144, 4096, 4097].map(|size| distance(size, 4096));
    assert_eq!(apart, [Some(128), Some(128), Some(256), Some(256), Some(4096), None]);
    assert_eq!(distance(usize::MAX, 1 << 16), None);
}

#[test]
fn threads_find_different_states() {
    // Two mebibytes and a guard page apart, as the stacks of threads are.
    let stacks = (0..64).map(|thread| slot_of((usize::MAX >> 1) - thread * 0x20_1000));
    let slots: HashSet<_> = stacks.collect();
    assert!(slots.len() >= 56, "{} slots for 64 threads", slots.len());
    assert!(slots.iter().all(|&slot| slot < SLOTS));
}
