//! A source behind both tests, shared between threads and interrupts without a lock.
//!
//! A [`Backend`] may be called on any thread at any time, again from a signal handler while it runs, and never
//! waits. So each test's state is one word, and a call works on it like this: it takes a copy, runs the copy
//! over its samples, and puts the result back if nobody was faster; otherwise it runs them again, from what the
//! faster one left. Every sample that is handed out is thus counted exactly once, in some order. A call does so
//! for 256 bytes at a time, so that a long one is not kept back by many short ones.
//!
//! The phase is a third word: [`Status`] in the low bits, above it the number of restarts. A start-up test that
//! began before a restart cannot end it, since it finds another number.

use core::{
    fmt,
    sync::atomic::{AtomicU32, Ordering},
};

use super::{Alarm, Claim, Status, proportion::Window, repetition::Run, scratch::Scratch};
use crate::{Backend, Error, backend::wipe};

/// A source behind the health tests of SP 800-90B, section 4: itself a [`Backend`], and usable as a `static`.
///
/// | when | what is tested (section 4.3) |
/// |---|---|
/// | before the first byte, and at [`restart`](Self::restart) | 1024 samples, which are drawn for that and thrown away |
/// | at every fill | every sample, before the caller gets it |
/// | on demand | [`restart`](Self::restart) |
///
/// A sample that fails a test makes its fill, and every later one, answer [`Error::UNHEALTHY`] with a buffer of
/// zeros, until someone looks into it and calls [`restart`](Self::restart). An error of the source itself is
/// passed on and does not count as a sample.
///
/// Both tests look at the bytes as the source gives them, and nothing is done to them: see
/// [what the tests do not do](super#what-they-do-not-do). [`Claim`] says how rare a false alarm is.
///
/// # Security
///
/// To compare samples the tests have to keep two of them: the last one, and the first of the window. They stay in
/// this value until others take their place, and `Debug` does not print them.
///
/// # Targets
///
/// Without 32-bit compare-and-swap (Cortex-M0) this answers [`Error::UNSUPPORTED`]. The tests themselves,
/// [`RepetitionCount`](super::RepetitionCount) and [`AdaptiveProportion`](super::AdaptiveProportion) work there.
///
/// # Examples
///
/// ```
/// use wellspring_entropy::{Backend, Error, health::{Alarm, Claim, Status, Tested}};
///
/// /// Its wire has come off.
/// struct Unplugged;
///
/// impl Backend for Unplugged {
///     fn try_fill(&self, dest: &mut [u8]) -> Result<(), Error> {
///         dest.fill(0xFF);
///         Ok(())
///     }
///
///     fn name(&self) -> &'static str {
///         "a TRNG"
///     }
/// }
///
/// let source = Tested::new(Unplugged, Claim::bytes(4.0, 40)?);
/// let mut key = [9; 32];
/// assert_eq!(source.try_fill(&mut key), Err(Error::UNHEALTHY));
/// assert_eq!(key, [0; 32]);
/// assert_eq!(source.status(), Status::Failed(Alarm::Repetition));
/// # Ok::<(), wellspring_entropy::health::ClaimError>(())
/// ```
pub struct Tested<B> {
    source: B,
    claim: Claim,
    phase: AtomicU32,
    run: AtomicU32,
    window: AtomicU32,
}

impl<B: Backend> Tested<B> {
    /// Puts `source` behind tests whose cut-offs follow from `claim`. Nothing is drawn yet.
    #[must_use]
    pub const fn new(source: B, claim: Claim) -> Self {
        let [phase, run, window] = [const { AtomicU32::new(0) }; 3];
        Self { source, claim, phase, run, window }
    }

