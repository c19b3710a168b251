use core::fmt;

/// A time as milliseconds since 1970-01-01 00:00 UTC, leap seconds not counted, in 48 bits: what identifiers hold.
///
/// It ends in the year 10889.
///
/// # Examples
///
/// ```
/// use wellspring_tokens::UnixMillis;
///
/// let time = UnixMillis::new(1_645_557_742_000)?; // 2022-02-22 19:22:22
/// assert_eq!(time.get(), 0x017F_22E2_79B0);
/// assert!(UnixMillis::new(1 << 48).is_err());
/// # Ok::<(), wellspring_tokens::TimeError>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct UnixMillis(u64);

impl UnixMillis {
    /// The last millisecond that there is room for.
    pub const MAX: Self = Self((1 << 48) - 1);

    /// So many milliseconds.
    ///
    /// # Errors
    ///
    /// [`TimeError`] if it is beyond [`MAX`](Self::MAX).
    pub const fn new(millis: u64) -> Result<Self, TimeError> {
        if millis > Self::MAX.0 { Err(TimeError { millis }) } else { Ok(Self(millis)) }
    }

    /// What the system's clock says; the first or last time that there is if that is before or after it.
    ///
    /// # Examples
    ///
    /// ```
    /// use wellspring_tokens::UnixMillis;
    ///
    /// // After the beginning of 2025.
    /// assert!(UnixMillis::now().get() > 1_735_689_600_000);
    /// ```
    #[cfg(feature = "std")]
    #[cfg_attr(docsrs, doc(cfg(feature = "std")))]
    #[must_use]
    pub fn now() -> Self {
        use std::time::{SystemTime, UNIX_EPOCH};

        let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
        u64::try_from(since.as_millis()).map_or(Self::MAX, |millis| Self(millis).min(Self::MAX))
    }

    /// The number of milliseconds.
    #[must_use]
    pub const fn get(self) -> u64 {
        self.0
    }

    /// The next millisecond.
    pub(super) fn next(self) -> Option<Self> {
        Self::new(self.0 + 1).ok()
    }

    /// The upper 48 of some bits.
    pub(super) const fn at_the_top_of(bits: u128) -> Self {
        #[allow(clippy::cast_possible_truncation, reason = "48 bits")]
        Self((bits >> 80) as u64)
    }
}

/// A time is beyond [`UnixMillis::MAX`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct TimeError {
    millis: u64,
}

impl fmt::Display for TimeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { millis } = self;
        write!(f, "`millis` is {millis}, allowed is 0..=281474976710655, up to the year 10889")
    }
}

impl core::error::Error for TimeError {}
