//! To and from the types of the crate `secrecy`, whose boxes we take out of ours, and which we cannot take out
//! of theirs: there the bytes are copied and theirs wiped.

use alloc::boxed::Box;

use secrecy::{ExposeSecret, SecretBox};

use super::{SecretArray, SecretBytes, SecretString};

/// Hands the box over; no copy is made.
impl From<SecretString> for SecretBox<str> {
    fn from(text: SecretString) -> Self {
        Self::new(text.into_inner())
    }
}

/// Copies the text; dropping `text` wipes it where it was.
impl From<SecretBox<str>> for SecretString {
    fn from(text: SecretBox<str>) -> Self {
        Box::<str>::from(text.expose_secret()).into()
    }
}

/// Hands the box over; no copy is made.
impl From<SecretBytes> for SecretBox<[u8]> {
    fn from(bytes: SecretBytes) -> Self {
        Self::new(bytes.into_inner())
    }
}

/// Copies the bytes; dropping `bytes` wipes them where they were.
impl From<SecretBox<[u8]>> for SecretBytes {
    fn from(bytes: SecretBox<[u8]>) -> Self {
        Box::<[u8]>::from(bytes.expose_secret()).into()
    }
}

/// Hands the box over; no copy is made.
impl<const N: usize> From<SecretArray<N>> for SecretBox<[u8; N]> {
    fn from(bytes: SecretArray<N>) -> Self {
        Self::new(bytes.into_inner())
    }
}

/// Copies the bytes; dropping `bytes` wipes them where they were.
impl<const N: usize> From<SecretBox<[u8; N]>> for SecretArray<N> {
    fn from(bytes: SecretBox<[u8; N]>) -> Self {
        Self::init_with(|copy| copy.copy_from_slice(bytes.expose_secret()))
    }
}

impl ExposeSecret<str> for SecretString {
    fn expose_secret(&self) -> &str {
        self.expose_secret()
    }
}

impl ExposeSecret<[u8]> for SecretBytes {
    fn expose_secret(&self) -> &[u8] {
        self.expose_secret()
    }
}

impl<const N: usize> ExposeSecret<[u8; N]> for SecretArray<N> {
    fn expose_secret(&self) -> &[u8; N] {
        self.expose_secret()
    }
}
