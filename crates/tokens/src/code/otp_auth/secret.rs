use alloc::vec::Vec;
use core::{fmt, ops::Range};

use crate::{SecretBytes, SecretString, encoding::BASE32_UNPADDED};
/// The shared secret of an authenticator app, in its URI, wiped when dropped.
///
/// What would leak does not compile: `==`, `Display`, `Clone`, `AsRef`, `Deref`.
///
/// ```compile_fail,E0369
/// # use wellspring_tokens::OtpAuthSecret;
/// let equal = |a: OtpAuthSecret, b: OtpAuthSecret| a == b;
/// ```
/// ```compile_fail,E0277
/// # use wellspring_tokens::OtpAuthSecret;
/// let print = |a: OtpAuthSecret| format!("{a}");
/// ```
/// ```compile_fail,E0277
/// # use wellspring_tokens::OtpAuthSecret;
/// fn clone<T: Clone>() {}
/// clone::<OtpAuthSecret>();
/// ```
/// ```compile_fail,E0277
/// # use wellspring_tokens::OtpAuthSecret;
/// fn text<T: AsRef<str>>() {}
/// text::<OtpAuthSecret>();
/// ```
/// ```compile_fail,E0614
/// # use wellspring_tokens::OtpAuthSecret;
/// let text = |a: OtpAuthSecret| (*a).len();
/// ```
pub struct OtpAuthSecret {
    pub(super) uri: SecretString,
    pub(super) secret: Range<usize>,
}

impl OtpAuthSecret {
    /// The `otpauth` URI, to be shown as a QR code.
    #[must_use]
    pub const fn uri(&self) -> &SecretString {
        &self.uri
    }

    /// The secret alone in base32, for whoever types it.
    ///
    /// # Examples
    ///
    /// ```
    /// use wellspring_entropy::System;
    /// use wellspring_tokens::{OtpAuth, OtpAuthSecret, Secrets, encoding::BASE32_UNPADDED};
    ///
    /// let secret: OtpAuthSecret = System.mint(&OtpAuth::totp("Example", "ann")?);
    /// assert!(secret.uri().expose_secret().contains(secret.expose_base32()));
    /// let typed = BASE32_UNPADDED.decode_to_secret(secret.expose_base32()).unwrap();
    /// assert_eq!(typed.expose_secret(), secret.to_bytes().expose_secret());
    /// # Ok::<(), wellspring_tokens::CodeError>(())
    /// ```
    #[must_use]
    #[doc(alias = "base32", alias = "to_base32", alias = "encoded")]
    pub fn expose_base32(&self) -> &str {
        self.uri.expose_secret().get(self.secret.clone()).unwrap_or_default()
    }

    /// The bytes of the secret, for the server to keep: the key of the HMAC.
    #[must_use]
    pub fn to_bytes(&self) -> SecretBytes {
        let bytes = BASE32_UNPADDED.decode_to_secret(self.expose_base32());
        bytes.unwrap_or_else(|_| Vec::new().into())
    }
}

impl fmt::Debug for OtpAuthSecret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("OtpAuthSecret([REDACTED])")
    }
}

impl zeroize::ZeroizeOnDrop for OtpAuthSecret {}
