//! Python's names for numbers, drawn from [`SystemRandom`].

use wellspring_dist::{Error, FromBits, Random, Unsigned};

use crate::{SourceError, SystemRandom};

/// Why there is no number or sample: an argument that is not allowed, or the operating system's failure.
#[doc(alias = "Error")]
pub type DrawError = Error<SourceError>;

/// A uniform number in `0..n`, for `u8` to `u128` and `usize`.
///
/// # Panics
///
/// If `n` is 0 or the operating system fails. [`try_randbelow`] returns that as an error.
///
/// # Examples
///
/// ```
/// use wellspring as secrets;
///
/// let code = secrets::randbelow(1_000_000u32);
/// assert!(code < 1_000_000);
/// ```
#[doc(alias = "randrange", alias = "arc4random_uniform")]
#[must_use]
#[track_caller]
pub fn randbelow<T: Unsigned>(n: T) -> T {
    SystemRandom.below(n)
}

/// [`randbelow`], with errors instead of panics.
///
/// # Errors
///
/// An argument error if `n` is 0, or the operating system's failure.
///
/// # Examples
///
/// ```
/// use wellspring as secrets;
///
/// assert!(secrets::try_randbelow(6u8)? < 6);
/// assert_eq!(
///     secrets::try_randbelow(0u8).unwrap_err().to_string(),
///     "`n` is 0, allowed is 1..=255"
/// );
/// # Ok::<(), secrets::DrawError>(())
/// ```
pub fn try_randbelow<T: Unsigned>(n: T) -> Result<T, DrawError> {
    SystemRandom.try_below(n)
}

/// `k` uniform bits as a `u64` or `u128`: a number in `0..2^k`.
///
/// # Panics
///
/// If `k` exceeds the width of `T` or the operating system fails. [`try_randbits`] returns that as an error.
///
/// # Examples
///
/// ```
/// use wellspring as secrets;
///
/// let nonce: u128 = secrets::randbits(96);
/// assert!(nonce < 1 << 96);
/// ```
#[doc(alias = "getrandbits")]
#[must_use]
#[track_caller]
pub fn randbits<T: FromBits>(k: u32) -> T {
    SystemRandom.bits(k)
}

/// [`randbits`], with errors instead of panics.
///
/// # Errors
///
/// An argument error if `k` exceeds the width of `T`, or the operating system's failure.
///
/// # Examples
///
/// ```
/// use wellspring as secrets;
///
/// let id: u64 = secrets::try_randbits(48)?;
/// assert!(id < 1 << 48);
/// assert_eq!(
///     secrets::try_randbits::<u64>(65).unwrap_err().to_string(),
///     "`k` is 65, allowed is 0..=64, the bits of the result"
/// );
/// # Ok::<(), secrets::DrawError>(())
/// ```
pub fn try_randbits<T: FromBits>(k: u32) -> Result<T, DrawError> {
    SystemRandom.try_bits(k)
}
