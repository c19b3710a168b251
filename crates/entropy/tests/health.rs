//! The health tests around whole sources: good ones, broken ones, and ones that break on the way.
#![allow(
    clippy::unwrap_used,
    reason = "the helpers belong to the tests, where a panic is a report"
)]

use core::sync::atomic::{AtomicBool, AtomicUsize, Ordering::Relaxed};
use std::sync::Mutex;

use wellspring_entropy::{
    Backend, Error, System,
    health::{Alarm, Claim, Status, Tested},
};

/// A source that is a closure.
struct Source<F>(F);

impl<F: Fn(&mut [u8]) -> Result<(), Error> + Send + Sync> Backend for Source<F> {
    fn try_fill(&self, dest: &mut [u8]) -> Result<(), Error> {
        (self.0)(dest)
    }

    fn name(&self) -> &'static str {
        "a source of the test"
    }
}

/// At 2^-60 no test here sees a false alarm: at most 2^22 samples, so 2^-38 · 9, and mostly far fewer.
fn claim(min_entropy: f64) -> Claim {
    Claim::bytes(min_entropy, 60).unwrap()
}

/// The system's bytes up to the `n`th, and 0x55 from there on.
fn stuck_after(n: usize) -> Source<impl Fn(&mut [u8]) -> Result<(), Error> + Send + Sync> {
    let given = AtomicUsize::new(0);
    Source(move |dest: &mut [u8]| {
        System.try_fill(dest)?;
        for byte in dest {
            if given.fetch_add(1, Relaxed) >= n {
                *byte = 0x55;
            }
        }
        Ok(())
    })
}

#[test]
fn the_start_up_test_comes_first_and_draws_1024_samples() {
    for (claim, bytes) in [(claim(4.0), 1024), (Claim::bits(0.5, 60).unwrap(), 128)] {
        let drawn = AtomicUsize::new(0);
        let source = Tested::new(
            Source(|dest: &mut [u8]| {
                drawn.fetch_add(dest.len(), Relaxed);
                System.try_fill(dest)
            }),
            claim,
        );
        assert_eq!((source.status(), source.try_fill(&mut [])), (Status::Untested, Ok(())));
        assert_eq!(drawn.load(Relaxed), 0);
        assert_eq!((source.try_fill(&mut [0; 5]), source.status()), (Ok(()), Status::Healthy));
        assert_eq!(drawn.load(Relaxed), bytes + 5);
        assert_eq!(source.try_fill(&mut [0; 7]), Ok(()));
        assert_eq!(drawn.load(Relaxed), bytes + 12, "and comes once");
        assert_eq!(source.restart(), Ok(()));
        assert_eq!(drawn.load(Relaxed), 2 * bytes + 12, "and again when asked for");
        assert_eq!(source.name(), "a source of the test");
    }
}

#[test]
fn a_source_that_is_stuck_from_the_start_gives_nothing() {
    for value in [0x00, 0x01, 0x55, 0xFF] {
        let stuck = Source(move |dest: &mut [u8]| {
            dest.fill(value);
            Ok(())
        });
        for claim in [claim(0.2), claim(4.0), claim(8.0)] {
            let source = Tested::new(Source(|dest: &mut [u8]| stuck.try_fill(dest)), claim);
            let mut dest = [9; 100];
            assert_eq!(source.try_fill(&mut dest), Err(Error::UNHEALTHY), "{value}");
            assert_eq!((dest, source.status()), ([0; 100], Status::Failed(Alarm::Repetition)));
        }
    }
}

/// 61 values in turn pass as bytes under a modest claim and fail under a high one. As bits they always pass: the
/// tests see what they are made to see, and no more.
#[test]
fn a_counter_fails_only_a_claim_that_it_breaks() {
    let counter = || {
        let next = Mutex::new(0_u8);
        Source(move |dest: &mut [u8]| {
            let mut next = next.lock().unwrap();
            for byte in dest {
                *byte = *next;
                *next = if *next == 60 { 0 } else { *next + 1 };
            }
            Ok(())
        })
    };
    assert_eq!(Tested::new(counter(), claim(4.0)).try_fill(&mut [0; 4000]), Ok(()));
    assert_eq!(Tested::new(counter(), claim(5.0)).try_fill(&mut [0; 4000]), Ok(()));
    let two = Source(|dest: &mut [u8]| {
        dest.iter_mut().zip([1, 2].into_iter().cycle()).for_each(|(byte, value)| *byte = value);
        Ok(())
    });
    let source = Tested::new(two, claim(4.0));
    assert_eq!(source.try_fill(&mut [0; 10]), Err(Error::UNHEALTHY));
    assert_eq!(source.status(), Status::Failed(Alarm::Proportion));
}

/// With fills of any length, those of one byte included: runs are counted from call to call.
#[test]
fn a_source_that_sticks_later_is_found_at_the_cutoff() {
    let cutoff = usize::from(claim(4.0).repetition_cutoff());
    for len in [1, 3, 16, 100] {
        let source = Tested::new(stuck_after(1024 + 1000), claim(4.0));
        let mut given = 0;
        let mut dest = vec![9; len];
        while source.try_fill(&mut dest).is_ok() {
            given += len;
            dest.fill(9);
        }
        // A run may begin with a byte that was 0x55 by chance, hardly with six of them (2^-48).
        assert!(
            (1000..1000 + cutoff).contains(&given) && given + len + 6 > 1000 + cutoff,
            "{given}"
        );
        assert_eq!(dest, vec![0; len], "a failed fill leaves zeros");
    }
}

