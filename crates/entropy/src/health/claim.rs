use core::fmt;

use super::cutoffs;

/// What is claimed of a noise source, and what follows for its tests.
///
/// Two numbers are chosen. The **min-entropy** H of a sample is -log2 of the probability of its likeliest value,
/// as a stochastic model or an assessment by SP 800-90B, section 3, gives it; a lower claim is the more
/// tolerant one. The **false-alarm exponent** a says how rarely a source that keeps its claim may be suspected:
/// about once in 2^a samples by the repetition count and once in 2^a windows by the adaptive proportion. The
/// standard recommends 20 to 40, and up to 64 is allowed here: a source that is read for years at a
/// megabyte a second wants 50.
///
/// Precisely: at each sample the repetition count has a chance of at most 2^-a to begin a run that fails. A
/// window fails with a chance of at most 2^(H - a), and of 9 · 2^-a for every H and a tried: the standard's
/// formula counts the first sample of a window among those that equal it by chance. (jitterentropy takes that
/// into account, and so has cut-offs that are higher by 1 here and there.)
///
/// A claim is a `const` where it is written down, and so refused by the compiler where it is wrong:
///
/// ```
/// use wellspring_entropy::health::Claim;
///
/// const CLAIM: Claim = match Claim::bytes(2.0, 20) {
///     Ok(claim) => claim,
///     Err(_) => panic!("the claim is out of range"),
/// };
/// // The example of SP 800-90B, 4.4.1.
/// assert_eq!(CLAIM.repetition_cutoff(), 11);
/// ```
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Claim {
    min_entropy: f64,
    false_alarm: u32,
    sample: Sample,
    repetition: u16,
    proportion: u16,
}

/// What of a byte is one sample.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sample {
    Byte,
    /// Eight samples to a byte, the least significant first.
    Bit,
}

impl Claim {
    /// Each byte is one sample with `min_entropy` bits, at most 8; tested with a false-alarm rate of
    /// 2^-`false_alarm`, 20 to 64. The window of the adaptive proportion test is 512 samples.
    ///
    /// # Errors
    ///
    /// An argument out of its range, not a number included. The lowest min-entropy is `false_alarm` / 512: below
    /// it even a whole window of one value is too likely to give an alarm.
    pub const fn bytes(min_entropy: f64, false_alarm: u32) -> Result<Self, ClaimError> {
        Self::new(min_entropy, false_alarm, Sample::Byte)
    }

    /// Each byte is eight samples of a bit, the least significant first, with `min_entropy` bits each, at most
    /// 1; tested with a false-alarm rate of 2^-`false_alarm`, 20 to 64. The window of the adaptive
    /// proportion test is 1024 samples.
    ///
    /// # Errors
    ///
    /// An argument out of its range, not a number included. The lowest min-entropy is `false_alarm` / 1024:
    /// below it even a whole window of one value is too likely to give an alarm.
    ///
    /// # Examples
    ///
    /// ```
    /// use wellspring_entropy::health::Claim;
    ///
    /// let claim = Claim::bits(0.5, 40)?;
    /// assert_eq!((claim.min_entropy(), claim.false_alarm()), (0.5, 40));
    /// assert_eq!((claim.window(), claim.start_up_bytes()), (1024, 128));
    /// // 1 + 40 / 0.5
    /// assert_eq!(claim.repetition_cutoff(), 81);
    /// assert!(claim.proportion_cutoff() > 724, "more than are expected of a window");
    /// assert!(Claim::bits(1.5, 40).is_err());
    /// # Ok::<(), wellspring_entropy::health::ClaimError>(())
    /// ```
    pub const fn bits(min_entropy: f64, false_alarm: u32) -> Result<Self, ClaimError> {
        Self::new(min_entropy, false_alarm, Sample::Bit)
    }

    const fn new(min_entropy: f64, false_alarm: u32, sample: Sample) -> Result<Self, ClaimError> {
        if false_alarm < ClaimError::LOWEST_ALARM || false_alarm > ClaimError::HIGHEST_ALARM {
            return Err(ClaimError::FalseAlarm { given: false_alarm });
        }
        let at_least = false_alarm as f64 / sample.window() as f64;
        let at_most = sample.width() as f64;
        // Written so that what is not a number is not in the range.
        if !(min_entropy >= at_least && min_entropy <= at_most) {
            return Err(ClaimError::MinEntropy { given: min_entropy, at_least, at_most });
        }
        let repetition = cutoffs::repetition(min_entropy, false_alarm);
        let proportion = cutoffs::proportion(min_entropy, false_alarm, sample.window());
        Ok(Self { min_entropy, false_alarm, sample, repetition, proportion })
    }

