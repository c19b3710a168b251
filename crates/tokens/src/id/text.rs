use core::{fmt, ops::Deref};

/// The text of an identifier, `N` characters of ASCII, on the stack.
///
/// # Examples
///
/// ```
/// use wellspring_entropy::System;
/// use wellspring_tokens::Uuid;
///
/// let text = Uuid::try_v4(&mut System)?.to_text();
/// assert_eq!((text.len(), &text[8..9]), (36, "-"));
/// # Ok::<(), wellspring_entropy::Error>(())
/// ```
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct IdText<const N: usize>(pub(super) [u8; N]);

impl<const N: usize> IdText<N> {
    /// The characters.
    #[inline]
    #[must_use]
    pub fn as_str(&self) -> &str {
        // All of them are ASCII.
        core::str::from_utf8(&self.0).unwrap_or_default()
    }

    /// The characters as bytes.
    ///
    /// # Examples
    ///
    /// ```
    /// use wellspring_tokens::Ulid;
    ///
    /// let text = Ulid::from_bytes([0; 16]).to_text();
    /// assert_eq!(text.as_bytes(), &[b'0'; 26]);
    /// assert_eq!(text.as_str(), "0".repeat(26));
    /// ```
    #[inline]
    #[must_use]
    pub const fn as_bytes(&self) -> &[u8; N] {
        &self.0
    }
}

impl<const N: usize> Deref for IdText<N> {
    type Target = str;

    #[inline]
    fn deref(&self) -> &str {
        self.as_str()
    }
}

impl<const N: usize> AsRef<str> for IdText<N> {
    #[inline]
    fn as_ref(&self) -> &str {
        self
    }
}

impl<const N: usize> fmt::Display for IdText<N> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self)
    }
}

impl<const N: usize> fmt::Debug for IdText<N> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(self.as_str(), f)
    }
}

/// A text is not the identifier that it was read as.
///
/// # Examples
///
/// ```
/// use wellspring_tokens::{ParseIdError, Uuid};
///
/// let error: ParseIdError = "not-an-id".parse::<Uuid>().unwrap_err();
/// assert!(error.to_string().starts_with("not "));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct ParseIdError {
    pub(super) expected: &'static str,
}

impl fmt::Display for ParseIdError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "not {}", self.expected)
    }
}

impl core::error::Error for ParseIdError {}