/// Two values in turn never run; the first window that begins with one of them is the alarm.
#[test]
fn a_source_that_grows_biased_is_found_within_two_windows() {
    let given = AtomicUsize::new(0);
    let source = Tested::new(
        Source(|dest: &mut [u8]| {
            System.try_fill(dest)?;
            for byte in dest {
                match given.fetch_add(1, Relaxed) {
                    ..2000 => {}
                    n => *byte = if n & 1 == 0 { 3 } else { 4 },
                }
            }
            Ok(())
        }),
        claim(4.0),
    );
    let mut dest = [9; 10];
    while source.try_fill(&mut dest).is_ok() {}
    assert_eq!((dest, source.status()), ([0; 10], Status::Failed(Alarm::Proportion)));
    assert!((2000..2000 + 2 * 512).contains(&given.load(Relaxed)), "{given:?}");
}

#[test]
fn an_alarm_stays_until_a_restart_that_succeeds() {
    let is_stuck = AtomicBool::new(false);
    let source = Tested::new(
        Source(|dest: &mut [u8]| {
            System.try_fill(dest)?;
            if is_stuck.load(Relaxed) {
                dest.fill(1);
            }
            Ok(())
        }),
        claim(4.0),
    );
    let mut dest = [9; 64];
    assert_eq!(source.try_fill(&mut dest), Ok(()));
    is_stuck.store(true, Relaxed);
    assert_eq!(source.try_fill(&mut dest), Err(Error::UNHEALTHY));
    assert_eq!(source.restart(), Err(Error::UNHEALTHY), "still stuck");
    is_stuck.store(false, Relaxed);
    for _ in 0..3 {
        dest.fill(9);
        assert_eq!(source.try_fill(&mut dest), Err(Error::UNHEALTHY), "good again, not restarted");
        assert_eq!((dest, source.status()), ([0; 64], Status::Failed(Alarm::Repetition)));
    }
    assert_eq!((source.restart(), source.status()), (Ok(()), Status::Healthy));
    assert_eq!(source.try_fill(&mut dest), Ok(()));
}

#[test]
fn an_error_of_the_source_is_passed_on_and_is_no_alarm() {
    let busy = Error::custom(3);
    let fails = AtomicBool::new(true);
    let source = Tested::new(
        Source(
            |dest: &mut [u8]| if fails.load(Relaxed) { Err(busy) } else { System.try_fill(dest) },
        ),
        claim(4.0),
    );
    let mut dest = [9; 8];
    assert_eq!((source.try_fill(&mut dest), dest), (Err(busy), [0; 8]));
    assert_eq!((source.restart(), source.status()), (Err(busy), Status::Untested));
    fails.store(false, Relaxed);
    assert_eq!((source.try_fill(&mut dest), source.status()), (Ok(()), Status::Healthy));
    fails.store(true, Relaxed);
    assert_eq!((source.try_fill(&mut dest), dest), (Err(busy), [0; 8]));
    assert_eq!(source.status(), Status::Healthy);
}

/// 2^20 bytes, and 2^20 bits, at the full claim: a false alarm has a chance of 2^-43.
#[test]
fn the_systems_bytes_pass_at_the_full_claim() {
    static BYTES: Tested<System> = Tested::new(System, FULL_BYTES);
    static BITS: Tested<System> = Tested::new(System, FULL_BITS);
    let mut dest = vec![0; 1 << 16];
    for _ in 0..16 {
        assert_eq!(BYTES.try_fill(&mut dest), Ok(()));
    }
    let shared: &'static dyn Backend = &BITS;
    for _ in 0..2 {
        assert_eq!(shared.try_fill(&mut dest), Ok(()));
    }
}

const FULL_BYTES: Claim = match Claim::bytes(8.0, 64) {
    Ok(claim) => claim,
    Err(_) => panic!("the claim is out of range"),
};
const FULL_BITS: Claim = match Claim::bits(1.0, 64) {
    Ok(claim) => claim,
    Err(_) => panic!("the claim is out of range"),
};

#[test]
fn an_alarm_on_one_thread_stops_all() {
    let source = Tested::new(stuck_after(20_000), claim(4.0));
    let given: Vec<usize> = std::thread::scope(|scope| {
        let work = || {
            let mut dest = [9; 10];
            let mut given = 0;
            while source.try_fill(&mut dest).is_ok() {
                given += dest.len();
            }
            assert_eq!(dest, [0; 10]);
            given
        };
        let threads: Vec<_> = (0..4).map(|_| scope.spawn(work)).collect();
        threads.into_iter().map(|thread| thread.join().unwrap()).collect()
    });
    // Each thread may hold one fill that it drew before the source stuck, and the start-up tests took theirs.
    assert!(given.iter().sum::<usize>() < 20_000, "{given:?}");
    assert!(matches!(source.status(), Status::Failed(_)));
}

#[test]
fn no_sample_is_printed() {
    let source = Tested::new(System, claim(4.0));
    source.try_fill(&mut [0; 32]).unwrap();
    let text = format!("{source:?}");
    assert!(
        text.starts_with("Tested { source: System, claim: Claim {") && text.ends_with(", .. }")
    );
    assert!(text.contains("status: Healthy") && !text.contains("run") && !text.contains("window"));
}
