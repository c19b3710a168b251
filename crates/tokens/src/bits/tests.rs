extern crate std;

use std::{format, string::ToString, vec::Vec};

use num_bigint::BigUint;

use super::{Bits, Gate, upper_square};

#[test]
fn powers_of_two_are_exact() {
    for bits in 0..128 {
        assert_eq!(Bits::of_count(1 << bits), Bits::new(bits));
        assert!(bits == 0 || Bits::of_count((1 << bits) - 1) < Bits::new(bits));
    }
    for limbs in 1..50 {
        let mut count = [0; 50];
        count[limbs] = 1 << 7;
        let bits = u32::try_from(64 * limbs + 7).unwrap();
        assert_eq!(Bits::of_limbs(&count), Bits::new(bits));
        count[limbs - 1] = 1 << 63;
        assert!(Bits::of_limbs(&count) > Bits::new(bits));
        count[limbs] -= 1;
        assert!(Bits::of_limbs(&count) < Bits::new(bits));
    }
    assert_eq!(Bits::of_text(64, 43), Bits::new(258));
    assert_eq!(Bits::of_text(u32::MAX, usize::MAX).units, u64::MAX);
}

/// Never above, and by less than 2^-32 below what a float says.
#[test]
fn rounds_down_and_not_far() {
    for count in (1..5000u128).chain([999_999, 1_000_000, u128::MAX, u128::MAX >> 1, 3 << 100]) {
        let (ours, float) = (Bits::of_count(count), libm_log2(count));
        assert!((ours.as_f64() - float).abs() < 3e-10, "{count}: {ours:?}");
        let low = u64::try_from(count & u128::from(u64::MAX)).unwrap();
        let limbs = [low, u64::try_from(count >> 64).unwrap(), 0];
        assert_eq!(Bits::of_limbs(&limbs), ours);
    }
    assert_eq!((Bits::of_count(0), Bits::of_limbs(&[]), Bits::of_text(1, 9)), Default::default());
}

#[allow(clippy::cast_precision_loss, reason = "a reference to twelve digits")]
fn libm_log2(count: u128) -> f64 {
    (count as f64).log2()
}

/// 62^20 = 704423425546998022968330264616370176
#[test]
fn a_text_is_as_strong_as_the_count_of_its_kind() {
    assert_eq!(
        Bits::of_text(62, 20),
        Bits::of_count(704_423_425_546_998_022_968_330_264_616_370_176)
    );
    assert_eq!(Bits::of_text(10, 6), Bits::of_count(1_000_000));
}

#[test]
fn squares() {
    for x in interesting() {
        let square = BigUint::from(x).pow(2) >> 128u32;
        assert_eq!(BigUint::from(upper_square(x)), square, "{x:#x}");
    }
    // The control: without the carry of the lower half, some differ.
    let no_carry = |x: u128| {
        let (high, low) = (x >> 64, x & u128::from(u64::MAX));
        BigUint::from(high * high + ((high * low) >> 63))
    };
    assert!(interesting().any(|x| no_carry(x) != BigUint::from(x).pow(2) >> 128u32));
}

/// Values at the edges of their halves, and some in between.
fn interesting() -> impl Iterator<Item = u128> {
    let edges = (0..128).flat_map(|bit| [1 << bit, (1 << bit) - 1, !(1 << bit), u128::MAX << bit]);
    let mut x = 0x9E37_79B9_7F4A_7C15_F39C_C060_5CED_C834u128;
    edges.chain((0..2000).map(move |_| {
        x = x.wrapping_mul(0x2360_ED05_1FC6_5DA4_4385_DF64_9FCC_F645).rotate_left(29) ^ 1;
        x
    }))
}

/// The logarithm in units by the same squarings, with 600 digits behind the point in place of 127.
fn oracle(count: &BigUint) -> u64 {
    const DIGITS: u64 = 600;
    let exponent = count.bits() - 1;
    let mut x = (count << DIGITS) >> exponent;
    (0..32).fold(exponent, |log, _| {
        x = x.pow(2) >> DIGITS;
        let two = x.bits() - 1 - DIGITS;
        x >>= two;
        log << 1 | two
    })
}

#[test]
fn counts_of_any_size() {
    for x in interesting().filter(|x| *x > 0) {
        assert_eq!(Bits::of_count(x).units, oracle(&x.into()), "{x:#x}");
    }
    let words: Vec<u64> = interesting().map(|x| u64::try_from(x >> 64).unwrap()).collect();
    for limbs in words.windows(5).flat_map(|five| (0..5).map(|from| &five[from..])) {
        let halves = limbs.iter().rev();
        let count =
            halves.fold(BigUint::ZERO, |count, limb| (count << 64u32) + BigUint::from(*limb));
        if count > BigUint::ZERO {
            assert_eq!(Bits::of_limbs(limbs).units, oracle(&count), "{count:#x}");
        }
    }
}

#[test]
fn gates_open_at_their_minimum() {
    for (gate, bits) in [
        (Gate::ASVS_SESSION, 128),
        (Gate::ASVS_LOOKUP_SECRET, 20),
        (Gate::ASVS_LOOKUP_SECRET_OR_SIX_DIGITS, 20),
        (Gate::ASVS_PLAIN_HASH, 112),
        (Gate::ASVS_UNGUESSABLE, 128),
        (Gate::NIST_SESSION, 64),
        (Gate::NIST_LOOKUP_SECRET, 20),
        (Gate::NIST_LOOKUP_SECRET_OR_SIX_DIGITS, 20),
        (Gate::NIST_PLAIN_HASH, 112),
        (Gate::NIST_UNLIMITED_ATTEMPTS, 64),
        (Gate::NIST_RECOVERY_CODE, 64),
        (Gate::RFC_4226_SECRET, 128),
        (Gate::RFC_6749_TOKEN, 128),
    ] {
        let minimum = Bits::new(bits);
        assert_eq!(gate.minimum(), minimum);
        assert_eq!(minimum.require(gate), Ok(()));
        let below = Bits { units: minimum.units - 1 };
        let weak = below.require(gate).unwrap_err();
        assert_eq!((weak.bits(), weak.gate()), (below, gate));
        assert!(!below.satisfies(gate));
        let message = format!(
            "the strength is {}.9 bits, {} asks for {bits} for {}",
            bits - 1,
            gate.section(),
            gate.purpose()
        );
        assert_eq!(weak.to_string(), message);
    }
}

