use core::{fmt, num::NonZeroU32};

/// Why a source gave no bytes: one `Copy` word, with room for the operating system's codes, this
/// crate's and a backend author's.
///
/// | range | meaning | made by | read by |
/// |---|---|---|---|
/// | `1 ..= 0x7FFF_FFFF` | the operating system's error code | [`from_os`](Self::from_os) | [`raw_os_error`](Self::raw_os_error) |
/// | `0x8000_0000 ..= 0xBFFF_FFFF` | this crate's own | the constants below | `==` |
/// | `0xC000_0000 ..= 0xFFFF_FFFF` | a user-made backend's | [`custom`](Self::custom) | [`custom_code`](Self::custom_code) |
///
/// An error never holds or prints random bytes.
///
/// # Examples
///
/// ```
/// use wellspring_entropy::Error;
///
/// let denied = Error::from_os(1);
/// assert_eq!((denied.raw_os_error(), denied.custom_code()), (Some(1), None));
/// let unplugged = Error::custom(7);
/// assert_eq!((unplugged.raw_os_error(), unplugged.custom_code()), (None, Some(7)));
/// assert_eq!((Error::from_os(0), Error::custom(u32::MAX)), (Error::UNEXPECTED, Error::UNEXPECTED));
/// ```
///
/// The constants are apart from what the system says, and tell what to do:
///
/// ```
/// use wellspring_entropy::Error;
///
/// let advice = |error| match error {
///     Error::UNSUPPORTED | Error::NO_VDSO => "take another source",
///     Error::NOT_A_DEVICE | Error::UNHEALTHY => "stop, and look at the machine",
///     Error::NO_DATA => "ask again",
///     _ => "report it",
/// };
/// assert_eq!(advice(Error::NOT_A_DEVICE), "stop, and look at the machine");
/// assert_eq!(advice(Error::NO_VDSO), "take another source");
/// assert_eq!(Error::custom(Error::MAX_CUSTOM).custom_code(), Some(0x3FFF_FFFF));
/// assert_eq!(Error::custom(Error::MAX_CUSTOM + 1), Error::UNEXPECTED);
/// ```
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct Error(NonZeroU32);

const INTERNAL_START: u32 = 0x8000_0000;
const CUSTOM_START: u32 = 0xC000_0000;

impl Error {
    /// This target has no such source.
    pub const UNSUPPORTED: Self = Self::internal(0);
    /// The interface broke its own contract: no bytes and no error, or more bytes than were asked for.
    pub const UNEXPECTED: Self = Self::internal(1);
    /// A scripted source (`testing::Replay`) has handed out all its bytes.
    pub const EXHAUSTED: Self = Self::internal(2);
    /// A source that fails on purpose (`testing::Failing`) has done so.
    pub const INJECTED: Self = Self::internal(3);
    /// A source failed its health tests or its self-test: what it gives is not random.
    pub const UNHEALTHY: Self = Self::internal(4);
    /// A hardware generator gave nothing, as often as it was asked.
    pub const NO_DATA: Self = Self::internal(5);
    /// `/dev/urandom` is there and is not the kernel's device.
    pub const NOT_A_DEVICE: Self = Self::internal(6);
    /// This kernel has no getrandom in its vDSO, or does not show it.
    pub const NO_VDSO: Self = Self::internal(7);

    /// The largest code that [`custom`](Self::custom) takes.
    pub const MAX_CUSTOM: u32 = u32::MAX - CUSTOM_START;

    /// An error of the operating system; a code that is not positive becomes [`Self::UNEXPECTED`].
    #[must_use]
    pub const fn from_os(code: i32) -> Self {
        match NonZeroU32::new(code.unsigned_abs()) {
            Some(word) if code > 0 => Self(word),
            _ => Self::UNEXPECTED,
        }
    }

    /// An error of a backend of your own; a code above [`MAX_CUSTOM`](Self::MAX_CUSTOM) becomes
    /// [`Self::UNEXPECTED`].
    #[must_use]
    pub const fn custom(code: u32) -> Self {
        if code > Self::MAX_CUSTOM {
            return Self::UNEXPECTED;
        }
        Self::from_start(CUSTOM_START, code)
    }

    /// The operating system's code, if it came from there: `errno` on Unix.
    #[must_use]
    #[allow(clippy::cast_possible_wrap, reason = "below 2^31 here; `try_from` is not const")]
    pub const fn raw_os_error(self) -> Option<i32> {
        let word = self.0.get();
        if word < INTERNAL_START { Some(word as i32) } else { None }
    }

    /// The code given to [`custom`](Self::custom), if it was made there.
    #[must_use]
    pub const fn custom_code(self) -> Option<u32> {
        self.0.get().checked_sub(CUSTOM_START)
    }

