//! Who may mint: a trait between ours and rand_core's, for the compiler's errors.

use rand_core::TryCryptoRng;

/// Every [`TryCryptoRng`], under a name of ours: of a method that is called on a generator which is none the compiler tells in the words
/// of the trait that is missing.
#[doc(hidden)]
#[diagnostic::on_unimplemented(
    message = "`{Self}` does not mint secrets",
    label = "not a generator that secrets may come from",
    note = "take `SystemRandom`, or `thread_rng()`; whoever knows the seed of a `ReproducibleRng` knows all that comes from it"
)]
#[allow(unnameable_types, reason = "it is there to be told of, not to be named")]
pub trait FitForSecrets: TryCryptoRng {}

#[diagnostic::do_not_recommend]
impl<R: TryCryptoRng + ?Sized> FitForSecrets for R {}
