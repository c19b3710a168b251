//! Numbers, choices, shuffles and dice. The expected values come from programs of their own, which divide.
#![allow(
    clippy::cast_possible_truncation,
    clippy::cast_precision_loss,
    reason = "the expected values are computed by hand, exactly"
)]

use core::num::NonZero;

use wellspring_dist::{Dice, Random};
use wellspring_entropy::testing::Replay;

use crate::first;

const W32: u32 = 0x886A_3F24;
const W64: u64 = 0xD308_A385_886A_3F24;
const W128: u128 = 0x4473_7003_2E8A_1913_D308_A385_886A_3F24;

#[test]
fn below_takes_the_bytes_that_its_bound_needs() {
    let by_hand = ((u64::from(W32) * 10) >> 32) as u32;
    assert_eq!(by_hand, 5);
    assert_eq!(first(|r| r.below(10u8)), (5, 4));
    assert_eq!(first(|r| r.below(10u16)), (5, 4));
    assert_eq!(first(|r| r.below(10u32)), (5, 4));
    assert_eq!(first(|r| r.below(10u64)), (5, 4));
    assert_eq!(first(|r| r.below(10usize)), (5, 4));
    assert_eq!(first(|r| r.below(10u128)), (5, 4));
    assert_eq!(first(|r| r.below(1u64 << 32)), (W32.into(), 4));
    let large = 6_000_000_000u64;
    assert_eq!(
        first(|r| r.below(large)),
        (((u128::from(W64) * u128::from(large)) >> 64) as u64, 8)
    );
    assert_eq!(first(|r| r.below(1u128 << 64)), (W64.into(), 8));
    assert_eq!(first(|r| r.below(1u128 << 127)), (W128 >> 1, 16));
    assert_eq!(first(|r| r.below(1u128)), (0, 4));
}

#[test]
fn range_is_an_offset_from_its_start() {
    assert_eq!(first(|r| r.range(-5..5)), (0, 4));
    assert_eq!(first(|r| r.range(1..=6)), (4, 4));
    assert_eq!(first(|r| r.range(u8::MIN..=u8::MAX)), (0x88, 4));
    assert_eq!(first(|r| r.range(i8::MIN..=i8::MAX)), (0x88u8.wrapping_sub(128).cast_signed(), 4));
    assert_eq!(first(|r| r.range(u32::MIN..=u32::MAX)), (W32, 4));
    assert_eq!(first(|r| r.range(i32::MIN..=i32::MAX)), ((W32 ^ 1 << 31).cast_signed(), 4));
    assert_eq!(first(|r| r.range(u64::MIN..=u64::MAX)), (W64, 8));
    assert_eq!(first(|r| r.range(i64::MIN..=i64::MAX)), ((W64 ^ 1 << 63).cast_signed(), 8));
    assert_eq!(first(|r| r.range(u128::MIN..=u128::MAX)), (W128, 16));
    assert_eq!(first(|r| r.range(i128::MIN..=i128::MAX)), ((W128 ^ 1 << 127).cast_signed(), 16));
    assert_eq!(first(|r| r.range(isize::MIN..isize::MAX)).1, size_of::<isize>());
}

#[test]
fn bits_are_the_high_ones_of_the_word() {
    assert_eq!(first(|r| r.bits::<u64>(0)), (0, 0));
    assert_eq!(first(|r| r.bits::<u64>(1)), (1, 4));
    assert_eq!(first(|r| r.bits::<u64>(32)), (W32.into(), 4));
    assert_eq!(first(|r| r.bits::<u64>(33)), (W64 >> 31, 8));
    assert_eq!(first(|r| r.bits::<u64>(64)), (W64, 8));
    assert_eq!(first(|r| r.bits::<u128>(64)), (W64.into(), 8));
    assert_eq!(first(|r| r.bits::<u128>(65)), (W128 >> 63, 16));
    assert_eq!(first(|r| r.bits::<u128>(128)), (W128, 16));
}

