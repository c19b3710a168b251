use core::fmt;

use crate::SecretString;

/// A URL with a token in it, wiped when dropped. `Debug` shows all but the token.
///
/// It is ASCII: hosts and paths are as the URL standard serializes them.
///
/// # Examples
///
/// ```
/// use wellspring_entropy::System;
/// use wellspring_tokens::{Link, Secrets};
///
/// let url = Link::path("https://example.com/join?from=mail")?.with(&System.token_hex(16))?;
/// assert_eq!(url.len(), "https://example.com/join/".len() + 32 + "?from=mail".len());
/// assert_eq!(format!("{url:?}"), "SecretUrl(https://example.com/join/[REDACTED]?from=mail)");
/// # Ok::<(), wellspring_tokens::LinkError>(())
/// ```
///
/// What would leak does not compile: `==`, `Display`, `Clone`, `AsRef`, `Deref`.
///
/// ```compile_fail,E0369
/// # use wellspring_tokens::SecretUrl;
/// let equal = |a: SecretUrl, b: SecretUrl| a == b;
/// ```
/// ```compile_fail,E0277
/// # use wellspring_tokens::SecretUrl;
/// let print = |a: SecretUrl| format!("{a}");
/// ```
/// ```compile_fail,E0277
/// # use wellspring_tokens::SecretUrl;
/// fn clone<T: Clone>() {}
/// clone::<SecretUrl>();
/// ```
/// ```compile_fail,E0277
/// # use wellspring_tokens::SecretUrl;
/// fn text<T: AsRef<str>>() {}
/// text::<SecretUrl>();
/// ```
/// ```compile_fail,E0614
/// # use wellspring_tokens::SecretUrl;
/// let text = |a: SecretUrl| (*a).len();
/// ```
pub struct SecretUrl {
    text: SecretString,
    /// The bytes of the token, `start` of them before it.
    start: usize,
    len: usize,
}

impl SecretUrl {
    pub(super) const fn new(text: SecretString, start: usize, len: usize) -> Self {
        Self { text, start, len }
    }

    /// The whole link.
    ///
    /// # Examples
    ///
    /// ```
    /// use wellspring_tokens::{Link, SecretString};
    ///
    /// let url = Link::fragment("https://example.com/")?.with(&SecretString::from("x".to_owned()))?;
    /// assert_eq!(url.expose_secret(), "https://example.com/#x");
    /// assert!(url.len() == 22 && !url.is_empty());
    /// # Ok::<(), wellspring_tokens::LinkError>(())
    /// ```
    #[must_use]
    #[doc(alias = "as_str", alias = "to_string", alias = "into_string")]
    pub fn expose_secret(&self) -> &str {
        self.text.expose_secret()
    }

    /// Its length in bytes, which is not secret.
    #[must_use]
    pub fn len(&self) -> usize {
        self.text.len()
    }

    /// Whether there is no text at all: never, since a scheme is always there.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.text.is_empty()
    }
}

impl fmt::Debug for SecretUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let text = self.text.expose_secret();
        let before = text.get(..self.start).unwrap_or_default();
        let after = text.get(self.start.saturating_add(self.len)..).unwrap_or_default();
        write!(f, "SecretUrl({before}[REDACTED]{after})")
    }
}

impl zeroize::ZeroizeOnDrop for SecretUrl {}