    /// The claimed min-entropy of a sample, in bits.
    #[must_use]
    pub const fn min_entropy(&self) -> f64 {
        self.min_entropy
    }

    /// a, where 2^-a is the false-alarm rate.
    #[must_use]
    pub const fn false_alarm(&self) -> u32 {
        self.false_alarm
    }

    /// So many equal samples in a row are an alarm.
    ///
    /// 1 + ⌈a / H⌉, as in SP 800-90B, 4.4.1.
    #[must_use]
    pub const fn repetition_cutoff(&self) -> u16 {
        self.repetition
    }

    /// So many samples of a window that equal its first one, itself included, are an alarm.
    ///
    /// 1 + CRITBINOM(W, 2^-H, 1 - 2^-a), as in SP 800-90B, 4.4.2.
    #[must_use]
    pub const fn proportion_cutoff(&self) -> u16 {
        self.proportion
    }

    /// The samples in a window of the adaptive proportion test.
    #[must_use]
    pub const fn window(&self) -> u16 {
        self.sample.window()
    }

    /// The bytes that hold the 1024 samples of a start-up test (SP 800-90B, section 4.3).
    #[must_use]
    pub const fn start_up_bytes(&self) -> usize {
        match self.sample {
            Sample::Byte => 1024,
            Sample::Bit => 128,
        }
    }

    /// Runs `step` over the samples in `bytes`, until it says `None`.
    pub(super) fn fold<S>(
        &self,
        state: S,
        bytes: &[u8],
        mut step: impl FnMut(S, u8) -> Option<S>,
    ) -> Option<S> {
        match self.sample {
            Sample::Byte => bytes.iter().try_fold(state, |state, &byte| step(state, byte)),
            Sample::Bit => bytes.iter().try_fold(state, |state, &byte| {
                (0..8).try_fold(state, |state, bit| step(state, byte >> bit & 1))
            }),
        }
    }
}

impl Sample {
    const fn width(self) -> u16 {
        match self {
            Self::Byte => 8,
            Self::Bit => 1,
        }
    }

    /// SP 800-90B, 4.4.2.
    const fn window(self) -> u16 {
        match self {
            Self::Byte => 512,
            Self::Bit => 1024,
        }
    }
}

/// Which argument of a claim is out of its range.
///
/// # Examples
///
/// ```
/// use wellspring_entropy::health::{Claim, ClaimError};
///
/// assert!(Claim::bytes(4.0, ClaimError::LOWEST_ALARM).is_ok());
/// assert!(Claim::bytes(4.0, ClaimError::HIGHEST_ALARM).is_ok());
/// let error = Claim::bytes(4.0, ClaimError::HIGHEST_ALARM + 1).unwrap_err();
/// assert!(matches!(error, ClaimError::FalseAlarm { given: 65, .. }));
/// ```
#[derive(Clone, Copy, Debug, PartialEq)]
#[non_exhaustive]
pub enum ClaimError {
    /// `min_entropy` is not in `at_least..=at_most`.
    #[non_exhaustive]
    MinEntropy {
        /// What was asked for, in bits a sample.
        given: f64,
        /// The least at which a false alarm can be as rare as was asked for.
        at_least: f64,
        /// The width of a sample.
        at_most: f64,
    },
    /// `false_alarm` is not in [`LOWEST_ALARM`](Self::LOWEST_ALARM)`..=`[`HIGHEST_ALARM`](Self::HIGHEST_ALARM).
    #[non_exhaustive]
    FalseAlarm {
        /// What was asked for.
        given: u32,
    },
}

impl ClaimError {
    /// The least exponent that SP 800-90B recommends.
    pub const LOWEST_ALARM: u32 = 20;
    /// The largest exponent for which the cut-offs are computed here.
    pub const HIGHEST_ALARM: u32 = 64;
}

impl fmt::Display for ClaimError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::MinEntropy { given, at_least, at_most } => write!(
                f,
                "min_entropy is {given}; with this false_alarm it can be {at_least} to {at_most} bits a sample"
            ),
            Self::FalseAlarm { given } => write!(
                f,
                "false_alarm is {given}; it can be {} to {}",
                Self::LOWEST_ALARM,
                Self::HIGHEST_ALARM
            ),
        }
    }
}

impl core::error::Error for ClaimError {}
