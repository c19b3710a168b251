//! Numbers of `crypto-bigint`, drawn in place.

use crypto_bigint::Uint;
use rand_core::TryRng;

use super::{BigUnsigned, unsigned::DrawBig};
use crate::Error;

impl<const LIMBS: usize> DrawBig for Uint<LIMBS> {
    fn below<R: TryRng + ?Sized>(bound: &Self, rng: &mut R) -> Result<Self, Error<R::Error>> {
        let mut number = Self::ZERO;
        super::below(bound.as_words(), number.as_mut_words(), rng)?;
        Ok(number)
    }

    fn bits<R: TryRng + ?Sized>(k: u64, rng: &mut R) -> Result<Self, Error<R::Error>> {
        let mut number = Self::ZERO;
        super::bits(k, number.as_mut_words(), rng)?;
        Ok(number)
    }
}
impl<const LIMBS: usize> BigUnsigned for Uint<LIMBS> {}
