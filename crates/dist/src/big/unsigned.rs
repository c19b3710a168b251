#[allow(unnameable_types, reason = "that is what seals the public trait")]
mod sealed {
    use rand_core::TryRng;

    use crate::Error;

    pub trait DrawBig: Sized {
        fn below<R: TryRng + ?Sized>(bound: &Self, rng: &mut R) -> Result<Self, Error<R::Error>>;
        fn bits<R: TryRng + ?Sized>(k: u64, rng: &mut R) -> Result<Self, Error<R::Error>>;
    }
}
pub(crate) use sealed::DrawBig;

/// The long integers of other crates: `num_bigint::BigUint`, and `crypto_bigint::Uint` of any size. Sealed.
///
/// Each comes with the feature that is called as its crate. The releases of crypto-bigint 0.7 that can be had ask
/// for Rust 1.87, which is newer than what the rest needs.
///
/// # Examples
///
/// With the feature `num_bigint`:
///
/// ```
/// # #[cfg(feature = "num_bigint")] {
/// use num_bigint::BigUint;
/// use wellspring_dist::{BigUnsigned, Random};
/// use wellspring_entropy::System;
///
/// fn dice<T: BigUnsigned>(faces: &T) -> [T; 2] {
///     [System.below_big(faces), System.below_big(faces)]
/// }
/// let faces = BigUint::from(10u8).pow(50);
/// assert!(dice(&faces).iter().all(|face| *face < faces));
/// # }
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a long integer that can be drawn",
    note = "these are `num_bigint::BigUint` with the feature `num_bigint`, and `crypto_bigint::Uint` with the feature \
            `crypto_bigint`; of a `NonZero` or `Odd` take `as_ref()`; for limbs there are `fill_below` and `fill_bits`"
)]
pub trait BigUnsigned: DrawBig {}
