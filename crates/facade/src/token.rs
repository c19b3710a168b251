//! Python's names for tokens, drawn from [`SystemRandom`].

use wellspring_tokens::{SecretArray, SecretBytes, SecretString, Secrets};

use crate::{SystemRandom, TokenError};

/// `n` random bytes: `8 n` bits of strength.
///
/// # Panics
///
/// If so much cannot be allocated or the operating system fails. [`try_token_bytes`] returns that as an error.
///
/// # Examples
///
/// ```
/// use wellspring as secrets;
///
/// let key = secrets::token_bytes(secrets::DEFAULT_ENTROPY);
/// assert_eq!(key.expose_secret().len(), 32);
/// ```
#[doc(alias = "randbytes", alias = "urandom", alias = "randomBytes")]
#[must_use]
#[track_caller]
pub fn token_bytes(n: usize) -> SecretBytes {
    SystemRandom.token_bytes(n)
}

/// [`token_bytes`], with errors instead of panics.
///
/// # Errors
///
/// An argument error if so much cannot be allocated, or the operating system's failure.
///
/// # Examples
///
/// ```
/// use wellspring as secrets;
///
/// let salt = secrets::try_token_bytes(16)?;
/// assert_eq!(salt.len(), 16);
/// # Ok::<(), secrets::TokenError>(())
/// ```
pub fn try_token_bytes(n: usize) -> Result<SecretBytes, TokenError> {
    SystemRandom.try_token_bytes(n)
}

/// `N` random bytes as an array: a key of `8 N` bits.
///
/// # Panics
///
/// If so much cannot be allocated or the operating system fails. [`try_token_array`] returns that as an error.
///
/// # Examples
///
/// ```
/// use wellspring as secrets;
///
/// let key = secrets::token_array::<32>();
/// let bytes: &[u8; 32] = key.expose_secret();
/// assert_ne!(bytes, &[0; 32]);
/// ```
#[doc(alias = "token_bytes_array")]
#[must_use]
#[track_caller]
pub fn token_array<const N: usize>() -> SecretArray<N> {
    SystemRandom.token_array()
}

/// [`token_array`], with errors instead of panics.
///
/// # Errors
///
/// An argument error if so much cannot be allocated, or the operating system's failure.
///
/// # Examples
///
/// ```
/// use wellspring as secrets;
///
/// let key = secrets::try_token_array::<16>()?;
/// assert_eq!(key.expose_secret().len(), 16);
/// # Ok::<(), secrets::TokenError>(())
/// ```
pub fn try_token_array<const N: usize>() -> Result<SecretArray<N>, TokenError> {
    SystemRandom.try_token_array()
}

/// `n` random bytes as `2 n` lower-case hexadecimal digits: `8 n` bits of strength.
///
/// # Panics
///
/// If so much cannot be allocated or the operating system fails. [`try_token_hex`] returns that as an error.
///
/// # Examples
///
/// ```
/// use wellspring as secrets;
///
/// let token = secrets::token_hex(16);
/// assert_eq!(token.expose_secret().len(), 32);
/// ```
#[must_use]
#[track_caller]
pub fn token_hex(n: usize) -> SecretString {
    SystemRandom.token_hex(n)
}

/// [`token_hex`], with errors instead of panics.
///
/// # Errors
///
/// An argument error if so much cannot be allocated, or the operating system's failure.
///
/// # Examples
///
/// ```
/// use wellspring as secrets;
///
/// let token = secrets::try_token_hex(16)?;
/// assert_eq!(format!("{token:?}"), "SecretString([REDACTED])");
/// # Ok::<(), secrets::TokenError>(())
/// ```
pub fn try_token_hex(n: usize) -> Result<SecretString, TokenError> {
    SystemRandom.try_token_hex(n)
}

/// `n` random bytes as base64url without padding, `ceil(4 n / 3)` characters of `A-Z a-z 0-9 - _`: `8 n`
/// bits of strength.
///
/// # Panics
///
/// If so much cannot be allocated or the operating system fails. [`try_token_urlsafe`] returns that as an error.
///
/// # Examples
///
/// ```
/// use wellspring as secrets;
///
/// let session = secrets::token_urlsafe(32);
/// assert_eq!(session.expose_secret().len(), 43);
/// ```
#[must_use]
#[track_caller]
pub fn token_urlsafe(n: usize) -> SecretString {
    SystemRandom.token_urlsafe(n)
}

/// [`token_urlsafe`], with errors instead of panics.
///
/// # Errors
///
/// An argument error if so much cannot be allocated, or the operating system's failure.
///
/// # Examples
///
/// ```
/// use wellspring as secrets;
///
/// let session = secrets::try_token_urlsafe(1)?;
/// assert_eq!(session.len(), 2);
/// # Ok::<(), secrets::TokenError>(())
/// ```
pub fn try_token_urlsafe(n: usize) -> Result<SecretString, TokenError> {
    SystemRandom.try_token_urlsafe(n)
}
