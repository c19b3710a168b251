#![allow(clippy::integer_division_remainder_used, reason = "no secret is divided in a test")]

extern crate std;
use core::sync::atomic::{AtomicU32, AtomicUsize, Ordering};
use std::vec::Vec;

use super::{Claim, Status, Tested, Window, count};
use crate::{Backend, Error, System, health::Alarm};

/// The system's bytes, and how many were given.
struct Counted(AtomicUsize);

impl Backend for Counted {
    fn try_fill(&self, dest: &mut [u8]) -> Result<(), Error> {
        self.0.fetch_add(dest.len(), Ordering::Relaxed);
        System.try_fill(dest)
    }

    fn name(&self) -> &'static str {
        "counted"
    }
}

const CLAIM: Claim = match Claim::bytes(4.0, 60) {
    Ok(claim) => claim,
    Err(_) => panic!("the claim is out of range"),
};

/// How many samples into its window `source` is.
fn position(source: &Tested<Counted>) -> usize {
    usize::from(Window::from(source.window.load(Ordering::Relaxed)).seen())
}

#[test]
fn threads_share_one_count_and_lose_no_sample() {
    static SOURCE: Tested<Counted> = Tested::new(Counted(AtomicUsize::new(0)), CLAIM);
    // Lengths around a piece, so that all kinds of parts are exchanged.
    let lengths = [1, 7, 255, 256, 257, 600];
    let totals: Vec<usize> = std::thread::scope(|scope| {
        let work = |seed: usize| {
            let fill = |i: usize| {
                let len = lengths[(i + seed) % lengths.len()];
                SOURCE.try_fill(&mut std::vec![0; len]).unwrap();
                len
            };
            (0..1500).map(fill).sum()
        };
        let threads: Vec<_> = (0..4).map(|seed| scope.spawn(move || work(seed))).collect();
        threads.into_iter().map(|thread| thread.join().unwrap()).collect()
    });
    let given: usize = totals.iter().sum();
    assert_eq!(position(&SOURCE), given % 512, "a sample was lost or counted twice");
    // Start-up tests that ran side by side threw their own samples away.
    let drawn = SOURCE.source.0.load(Ordering::Relaxed);
    let start_ups = (drawn - given) / 1024;
    assert!((1..=4).contains(&start_ups) && given + start_ups * 1024 == drawn);
}

/// What a signal handler does: a whole other count in the middle of one. `exchange` is how the result is put
/// back; the broken one below shows that this test can fail.
fn re_entered(exchange: fn(&AtomicU32, &mut dyn FnMut(u32) -> Option<u32>)) -> (usize, usize) {
    let state = AtomicU32::new(0);
    let step = |bytes: &[u8], word| Window::from(word).over(&CLAIM, bytes).map(u32::from);
    let mut runs = 0;
    exchange(&state, &mut |word| {
        runs += 1;
        if runs == 1 {
            exchange(&state, &mut |word| step(&[1, 2, 3], word));
        }
        step(&[4, 5], word)
    });
    (Window::from(state.load(Ordering::Relaxed)).seen().into(), runs)
}

#[test]
fn a_call_inside_a_call_loses_no_sample() {
    let whole = re_entered(|state, step| count(state, step).unwrap());
    assert_eq!(whole, (5, 2), "the outer call runs again, from what the inner one left");
    let broken = re_entered(|state, step| {
        let next = step(state.load(Ordering::Relaxed)).unwrap();
        state.store(next, Ordering::Relaxed);
    });
    assert_eq!(broken, (2, 1), "a plain store forgets the inner call's samples");
}

#[test]
fn a_start_up_test_from_before_a_restart_does_not_end_it() {
    let source = Tested::new(Counted(AtomicUsize::new(0)), CLAIM);
    let before = source.phase.load(Ordering::Relaxed);
    source.fail(Alarm::Proportion);
    assert_eq!(source.start_up(before), Err(Error::UNHEALTHY));
    assert_eq!(source.status(), Status::Failed(Alarm::Proportion));
    assert_eq!(source.restart(), Ok(()));
    assert_eq!(source.status(), Status::Healthy);
    source.phase.store(super::ONE_RESTART << 1, Ordering::Relaxed);
    assert_eq!(source.start_up(before), Err(Error::UNHEALTHY));
    assert_eq!(source.status(), Status::Untested);
}

#[test]
fn the_first_alarm_is_kept() {
    let source = Tested::new(Counted(AtomicUsize::new(0)), CLAIM);
    source.fail(Alarm::Proportion);
    source.fail(Alarm::Repetition);
    assert_eq!(source.status(), Status::Failed(Alarm::Proportion));
}

#[test]
fn the_number_of_restarts_wraps() {
    let source = Tested::new(Counted(AtomicUsize::new(0)), CLAIM);
    source.phase.store(u32::MAX, Ordering::Relaxed);
    assert_eq!(source.restart(), Ok(()));
    assert_eq!(source.phase.load(Ordering::Relaxed), super::HEALTHY);
}

/// The system's bytes; while it draws them, something happens on what might be another thread.
struct Meanwhile(AtomicU32);

const NOTHING: u32 = 0;
const ALARM: u32 = 1;
const RESTART: u32 = 2;
const DRAW: u32 = 3;

static MEANWHILE: Tested<Meanwhile> = Tested::new(Meanwhile(AtomicU32::new(NOTHING)), CLAIM);

impl Backend for Meanwhile {
    fn try_fill(&self, dest: &mut [u8]) -> Result<(), Error> {
        match self.0.swap(NOTHING, Ordering::Relaxed) {
            ALARM => drop(MEANWHILE.fail(Alarm::Proportion)),
            RESTART => assert_eq!(MEANWHILE.restart(), Ok(())),
            DRAW => assert_eq!(MEANWHILE.try_fill(&mut [0; 3]), Ok(())),
            _ => {}
        }
        System.try_fill(dest)
    }

    fn name(&self) -> &'static str {
        "meanwhile"
    }
}

#[test]
fn what_happens_during_a_draw_counts() {
    let draw = |event| {
        MEANWHILE.source.0.store(event, Ordering::Relaxed);
        let mut dest = [9; 20];
        let result = MEANWHILE.try_fill(&mut dest);
        assert!(result.is_ok() || dest == [0; 20]);
        result
    };
    // In the start-up test, and after it.
    for _ in 0..2 {
        assert_eq!(draw(DRAW), Ok(()), "a draw inside a draw");
    }
    let seen = Window::from(MEANWHILE.window.load(Ordering::Relaxed)).seen();
    assert_eq!(seen, 2 * 23, "and no sample is lost");
    assert_eq!(draw(ALARM), Err(Error::UNHEALTHY), "drawn from a source that failed meanwhile");
    assert_eq!(draw(NOTHING), Err(Error::UNHEALTHY));
    MEANWHILE.restart().unwrap();
    assert_eq!(draw(NOTHING), Ok(()));
    assert_eq!(draw(RESTART), Err(Error::UNHEALTHY), "drawn before the start-up test");
    assert_eq!(draw(NOTHING), Ok(()));
}

#[test]
fn a_restart_forgets_what_was_seen() {
    let source = Tested::new(Counted(AtomicUsize::new(0)), CLAIM);
    source.try_fill(&mut [0; 100]).unwrap();
    let words = || [&source.run, &source.window].map(|word| word.load(Ordering::Relaxed));
    assert!(!words().contains(&0));
    source.restart().unwrap();
    assert_eq!(words(), [0, 0]);
}
