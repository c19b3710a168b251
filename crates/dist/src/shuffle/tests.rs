//! Exact uniformity by enumeration: every sequence of words that the source can give, and every order of the items.

#![allow(
    clippy::integer_division_remainder_used,
    reason = "the oracle divides, and has no secrets"
)]

extern crate std;
use core::fmt::Debug;
use std::{collections::BTreeMap, vec, vec::Vec};

use wellspring_entropy::testing::{Counting, Replay};

use super::{LIMIT, Length, Plan, WORDS, Word, roll, steps};

/// All sequences of `len` words below `2^width`.
fn sequences(len: usize, width: u32) -> impl Iterator<Item = Vec<usize>> {
    let len = u32::try_from(len).unwrap();
    (0..1usize << (width * len))
        .map(move |all| (0..len).map(|i| all >> (width * i) & ((1 << width) - 1)).collect())
}

/// The order in which `plan` leaves `k` of the items with these words, or `None` if one is rejected.
fn order<W: Word + Length>(plan: &Plan<W>, words: &[usize]) -> Option<Vec<usize>> {
    let mut words = words.iter();
    let mut items: Vec<usize> = (0..plan.n).collect();
    let draw = || words.next().map(|&word| W::from_length(word)).ok_or(());
    plan.follow(draw, |i, j| items.swap(i, j)).ok()?;
    items.truncate(plan.steps);
    Some(items)
}

/// The negative control: the same steps, without looking whether the words may be used.
fn unchecked<W: Word + Length>(plan: &Plan<W>, words: &[usize]) -> Vec<usize> {
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

/// Whether each of the `n! / (n - k)!` ordered samples comes, and all equally often.
fn is_exact(n: usize, k: usize, orders: impl Iterator<Item = Vec<usize>>) -> bool {
    let mut counts = BTreeMap::new();
    orders.for_each(|order| *counts.entry(order).or_insert(0u32) += 1);
    let first = counts.values().next().copied();
    counts.len() == (n - k + 1..=n).product::<usize>()
        && counts.values().all(|&count| Some(count) == first)
}

fn check<W: Word + Length + Debug>(width: u32, n: usize, k: usize, limit: W, words: usize) {
    let plan = Plan::new(n, k, limit);
    assert_eq!((plan.steps, plan.len), (k, words), "{k} of {n}");
    let all = || sequences(words, width);
    let orders = all().filter_map(|words| order(&plan, &words));
    assert!(is_exact(n, k, orders), "{k} of {n}, {limit:?}");
    let biased = is_exact(n, k, all().map(|words| unchecked(&plan, &words)));
    let powers_of_two = plan.products.iter().all(|product| product.length().is_power_of_two());
    assert_eq!(biased, powers_of_two, "the control of {k} of {n}, {limit:?}");
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
    check(8, 3, 2, 1u8, 2);
    check(8, 200, 1, 1u8, 1);
}

#[test]
fn every_order_over_16_bit_words_is_exact_and_biased_without_rejection() {
    for n in 2..=7 {
        check(16, n, n - 1, u16::MAX, 1);
    }
}

#[test]
fn every_sample_is_exact_and_biased_without_rejection() {
    for (n, k) in [(5, 1), (5, 2), (5, 3), (5, 5), (7, 2), (10, 2), (15, 2)] {
        check(8, n, k, u8::MAX, 1);
    }
    check(16, 20, 3, u16::MAX, 1);
    check(16, 40, 3, u16::MAX, 1);
}

/// The plan of the real words, against an oracle that multiplies in 128 bits.
#[test]
fn a_plan_fills_each_word_as_far_as_it_goes() {
    for (n, k) in [(1, 1), (2, 1), (52, 51), (52, 5), (1000, 999), (1 << 30, 90), (usize::MAX, 3)] {
        let (plan, mut i) = (Plan::<u64>::new(n, k, LIMIT), 0);
        assert!(plan.steps == k || plan.len == WORDS, "{k} of {n}");
        for (&dice, &product) in plan.dice.iter().zip(&plan.products).take(plan.len) {
            let faces = |i: usize| (n - i) as u128;
            let end = i + usize::from(dice);
            assert_eq!((i..end).map(faces).product::<u128>(), product.into());
            assert!(dice == 1 || product <= LIMIT);
            assert!(end == k || u128::from(product) * faces(end) > LIMIT.into());
            i = end;
        }
        assert_eq!(i, plan.steps);
    }
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
