//! Exact uniformity by enumeration: every sequence of words that the source can give, and every order of the items.

#![allow(
    clippy::integer_division_remainder_used,
    reason = "the oracle divides, and has no secrets"
)]

extern crate std;
use std::{collections::BTreeMap, vec, vec::Vec};

use wellspring_entropy::testing::{Counting, Replay};

use super::{FITS, Fits, LIMIT, Length, Run, Runs, Word, follow, roll, steps};

/// All sequences of `len` words below `2^width`.
fn sequences(len: usize, width: u32) -> impl Iterator<Item = Vec<usize>> {
    let len = u32::try_from(len).unwrap();
    (0..1usize << (width * len))
        .map(move |all| (0..len).map(|i| all >> (width * i) & ((1 << width) - 1)).collect())
}

/// The order in which `k` steps leave the last of `n` items with these words, or `None` if one is rejected.
fn order<W: Word + Length>(n: usize, k: usize, fits: &Fits, words: &[usize]) -> Option<Vec<usize>> {
    let mut words = words.iter();
    let mut items: Vec<usize> = (0..n).collect();
    let draw = || words.next().map(|&word| W::from_u64(word.to_u64())).ok_or(());
    let swap = |i, j| items.swap(usize::from_u64(i), usize::from_u64(j));
    follow(Runs::new(n.to_u64(), k, fits), draw, swap).ok()?;
    Some(items.split_off(n - k))
}

/// The negative control: the same steps, without looking whether the words may be used.
fn unchecked<W: Word + Length>(n: usize, k: usize, fits: &Fits, words: &[usize]) -> Vec<usize> {
    let mut items: Vec<usize> = (0..n).collect();
    for ((faces, _), &word) in each_word(n, k, fits).zip(words) {
        let mut word = W::from_u64(word.to_u64());
        for faces in faces {
            let die = roll(&mut word, W::from_u64(faces.to_u64())).to_u64();
            items.swap(faces - 1, usize::from_u64(die));
        }
    }
    items.split_off(n - k)
}

/// The faces of the dice that share a word, and their product, for each word.
fn each_word(n: usize, k: usize, fits: &Fits) -> impl Iterator<Item = (Vec<usize>, u128)> {
    let words = |run: Run| {
        (0..run.words).map(move |word| {
            let n = usize::from_u64(run.n) - word * run.dice;
            let faces: Vec<usize> = (0..run.dice).map(|die| n - die).collect();
            let product = faces.iter().map(|&faces| faces as u128).product();
            (faces, product)
        })
    };
    Runs::new(n.to_u64(), k, fits).flat_map(words)
}

/// Whether each of the `n! / (n - k)!` ordered samples comes, and all equally often.
fn is_exact(n: usize, k: usize, orders: impl Iterator<Item = Vec<usize>>) -> bool {
    let mut counts = BTreeMap::new();
    orders.for_each(|order| *counts.entry(order).or_insert(0u32) += 1);
    let first = counts.values().next().copied();
    counts.len() == (n - k + 1..=n).product::<usize>()
        && counts.values().all(|&count| Some(count) == first)
}

fn check<W: Word + Length>(width: u32, n: usize, k: usize, limit: u64, words: usize) {
    let fits = &Fits::new(limit);
    assert_eq!(Runs::new(n.to_u64(), k, fits).words(), words, "{k} of {n}");
    let all = || sequences(words, width);
    let orders = all().filter_map(|words| order::<W>(n, k, fits, &words));
    assert!(is_exact(n, k, orders), "{k} of {n}, {limit}");
    let biased = is_exact(n, k, all().map(|words| unchecked::<W>(n, k, fits, &words)));
    let powers_of_two = each_word(n, k, fits).all(|(_, product)| product.is_power_of_two());
    assert_eq!(biased, powers_of_two, "the control of {k} of {n}, {limit}");
}

#[test]
fn every_order_over_8_bit_words_is_exact_and_biased_without_rejection() {
    // n = 5 has 120 orders, which fit one word; tighter limits take two.
    for (n, limit, words) in
        [(2, 255, 1), (3, 255, 1), (4, 255, 1), (5, 255, 1), (5, 32, 2), (6, 255, 2), (6, 64, 2)]
    {
        check::<u8>(8, n, n - 1, limit, words);
    }
    // With a limit below the first die there is one die to a word.
    check::<u8>(8, 3, 2, 1, 2);
    check::<u8>(8, 200, 1, 1, 1);
}

#[test]
fn every_order_over_16_bit_words_is_exact_and_biased_without_rejection() {
    for n in 2..=7 {
        check::<u16>(16, n, n - 1, 65_535, 1);
    }
}

#[test]
fn every_sample_is_exact_and_biased_without_rejection() {
    for (n, k) in [(5, 1), (5, 2), (5, 3), (5, 5), (7, 2), (10, 2), (15, 2)] {
        check::<u8>(8, n, k, 255, 1);
    }
    check::<u16>(16, 20, 3, 65_535, 1);
    check::<u16>(16, 40, 3, 65_535, 1);
}

/// The runs of the real words, against an oracle that multiplies.
#[test]
fn each_word_is_filled_as_far_as_it_goes() {
    let all = (1..300).map(|n| (n, n - 1)).chain((1..60).map(|k| (60, k)));
    let large = (29..32).flat_map(|bits| {
        let power = 1usize << bits;
        [power - 1, power, power + 1, power + 2].map(|n| (n, 90))
    });
    for (n, k) in all.chain(large).chain([(1000, 999), (usize::MAX >> 5, 90), (usize::MAX, 3)]) {
        let limit = u128::from(LIMIT);
        let mut left = n;
        for (faces, product) in each_word(n, k, &FITS) {
            assert!(faces.len() == 1 || product <= limit, "{k} of {n}");
            assert_eq!(faces[0], left);
            left -= faces.len();
            assert!(left == n - k || product * left as u128 > limit, "{k} of {n}");
        }
        assert_eq!(left, n - k);
    }
}

#[test]
fn one_shuffle_costs_what_it_needs() {
    for (n, draws, bytes) in [(0, 0, 0), (1, 0, 0), (2, 1, 8), (19, 1, 8), (20, 1, 16), (52, 1, 32)]
        .into_iter()
        .chain([(200, 1, 184), (1000, 5, 152 * 8)])
    {
        // The greatest word is never rejected.
        let script = vec![0xFF; bytes];
        let mut source = Counting::new(Replay::new(&script));
        let mut items: Vec<usize> = (0..n).collect();
        let k = n.saturating_sub(1);
        assert_eq!(steps(n, k, &mut source, |i, j| items.swap(i, j)), Ok(()));
        assert_eq!((source.draws(), source.bytes()), (draws, bytes), "{n} items");
    }
}

#[test]
fn steps_over_the_whole_of_usize() {
    let mut places = vec![];
    let ones = Replay::new(&[0xFF; 16]);
    let visit = |i, j| places.push((i, j));
    assert_eq!(steps(usize::MAX, 2, &mut { ones }, visit), Ok(()));
    // The greatest word always gives the greatest place.
    assert_eq!(places, [(usize::MAX - 1, usize::MAX - 1), (usize::MAX - 2, usize::MAX - 2)]);
}
