use alloc::boxed::Box;

use zeroize::Zeroize;

use crate::secret::{SecretBytes, secret, wipe};

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
/// What would leak does not compile: `==`, `Display`, `Copy`, `AsRef`.
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
/// fn bytes<T: AsRef<[u8]>>() {}
/// bytes::<SecretArray<32>>();
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

    /// The secret itself.
    #[must_use]
    pub fn expose_secret(&self) -> &[u8; N] {
        &self.0
    }
}

/// Takes the box over; no copy is made.
impl<const N: usize> From<Box<[u8; N]>> for SecretArray<N> {
    fn from(bytes: Box<[u8; N]>) -> Self {
        Self(bytes)
    }
}

impl<const N: usize> Zeroize for SecretArray<N> {
    fn zeroize(&mut self) {
        wipe(self.0.as_mut_slice());
    }
}
