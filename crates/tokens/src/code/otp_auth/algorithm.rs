use core::fmt;

/// The hash function of one-time passwords.
///
/// # Examples
///
/// ```
/// use wellspring_entropy::System;
/// use wellspring_tokens::{Bits, OtpAlgorithm, OtpAuth, Recipe, Secrets};
///
/// let recipe = OtpAuth::totp("Example", "ann")?.algorithm(OtpAlgorithm::Sha256);
/// assert_eq!(recipe.bits(), Bits::new(256));
/// assert!(System.mint(&recipe).uri().expose_secret().contains("&algorithm=SHA256&"));
/// # Ok::<(), wellspring_tokens::CodeError>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default)]
pub enum OtpAlgorithm {
    /// SHA-1, with a secret of 20 bytes: the only one of RFC 4226, and of many apps.
    #[default]
    Sha1,
    /// SHA-256, with a secret of 32 bytes.
    Sha256,
    /// SHA-512, with a secret of 64 bytes.
    Sha512,
}

impl OtpAlgorithm {
    pub(super) const fn output_bytes(self) -> usize {
        match self {
            Self::Sha1 => 20,
            Self::Sha256 => 32,
            Self::Sha512 => 64,
        }
    }
}

/// As the URI has it.
impl fmt::Display for OtpAlgorithm {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::Sha1 => "SHA1",
            Self::Sha256 => "SHA256",
            Self::Sha512 => "SHA512",
        })
    }
}
