use alloc::{boxed::Box, vec::Vec};

use zeroize::Zeroize;

use crate::secret::{secret, wipe};

/// Secret bytes that are wiped when dropped.
///
/// Compare them with [`compare_digest`](crate::compare_digest) or [`subtle::ConstantTimeEq`].
///
/// # Examples
///
/// ```
/// use wellspring_entropy::System;
/// use wellspring_tokens::Secrets;
///
/// let key = System.token_bytes(32);
/// assert_eq!(key.expose_secret().len(), 32);
/// assert_eq!(format!("{key:?}"), "SecretBytes([REDACTED])");
/// ```
///
/// What would leak does not compile: `==`, `Display`, `Clone`, `AsRef`.
///
/// ```compile_fail,E0369
/// # use wellspring_tokens::SecretBytes;
/// let equal = |a: SecretBytes, b: SecretBytes| a == b;
/// ```
/// ```compile_fail,E0277
/// # use wellspring_tokens::SecretBytes;
/// let print = |a: SecretBytes| format!("{a}");
/// ```
/// ```compile_fail,E0277
/// # use wellspring_tokens::SecretBytes;
/// fn clone<T: Clone>() {}
/// clone::<SecretBytes>();
/// ```
/// ```compile_fail,E0277
/// # use wellspring_tokens::SecretBytes;
/// fn bytes<T: AsRef<[u8]>>() {}
/// bytes::<SecretBytes>();
/// ```
#[doc(alias = "SecretVec", alias = "SecretSlice")]
pub struct SecretBytes(Box<[u8]>);

secret!(SecretBytes, |secret| &secret.0);

impl SecretBytes {
    /// `len` zeros to draw into, or `None` where so much cannot be allocated.
    pub(crate) fn zeroed(len: usize) -> Option<Self> {
        let mut bytes = Vec::new();
        bytes.try_reserve_exact(len).ok()?;
        bytes.resize(len, 0);
        Some(Self(bytes.into_boxed_slice()))
    }

    pub(crate) fn as_mut(&mut self) -> &mut [u8] {
        &mut self.0
    }

    /// Takes the box out, which is then the receiver's to wipe.
    pub(crate) fn into_inner(mut self) -> Box<[u8]> {
        core::mem::take(&mut self.0)
    }

    /// The secret itself.
    #[must_use]
    pub fn expose_secret(&self) -> &[u8] {
        &self.0
    }

    /// The number of bytes, which is not secret.
    #[must_use]
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there are no bytes at all.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

/// Takes the box over; no copy is made.
impl From<Box<[u8]>> for SecretBytes {
    fn from(bytes: Box<[u8]>) -> Self {
        Self(bytes)
    }
}

/// Copies the bytes into memory of their exact size and wipes all that the vector has, spare capacity
/// included. What the vector left
/// behind while it grew is out of reach: give it its capacity beforehand.
impl From<Vec<u8>> for SecretBytes {
    fn from(mut bytes: Vec<u8>) -> Self {
        let secret = Self(Box::from(bytes.as_slice()));
        bytes.zeroize();
        secret
    }
}

impl Zeroize for SecretBytes {
    fn zeroize(&mut self) {
        wipe(&mut self.0);
    }
}
