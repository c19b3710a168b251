use core::time::Duration;

/// A time in whole seconds since the beginning of 1970, UTC (POSIX.1, "Seconds Since the Epoch").
///
/// Seconds as `u64` are one, and with the feature `std` a `SystemTime`: `verify(…, SystemTime::now())`.
///
/// # Examples
///
/// ```
/// use wellspring_tokens::UnixTime;
///
/// let time = UnixTime::from(1_750_000_000);
/// assert_eq!(time.as_secs(), 1_750_000_000);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
#[doc(alias = "timestamp", alias = "epoch")]
pub struct UnixTime(u64);

impl UnixTime {
    /// So many seconds after the beginning of 1970.
    ///
    /// # Examples
    ///
    /// ```
    /// use wellspring_tokens::UnixTime;
    ///
    /// const RELEASE: UnixTime = UnixTime::from_secs(1_750_000_000);
    /// assert_eq!(RELEASE.as_secs(), 1_750_000_000);
    /// ```
    #[must_use]
    pub const fn from_secs(secs: u64) -> Self {
        Self(secs)
    }

    /// The number of seconds since the beginning of 1970.
    #[must_use]
    pub const fn as_secs(self) -> u64 {
        self.0
    }

    /// The latest time of all if it would be later.
    pub(super) const fn plus(self, duration: Duration) -> Self {
        Self(self.0.saturating_add(duration.as_secs()))
    }
}

impl From<u64> for UnixTime {
    fn from(secs: u64) -> Self {
        Self(secs)
    }
}

/// Rounded down. A clock that says a time before 1970 counts as 1970: as with every clock that is slow, tokens live longer.
#[cfg(feature = "std")]
impl From<std::time::SystemTime> for UnixTime {
    fn from(time: std::time::SystemTime) -> Self {
        let since = time.duration_since(std::time::UNIX_EPOCH);
        Self(since.map_or(0, |since| since.as_secs()))
    }
}
