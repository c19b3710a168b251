//! The types in which secrets live: on the heap, at one address, from the first random byte to the wipe.
//!
//! A value that is moved leaves a copy behind, and a buffer that grows leaves its old self behind. So the
//! bytes stay in a box of the final size, moves copy only the pointer, and nothing here ever reallocates.
//!
//! None of these types has `Display`, `Clone`, `Copy`, `PartialEq`, `AsRef`, `Deref` or serde's `Serialize`:
//! whoever wants the secret writes `expose_secret`, which a reviewer can search for. That they do not
//! compile is tested where each type is documented. Nor is there a constructor that leaves its source as it was: what is
//! borrowed mutably is wiped, what is owned is taken over or wiped. There is no method to copy a secret either:
//! who shares one has `Arc`, and who must copy writes `expose_secret` once more.

mod array;
mod bytes;
mod convert;
#[cfg(feature = "sha2")]
mod digest;
#[cfg(feature = "locked")]
mod locked;
#[cfg(feature = "std")]
mod read;
#[cfg(feature = "secrecy")]
mod secrecy;
mod string;

#[cfg(feature = "sha2")]
pub use self::digest::{Digest, DigestError};
#[cfg(feature = "locked")]
pub use self::locked::{LockError, Locked};
#[cfg(feature = "std")]
pub use self::read::ReadError;
pub use self::{
    array::SecretArray,
    bytes::SecretBytes,
    convert::{NoMemory, NotUtf8, WrongLength},
    string::SecretString,
};

pub(crate) use crate::wipe::wipe;

/// What all secret types have in common, given how each reaches its bytes.
macro_rules! secret {
    ($type:ident $(<const $n:ident: usize>)?, |$secret:ident| $bytes:expr) => {
        impl $(<const $n: usize>)? core::fmt::Debug for $type $(<$n>)? {
            fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
                f.write_str(concat!(stringify!($type), "([REDACTED])"))
            }
        }

        /// In constant time; lengths are not secret.
        impl $(<const $n: usize>)? subtle::ConstantTimeEq for $type $(<$n>)? {
            fn ct_eq(&self, other: &Self) -> subtle::Choice {
                use $crate::compare::{Comparable, Private};

                $crate::compare::ct_eq(
                    self.to_be_compared(Private),
                    other.to_be_compared(Private),
                )
            }
        }

        impl $(<const $n: usize>)? $crate::compare::Comparable for $type $(<$n>)? {
            #[inline]
            fn to_be_compared(&self, _: $crate::compare::Private) -> &[u8] {
                let $secret = self;
                $bytes
            }
        }

        impl $(<const $n: usize>)? $crate::compare::Comparable for &$type $(<$n>)? {
            #[inline]
            fn to_be_compared(&self, private: $crate::compare::Private) -> &[u8] {
                (**self).to_be_compared(private)
            }
        }

        #[cfg(feature = "sha2")]
        impl $(<const $n: usize>)? $type $(<$n>)? {
            /// SHA-256 of the secret, to store and look it up by: for secrets of 112 bits and more.
            ///
            /// # Examples
            ///
            /// ```
            /// use wellspring_tokens::{Digest, SecretBytes};
            ///
            /// let secret = SecretBytes::from(vec![7; 32]);
            /// assert_eq!(secret.digest(), Digest::of(&[7; 32]));
            /// ```
            #[must_use]
            pub fn digest(&self) -> $crate::Digest {
                let $secret = self;
                $crate::Digest::of($bytes)
            }
        }

        impl $(<const $n: usize>)? Drop for $type $(<$n>)? {
            fn drop(&mut self) {
                zeroize::Zeroize::zeroize(self);
            }
        }

        impl $(<const $n: usize>)? zeroize::ZeroizeOnDrop for $type $(<$n>)? {}
    };
}
pub(crate) use secret;
