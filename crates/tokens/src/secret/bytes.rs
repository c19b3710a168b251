use alloc::{boxed::Box, vec::Vec};

use zeroize::Zeroize;

use crate::secret::{NoMemory, SecretArray, SecretString, secret, wipe};

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
/// What would leak does not compile: `==`, `Display`, `Clone`, `AsRef`, a source that stays as it was.
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
/// ```compile_fail,E0277
/// # use wellspring_tokens::SecretBytes;
/// let key = |bytes: &[u8]| SecretBytes::from(bytes);
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

    /// What `fill` writes into `len` zeros, in the place where it stays.
    ///
    /// # Panics
    ///
    /// If `len` bytes cannot be allocated. [`try_init_with`](Self::try_init_with) returns that as an error.
    ///
    /// # Examples
    ///
    /// ```
    /// use wellspring_tokens::SecretBytes;
    ///
    /// # fn derive(password: &[u8], salt: &[u8], key: &mut [u8]) { key.fill(7) }
    /// let keys = SecretBytes::init_with(64, |keys| derive(b"password", b"salt", keys));
    /// assert_eq!(keys.expose_secret(), [7; 64]);
    /// ```
    #[doc(alias = "from_fn", alias = "init_with_mut")]
    #[must_use]
    #[track_caller]
    pub fn init_with(len: usize, fill: impl FnOnce(&mut [u8])) -> Self {
        match Self::zeroed(len) {
            Some(secret) => secret.filled(fill),
            None => refuse(NoMemory { len }),
        }
    }

    /// [`init_with`](Self::init_with) where filling can fail; what was written is wiped then.
    ///
    /// # Errors
    ///
    /// [`NoMemory`] if `len` bytes cannot be allocated, and inside of that what `fill` returns: `??` passes on both.
    ///
    /// # Examples
    ///
    /// ```
    /// use wellspring_tokens::SecretBytes;
    ///
    /// # fn derive(key: &mut [u8]) -> Result<(), std::fmt::Error> { key.fill(7); Ok(()) }
    /// let keys = SecretBytes::try_init_with(64, |keys| derive(keys))??;
    /// assert_eq!(keys.expose_secret(), [7; 64]);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn try_init_with<E>(
        len: usize,
        fill: impl FnOnce(&mut [u8]) -> Result<(), E>,
    ) -> Result<Result<Self, E>, NoMemory> {
        let mut result = Ok(());
        let secret = Self::zeroed(len).ok_or(NoMemory { len })?;
        let secret = secret.filled(|bytes| result = fill(bytes));
        Ok(result.map(|()| secret))
    }

    /// Filled where it is, as a secret already: a panic in `fill` wipes it, too.
    fn filled(mut self, fill: impl FnOnce(&mut [u8])) -> Self {
        fill(&mut self.0);
        self
    }

    /// Takes the bytes out of `source` and leaves zeros, which wipes it, as [`core::mem::take`] would.
    ///
    /// # Panics
    ///
    /// If as many bytes cannot be allocated; `source` is as it was then.
    ///
    /// # Examples
    ///
    /// ```
    /// use wellspring_tokens::SecretBytes;
    ///
    /// let mut bytes = *b"correct horse";
    /// let secret = SecretBytes::take(&mut bytes);
    /// assert_eq!((secret.expose_secret(), bytes), (&b"correct horse"[..], [0; 13]));
    /// ```
    #[must_use]
    #[track_caller]
    pub fn take(source: &mut [u8]) -> Self {
        let secret = Self::init_with(source.len(), |bytes| bytes.copy_from_slice(source));
        wipe(source);
        secret
    }

    /// The secret itself.
    #[inline]
    #[must_use]
    #[doc(alias = "as_slice", alias = "as_bytes", alias = "to_vec", alias = "into_vec")]
    pub fn expose_secret(&self) -> &[u8] {
        &self.0
    }

    /// The number of bytes, which is not secret.
    #[must_use]
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there are no bytes at all.
    ///
    /// # Examples
    ///
    /// ```
    /// use wellspring_tokens::SecretBytes;
    ///
    /// let secret = SecretBytes::from(vec![1, 2, 3]);
    /// assert!(secret.len() == 3 && !secret.is_empty());
    /// assert!(SecretBytes::from(Vec::new()).is_empty());
    /// ```
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

/// Takes a vector over if it is full; else copies the bytes into memory of their exact size and wipes all that
/// the vector has, spare capacity included. What the vector left behind while it grew is out of reach: give it
/// its capacity beforehand.
impl From<Vec<u8>> for SecretBytes {
    fn from(mut bytes: Vec<u8>) -> Self {
        if bytes.len() == bytes.capacity() {
            // Without spare capacity this does not reallocate.
            return Self(bytes.into_boxed_slice());
        }
        let secret = Self(Box::from(bytes.as_slice()));
        wipe_all(&mut bytes);
        secret
    }
}

/// Takes the text over; no copy is made.
impl From<SecretString> for SecretBytes {
    fn from(text: SecretString) -> Self {
        Self(text.into_inner().into_boxed_bytes())
    }
}

/// Takes the array over; no copy is made.
impl<const N: usize> From<SecretArray<N>> for SecretBytes {
    fn from(bytes: SecretArray<N>) -> Self {
        Self(bytes.into_inner())
    }
}

/// Wipes all that a vector has, whatever is in use of it.
pub(super) fn wipe_all(bytes: &mut Vec<u8>) {
    // Up to the capacity a vector does not reallocate.
    bytes.resize(bytes.capacity(), 0);
    wipe(bytes);
}

impl Zeroize for SecretBytes {
    fn zeroize(&mut self) {
        wipe(&mut self.0);
    }
}

#[cold]
#[track_caller]
#[allow(clippy::panic, reason = "the documented behaviour of `init_with`")]
pub(super) fn refuse(error: NoMemory) -> ! {
    panic!("{error}")
}
