//! Value stability: the integers in ranges, in steps and of any size that come of given bytes. A change here is a
//! breaking change.
//!
//! The expected values come from a Python program of its own, which divides long integers.
#![allow(clippy::reversed_empty_ranges, reason = "with a negative step they go down")]
#![allow(clippy::indexing_slicing, clippy::unwrap_used, reason = "a test may stop where it stands")]

use core::{num::NonZero, time::Duration};

use wellspring_dist::{Discrete, Random};

use crate::{PI, first};

fn any<T: Discrete>() -> (T, usize) {
    first(|r| r.range::<T, _>(..))
}

#[test]
fn numbers_that_are_not_zero() {
    let is = |drawn: (NonZero<i128>, usize), value, used| {
        assert_eq!((drawn.0.get(), drawn.1), (value, used))
    };
    let non_zero = |n| NonZero::<i128>::new(n).unwrap();
    is(first(|r| r.range(non_zero(-5)..=non_zero(5))), 1, 4);
    is(any(), -79_154_293_726_400_090_027_321_436_601_392_152_797, 16);
    let wide = |(n, used): (NonZero<u64>, usize)| (n.get(), used);
    assert_eq!(wide(any()), (15_206_583_935_731_121_956, 8));
    assert_eq!(any::<NonZero<u8>>(), (NonZero::new(136).unwrap(), 4));
    assert_eq!(any::<NonZero<u16>>(), (NonZero::new(34_922).unwrap(), 4));
    assert_eq!(any::<NonZero<u32>>(), (NonZero::new(2_288_664_356).unwrap(), 4));
    let value = 90_986_889_734_069_141_704_365_867_114_491_952_932;
    assert_eq!(any::<NonZero<u128>>(), (NonZero::new(value).unwrap(), 16));
    assert_eq!(any::<NonZero<i8>>(), (NonZero::new(8).unwrap(), 4));
    assert_eq!(any::<NonZero<i16>>(), (NonZero::new(2154).unwrap(), 4));
    assert_eq!(any::<NonZero<i32>>(), (NonZero::new(141_180_708).unwrap(), 4));
    assert_eq!(any::<NonZero<i64>>(), (NonZero::new(5_983_211_898_876_346_148).unwrap(), 8));
}

#[test]
fn characters_and_durations() {
    assert_eq!(any::<char>(), ('\u{912CA}', 4));
    assert_eq!(first(|r| r.range('a'..='z')), ('n', 4));
    assert_eq!(first(|r| r.range('\u{D000}'..='\u{E7FF}')), ('\u{E086}', 4));
    assert_eq!(first(|r| r.range('\u{4E00}'..)), ('\u{9373A}', 4));
    let (second, day) = (Duration::from_secs(1), Duration::from_secs(86_400));
    assert_eq!(first(|r| r.range(..second)), (Duration::from_nanos(532_871_195), 4));
    assert_eq!(first(|r| r.range(second..=day)), (Duration::new(71_224, 64_634_790), 8));
    assert_eq!(any(), (Duration::new(4_932_409_175_868_840_211, 824_350_566), 16));
}

#[test]
fn steps() {
    assert_eq!(first(|r| r.range_step(0u8..=100, 2)), (54, 4));
    assert_eq!(first(|r| r.range_step(10..0, -3)), (4, 4));
    assert_eq!(first(|r| r.range_step(i8::MIN..=i8::MAX, 5)), (7, 4));
    let full = i64::MIN..=i64::MAX;
    assert_eq!(first(|r| r.range_step(full, 7)), (5_983_211_898_876_346_147, 8));
    let value = 249_295_477_186_869_321_759_008_740_317_276_258_455;
    assert_eq!(first(|r| r.range_step(u128::MAX..=0, -1000)), (value, 16));
    let value = -79_154_293_726_400_090_027_321_436_601_392_152_796;
    assert_eq!(first(|r| r.range_step(i128::MIN..=i128::MAX, 1)), (value, 16));
}

