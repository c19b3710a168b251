//! Why there is no secret, or none of that type. What bytes there were are wiped; the errors know none of them.

use core::fmt;

/// The secret does not have the length of the array. Lengths are not secret.
///
/// # Examples
///
/// ```
/// use wellspring_tokens::{SecretArray, SecretBytes};
///
/// let error = SecretArray::<32>::try_from(SecretBytes::from(vec![0; 16])).unwrap_err();
/// assert_eq!(error.to_string(), "the secret has 16 bytes, allowed are exactly 32");
/// # let _: wellspring_tokens::WrongLength = error;
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct WrongLength {
    pub(super) len: usize,
    pub(super) allowed: usize,
}

impl fmt::Display for WrongLength {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { len, allowed } = self;
        write!(f, "the secret has {len} bytes, allowed are exactly {allowed}")
    }
}

impl core::error::Error for WrongLength {}

/// The secret is not UTF-8; where it is not, is not told.
///
/// # Examples
///
/// ```
/// use wellspring_tokens::{NotUtf8, SecretBytes, SecretString};
///
/// assert_eq!(SecretString::try_from(SecretBytes::from(vec![0xFF])).unwrap_err(), NotUtf8);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct NotUtf8;

impl fmt::Display for NotUtf8 {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the secret is not UTF-8, which text has to be")
    }
}

impl core::error::Error for NotUtf8 {}

/// `len` bytes for a secret cannot be allocated.
///
/// # Examples
///
/// ```
/// use wellspring_tokens::{NoMemory, encoding::HEX};
///
/// let secret: Result<_, NoMemory> = HEX.try_encode_to_secret(&[7; 16]);
/// assert!(secret.is_ok(), "an error only where the memory does not hold it");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct NoMemory {
    pub(crate) len: usize,
}

impl fmt::Display for NoMemory {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the secret has {} bytes, allowed is what the memory holds", self.len)
    }
}

impl core::error::Error for NoMemory {}
