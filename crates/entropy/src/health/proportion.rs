use core::fmt;

use super::{Alarm, Claim};

/// The adaptive proportion test of SP 800-90B, 4.4.2: one value too often in a window.
///
/// For a driver that sees the raw samples. It works on every target; [`Tested`](super::Tested) does the same
/// around a whole source. Each window counts how often its first value comes again.
///
/// # Examples
///
/// ```
/// use wellspring_entropy::health::{AdaptiveProportion, Alarm, Claim};
///
/// let claim = Claim::bytes(1.0, 30)?;
/// assert_eq!((claim.window(), claim.proportion_cutoff()), (512, 325));
/// let mut test = AdaptiveProportion::new(claim);
/// // Two samples of three are the same value: less than the bit of entropy that is claimed.
/// let biased: Vec<u8> = (0..512).map(|i| if i % 3 == 1 { 0 } else { 7 }).collect();
/// assert_eq!(test.check(&biased[..256]), Ok(()));
/// assert_eq!(test.check(&biased[256..]), Err(Alarm::Proportion));
/// # Ok::<(), wellspring_entropy::health::ClaimError>(())
/// ```
#[derive(Clone)]
pub struct AdaptiveProportion {
    claim: Claim,
    /// `None` after an alarm.
    window: Option<Window>,
}

impl AdaptiveProportion {
    /// A test at the start of its first window.
    #[must_use]
    pub const fn new(claim: Claim) -> Self {
        Self { claim, window: Some(Window::NEW) }
    }

    /// Looks at the samples in `bytes`, which follow those of the call before.
    ///
    /// # Errors
    ///
    /// [`Alarm::Proportion`] if a window reached the cut-off, now or at an earlier call. A new test has to be
    /// made to go on.
    pub fn check(&mut self, bytes: &[u8]) -> Result<(), Alarm> {
        self.window = self.window.and_then(|window| window.over(&self.claim, bytes));
        self.window.map(|_| ()).ok_or(Alarm::Proportion)
    }
}

/// Without the samples that the test has to keep.
impl fmt::Debug for AdaptiveProportion {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut fields = f.debug_struct("AdaptiveProportion");
        fields.field("claim", &self.claim).field("has_failed", &self.window.is_none());
        fields.finish_non_exhaustive()
    }
}

/// The first value of a window, how often it came, and how many samples were seen: 0 before the first.
#[derive(Clone, Copy)]
#[cfg_attr(test, derive(Debug, PartialEq, Eq))]
pub(super) struct Window {
    value: u8,
    hits: u16,
    seen: u16,
}

impl Window {
    pub(super) const NEW: Self = Self { value: 0, hits: 0, seen: 0 };

    /// The state after the samples in `bytes`; `None` is the alarm.
    pub(super) fn over(self, claim: &Claim, bytes: &[u8]) -> Option<Self> {
        let (cutoff, size) = (claim.proportion_cutoff(), claim.window());
        claim.fold(self, bytes, |window, sample| window.step(cutoff, size, sample))
    }

    #[inline]
    const fn step(self, cutoff: u16, size: u16, sample: u8) -> Option<Self> {
        if self.seen == 0 {
            return Some(Self { value: sample, hits: 1, seen: 1 });
        }
        let hit = if sample == self.value { 1 } else { 0 };
        let (hits, seen) = (self.hits.saturating_add(hit), self.seen.saturating_add(1));
        if hits >= cutoff {
            None
        } else if seen == size {
            Some(Self::NEW)
        } else {
            Some(Self { hits, seen, ..self })
        }
    }

    #[cfg(test)]
    pub(super) const fn seen(self) -> u16 {
        self.seen
    }
}

/// As one word, to be exchanged at once: a window has at most 1024 samples, of which `seen` is below that.
impl From<Window> for u32 {
    fn from(window: Window) -> Self {
        Self::from(window.value) | Self::from(window.hits) << 8 | Self::from(window.seen) << 20
    }
}

impl From<u32> for Window {
    fn from(word: u32) -> Self {
        let [value, ..] = word.to_le_bytes();
        let twelve_bits = |shift: u32| {
            let [low, high, ..] = (word >> shift & 0xFFF).to_le_bytes();
            u16::from_le_bytes([low, high])
        };
        Self { value, hits: twelve_bits(8), seen: twelve_bits(20) }
    }
}

#[cfg(test)]
mod tests {
    use super::Window;

    #[test]
    fn a_word_holds_any_state() {
        assert_eq!(u32::from(Window::NEW), 0);
        for window in [
            Window::NEW,
            Window { value: 255, hits: 1024, seen: 1023 },
            Window { value: 1, hits: 255, seen: 256 },
        ] {
            assert_eq!(Window::from(u32::from(window)), window);
        }
    }
}
