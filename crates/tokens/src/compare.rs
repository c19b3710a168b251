//! Comparison in a time that does not tell where two values differ.
//!
//! The differences of all words are gathered with OR, and whether anything was gathered is asked once, at the
//! end, by [`subtle`], which hides the answer from the compiler until it is one bit. `subtle`'s own comparison
//! of slices asks after every byte, and each question is a store and a load that nothing can be done across:
//! for 4 KiB it takes some ninety times as long. Before the question the gathered word goes through
//! [`black_box`], so that no compiler can see that a word that is not zero already decides, and leave early.
//!
//! The loop is plain safe code over words, which compilers turn into vectors; where the lengths are known, as
//! those of arrays are, nothing is left of the loop at all. An end that is no whole word is read as the last
//! eight bytes: that some of them were read before does no harm to an OR.

use core::hint::black_box;

use subtle::{Choice, ConstantTimeEq};

/// Whether `a` and `b` are the same bytes, in a time that does not tell where they differ.
///
/// For comparing what somebody supplied with a secret: `==` returns at the first difference and so lets
/// the secret be guessed byte by byte. Takes whatever is [`Comparable`]: `&str` (as UTF-8), `&[u8]`, arrays,
/// `String`, `Vec<u8>`, and references to the secret types. Lengths are not secret: where they differ the
/// answer is `false` at once.
///
/// # Security
///
/// An array that is passed by value is copied to the stack, and nobody wipes it there: pass references.
///
/// # Examples
///
/// ```
/// use wellspring_tokens::compare_digest;
///
/// assert!(compare_digest("s3cret", b"s3cret"));
/// assert!(!compare_digest("s3cret", "s3creT"));
/// assert!(!compare_digest("s3cret", "s3cret "));
/// ```
#[cfg_attr(feature = "alloc", doc = "```")]
#[cfg_attr(feature = "alloc", doc = "use wellspring_tokens::{SecretString, compare_digest};")]
#[cfg_attr(feature = "alloc", doc = "")]
#[cfg_attr(feature = "alloc", doc = "let session = SecretString::from(String::from(\"s3cret\"));")]
#[cfg_attr(feature = "alloc", doc = "assert!(compare_digest(\"s3cret\", &session));")]
#[cfg_attr(feature = "alloc", doc = "```")]
#[doc(alias = "timingsafe_bcmp", alias = "CRYPTO_memcmp", alias = "constant_time_eq")]
#[doc(alias = "hmac.compare_digest", alias = "timingSafeEqual")]
#[inline]
#[must_use]
pub fn compare_digest<A: Comparable, B: Comparable>(a: A, b: B) -> bool {
    ct_eq(a.to_be_compared(Private), b.to_be_compared(Private)).into()
}

/// What [`compare_digest`] takes: everything that is [`AsRef<[u8]>`](AsRef), and the secret types, which are
/// not, so that nobody reads them by accident.
///
/// It cannot be implemented elsewhere, and gives its bytes to nobody but [`compare_digest`]:
///
/// ```compile_fail,E0603
/// use wellspring_tokens::{Comparable, compare::Private};
///
/// let bytes = |secret: &[u8]| secret.to_be_compared(Private).to_vec();
/// ```
///
/// # Examples
///
/// ```
/// use wellspring_tokens::{Comparable, compare_digest};
///
/// fn is_one_of(supplied: &str, valid: [impl Comparable; 2]) -> bool {
///     valid.map(|one| compare_digest(supplied, one)).contains(&true)
/// }
/// assert!(is_one_of("b", ["a", "b"]) && !is_one_of("c", [b"a", b"b"]));
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` is neither bytes nor text nor a secret",
    label = "cannot be compared in constant time",
    note = "`compare_digest` takes bytes and text, as what they are or behind a reference, and references to the secret types"
)]
pub trait Comparable {
    // Not `bytes`: the compiler would propose it to whoever asks a secret for `as_bytes`.
    #[doc(hidden)]
    fn to_be_compared(&self, _: Private) -> &[u8];
}

impl<T: AsRef<[u8]>> Comparable for T {
    #[inline]
    fn to_be_compared(&self, _: Private) -> &[u8] {
        self.as_ref()
    }
}

/// Only who can make one can call [`Comparable::to_be_compared`]: on a secret that is `expose_secret` without its name.
#[allow(unnameable_types, reason = "that it cannot be named is its purpose")]
#[derive(Debug)]
pub struct Private;

/// [`ConstantTimeEq`] for slices.
#[inline]
pub(crate) fn ct_eq(a: &[u8], b: &[u8]) -> Choice {
    if a.len() != b.len() {
        return Choice::from(0);
    }
    black_box(difference(a, b)).ct_eq(&0)
}

/// Zero if `a` and `b`, which have the same length, are the same.
#[inline]
fn difference(a: &[u8], b: &[u8]) -> u64 {
    let (Some(a_last), Some(b_last)) = (a.last_chunk::<8>(), b.last_chunk::<8>()) else {
        return a.iter().zip(b).fold(0, |gathered, (x, y)| gathered | u64::from(x ^ y));
    };
    let whole = a.chunks_exact(8).zip(b.chunks_exact(8));
    whole.fold(differ(a_last, b_last), |gathered, (x, y)| gathered | differ(x, y))
}

/// The difference of two words.
#[inline]
fn differ(a: &[u8], b: &[u8]) -> u64 {
    word(a) ^ word(b)
}

/// Up to eight bytes as a word, filled up with zeros.
#[inline]
pub(crate) fn word(bytes: &[u8]) -> u64 {
    match bytes.first_chunk() {
        Some(chunk) => u64::from_le_bytes(*chunk),
        None => bytes.iter().rev().fold(0, |word, &byte| word << 8 | u64::from(byte)),
    }
}

#[cfg(test)]
mod tests;
