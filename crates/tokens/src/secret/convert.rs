//! Why there is no secret, or none of that type. What bytes there were are wiped; the errors know none of them.

use core::fmt;

/// The secret does not have the length of the array. Lengths are not secret.
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
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct NotUtf8;

impl fmt::Display for NotUtf8 {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the secret is not UTF-8, which text has to be")
    }
}

impl core::error::Error for NotUtf8 {}

/// `len` bytes for a secret cannot be allocated.
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
