//! Exact uniformity by enumeration: every word that the source can give, for every bound.

#![allow(
    clippy::integer_division_remainder_used,
    reason = "the oracle divides, and has no secrets"
)]

extern crate std;
use std::{vec, vec::Vec};

use super::{Word, accepted, up_to};

/// How often each value comes out when every 8-bit word is drawn once; a rejected word counts for none.
fn counts(n: u16, draw: impl Fn(u8) -> Option<u8>) -> Vec<u32> {
    let mut counts = vec![0; usize::from(n)];
    for word in 0..=u8::MAX {
        if let Some(value) = draw(word) {
            counts[usize::from(value)] += 1;
        }
    }
    counts
}

/// One draw by the algorithm under test: `None` if it asks for a second word.
fn lemire<W: Word>(n: W, word: W) -> Option<W> {
    accepted(n, word, || Err(())).ok().map(|(_, high)| high)
}

fn is_exact(counts: &[u32]) -> bool {
    let each = u32::try_from(256 / counts.len()).unwrap();
    counts.iter().all(|&count| count == each)
}

#[test]
fn every_bound_over_8_bit_words_is_exact() {
    // All bounds from 1 to 256, the last of which is not a word of 8 bits itself.
    for max in 0..=u8::MAX {
        let bound = u16::from(max) + 1;
        let counts = counts(bound, |word| {
            let mut words = Some(word);
            up_to(max, || words.take().ok_or(())).ok()
        });
        assert!(is_exact(&counts), "bound {bound}: {counts:?}");
    }
}

#[test]
fn biased_variants_are_caught() {
    let powers_of_two = [1, 2, 4, 8, 16, 32, 64, 128];
    for n in 1..=u8::MAX {
        let modulo = counts(n.into(), |word| Some(word % n));
        let no_rejection = counts(n.into(), |word| Some(word.wide_mul(n).0));
        // Accepts the largest low word that must be rejected: low words are multiples of gcd(n, 256).
        let gcd = n & n.wrapping_neg();
        let off_by_one = counts(n.into(), |word| {
            let (high, low) = word.wide_mul(n);
            (low >= n.residue().saturating_sub(gcd)).then_some(high)
        });
        let exact = powers_of_two.contains(&n);
        for biased in [&modulo, &no_rejection, &off_by_one] {
            assert_eq!(is_exact(biased), exact, "bound {n}");
        }
    }
}

#[test]
fn powers_of_two_never_reject() {
    for n in (0..8).map(|k| 1u8 << k) {
        assert!((0..=u8::MAX).all(|word| lemire(n, word).is_some()), "bound {n}");
    }
}

#[test]
fn the_stream_of_accepted_words_goes_on_after_a_rejection() {
    // 3 * 0 = 0 has the low word 0 < 256 mod 3 = 1 and is rejected; 3 * 86 = 258 gives 1.
    let mut words = [0, 0, 0, 86].into_iter();
    assert_eq!(up_to(2u8, || words.next().ok_or(())), Ok(1));
    assert_eq!(words.next(), None);
}

#[test]
fn selected_bounds_over_16_bit_words_are_exact() {
    let around_powers = (0..16).flat_map(|k| [(1u16 << k).saturating_sub(1), 1 << k, (1 << k) | 1]);
    for n in around_powers.chain([6, 10, 52, 94, 1000, 10_007, 65_535]).filter(|&n| n != 0) {
        let mut counts = vec![0u32; usize::from(n)];
        for value in (0..=u16::MAX).filter_map(|word| lemire(n, word)) {
            counts[usize::from(value)] += 1;
        }
        let each = 65_536 / u32::from(n);
        assert!(counts.iter().all(|&count| count == each), "bound {n}");
    }
}

#[test]
fn wide_products_of_128_bits() {
    let big = u128::MAX;
    assert_eq!(big.wide_mul(big), (big - 1, 1));
    assert_eq!(big.wide_mul(1), (0, big));
    assert_eq!((1u128 << 127).wide_mul(6), (3, 0));
    // (2^64 + 3) * (2^64 + 5) = 2^128 + 8 * 2^64 + 15
    assert_eq!(((1u128 << 64) + 3).wide_mul((1 << 64) + 5), (1, (8 << 64) + 15));
    // (2^128 - 1)(2^127 + 1) = 2^255 + 2^128 - 2^127 - 1
    assert_eq!(big.wide_mul((1 << 127) + 1), ((1 << 127), (1 << 127) - 1));
}
