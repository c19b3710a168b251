use alloc::{boxed::Box, format, string::String};
use core::num::NonZero;

use rand_core::TryCryptoRng;

mod algorithm;
mod secret;

pub use self::{algorithm::OtpAlgorithm, secret::OtpAuthSecret};
use super::{CodeError, error::within};
use crate::{
    Bits, Error, Recipe, SecretBytes, SecretString,
    encoding::{BASE32_UNPADDED, HEX_UPPER},
};

/// The recipe for the shared secret of an authenticator app, as the `otpauth` URI that its QR code holds: TOTP (RFC 6238) or HOTP (RFC 4226).
///
/// The URI has the form of Google's "Key Uri Format"
/// (<https://github.com/google/google-authenticator/wiki/Key-Uri-Format>), with the secret in base32 without padding. It is minted in one
/// allocation.
///
/// Many apps take nothing but SHA-1, six digits and 30 seconds, which is what there is if nothing else is said. SHA-1 is not weak here: what is
/// known of its collisions does not extend to HMAC (RFC 6194, section 3.3).
///
/// # Security
///
/// 160 bits, or as many as the hash has: RFC 4226, section 4, R6 requires 128 and recommends 160, and RFC 6238, section 5.1 wants keys as long as
/// the output of the HMAC. Each user gets a secret of their own (RFC 6238, section 3, R5). The server has to keep it readable, so it belongs encrypted.
///
/// # Examples
///
/// ```
/// use wellspring_entropy::System;
/// use wellspring_tokens::{Gate, OtpAuth, Recipe, Secrets};
///
/// let recipe = OtpAuth::totp("Example & Co", "ann@example.com")?;
/// recipe.bits().require(Gate::RFC_4226_SECRET)?;
/// let secret = System.mint(&recipe);
/// let uri = secret.uri().expose_secret();
/// assert!(uri.starts_with("otpauth://totp/Example%20%26%20Co:ann%40example.com?secret="));
/// assert!(uri.ends_with("&issuer=Example%20%26%20Co&algorithm=SHA1&digits=6&period=30"));
/// assert_eq!(secret.to_bytes().len(), 20);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[doc(alias = "totp", alias = "hotp", alias = "authenticator")]
pub struct OtpAuth {
    kind: Kind,
    /// Percent-encoded.
    issuer: Box<str>,
    account: Box<str>,
    algorithm: OtpAlgorithm,
    digits: usize,
    secret_bytes: usize,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Totp { period: NonZero<u32> },
    Hotp { counter: u64 },
}

impl OtpAuth {
    /// The most bytes of an issuer or an account.
    ///
    /// # Examples
    ///
    /// ```
    /// use wellspring_tokens::OtpAuth;
    ///
    /// let name = |bytes| "n".repeat(bytes);
    /// assert!(OtpAuth::totp("Example", &name(OtpAuth::MAX_NAME_BYTES)).is_ok());
    /// assert!(OtpAuth::totp("Example", &name(OtpAuth::MAX_NAME_BYTES + 1)).is_err());
    /// ```
    pub const MAX_NAME_BYTES: usize = 256;

    /// For one-time passwords by time, a new one every 30 seconds. The issuer may be empty.
    ///
    /// # Errors
    ///
    /// [`CodeError::Label`] if issuer or account has a colon or the account is empty; [`CodeError::OutOfRange`] if one has more than
    /// [`MAX_NAME_BYTES`](Self::MAX_NAME_BYTES).
    pub fn totp(issuer: &str, account: &str) -> Result<Self, CodeError> {
        const HALF_A_MINUTE: NonZero<u32> = NonZero::<u32>::MIN.saturating_add(29);
        Self::new(Kind::Totp { period: HALF_A_MINUTE }, issuer, account)
    }

    /// For one-time passwords by a counter that starts at `counter`. The issuer may be empty.
    ///
    /// # Errors
    ///
    /// As [`totp`](Self::totp).
    ///
    /// # Examples
    ///
    /// ```
    /// use wellspring_entropy::System;
    /// use wellspring_tokens::{OtpAuth, Secrets};
    ///
    /// let secret = System.mint(&OtpAuth::hotp("Example", "ann", 0)?);
    /// let uri = secret.uri().expose_secret();
    /// assert!(uri.starts_with("otpauth://hotp/Example:ann?secret=") && uri.ends_with("&counter=0"));
    /// # Ok::<(), wellspring_tokens::CodeError>(())
    /// ```
    pub fn hotp(issuer: &str, account: &str, counter: u64) -> Result<Self, CodeError> {
        Self::new(Kind::Hotp { counter }, issuer, account)
    }

    fn new(kind: Kind, issuer: &str, account: &str) -> Result<Self, CodeError> {
        for (argument, name) in [("issuer", issuer), ("account", account)] {
            within(argument, name.len(), 0, Self::MAX_NAME_BYTES)?;
            if name.contains(':') || (argument == "account" && name.is_empty()) {
                return Err(CodeError::Label { argument });
            }
        }
        let (issuer, account) = (percent_encoded(issuer), percent_encoded(account));
        let algorithm = OtpAlgorithm::Sha1;
        let secret_bytes = algorithm.output_bytes();
        Ok(Self { kind, issuer, account, algorithm, digits: 6, secret_bytes })
    }

