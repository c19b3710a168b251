//! `below`, `range` and `range_step` against a model in long integers, which draws from the same bytes.
#![cfg(feature = "num_bigint")]
#![allow(
    clippy::indexing_slicing,
    clippy::unwrap_used,
    clippy::integer_division_remainder_used,
    reason = "the oracle divides, has no secrets and may stop where it stands"
)]

use num_bigint::{BigInt, BigUint};
use proptest::{collection::vec, prelude::*};
use wellspring_dist::Random;
use wellspring_entropy::testing::Replay;

/// Arbitrary bytes, and then words that no bound rejects.
fn script() -> impl Strategy<Value = Vec<u8>> {
    vec(any::<u8>(), 0..128).prop_map(|mut bytes| {
        bytes.resize(bytes.len().next_multiple_of(16), 0);
        bytes.extend([0xFF; 16]);
        bytes
    })
}

/// Lemire's method for `count` numbers, as its definition says, and how many bytes are left.
fn model(count: &BigUint, script: &[u8]) -> (BigUint, usize) {
    let width = match count.bits() - u64::from(count.count_ones() == 1) {
        0..=32 => 4,
        33..=64 => 8,
        _ => 16,
    };
    let two_to_the_width = BigUint::from(1u8) << (8 * width);
    let mut words = script.chunks(width);
    loop {
        let product = BigUint::from_bytes_le(words.next().unwrap()) * count;
        if &product % &two_to_the_width >= &two_to_the_width % count {
            return (product / two_to_the_width, words.map(<[u8]>::len).sum());
        }
    }
}

macro_rules! integers {
    ($($name:ident: $int:ty;)+) => {$(
        proptest! {
            #[test]
            fn $name(script in script(), a: $int, b: $int, narrow in 0u32..128, step: i128) {
                // Every width of range, not only those of arbitrary ends.
                let b = a.wrapping_add(b.wrapping_shr(narrow));
                let (low, high) = (a.min(b), a.max(b));
                let count = (BigInt::from(high) - low + 1u8).magnitude().clone();
                let (offset, left) = model(&count, &script);
                let mut source = Replay::new(&script);
                prop_assert_eq!(BigInt::from(source.range(low..=high)), BigInt::from(offset) + low);
                prop_assert_eq!(source.remaining(), left);

                let step = step >> narrow;
                if step != 0 {
                    let (start, end) = if step > 0 { (low, high) } else { (high, low) };
                    let count = (BigInt::from(end) - start) / step + 1u8;
                    let (index, left) = model(count.magnitude(), &script);
                    let mut source = Replay::new(&script);
                    let drawn = source.range_step(start..=end, step);
                    prop_assert_eq!(BigInt::from(drawn), BigInt::from(index) * step + start);
                    prop_assert_eq!(source.remaining(), left);
                }
            }
        }
    )+};
}

integers! {
    u8_as_modelled: u8; u16_as_modelled: u16; u32_as_modelled: u32; u64_as_modelled: u64; u128_as_modelled: u128;
    usize_as_modelled: usize; i8_as_modelled: i8; i16_as_modelled: i16; i32_as_modelled: i32; i64_as_modelled: i64;
    i128_as_modelled: i128; isize_as_modelled: isize;
}

proptest! {
    #[test]
    fn below_as_modelled(script in script(), n in 1u128.., narrow in 0u32..128) {
        let n = (n >> narrow).max(1);
        let (number, left) = model(&n.into(), &script);
        let mut source = Replay::new(&script);
        prop_assert_eq!(BigUint::from(source.below(n)), number);
        prop_assert_eq!(source.remaining(), left);
    }
}
