//! The types in which secrets live: on the heap, at one address, from the first random byte to the wipe.
//!
//! A value that is moved leaves a copy behind, and a buffer that grows leaves its old self behind. So the
//! bytes stay in a box of the final size, moves copy only the pointer, and nothing here ever reallocates.
//!
//! None of these types has `Display`, `Clone`, `Copy`, `PartialEq`, `AsRef`, `Deref` or serde's traits:
//! whoever wants the secret writes `expose_secret`, which a reviewer can search for. That they do not
//! compile is tested where each type is documented.

mod array;
mod bytes;
mod string;

pub use self::{array::SecretArray, bytes::SecretBytes, string::SecretString};

/// Overwrites `bytes` with zeros, which the compiler may not leave out: `zeroize`'s barrier makes it
/// believe that they are looked at. A fill is a `memset`; `Zeroize` writes one volatile byte at a time.
pub(crate) fn wipe(bytes: &mut [u8]) {
    bytes.fill(0);
    zeroize::optimization_barrier(bytes);
}

/// What all secret types have in common, given how each reaches its bytes.
macro_rules! secret {
    ($type:ident $(<const $n:ident: usize>)?, $bytes:expr) => {
        impl $(<const $n: usize>)? core::fmt::Debug for $type $(<$n>)? {
            fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
                f.write_str(concat!(stringify!($type), "([REDACTED])"))
            }
        }

        /// In constant time; lengths are not secret.
        impl $(<const $n: usize>)? subtle::ConstantTimeEq for $type $(<$n>)? {
            fn ct_eq(&self, other: &Self) -> subtle::Choice {
                let bytes: fn(&Self) -> &[u8] = $bytes;
                $crate::compare::ct_eq(bytes(self), bytes(other))
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
