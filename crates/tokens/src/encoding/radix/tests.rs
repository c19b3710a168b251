#![allow(clippy::integer_division_remainder_used, reason = "the reference")]

use num_bigint::BigUint;

use super::{Divisor, eight_digits, encoded_len, ratio, room, whole_bytes};

fn lengths<const BASE: u64>() {
    let (mut texts, mut strings, mut bytes) = (BigUint::from(1u8), BigUint::from(1u8), 0);
    for digits in 0..3000 {
        // The least number of bytes for all texts of so many digits.
        while strings < texts {
            strings <<= 8;
            bytes += 1;
        }
        assert!((bytes..=digits).contains(&room::<BASE>(digits)), "{digits}");
        let whole = whole_bytes::<BASE>(digits);
        assert!(encoded_len::<BASE>(whole) <= digits && encoded_len::<BASE>(whole + 1) > digits);
        texts *= BASE;
    }
}

#[test]
fn the_room_is_enough_and_never_more_than_the_digits_leave() {
    lengths::<58>();
    lengths::<62>();
}

/// Bits of the ratio that are computed here, and of the numbers that it is computed with.
const EXACT: u32 = 256;
const WORKING: u32 = 1200;

/// The first bits of `log(256) / log(BASE) - 1`, by squaring: a bit is 1 where the square of `BASE^x` is above `BASE`. Each
/// squaring doubles what the ones before have cut off, which stays far below the last bit of `WORKING`.
fn exact_ratio(base: u64) -> BigUint {
    let base = BigUint::from(base) << WORKING;
    let mut power = (BigUint::from(256u16) << (2 * WORKING)) / &base;
    let mut ratio = BigUint::ZERO;
    for _ in 0..EXACT {
        power = (&power * &power) >> WORKING;
        ratio <<= 1;
        if power >= base {
            power = (power << WORKING) / &base;
            ratio += 1u8;
        }
    }
    ratio
}

/// The denominators of the convergents of a fraction: the numbers of bytes whose digits are nearest to a whole number.
fn denominators(ratio: &BigUint) -> impl Iterator<Item = u64> + Clone {
    let (mut top, mut bottom) = (ratio.clone(), BigUint::from(1u8) << EXACT);
    let (mut before, mut last) = (BigUint::from(1u8), BigUint::ZERO);
    core::iter::from_fn(move || {
        let quotient = &top / &bottom;
        (before, last) = (last.clone(), &before + &quotient * &last);
        (top, bottom) = (bottom.clone(), &top - quotient * &bottom);
        u64::try_from(&last).ok()
    })
}

fn large_lengths<const BASE: u64>() {
    let exact = exact_ratio(BASE);
    assert_eq!(BigUint::from(ratio(BASE)), (&exact >> (EXACT - 128)) + 1u8);
    let nearest = denominators(&exact);
    assert!(nearest.clone().count() > 30);
    let multiples = nearest.flat_map(|n| (1..=8).map_while(move |by| n.checked_mul(by)));
    let edges = (0..64).flat_map(|bit| [u64::MAX >> bit, 1 << bit]);
    let some = (1..1000u64).map(|i| i.wrapping_mul(0x9E37_79B9_7F4A_7C15));
    for n in multiples.chain(edges).chain(some).flat_map(|n| [n - 1, n, n.saturating_add(1)]) {
        let Ok(bytes) = usize::try_from(n) else { continue };
        let digits = ((n * &exact) >> EXACT) + n + u8::from(n > 0);
        let digits = usize::try_from(digits).unwrap_or(usize::MAX);
        assert_eq!(encoded_len::<BASE>(bytes), digits, "{n}");
        if digits < usize::MAX {
            assert_eq!(whole_bytes::<BASE>(digits), bytes);
        }
    }
}

#[test]
fn lengths_are_exact_for_all_the_bytes_there_are() {
    large_lengths::<58>();
    large_lengths::<62>();
}

/// The control: 2^-64 is not exact enough for the ratio, which the convergents tell.
#[test]
fn a_ratio_of_64_bits_is_not_exact() {
    let exact = exact_ratio(58);
    let rounded = (&exact >> (EXACT - 64)) + 1u8;
    let differs = |n: &u64| (*n * &exact) >> EXACT != (*n * &rounded) >> 64;
    assert!(denominators(&exact).filter(differs).count() > 5);
}

fn quotients<const N: u32>(divisor: u64) {
    let reciprocal = Divisor::<N>::new(divisor);
    let most = (1 << N) - 1;
    let edges = (0..N).flat_map(|bit| [1 << bit, (1 << bit) - 1]);
    // Where the quotient goes up, and the places of the reciprocal's own rounding.
    let multiples = (0..N).map(|bit| divisor << bit).take_while(|x| *x <= most);
    let last = most - most % divisor;
    for x in edges.chain(multiples).chain([last, most]).flat_map(|x| [x.saturating_sub(1), x]) {
        assert_eq!(reciprocal.divide(x), (x / divisor, x % divisor), "{x} / {divisor}");
    }
}

#[test]
fn reciprocals_divide() {
    for base in [58u64, 62] {
        quotients::<62>(base.pow(5));
        quotients::<30>(base);
        let reciprocal = Divisor::<30>::new(base);
        for x in (0..1 << 30).step_by(9973) {
            assert_eq!(reciprocal.divide(x), (x / base, x % base));
        }
    }
}

/// The control: a reciprocal that is one less is not enough.
#[test]
fn a_smaller_reciprocal_does_not() {
    let base = Divisor::<30>::new(58);
    let smaller = Divisor::<30> { reciprocal: base.reciprocal - 1, ..base };
    assert_ne!(smaller.divide(58 << 20), (1 << 20, 0));
}

fn digits<const BASE: u64>() {
    for seed in 0..1000u64 {
        let lanes = (seed.wrapping_mul(0x9E37_79B9_7F4A_7C15)).to_le_bytes();
        let lanes = lanes.map(|byte| u8::try_from(u64::from(byte) % BASE).unwrap());
        let number = lanes.iter().fold(0, |number, digit| number * BASE + u64::from(*digit));
        assert_eq!(eight_digits::<BASE>(u64::from_le_bytes(lanes)), number);
    }
    // No digits at all: something, but no overflow.
    assert!(eight_digits::<BASE>(u64::MAX) < 1 << 48);
}

#[test]
fn eight_at_once() {
    digits::<58>();
    digits::<62>();
}