    const fn internal(index: u32) -> Self {
        Self::from_start(INTERNAL_START, index)
    }

    const fn from_start(start: u32, index: u32) -> Self {
        Self(NonZeroU32::MIN.saturating_add(start - 1 + index))
    }

    const fn description(self) -> &'static str {
        match self {
            Self::UNSUPPORTED => "no source of randomness on this target",
            Self::EXHAUSTED => "the scripted source has no more bytes",
            Self::INJECTED => "the source failed on purpose",
            Self::UNHEALTHY => "the source failed its health tests",
            Self::NO_DATA => "the hardware generator gave nothing",
            Self::NO_VDSO => "no getrandom in the vDSO of this kernel",
            Self::NOT_A_DEVICE => "/dev/urandom is not the kernel's device",
            _ => "the source broke its contract",
        }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(code) = self.raw_os_error() {
            match os_error_name(code) {
                Some(name) => write!(f, "operating system error {code} ({name})"),
                None => write!(f, "operating system error {code}"),
            }
        } else if let Some(code) = self.custom_code() {
            write!(f, "error {code} of a custom backend")
        } else {
            f.write_str(self.description())
        }
    }
}

impl fmt::Debug for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Error({self})")
    }
}

impl core::error::Error for Error {}

/// The word itself, as the table above divides it: for error types of others that are one word, too.
impl From<Error> for NonZeroU32 {
    fn from(error: Error) -> Self {
        error.0
    }
}

/// The way back: a word that was kept in an atomic, or came through one of those types.
impl From<NonZeroU32> for Error {
    fn from(word: NonZeroU32) -> Self {
        Self(word)
    }
}

/// The names of the codes with which Linux refuses randomness, where all architectures agree on them.
fn os_error_name(code: i32) -> Option<&'static str> {
    if !cfg!(any(target_os = "linux", target_os = "android")) {
        return None;
    }
    match code {
        1 => Some("EPERM: not permitted, as by a seccomp filter"),
        4 => Some("EINTR: interrupted"),
        5 => Some("EIO: input/output error"),
        11 => Some("EAGAIN: the pool is not seeded yet"),
        14 => Some("EFAULT: bad address"),
        22 => Some("EINVAL: invalid argument"),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    extern crate std;
    use std::string::ToString;

    use super::Error;

    const INTERNAL: [Error; 8] = [
        Error::UNSUPPORTED,
        Error::UNEXPECTED,
        Error::EXHAUSTED,
        Error::INJECTED,
        Error::UNHEALTHY,
        Error::NO_DATA,
        Error::NOT_A_DEVICE,
        Error::NO_VDSO,
    ];

    #[test]
    fn internal_codes_differ_and_so_do_their_words() {
        for (i, one) in INTERNAL.iter().enumerate() {
            for other in &INTERNAL[i + 1..] {
                assert_ne!(one, other);
                assert_ne!(one.to_string(), other.to_string());
            }
        }
    }

    #[test]
    fn the_word_comes_back() {
        for error in INTERNAL {
            assert_eq!(Error::from(core::num::NonZeroU32::from(error)), error);
        }
    }

    #[test]
    fn is_one_word() {
        assert_eq!(size_of::<Error>(), 4);
        assert_eq!(size_of::<Option<Error>>(), 4);
        assert_eq!(size_of::<Result<(), Error>>(), 4);
    }

    #[test]
    fn ranges_are_disjoint() {
        for code in [1, 2, 38, i32::MAX] {
            let error = Error::from_os(code);
            assert_eq!((error.raw_os_error(), error.custom_code()), (Some(code), None));
        }
        for code in [0, 1, Error::MAX_CUSTOM] {
            let error = Error::custom(code);
            assert_eq!((error.raw_os_error(), error.custom_code()), (None, Some(code)));
        }
        for error in INTERNAL {
            assert_eq!((error.raw_os_error(), error.custom_code()), (None, None));
        }
    }

    #[test]
    fn codes_out_of_range_are_unexpected() {
        for error in [Error::from_os(0), Error::from_os(-1), Error::from_os(i32::MIN)] {
            assert_eq!(error, Error::UNEXPECTED);
        }
        assert_eq!(Error::custom(Error::MAX_CUSTOM + 1), Error::UNEXPECTED);
        assert_eq!(Error::custom(u32::MAX), Error::UNEXPECTED);
    }

    #[test]
    fn says_what_happened() {
        assert_eq!(Error::custom(7).to_string(), "error 7 of a custom backend");
        assert_eq!(Error::UNSUPPORTED.to_string(), "no source of randomness on this target");
        assert!(Error::from_os(1).to_string().starts_with("operating system error 1"));
        assert_eq!(Error::from_os(i32::MAX).to_string(), "operating system error 2147483647");
    }
}
