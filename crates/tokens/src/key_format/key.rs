use zeroize::Zeroize;

use super::KeyFormat;
use crate::{SecretString, secret::secret};

/// A key that was minted or whose checksum was verified, wiped when dropped.
///
/// Its text is shown to its owner once, by [`expose_secret`](Self::expose_secret). With the feature `sha2`, a database
/// has its `digest()`, which as of at least 112 bits needs neither salt nor a slow hash (NIST SP 800-63B, section
/// 5.1.2.2; OWASP ASVS 5.0, 6.5.2), and logs have its `id()`.
///
/// # Examples
///
/// ```
/// use wellspring_entropy::System;
/// use wellspring_tokens::{KeyFormat, Secrets};
///
/// const KEY: KeyFormat = KeyFormat::new("acme_live_").payload_bits(160);
/// let key = System.mint(&KEY);
/// assert!(key.expose_secret().starts_with("acme_live_"));
/// assert_eq!(format!("{key:?}"), "ApiKey([REDACTED])");
/// ```
///
/// What would leak does not compile: `==`, `Display`, `Clone`, `AsRef`, `Deref`.
///
/// ```compile_fail,E0369
/// # use wellspring_tokens::ApiKey;
/// let equal = |a: ApiKey, b: ApiKey| a == b;
/// ```
/// ```compile_fail,E0277
/// # use wellspring_tokens::ApiKey;
/// let print = |a: ApiKey| format!("{a}");
/// ```
/// ```compile_fail,E0277
/// # use wellspring_tokens::ApiKey;
/// fn clone<T: Clone>() {}
/// clone::<ApiKey>();
/// ```
/// ```compile_fail,E0277
/// # use wellspring_tokens::ApiKey;
/// fn text<T: AsRef<str>>() {}
/// text::<ApiKey>();
/// ```
/// ```compile_fail,E0614
/// # use wellspring_tokens::ApiKey;
/// let text = |a: ApiKey| (*a).len();
/// ```
#[doc(alias = "token")]
pub struct ApiKey {
    text: SecretString,
    format: KeyFormat,
}

secret!(ApiKey, |key| key.text.expose_secret().as_bytes());

impl ApiKey {
    pub(super) const fn new(text: SecretString, format: KeyFormat) -> Self {
        Self { text, format }
    }

    /// The key itself, prefix and checksum included.
    #[must_use]
    #[doc(alias = "as_str", alias = "to_string", alias = "into_string")]
    pub fn expose_secret(&self) -> &str {
        self.text.expose_secret()
    }

    /// The format that it is of.
    ///
    /// # Examples
    ///
    /// ```
    /// use wellspring_entropy::System;
    /// use wellspring_tokens::{KeyFormat, Secrets};
    ///
    /// const KEY: KeyFormat = KeyFormat::new("acme_live_");
    /// assert_eq!(System.mint(&KEY).format(), &KEY);
    /// ```
    #[must_use]
    pub const fn format(&self) -> &KeyFormat {
        &self.format
    }
}

impl Zeroize for ApiKey {
    /// Wipes the text and leaves an empty one.
    fn zeroize(&mut self) {
        self.text.zeroize();
    }
}
