//! What stands between a processor's random-number instruction and a caller.
//!
//! Such an instruction has failed in three ways in the field: it had nothing ready (any of them, under load); it
//! gave the same word for ever and called that success (AMD's Zen 2 before a firmware update: all ones, at
//! each call; earlier AMD processors after a suspend: the same); it gave zeros for "nothing ready" (AMD's
//! Zen 5, RDSEED). So a [`Gate`]
//!
//! 1. asks again a bounded number of times, with a pause in between, and then answers [`Error::NO_DATA`];
//! 2. tests itself before its first byte: 16 words of which none is all zeros or all ones and no two are equal;
//! 3. refuses, at every fill, a word that is all zeros or all ones or equal to the word before it. Each fill
//!    first draws a word that it throws away, so that the shortest one has a pair to compare.
//!
//! What fails 2 or 3 is [`Error::UNHEALTHY`], and the self-test is due again. The tests see that a generator is
//! stuck; they cannot tell whether one that is not is any good.
//!
//! # False alarms
//!
//! With a good generator the self-test fails with a chance of at most (16 · 2 + 120) / 2^64 < 2^-56. A fill of n
//! words fails with one of at most 3 n / 2^64: at most 2^-40 up to 40 MiB in one fill.

use core::{
    hint,
    sync::atomic::{AtomicBool, Ordering},
};

use crate::{Error, backend::wipe};

/// Tries, self-test and checks for one instruction.
#[derive(Debug)]
pub(super) struct Gate {
    /// How often a word is asked for before the answer is [`Error::NO_DATA`].
    attempts: u32,
    /// Written by plain stores, since some targets have no other: whoever comes second does the test again.
    is_tested: AtomicBool,
}

impl Gate {
    pub(super) const fn new(attempts: u32) -> Self {
        Self { attempts, is_tested: AtomicBool::new(false) }
    }

    /// Fills `dest` from the instruction, if this processor has it; `attempt` executes it once.
    pub(super) fn fill(
        &self,
        dest: &mut [u8],
        attempt: Option<impl Fn() -> Option<u64>>,
    ) -> Result<(), Error> {
        if dest.is_empty() {
            return Ok(());
        }
        let result = match attempt {
            Some(attempt) => self.fill_checked(dest, || self.word(&attempt)),
            None => Err(Error::UNSUPPORTED),
        };
        if let Err(error) = result {
            if error == Error::UNHEALTHY {
                self.is_tested.store(false, Ordering::Relaxed);
            }
            wipe(dest);
        }
        result
    }

    fn fill_checked(
        &self,
        dest: &mut [u8],
        next: impl Fn() -> Result<u64, Error>,
    ) -> Result<(), Error> {
        // The flag guards no other memory, so no order is asked of it.
        if !self.is_tested.load(Ordering::Relaxed) {
            self_test(&next)?;
            self.is_tested.store(true, Ordering::Relaxed);
        }
        let mut previous = next()?;
        for piece in dest.chunks_mut(size_of::<u64>()) {
            let word = next()?;
            if is_stuck(word) || word == previous {
                return Err(Error::UNHEALTHY);
            }
            for (byte, random) in piece.iter_mut().zip(word.to_ne_bytes()) {
                *byte = random;
            }
            previous = word;
        }
        Ok(())
    }

    fn word(&self, attempt: impl Fn() -> Option<u64>) -> Result<u64, Error> {
        for _ in 0..self.attempts {
            if let Some(word) = attempt() {
                return Ok(word);
            }
            hint::spin_loop();
        }
        Err(Error::NO_DATA)
    }
}

fn self_test(next: impl Fn() -> Result<u64, Error>) -> Result<(), Error> {
    let mut seen = [0; SELF_TEST_WORDS];
    for at in 0..SELF_TEST_WORDS {
        let word = next()?;
        let (before, rest) = seen.split_at_mut(at);
        if is_stuck(word) || before.contains(&word) {
            return Err(Error::UNHEALTHY);
        }
        if let Some(slot) = rest.first_mut() {
            *slot = word;
        }
    }
    Ok(())
}

const fn is_stuck(word: u64) -> bool {
    word == 0 || word == u64::MAX
}

const SELF_TEST_WORDS: usize = 16;

#[cfg(test)]
mod tests;
