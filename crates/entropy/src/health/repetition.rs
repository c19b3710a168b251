use core::fmt;

use super::{Alarm, Claim};

/// The repetition count test of SP 800-90B, 4.4.1: one value too often in a row.
///
/// For a driver that sees the raw samples. It works on every target; [`Tested`](super::Tested) does the same
/// around a whole source.
///
/// # Examples
///
/// ```
/// use wellspring_entropy::health::{Alarm, Claim, RepetitionCount};
///
/// let claim = Claim::bytes(2.0, 20)?;
/// let mut test = RepetitionCount::new(claim);
/// assert_eq!(test.check(&[1, 2, 3, 3, 3]), Ok(()));
/// assert_eq!(test.check(&[3; 7]), Ok(()), "ten times in a row");
/// assert_eq!(test.check(&[3]), Err(Alarm::Repetition), "eleven times");
/// # Ok::<(), wellspring_entropy::health::ClaimError>(())
/// ```
#[derive(Clone)]
pub struct RepetitionCount {
    claim: Claim,
    /// `None` after an alarm.
    run: Option<Run>,
}

impl RepetitionCount {
    /// A test that has seen no sample yet.
    #[must_use]
    pub const fn new(claim: Claim) -> Self {
        Self { claim, run: Some(Run::NONE) }
    }

    /// Looks at the samples in `bytes`, which follow those of the call before.
    ///
    /// # Errors
    ///
    /// [`Alarm::Repetition`] if a run reached the cut-off, now or at an earlier call. A new test has to be made
    /// to go on.
    pub fn check(&mut self, bytes: &[u8]) -> Result<(), Alarm> {
        self.run = self.run.and_then(|run| run.over(&self.claim, bytes));
        self.run.map(|_| ()).ok_or(Alarm::Repetition)
    }
}

/// Without the samples that the test has to keep.
impl fmt::Debug for RepetitionCount {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut fields = f.debug_struct("RepetitionCount");
        fields.field("claim", &self.claim).field("has_failed", &self.run.is_none());
        fields.finish_non_exhaustive()
    }
}

/// The value that came last and how often it came in a row: 0 before the first sample.
#[derive(Clone, Copy)]
#[cfg_attr(test, derive(Debug, PartialEq, Eq))]
pub(super) struct Run {
    value: u8,
    length: u16,
}

impl Run {
    pub(super) const NONE: Self = Self { value: 0, length: 0 };

    /// The state after the samples in `bytes`; `None` is the alarm.
    pub(super) fn over(self, claim: &Claim, bytes: &[u8]) -> Option<Self> {
        let cutoff = claim.repetition_cutoff();
        claim.fold(self, bytes, |run, sample| run.step(cutoff, sample))
    }

    #[inline]
    const fn step(self, cutoff: u16, value: u8) -> Option<Self> {
        // A product, since a branch on random bits is guessed wrong half of the time. Before the first sample the
        // length is 0, so it makes no difference what the value is.
        let same = if value == self.value { 1 } else { 0 };
        let length = (same * self.length).saturating_add(1);
        if length < cutoff { Some(Self { value, length }) } else { None }
    }
}

/// As one word, to be exchanged at once.
impl From<Run> for u32 {
    fn from(run: Run) -> Self {
        let [low, high] = run.length.to_le_bytes();
        Self::from_le_bytes([run.value, 0, low, high])
    }
}

impl From<u32> for Run {
    fn from(word: u32) -> Self {
        let [value, _, low, high] = word.to_le_bytes();
        Self { value, length: u16::from_le_bytes([low, high]) }
    }
}

#[cfg(test)]
mod tests {
    use super::Run;

    #[test]
    fn a_word_holds_any_state() {
        assert_eq!(u32::from(Run::NONE), 0);
        for run in [Run::NONE, Run { value: 255, length: 1025 }, Run { value: 1, length: 256 }] {
            assert_eq!(Run::from(u32::from(run)), run);
        }
    }
}
