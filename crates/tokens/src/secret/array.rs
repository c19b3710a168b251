use alloc::boxed::Box;

use zeroize::Zeroize;

use crate::secret::{NoMemory, SecretBytes, WrongLength, bytes::refuse, secret, wipe};

/// `N` secret bytes that are wiped when dropped: a key.
///
/// They live on the heap, since an array that is moved by value leaves itself behind on the stack.
/// Compare them with [`compare_digest`](crate::compare_digest) or [`subtle::ConstantTimeEq`].
///
/// # Examples
///
/// ```
/// use wellspring_entropy::System;
/// use wellspring_tokens::Secrets;
///
/// let key = System.token_array::<32>();
/// let bytes: &[u8; 32] = key.expose_secret();
/// assert_ne!(bytes, &[0; 32]);
/// assert_eq!(format!("{key:?}"), "SecretArray([REDACTED])");
/// ```
///
/// What would leak does not compile: `==`, `Display`, `Copy`, `Clone`, `AsRef`, a source that stays as it was.
///
/// ```compile_fail,E0369
/// # use wellspring_tokens::SecretArray;
/// let equal = |a: SecretArray<32>, b: SecretArray<32>| a == b;
/// ```
/// ```compile_fail,E0277
/// # use wellspring_tokens::SecretArray;
/// let print = |a: SecretArray<32>| format!("{a}");
/// ```
/// ```compile_fail,E0277
/// # use wellspring_tokens::SecretArray;
/// fn copy<T: Copy>() {}
/// copy::<SecretArray<32>>();
/// ```
/// ```compile_fail,E0277
/// # use wellspring_tokens::SecretArray;
/// fn clone<T: Clone>() {}
/// clone::<SecretArray<32>>();
/// ```
/// ```compile_fail,E0277
/// # use wellspring_tokens::SecretArray;
/// fn bytes<T: AsRef<[u8]>>() {}
/// bytes::<SecretArray<32>>();
/// ```
/// ```compile_fail,E0277
/// # use wellspring_tokens::SecretArray;
/// let key = |bytes: [u8; 32]| SecretArray::from(bytes);
/// ```
#[doc(alias = "SecretBox", alias = "Key")]
pub struct SecretArray<const N: usize>(Box<[u8; N]>);

secret!(SecretArray<const N: usize>, |secret| secret.0.as_slice());

impl<const N: usize> SecretArray<N> {
    /// From bytes of that length, without a copy; `None` if they are not `N`.
    pub(crate) fn from_bytes(bytes: SecretBytes) -> Option<Self> {
        if bytes.len() != N {
            return None;
        }
        bytes.into_inner().try_into().ok().map(Self)
    }

    /// What `fill` writes into `N` zeros, in the place where it stays: a key from a key derivation function.
    ///
    /// # Panics
    ///
    /// If `N` bytes cannot be allocated. [`try_init_with`](Self::try_init_with) returns that as an error.
    ///
    /// # Examples
    ///
    /// ```
    /// use wellspring_tokens::SecretArray;
    ///
    /// # fn derive(password: &[u8], salt: &[u8], key: &mut [u8]) { key.copy_from_slice(&[7; 32]) }
    /// let key = SecretArray::<32>::init_with(|key| derive(b"password", b"salt", key));
    /// assert_eq!(key.expose_secret(), &[7; 32]);
    /// ```
    #[doc(alias = "from_fn", alias = "init_with_mut")]
    #[must_use]
    #[track_caller]
    pub fn init_with(fill: impl FnOnce(&mut [u8; N])) -> Self {
        match Self::zeroed() {
            Ok(secret) => secret.filled(fill),
            Err(error) => refuse(error),
        }
    }

    /// [`init_with`](Self::init_with) where filling can fail; what was written is wiped then.
    ///
    /// # Errors
    ///
    /// [`NoMemory`] if `N` bytes cannot be allocated, and inside of that what `fill` returns: `??` passes on both.
    ///
    /// # Examples
    ///
    /// ```
    /// use wellspring_tokens::SecretArray;
    ///
    /// # fn derive(key: &mut [u8]) -> Result<(), std::fmt::Error> { key.fill(7); Ok(()) }
    /// let key = SecretArray::<32>::try_init_with(|key| derive(key))??;
    /// assert_eq!(key.expose_secret(), &[7; 32]);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn try_init_with<E>(
        fill: impl FnOnce(&mut [u8; N]) -> Result<(), E>,
    ) -> Result<Result<Self, E>, NoMemory> {
        let mut result = Ok(());
        let secret = Self::zeroed()?.filled(|bytes| result = fill(bytes));
        Ok(result.map(|()| secret))
    }

    /// Filled where it is, as a secret already: a panic in `fill` wipes it, too.
    fn filled(mut self, fill: impl FnOnce(&mut [u8; N])) -> Self {
        fill(&mut self.0);
        self
    }

    fn zeroed() -> Result<Self, NoMemory> {
        zeros().map(Self).ok_or(NoMemory { len: N })
    }

    /// Takes the bytes out of `source` and leaves zeros, which wipes it, as [`core::mem::take`] would.
    ///
    /// # Panics
    ///
    /// If `N` bytes cannot be allocated; `source` is as it was then.
    ///
    /// # Examples
    ///
    /// ```
    /// use wellspring_tokens::SecretArray;
    ///
    /// let mut bytes = [7; 32];
    /// let key = SecretArray::take(&mut bytes);
    /// assert_eq!((key.expose_secret(), bytes), (&[7; 32], [0; 32]));
    /// ```
    #[must_use]
    #[track_caller]
    pub fn take(source: &mut [u8; N]) -> Self {
        let secret = Self::init_with(|bytes| bytes.copy_from_slice(source));
        wipe(source);
        secret
    }

    /// The secret itself.
    #[inline]
    #[must_use]
    #[doc(alias = "as_slice", alias = "as_bytes", alias = "to_bytes", alias = "into_inner")]
    pub fn expose_secret(&self) -> &[u8; N] {
        &self.0
    }

    /// Takes the box out, which is then the receiver's to wipe. What a drop wipes has to be there all the same: `N`
    /// zeros, for a moment.
    #[track_caller]
    pub(crate) fn into_inner(mut self) -> Box<[u8; N]> {
        match zeros() {
            Some(zeros) => core::mem::replace(&mut self.0, zeros),
            None => refuse(NoMemory { len: N }),
        }
    }
}

/// Not `Box::new([0; N])`, which may come by way of the stack and overflow it.
fn zeros<const N: usize>() -> Option<Box<[u8; N]>> {
    SecretBytes::zeroed(N)?.into_inner().try_into().ok()
}

/// Takes the box over; no copy is made.
impl<const N: usize> From<Box<[u8; N]>> for SecretArray<N> {
    fn from(bytes: Box<[u8; N]>) -> Self {
        Self(bytes)
    }
}

/// Takes the bytes over; no copy is made. Where there are not `N`, they are wiped.
impl<const N: usize> TryFrom<SecretBytes> for SecretArray<N> {
    type Error = WrongLength;

    fn try_from(bytes: SecretBytes) -> Result<Self, WrongLength> {
        let wrong = WrongLength { len: bytes.len(), allowed: N };
        Self::from_bytes(bytes).ok_or(wrong)
    }
}

impl<const N: usize> Zeroize for SecretArray<N> {
    fn zeroize(&mut self) {
        wipe(self.0.as_mut_slice());
    }
}
