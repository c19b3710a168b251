#![allow(clippy::integer_division_remainder_used, reason = "no secret is divided in a test")]

use core::cell::Cell;

use super::{Gate, SELF_TEST_WORDS};
use crate::Error;

/// An instruction that gives `word(n)` at its nth execution, counted from 0.
struct Fake<F> {
    executed: Cell<u64>,
    word: F,
}

fn fake<F: Fn(u64) -> Option<u64>>(word: F) -> Fake<F> {
    Fake { executed: Cell::new(0), word }
}

impl<F: Fn(u64) -> Option<u64>> Fake<F> {
    fn execute(&self) -> Option<u64> {
        let n = self.executed.get();
        self.executed.set(n + 1);
        (self.word)(n)
    }

    /// What a fill of `LEN` bytes through `gate` gives; a failed one has to leave zeros.
    fn fill<const LEN: usize>(&self, gate: &Gate) -> Result<[u8; LEN], Error> {
        let mut dest = [0xA5; LEN];
        let result = gate.fill(&mut dest, Some(|| self.execute()));
        assert!(result.is_ok() || dest == [0; LEN], "a failed fill leaves zeros");
        result.map(|()| dest)
    }
}

/// Different at each n, and neither 0 nor all ones for any that occurs here.
fn good(n: u64) -> Option<u64> {
    Some((n + 1).wrapping_mul(0x9E37_79B9_7F4A_7C15))
}

/// Executions before the first word of a first fill: the self-test and the word thrown away.
const FIRST: u64 = SELF_TEST_WORDS as u64 + 1;

#[test]
fn a_good_generator_passes_and_its_words_arrive_whole() {
    let (gate, source) = (Gate::new(10), fake(good));
    let filled = source.fill::<13>(&gate).unwrap();
    assert_eq!(filled[..8], good(FIRST).unwrap().to_ne_bytes());
    assert_eq!(filled[8..], good(FIRST + 1).unwrap().to_ne_bytes()[..5]);
    assert_eq!(source.executed.get(), FIRST + 2);
    // The self-test is not repeated: the next fill throws one word away.
    assert_eq!(source.fill::<8>(&gate), Ok(good(FIRST + 3).unwrap().to_ne_bytes()));
}

#[test]
fn an_empty_fill_asks_nothing() {
    let (gate, source) = (Gate::new(10), fake(|_| None));
    assert_eq!(source.fill::<0>(&gate), Ok([]));
    assert_eq!(source.executed.get(), 0);
}

#[test]
fn a_processor_without_the_instruction_is_unsupported() {
    let mut dest = [0xA5; 9];
    let nothing: Option<fn() -> Option<u64>> = None;
    assert_eq!(Gate::new(10).fill(&mut dest, nothing), Err(Error::UNSUPPORTED));
    assert_eq!(dest, [0; 9]);
}

#[test]
fn the_self_test_refuses_stuck_and_repeated_words_wherever_they_come() {
    for at in 0..FIRST - 1 {
        for bad in [0, u64::MAX] {
            let source = fake(move |n| if n == at { Some(bad) } else { good(n) });
            assert_eq!(source.fill::<1>(&Gate::new(10)), Err(Error::UNHEALTHY), "{bad} at {at}");
            assert_eq!(source.executed.get(), at + 1);
        }
        for of in 0..at {
            let source = fake(move |n| good(if n == at { of } else { n }));
            assert_eq!(source.fill::<1>(&Gate::new(10)), Err(Error::UNHEALTHY), "{of} at {at}");
        }
    }
}

#[test]
fn a_generator_that_sticks_later_is_refused_at_the_next_fill() {
    for bad in [0, 0x1234, u64::MAX] {
        let is_stuck = Cell::new(false);
        let source = fake(|n| if is_stuck.get() { Some(bad) } else { good(n) });
        let gate = Gate::new(10);
        assert!(source.fill::<100>(&gate).is_ok());
        is_stuck.set(true);
        // One byte is enough to notice, and from then on the self-test is due at each fill.
        for _ in 0..3 {
            assert_eq!(source.fill::<1>(&gate), Err(Error::UNHEALTHY));
        }
        is_stuck.set(false);
        let before = source.executed.get();
        assert!(source.fill::<1>(&gate).is_ok(), "a generator that recovers is tested and used");
        assert_eq!(source.executed.get() - before, FIRST + 1);
    }
}

#[test]
fn a_bad_word_in_the_middle_of_a_fill_is_refused() {
    for at in 0..5 {
        let at = FIRST + at;
        for bad in [Some(0), Some(u64::MAX), good(at - 1)] {
            let source = fake(move |n| if n == at { bad } else { good(n) });
            assert_eq!(source.fill::<40>(&Gate::new(10)), Err(Error::UNHEALTHY), "{bad:?} at {at}");
        }
        // Not a false alarm: words that are equal and not neighbours, or stuck in one half.
        for fine in [good(at - 2), Some(u64::MAX << 32), Some(1)] {
            let source = fake(move |n| if n == at { fine } else { good(n) });
            assert!(source.fill::<40>(&Gate::new(10)).is_ok(), "{fine:?} at {at}");
        }
    }
}

#[test]
fn a_slow_generator_is_waited_for_and_not_one_attempt_longer() {
    for failures in 0..10 {
        let source = fake(move |n| if n % 10 < failures { None } else { good(n) });
        assert!(source.fill::<64>(&Gate::new(10)).is_ok(), "{failures} failures, then a word");
    }
    let too_slow = fake(|n| if n % 11 < 10 { None } else { good(n) });
    assert_eq!(too_slow.fill::<64>(&Gate::new(10)), Err(Error::NO_DATA));
    assert_eq!(too_slow.executed.get(), 10);
    assert!(too_slow.fill::<64>(&Gate::new(11)).is_ok());
}

#[test]
fn a_generator_that_is_never_ready_ends_the_fill() {
    let never = fake(|_| None);
    assert_eq!(never.fill::<64>(&Gate::new(1000)), Err(Error::NO_DATA));
    assert_eq!(never.executed.get(), 1000);
    let dries_up = fake(|n| if n < FIRST + 3 { good(n) } else { None });
    assert_eq!(dries_up.fill::<64>(&Gate::new(10)), Err(Error::NO_DATA));
}
