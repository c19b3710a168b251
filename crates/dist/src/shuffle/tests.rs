//! Exact uniformity by enumeration: every sequence of words that the source can give, and every order of the items.

#![allow(
    clippy::integer_division_remainder_used,
    reason = "the oracle divides, and has no secrets"
)]

extern crate std;
use core::ops::Range;
use std::{collections::BTreeMap, vec, vec::Vec};

use wellspring_entropy::testing::{Counting, Replay};

use super::{LARGEST, LIMIT, Length, MOST, Plan, WORDS, Word, largest, roll, steps};

/// All sequences of `len` words below `2^width`.
fn sequences(len: usize, width: u32) -> impl Iterator<Item = Vec<usize>> {
    let len = u32::try_from(len).unwrap();
    (0..1usize << (width * len))
        .map(move |all| (0..len).map(|i| all >> (width * i) & ((1 << width) - 1)).collect())
}

/// The order in which `plan` leaves `k` of the items with these words, or `None` if one is rejected.
fn order<W: Word + Length>(plan: &Plan, words: &[usize]) -> Option<Vec<usize>> {
    let mut words = words.iter();
    let mut items: Vec<usize> = (0..plan.n).collect();
    let draw = || words.next().map(|&word| W::from_length(word)).ok_or(());
    plan.follow(draw, |i, j| items.swap(i, j)).ok()?;
    items.truncate(plan.steps);
    Some(items)
}

/// The negative control: the same steps, without looking whether the words may be used.
fn unchecked<W: Word + Length>(plan: &Plan, words: &[usize]) -> Vec<usize> {
    let mut items: Vec<usize> = (0..plan.n).collect();
    let mut i = 0;
    for (&word, &dice) in words.iter().zip(&plan.dice) {
        let mut word = W::from_length(word);
        for _ in 0..dice {
            items.swap(i, i + roll(&mut word, W::from_length(plan.n - i)).length());
            i += 1;
        }
    }
    items.truncate(plan.steps);
    items
}

/// The steps that share a word, and the product of their faces, for each word.
fn products(plan: &Plan) -> impl Iterator<Item = (Range<usize>, u128)> {
    let mut end = 0;
    plan.dice.iter().take(plan.len).map(move |&dice| {
        let range = end..end + usize::from(dice);
        end = range.end;
        (range.clone(), range.map(|i| (plan.n - i) as u128).product())
    })
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
    let plan = Plan::new(n, k, &largest(limit));
    assert_eq!((plan.steps, plan.len), (k, words), "{k} of {n}");
    let all = || sequences(words, width);
    let orders = all().filter_map(|words| order::<W>(&plan, &words));
    assert!(is_exact(n, k, orders), "{k} of {n}, {limit}");
    let biased = is_exact(n, k, all().map(|words| unchecked::<W>(&plan, &words)));
    let powers_of_two = products(&plan).all(|(_, product)| product.is_power_of_two());
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

/// The plan of the real words, against an oracle that multiplies.
#[test]
fn a_plan_fills_each_word_as_far_as_it_goes() {
    let all = (1..300).map(|n| (n, n - 1)).chain((1..60).map(|k| (60, k)));
    let large = (29..32).flat_map(|bits| {
        let power = 1usize << bits;
        [power - 1, power, power + 1, power + 2].map(|n| (n, 90))
    });
    for (n, k) in all.chain(large).chain([(1000, 999), (usize::MAX >> 5, 90), (usize::MAX, 3)]) {
        let plan = Plan::new(n, k, &LARGEST);
        assert!(plan.steps == k || plan.len == WORDS, "{k} of {n}");
        let limit = u128::from(LIMIT);
        let mut last = 0;
        for (steps, product) in products(&plan) {
            assert!(steps.len() == 1 || product <= limit, "{k} of {n}");
            assert!(steps.end == k || product * (n - steps.end) as u128 > limit, "{k} of {n}");
            last = steps.end;
        }
        assert_eq!(last, plan.steps);
    }
}

#[test]
fn the_table_is_what_it_says() {
    for limit in [1, 16, 255, 65_535, LIMIT] {
        let fits = |n: u64, dice: u64| {
            (n - dice + 1..=n).map(u128::from).product::<u128>() <= limit.into()
        };
        for (dice, largest) in (2..).zip(&largest(limit)[1..]) {
            // With as many items as dice or fewer, all of them are meant.
            let n = *largest;
            assert!(n < dice || fits(n, dice), "{dice} dice, {n} items, {limit}");
            assert!(!fits((n + 1).max(dice), dice), "{dice} dice, {n} items, {limit}");
        }
    }
    assert_eq!(LARGEST[..3], [u64::MAX, 1 << 30, (1 << 20) + 1]);
    assert_eq!(LARGEST[MOST - 1], 19);
}

#[test]
fn one_shuffle_costs_what_it_needs() {
    for (n, draws, bytes) in [(0, 0, 0), (1, 0, 0), (2, 1, 8), (19, 1, 8), (20, 1, 16), (52, 1, 32)]
        .into_iter()
        .chain([(200, 1, 184), (1000, 5, 152 * 8)])
    {
        // The greatest word is never rejected.
        let mut source = Counting::new(Replay::repeating(&[0xFF]));
        let mut items: Vec<usize> = (0..n).collect();
        let k = n.saturating_sub(1);
        assert_eq!(steps(n, k, &mut source, |i, j| items.swap(i, j)), Ok(()));
        assert_eq!((source.draws(), source.bytes()), (draws, bytes), "{n} items");
    }
}

#[test]
fn steps_over_the_whole_of_usize() {
    let mut places = vec![];
    let ones = Replay::repeating(&[0xFF]);
    let visit = |i, j| places.push((i, j));
    assert_eq!(steps(usize::MAX, 2, &mut { ones }, visit), Ok(()));
    // The greatest word always gives the greatest place.
    assert_eq!(places, [(0, usize::MAX - 1), (1, usize::MAX - 1)]);
}