#[test]
fn bools_and_floats() {
    assert_eq!(first(|r| r.bool()), (false, 1));
    assert_eq!((Replay::new(&[0x80]).bool(), Replay::new(&[0x7F]).bool()), (true, false));
    assert_eq!(first(|r| r.f64()), ((W64 >> 11) as f64 / 2f64.powi(53), 8));
    assert_eq!(first(|r| r.f32()), ((W32 >> 8) as f32 / 2f32.powi(24), 4));
    let zeros = |len: usize| Replay::repeating(if len == 0 { &[] } else { &[0] });
    assert_eq!((zeros(1).f64(), zeros(1).f32(), zeros(1).bool()), (0.0, 0.0, false));
    let mut ones = Replay::repeating(&[0xFF]);
    assert_eq!((ones.f64(), ones.f32()), (1.0 - 2f64.powi(-53), 1.0 - 2f32.powi(-24)));
}

#[test]
fn sequences() {
    let items: [u8; 8] = [0, 1, 2, 3, 4, 5, 6, 7];
    assert_eq!(first(|r| *r.choose(&items).unwrap()), (4, 4));
    assert_eq!(first(|r| r.choose::<u8>(&[])), (None, 0));
    for (n, index) in [(1, 0), (8, 4), (10, 5), (1000, 532)] {
        let mut items: Vec<u16> = (0..n).collect();
        assert_eq!(first(|r| r.choose_mut(&mut items).map(|item| *item)), (Some(index), 4));
    }
    assert_eq!(first(|r| r.choose_mut::<u8>(&mut []).is_none()), (true, 0));
    assert_eq!(
        first(|r| r.sample(&items, 3).into_iter().copied().collect::<Vec<_>>()),
        (vec![6, 4, 0], 8)
    );
    assert_eq!(
        first(|r| {
            let mut items = items;
            r.shuffle(&mut items);
            items
        }),
        ([5, 2, 1, 3, 7, 0, 4, 6], 8)
    );
    assert_eq!(first(|r| r.shuffle(&mut [1])), ((), 0));
    assert_eq!(
        first(|r| {
            let mut b = [0; 3];
            r.fill(&mut b);
            b
        }),
        ([0x24, 0x3F, 0x6A], 3)
    );
}

/// More steps and dice than a word holds. The expected values come from a program of its own, which divides.
#[test]
fn batches() {
    let mut deck: [u8; 52] = core::array::from_fn(|i| i as u8);
    let ((), used) = first(|r| r.shuffle(&mut deck));
    assert_eq!(
        deck,
        [
            51, 29, 24, 19, 39, 27, 13, 31, 33, 14, 26, 2, 5, 35, 46, 32, 38, 3, 36, 21, 30, 23,
            18, 4, 48, 16, 7, 15, 40, 6, 25, 34, 0, 12, 41, 28, 45, 20, 22, 47, 9, 11, 37, 49, 1,
            10, 50, 17, 43, 8, 44, 42
        ]
    );
    assert_eq!(used, 32);
    let dice = |r: &mut Replay<'static>| {
        let mut dice = vec![];
        Dice::new(NonZero::new(6).unwrap()).each(r, 20, |die| dice.push(die));
        dice
    };
    assert_eq!(first(dice), (vec![4, 5, 4, 0, 2, 0, 5, 2, 2, 2, 2, 4, 4, 5, 5, 2, 1, 2, 1, 3], 8));
}

/// Words whose product with the bound has a low half under `2^w mod n` are drawn again.
#[test]
fn rejected_words_are_drawn_again() {
    // 2^32 mod 3 = 1, so the word 0 alone is rejected.
    let mut source = Replay::new(&[0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF]);
    assert_eq!((source.below(3u32), source.remaining()), (2, 0));
    // 2^32 mod 6 = 4: 0 is rejected; 3 * 2^30 * 6 = 4.5 * 2^32 is not.
    let mut source = Replay::new(&[0, 0, 0, 0, 0, 0, 0, 0xC0]);
    assert_eq!((source.range(1..=6), source.remaining()), (5, 0));
    // The same at 64 and at 128 bits, with bounds that need them: 2^k + 1 leaves 2^w mod n = n - 1 or 1.
    let n = (1u64 << 32) + 1;
    let mut source = Replay::new(&[0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0x80]);
    assert_eq!((source.below(n), source.remaining()), (1 << 31, 0));
    let n = (1u128 << 64) + 1;
    let mut script = [0; 32];
    script[31] = 0x80;
    let mut source = Replay::new(&script);
    assert_eq!((source.below(n), source.remaining()), (1 << 63, 0));
}