    /// With this hash function, and a secret as long as its output.
    #[must_use]
    pub fn algorithm(self, algorithm: OtpAlgorithm) -> Self {
        Self { algorithm, secret_bytes: algorithm.output_bytes(), ..self }
    }

    /// With passwords of 6, 7 or 8 digits.
    ///
    /// RFC 4226, section 5.3 has all of them, and the format of the URI has 6 and 8 only: an app may refuse 7, or ignore it and show passwords that are never right.
    ///
    /// # Errors
    ///
    /// [`CodeError::OutOfRange`] for other numbers.
    ///
    /// # Examples
    ///
    /// ```
    /// use wellspring_entropy::System;
    /// use wellspring_tokens::{OtpAuth, Secrets};
    ///
    /// let secret = System.mint(&OtpAuth::totp("Example", "ann")?.digits(8)?);
    /// assert!(secret.uri().expose_secret().contains("&digits=8&"));
    /// assert!(OtpAuth::totp("Example", "ann")?.digits(9).is_err());
    /// # Ok::<(), wellspring_tokens::CodeError>(())
    /// ```
    pub fn digits(self, digits: usize) -> Result<Self, CodeError> {
        Ok(Self { digits: within("digits", digits, 6, 8)?, ..self })
    }

    /// With a new password each `seconds`, for TOTP; for HOTP it changes nothing.
    ///
    /// # Examples
    ///
    /// ```
    /// use core::num::NonZero;
    /// use wellspring_entropy::System;
    /// use wellspring_tokens::{OtpAlgorithm, OtpAuth, Secrets};
    ///
    /// let a_minute = NonZero::new(60).unwrap();
    /// let recipe = OtpAuth::totp("Example", "ann")?.algorithm(OtpAlgorithm::Sha512).period(a_minute);
    /// let secret = System.mint(&recipe);
    /// assert!(secret.uri().expose_secret().ends_with("&period=60"));
    /// # Ok::<(), wellspring_tokens::CodeError>(())
    /// ```
    #[must_use]
    pub fn period(self, seconds: NonZero<u32>) -> Self {
        match self.kind {
            Kind::Totp { .. } => Self { kind: Kind::Totp { period: seconds }, ..self },
            Kind::Hotp { .. } => self,
        }
    }

    /// With a secret of `n` bytes, 16 to 64.
    ///
    /// # Errors
    ///
    /// [`CodeError::OutOfRange`] for other numbers.
    ///
    /// # Examples
    ///
    /// ```
    /// use wellspring_tokens::{Bits, OtpAuth, Recipe};
    ///
    /// assert_eq!(OtpAuth::totp("Example", "ann")?.secret_bytes(16)?.bits(), Bits::new(128));
    /// assert!(OtpAuth::totp("Example", "ann")?.secret_bytes(15).is_err());
    /// # Ok::<(), wellspring_tokens::CodeError>(())
    /// ```
    pub fn secret_bytes(self, n: usize) -> Result<Self, CodeError> {
        Ok(Self { secret_bytes: within("n", n, 16, 64)?, ..self })
    }

    /// What stands before the secret, and after.
    fn frame(&self) -> (String, String) {
        let Self { issuer, account, algorithm, digits, .. } = self;
        let (kind, moving) = match self.kind {
            Kind::Totp { period } => ("totp", format!("period={period}")),
            Kind::Hotp { counter } => ("hotp", format!("counter={counter}")),
        };
        let (label, parameter) = match &**issuer {
            "" => (String::new(), String::new()),
            issuer => (format!("{issuer}:"), format!("&issuer={issuer}")),
        };
        let before = format!("otpauth://{kind}/{label}{account}?secret=");
        (before, format!("{parameter}&algorithm={algorithm}&digits={digits}&{moving}"))
    }
}

/// UTF-8 in which all but the unreserved characters (RFC 3986, section 2.3) are percent-encoded.
fn percent_encoded(text: &str) -> Box<str> {
    let mut encoded = String::new();
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            encoded.push(byte.into());
        } else {
            let mut digits = [0; 2];
            _ = HEX_UPPER.encode_public(&[byte], &mut digits);
            encoded.push('%');
            encoded.extend(digits.map(char::from));
        }
    }
    encoded.into()
}

impl Recipe for OtpAuth {
    type Minted = OtpAuthSecret;

    fn bits(&self) -> Bits {
        Bits::of_text(256, self.secret_bytes)
    }

    fn try_mint<R: TryCryptoRng + ?Sized>(
        &self,
        rng: &mut R,
    ) -> Result<OtpAuthSecret, Error<R::Error>> {
        let (before, after) = self.frame();
        let text_len = BASE32_UNPADDED.encoded_len(self.secret_bytes);
        let n = before.len() + text_len + after.len();
        let mut uri = SecretBytes::zeroed(n).ok_or(Error::TooLong { n })?;
        let (start, rest) = uri.as_mut().split_at_mut(before.len());
        let (secret, end) = rest.split_at_mut(text_len);
        start.copy_from_slice(before.as_bytes());
        end.copy_from_slice(after.as_bytes());
        let (_, tail) = secret.split_at_mut(text_len - self.secret_bytes);
        rng.try_fill_bytes(tail).map_err(Error::Source)?;
        BASE32_UNPADDED.write_in_place(self.secret_bytes, secret);
        let secret = before.len()..before.len() + text_len;
        Ok(OtpAuthSecret { uri: SecretString::from_ascii(uri), secret })
    }
}