#[test]
fn bits_in_limbs() {
    let bits16 = |k| first(|r| filled(|dest: &mut [u16; 4]| r.fill_bits(k, dest)));
    assert_eq!(bits16(33), ([0x470B, 0xA611, 1, 0], 8));
    let bits32 = |k| first(|r| filled(|dest: &mut [u32; 3]| r.fill_bits(k, dest)));
    assert_eq!(bits32(70), ([0x886A_3F24, 0xD308_A385, 0xB], 12));
    let bits64 = |k| first(|r| filled(|dest: &mut [u64; 4]| r.fill_bits(k, dest)));
    assert_eq!(bits64(0), ([0; 4], 0));
    assert_eq!(bits64(1), ([1, 0, 0, 0], 4));
    assert_eq!(bits64(100), ([0xD308_A385_886A_3F24, 0x4_4737_0032, 0, 0], 16));
    let (low, high) = (0x4473_7003_2E8A_1913, 0xD031_9F29_2238_09A4);
    assert_eq!(bits64(252), ([0xD308_A385_886A_3F24, low, high, 0x0896_C4EE_C98F_A2E0], 32));
    // The bytes of the source themselves, and then one bit of a word.
    let mut bytes = [0xAA; 34];
    let ((), used) = first(|r| r.fill_bits(257, &mut bytes));
    assert_eq!((&bytes[..32], &bytes[32..], used), (&PI[..32], &[1, 0][..], 36));
}

fn filled<L: Default + Copy, const N: usize>(fill: impl FnOnce(&mut [L; N])) -> [L; N] {
    let mut limbs = [L::default(); N];
    fill(&mut limbs);
    limbs
}

#[test]
fn numbers_below_a_bound_in_limbs() {
    // The order of P-256: 32 bytes, which are the number's.
    let order =
        [0xFC63_2551, 0xF3B9_CAC2, 0xA717_9E84, 0xBCE6_FAAD, u32::MAX, u32::MAX, 0, u32::MAX];
    let (scalar, used) = first(|r| filled(|dest: &mut [u32; 8]| r.fill_below(&order, dest)));
    let bytes: Vec<u8> = scalar.iter().flat_map(|limb| limb.to_le_bytes()).collect();
    assert_eq!((&bytes[..], used), (&PI[..32], 32));

    // That of Ed25519's group, 2^252 + 27742317777372353535851937790883648493.
    let order = [0x5812_631A_5CF5_D3ED, 0x14DE_F9DE_A2F7_9CD6, 0, 1 << 60];
    let (scalar, used) = first(|r| filled(|dest: &mut [u64; 4]| r.fill_below(&order, dest)));
    let (low, high) = (0x4473_7003_2E8A_1913, 0xD031_9F29_2238_09A4);
    assert_eq!((scalar, used), ([0xD308_A385_886A_3F24, low, high, 0x0E62_1284_731F_45C1], 36));

    let two = |bound: [u64; 2]| first(|r| filled(|dest: &mut [u64; 2]| r.fill_below(&bound, dest)));
    assert_eq!(two([1, 1]), ([0x4473_7003_A611_470B, 0], 16));
    assert_eq!(two([0, 1 << 36]), ([0xD308_A385_886A_3F24, 0x4_4737_0032], 16));
    assert_eq!(two([10_000_000_000_000_000_000, 0]), ([8_243_505_669_601_427_379, 0], 8));
    assert_eq!(two([1000, 0]), ([532, 0], 4));
}

#[cfg(feature = "num_bigint")]
#[test]
fn long_integers() {
    use num_bigint::BigUint;

    let googol = BigUint::from(10u8).pow(100);
    let (number, used) = first(|r| r.below_big(&googol));
    let digits = "42207200567215725492512467646951516084378551187806577125743985053481550537841644381\
                  05356358124191524";
    assert_eq!((number, used), (digits.parse().unwrap(), 48));
    let (number, used) = first(|r| r.bits_big::<BigUint>(256));
    assert_eq!((number, used), (BigUint::from_bytes_le(&PI[..32]), 32));
}

#[cfg(feature = "crypto_bigint")]
#[test]
fn fixed_integers() {
    use crypto_bigint::U256;

    let order = "1000000000000000000000000000000014DEF9DEA2F79CD65812631A5CF5D3ED";
    let number = "0E621284731F45C1D0319F29223809A4447370032E8A1913D308A385886A3F24";
    let drawn = first(|r| r.below_big(&U256::from_be_hex(order)));
    assert_eq!(drawn, (U256::from_be_hex(number), 36));
    assert_eq!(first(|r| r.bits_big::<U256>(256)), (U256::from_le_slice(&PI[..32]), 32));
}
