//! Properties for arbitrary arguments and arbitrary bytes.
#![cfg(feature = "alloc")]
#![allow(
    clippy::cast_possible_truncation,
    clippy::cast_precision_loss,
    clippy::cast_sign_loss,
    reason = "a share of a small number"
)]

use std::collections::HashSet;

use proptest::{collection::vec, prelude::*};
use wellspring_dist::Random;
use wellspring_entropy::testing::Replay;

/// Sources of arbitrary bytes, which end in 64 fixed words without a pattern: whatever the bound, at most
/// half of all words are rejected, and no bound rejects all of these.
fn script() -> impl Strategy<Value = Vec<u8>> {
    vec(any::<u8>(), 0..256).prop_map(|mut bytes| {
        let mut word = 1u64;
        for _ in 0..64 {
            word = word.wrapping_mul(0x5851_F42D_4C95_7F2D).wrapping_add(0x1405_7B7E_F767_814F);
            bytes.extend((word ^ word >> 29).to_le_bytes());
        }
        bytes
    })
}

macro_rules! integers {
    ($($name:ident: $int:ty;)+) => {$(
        proptest! {
            #[test]
            fn $name(script in script(), a: $int, b: $int) {
                let (low, high) = (a.min(b), a.max(b));
                let (mut plain, mut fallible) = (Replay::repeating(&script), Replay::repeating(&script));
                let drawn = plain.range(low..=high);
                prop_assert!((low..=high).contains(&drawn));
                prop_assert_eq!(fallible.try_range(low..=high), Ok(drawn));
                if low < high {
                    let drawn = plain.range(low..high);
                    prop_assert!((low..high).contains(&drawn));
                    prop_assert_eq!(fallible.try_range(low..high), Ok(drawn));
                }
                prop_assert_eq!(plain.remaining(), fallible.remaining());
            }
        }
    )+};
}

integers! {
    range_u8: u8; range_u16: u16; range_u32: u32; range_u64: u64; range_u128: u128; range_usize: usize;
    range_i8: i8; range_i16: i16; range_i32: i32; range_i64: i64; range_i128: i128; range_isize: isize;
}

proptest! {
    #[test]
    fn below_is_a_range_from_0(script in script(), n in 1u128..) {
        let (mut a, mut b) = (Replay::repeating(&script), Replay::repeating(&script));
        prop_assert_eq!(a.below(n), b.range(0..n));
        let (mut a, mut b) = (Replay::repeating(&script), Replay::repeating(&script));
        if let Ok(narrow) = u64::try_from(n >> 64) {
            let narrow = narrow.max(1);
            prop_assert_eq!(u128::from(a.below(narrow)), b.below(u128::from(narrow)));
        }
    }

    #[test]
    fn shuffle_permutes(script in script(), items: Vec<u16>) {
        let (mut plain, mut fallible) = (Replay::repeating(&script), Replay::repeating(&script));
        let (mut a, mut b) = (items.clone(), items.clone());
        plain.shuffle(&mut a);
        prop_assert_eq!(fallible.try_shuffle(&mut b), Ok(()));
        prop_assert_eq!(&a, &b);
        let (mut a, mut items) = (a, items);
        a.sort_unstable();
        items.sort_unstable();
        prop_assert_eq!(a, items);
    }

    #[test]
    fn sample_takes_each_place_once(script in script(), n in 0usize..5000, share in 0.0f64..=1.0) {
        let places: Vec<usize> = (0..n).collect();
        let k = (n as f64 * share) as usize;
        let sample = Replay::repeating(&script).sample(&places, k);
        prop_assert_eq!(sample.len(), k);
        prop_assert_eq!(sample.iter().collect::<HashSet<_>>().len(), k);
        prop_assert_eq!(Replay::repeating(&script).try_sample(&places, k).unwrap(), sample);
    }

    #[test]
    fn the_rest_agrees_with_its_twin(script in script(), k in 0u32..=128, items: Vec<u8>) {
        let twins = || (Replay::repeating(&script), Replay::repeating(&script));
        let (mut a, mut b) = twins();
        prop_assert_eq!(Ok(a.bits::<u128>(k)), b.try_bits::<u128>(k));
        prop_assert_eq!(Ok(a.bits::<u64>(k >> 1)), b.try_bits::<u64>(k >> 1));
        prop_assert_eq!(Ok(a.bool()), b.try_bool());
        prop_assert_eq!(Ok(a.f64()), b.try_f64());
        prop_assert_eq!(Ok(a.f32()), b.try_f32());
        prop_assert_eq!(Ok(a.choose(&items)), b.try_choose(&items));
        let (mut left, mut right) = (vec![0; items.len()], vec![1; items.len()]);
        a.fill(&mut left);
        prop_assert_eq!(b.try_fill(&mut right), Ok(()));
        prop_assert_eq!(left, right);
        prop_assert_eq!(a.remaining(), b.remaining());
    }
}
