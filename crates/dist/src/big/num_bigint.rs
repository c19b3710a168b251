use core::hint::black_box;

use num_bigint::BigUint;
use rand_core::TryRng;

use super::{BigUnsigned, unsigned::DrawBig};
use crate::{ArgumentError, Error, memory};

/// 128 MiB, nearly eight times the largest prime that is known. A number must be refused somewhere: where memory is promised
/// before it is there, as by Linux, asking for it refuses nothing, and a process that takes it is ended.
const MOST_BITS: u64 = 1 << 30;

impl DrawBig for BigUint {
    fn below<R: TryRng + ?Sized>(bound: &Self, rng: &mut R) -> Result<Self, Error<R::Error>> {
        let digits = bound.iter_u32_digits();
        let mut limbs = memory::with_room(digits.len())?;
        limbs.extend(digits);
        drawn(limbs.len(), |dest| super::below(&limbs, dest, rng))
    }

    fn bits<R: TryRng + ?Sized>(k: u64, rng: &mut R) -> Result<Self, Error<R::Error>> {
        match usize::try_from(k.div_ceil(32)) {
            Ok(len) if k <= MOST_BITS => drawn(len, |dest| super::bits(k, dest, rng)),
            _ => Err(ArgumentError::TooManyBits { k, width: MOST_BITS }.into()),
        }
    }
}
impl BigUnsigned for BigUint {}

/// The number that `draw` leaves in its limbs, which are wiped.
fn drawn<S>(
    len: usize,
    draw: impl FnOnce(&mut [u32]) -> Result<(), Error<S>>,
) -> Result<BigUint, Error<S>> {
    let mut limbs = memory::with_room(len)?;
    // `BigUint` takes its memory without asking. So it is asked for here, in whole digits of 64 bits, before anything is
    // drawn, and given back when it is wanted. A compiler may leave out memory that is not looked at.
    let digits = black_box(memory::with_room::<u32>(len.next_multiple_of(2))?);
    limbs.resize(len, 0);
    draw(&mut limbs)?;
    drop(digits);
    Ok(moved(&mut limbs))
}

/// The number of these limbs, which are wiped.
fn moved(limbs: &mut [u32]) -> BigUint {
    let number = BigUint::from_slice(limbs);
    super::wipe(limbs);
    number
}

#[cfg(test)]
mod tests {
    use num_bigint::BigUint;

    #[test]
    fn a_number_leaves_no_limbs_behind() {
        let mut limbs = [7, 9];
        assert_eq!(super::moved(&mut limbs), BigUint::from(9u64 << 32 | 7));
        assert_eq!(limbs, [0; 2]);
    }
}
