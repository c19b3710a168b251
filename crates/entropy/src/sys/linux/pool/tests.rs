//! The guards and the states of the running kernel's vDSO; where it has none that is said and nothing is tested.

extern crate std;
use std::{boxed::Box, collections::HashSet, println, thread, vec::Vec};

use super::*;

fn pool() -> Option<&'static Pool> {
    let pool = home().and_then(|home| resolve(&home.pool, Pool::make));
    if let Err(error) = &pool {
        println!("not checked: {error}");
    }
    pool.ok()
}

/// A pool of its own, so that what a test does to guards meets nobody else.
fn own_pool() -> Option<&'static Pool> {
    pool()?;
    let slot: &'static AtomicPtr<Pool> = Box::leak(Box::new(AtomicPtr::new(null_mut())));
    resolve(slot, Pool::make).ok()
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
    let States { vdso, size, shift, .. } = &pool.states;
    let page = vdso.page_size;
    let mut end = 0;
    for index in 0..SLOTS {
        let start = pool.claim_slot(index).unwrap().place.addr().get();
        assert_eq!(start & !(page - 1), (start + size - 1) & !(page - 1), "two pages");
        assert!(start >= end, "overlaps");
        end = start + size;
    }
    assert!(*size <= 1 << shift && LINE <= 1 << shift);
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
fn threads_that_race_for_the_first_pool_share_one() {
    if pool().is_none() {
        return;
    }
    for _ in 0..50 {
        let slot: &'static AtomicPtr<Pool> = Box::leak(Box::new(AtomicPtr::new(null_mut())));
        let find = || from_ref(resolve(slot, Pool::make).ok().unwrap()).addr();
        let racing: Vec<_> = (0..4).map(|_| thread::spawn(find)).collect();
        let found: HashSet<_> = racing.into_iter().map(|t| t.join().unwrap()).collect();
        assert_eq!(found.len(), 1);
    }
}

#[test]
fn a_failure_is_kept_and_its_reason_told() {
    static SLOT: AtomicPtr<Home> = AtomicPtr::new(null_mut());
    let enomem = Error::from_os(12);
    assert_eq!(resolve(&SLOT, || Err(enomem)).err(), Some(enomem));
    let again = resolve(&SLOT, || unreachable!("made once"));
    assert_eq!(again.err(), Some(enomem));
}

#[test]
fn the_first_draws_do_without_a_pool() {
    let early = AtomicU32::new(0);
    assert!((0..EARLY_DRAWS).all(|_| !is_late(&early)));
    assert!(is_late(&early));
    // Once there is a pool nobody counts.
    assert_eq!(pool().is_some(), is_due());
}

#[test]
fn threads_find_different_states() {
    // Two mebibytes and a guard page apart, as the stacks of threads are.
    let stacks = (0..64).map(|thread| slot_of((usize::MAX >> 1) - thread * 0x20_1000));
    let slots: HashSet<_> = stacks.collect();
    assert!(slots.len() >= 56, "{} slots for 64 threads", slots.len());
    assert!(slots.iter().all(|&slot| slot < SLOTS));
}

#[test]
fn the_generation_stays_and_is_shared_with_threads() {
    let here = fork_generation();
    assert_eq!(here, fork_generation());
    assert_eq!(here, thread::spawn(fork_generation).join().unwrap());
}
