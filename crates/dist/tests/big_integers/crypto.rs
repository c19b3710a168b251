//! The integers of crypto-bigint, against those of num-bigint.

use crypto_bigint::{NonZero, U64, U256, U2048, Uint};
use num_bigint::BigUint;
use proptest::prelude::*;
use wellspring_dist::{ArgumentError, Error, Random};
use wellspring_entropy::{
    Error as SourceError, System,
    testing::{Failing, Replay},
};

use crate::script;

fn number<const LIMBS: usize>(n: &Uint<LIMBS>) -> BigUint {
    BigUint::from_bytes_le(
        &n.as_words().iter().flat_map(|word| word.to_le_bytes()).collect::<Vec<_>>(),
    )
}

proptest! {
    #[test]
    fn both_crates_draw_the_same_numbers(script in script(), high in 1u64.., k in 0u64..=2048) {
        let bound = U2048::from_u64(high).wrapping_shl(u32::try_from(k).unwrap()).wrapping_add(&U2048::ONE);
        let drawn = Replay::new(&script).below_big(&bound);
        prop_assert_eq!(number(&drawn), Replay::new(&script).below_big(&number(&bound)));
        let drawn: U2048 = Replay::new(&script).bits_big(k);
        prop_assert_eq!(number(&drawn), Replay::new(&script).bits_big::<BigUint>(k));
    }
}

#[test]
fn bounds_that_are_not_zero() {
    let three: NonZero<U256> = NonZero::new(U256::from_u8(3)).unwrap();
    assert!((0..100).all(|_| System.below_big(three.as_ref()) < three.get()));
    let zero = System.try_below_big(&U256::ZERO);
    assert_eq!(zero, Err(Error::Argument(ArgumentError::ZeroBound { max: None })));
    let wide = System.try_bits_big::<U64>(65);
    assert_eq!(wide, Err(Error::Argument(ArgumentError::TooManyBits { k: 65, width: 64 })));
    let failed = Failing::at_draw(1, System).try_bits_big::<U256>(256);
    assert_eq!(failed, Err(Error::Source(SourceError::INJECTED)));
}