    /// Forgets what was seen, an alarm included, and repeats the start-up test. A fill that is under way on
    /// another thread fails.
    ///
    /// # Errors
    ///
    /// [`Error::UNHEALTHY`] if the start-up test fails, or a sample meanwhile did on another thread; else
    /// the source's failure. In both cases no byte is handed out before a later start-up test is passed.
    ///
    /// # Examples
    ///
    /// ```
    /// use wellspring_entropy::{Backend, System, health::{Claim, Status, Tested}};
    ///
    /// let source = Tested::new(System, Claim::bytes(7.0, 40)?);
    /// assert_eq!(source.status(), Status::Untested);
    /// source.restart()?;
    /// assert_eq!(source.status(), Status::Healthy);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn restart(&self) -> Result<(), Error> {
        self.run.store(Run::NONE.into(), Ordering::Release);
        self.window.store(Window::NEW.into(), Ordering::Release);
        let next = |phase: u32| (phase & !PHASE_BITS).wrapping_add(ONE_RESTART) | UNTESTED;
        let take = |phase| Some(next(phase));
        // `take` never says `None`, so either answer is the phase that was left.
        let (Ok(left) | Err(left)) =
            self.phase.fetch_update(Ordering::AcqRel, Ordering::Acquire, take);
        self.start_up(next(left))
    }

    /// Whether the start-up test was passed, and which test failed since.
    #[must_use]
    pub fn status(&self) -> Status {
        status(self.phase.load(Ordering::Acquire))
    }

    /// Draws and tests the samples of the start-up test, which belongs to `phase`.
    fn start_up(&self, phase: u32) -> Result<(), Error> {
        let (mut run, mut window) = (Run::NONE, Window::NEW);
        let mut left = self.claim.start_up_bytes();
        let mut scratch = Scratch::new();
        while left > 0 {
            let piece = scratch.up_to(left);
            self.source.try_fill(piece)?;
            run = run.over(&self.claim, piece).ok_or_else(|| self.fail(Alarm::Repetition))?;
            window = window.over(&self.claim, piece).ok_or_else(|| self.fail(Alarm::Proportion))?;
            left = left.saturating_sub(piece.len());
        }
        let healthy = phase | HEALTHY;
        match self.phase.compare_exchange(phase, healthy, Ordering::AcqRel, Ordering::Acquire) {
            Ok(_) => Ok(()),
            // Another thread passed the same test of its own samples.
            Err(now) if now == healthy => Ok(()),
            Err(_) => Err(Error::UNHEALTHY),
        }
    }

    /// Runs both tests over bytes that are about to be handed out.
    fn check(&self, bytes: &[u8]) -> Result<(), Error> {
        let run = |word: u32| Run::from(word).over(&self.claim, bytes).map(u32::from);
        let window = |word: u32| Window::from(word).over(&self.claim, bytes).map(u32::from);
        count(&self.run, run).ok_or_else(|| self.fail(Alarm::Repetition))?;
        count(&self.window, window).ok_or_else(|| self.fail(Alarm::Proportion))
    }

    #[cold]
    fn fail(&self, alarm: Alarm) -> Error {
        let failed = match alarm {
            Alarm::Repetition => FAILED_REPETITION,
            Alarm::Proportion => FAILED_PROPORTION,
        };
        // The first alarm is kept: what comes after it may be its consequence.
        let first = |phase: u32| (phase & IS_FAILED == 0).then_some(phase & !PHASE_BITS | failed);
        let _ = self.phase.fetch_update(Ordering::AcqRel, Ordering::Acquire, first);
        Error::UNHEALTHY
    }

    fn fill_tested(&self, dest: &mut [u8]) -> Result<(), Error> {
        let phase = self.phase.load(Ordering::Acquire);
        match phase & PHASE_BITS {
            HEALTHY => {}
            UNTESTED => self.start_up(phase)?,
            _ => return Err(Error::UNHEALTHY),
        }
        self.source.try_fill(dest)?;
        dest.chunks(Scratch::LEN).try_for_each(|piece| self.check(piece))?;
        // An alarm on another thread, or a restart, came while these bytes were drawn.
        if self.phase.load(Ordering::Acquire) == phase & !PHASE_BITS | HEALTHY {
            Ok(())
        } else {
            Err(Error::UNHEALTHY)
        }
    }
}

impl<B: Backend> Backend for Tested<B> {
    fn try_fill(&self, dest: &mut [u8]) -> Result<(), Error> {
        if dest.is_empty() {
            return Ok(());
        }
        self.fill_tested(dest).inspect_err(|_| wipe(dest))
    }

    fn name(&self) -> &'static str {
        self.source.name()
    }
}

impl<B: fmt::Debug> fmt::Debug for Tested<B> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut fields = f.debug_struct("Tested");
        let phase = self.phase.load(Ordering::Relaxed);
        fields.field("source", &self.source).field("claim", &self.claim);
        fields.field("status", &status(phase)).finish_non_exhaustive()
    }
}

/// Takes `state` on by `step`, again if another call was faster; `None` if `step` says so.
fn count(state: &AtomicU32, step: impl FnMut(u32) -> Option<u32>) -> Option<()> {
    state.fetch_update(Ordering::AcqRel, Ordering::Acquire, step).ok().map(|_| ())
}

const fn status(phase: u32) -> Status {
    match phase & PHASE_BITS {
        UNTESTED => Status::Untested,
        HEALTHY => Status::Healthy,
        FAILED_REPETITION => Status::Failed(Alarm::Repetition),
        _ => Status::Failed(Alarm::Proportion),
    }
}

const PHASE_BITS: u32 = 0b11;
const UNTESTED: u32 = 0b00;
const HEALTHY: u32 = 0b01;
const IS_FAILED: u32 = 0b10;
const FAILED_REPETITION: u32 = 0b10;
const FAILED_PROPORTION: u32 = 0b11;
const ONE_RESTART: u32 = 0b100;

#[cfg(test)]
mod tests;