#[test]
fn gates_name_the_section_that_asks() {
    for (gate, section) in [
        (Gate::NIST_LOOKUP_SECRET, "NIST SP 800-63B revision 3, 5.1.2.1"),
        (Gate::NIST_LOOKUP_SECRET_OR_SIX_DIGITS, "NIST SP 800-63B-4, 3.1.2.1"),
        (Gate::NIST_PLAIN_HASH, "NIST SP 800-63B-4, 3.1.2.2"),
    ] {
        assert_eq!(gate.section(), section);
    }
}

/// Six digits pass where they are named, and nothing else below 20 bits does.
#[test]
fn six_digits_are_an_exception_and_no_lower_limit() {
    let six_digits = Bits::of_text(10, 6);
    for (strict, excepting) in [
        (Gate::ASVS_LOOKUP_SECRET, Gate::ASVS_LOOKUP_SECRET_OR_SIX_DIGITS),
        (Gate::NIST_LOOKUP_SECRET, Gate::NIST_LOOKUP_SECRET_OR_SIX_DIGITS),
    ] {
        assert!(!six_digits.satisfies(strict) && six_digits.satisfies(excepting));
        for count in [10_000, 999_999, 1_000_001, (1 << 20) - 1] {
            assert!(!Bits::of_count(count).satisfies(excepting), "{count}");
        }
    }
    assert!(!six_digits.satisfies(Gate::NIST_SESSION));
    // Twice three digits are rounded twice, and are not what is named.
    let in_halves = Bits::of_text(10, 3).plus(Bits::of_text(10, 3));
    assert_eq!(in_halves.units, six_digits.units - 1);
    assert!(!in_halves.satisfies(Gate::ASVS_LOOKUP_SECRET_OR_SIX_DIGITS));
}

/// Guessing in order, against every secret of a few: `(n + 1) / 2` on average.
#[test]
fn guesses() {
    for n in 1..2000u128 {
        let all: u128 = (1..=n).sum();
        assert_eq!(2 * all, n * (n + 1));
        // Twice the mean.
        let (ours, twice) = (Bits::of_count(n).expected_guesses(), Bits::of_count(n + 1));
        assert!(ours.plus(Bits::new(1)) <= twice || n == 1, "{n}");
        assert!(twice.as_f64() - 1.0 - ours.as_f64() <= 1.45 / libm_count(n), "{n}");
    }
    assert_eq!(Bits::ZERO.expected_guesses(), Bits::ZERO);
}

/// The bound against the true probability, `1 - n!/(n-k)!/n^k`, in whole numbers.
#[test]
fn collisions_are_at_most_as_likely_as_the_bound_says() {
    for n in [2u64, 16, 365, 1000, 1 << 12] {
        let bits = Bits::of_count(n.into());
        for k in 0..40.min(n) {
            let all = BigUint::from(n).pow(u32::try_from(k).unwrap());
            let distinct: BigUint = (0..k).map(|taken| BigUint::from(n - taken)).product();
            let bound = bits.collision_bound(k);
            // 2^-bound, rounded up to whole bits: probability * 2^floor(bound) <= 1.
            let colliding = &all - distinct;
            if k < 2 {
                assert_eq!(bound.units, u64::MAX);
                assert_eq!(colliding, BigUint::ZERO);
            } else {
                assert!(colliding << bound.floor() <= all, "{n} {k}");
            }
        }
    }
    // Two of 2^30: exactly the bound.
    assert_eq!(Bits::new(30).collision_bound(2), Bits::new(30));
    assert_eq!(Bits::new(30).collision_bound(u64::MAX), Bits::ZERO);
}

/// To the last unit: the logarithm of the number of pairs, rounded up, off the strength.
#[test]
fn the_bound_is_rounded_to_the_safe_side() {
    let strength = Bits::new(128);
    let spread = (0..64u32).map(|shift| u64::MAX >> shift);
    for ids in (2..200).chain(spread.filter(|ids| *ids > 1)) {
        let pairs = (BigUint::from(ids) * (ids - 1)) >> 1u32;
        // The logarithm is no whole number of units but for powers of two.
        let up = oracle(&pairs) + u64::from(pairs.count_ones() > 1);
        assert_eq!(strength.collision_bound(ids).units, strength.units - up, "{ids}");
    }
}

#[test]
fn the_most_identifiers_within_a_bound() {
    for bits in [Bits::ZERO, Bits::new(1), Bits::of_count(1_000_000), Bits::new(64), Bits::new(122)]
    {
        for bound in [0, 1, 10, 20, 40, 64].map(Bits::new) {
            let ids = bits.ids_within(bound);
            assert!(bits.collision_bound(ids) >= bound && ids >= 1);
            assert!(ids == u64::MAX || bits.collision_bound(ids + 1) < bound, "{bits} {bound}");
        }
    }
    // All that a u64 counts, of 2^128: just within 1 in 2.
    assert_eq!(Bits::new(128).ids_within(Bits::new(1)), u64::MAX);
}

#[allow(clippy::cast_precision_loss, reason = "small")]
fn libm_count(count: u128) -> f64 {
    count as f64
}
