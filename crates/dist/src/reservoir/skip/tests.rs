//! Exact probabilities by enumeration: every outcome of every die.

extern crate std;
use core::iter;
use std::{collections::BTreeMap, vec, vec::Vec};

use super::{advance, next_entry, proposed, skip};

/// The units of probability: a multiple of every denominator in these tests.
const ONE: u128 = (1 << 20) * 3u128.pow(12) * 5u128.pow(6) * 7u128.pow(5) * 11u128.pow(3) * 13 * 17;

#[allow(clippy::integer_division_remainder_used, reason = "the oracle divides")]
fn share(of: u128, parts: u128) -> u128 {
    assert_eq!(of % parts, 0, "{of} in {parts} parts");
    of / parts
}

/// The probability of each result of `run`, over all outcomes of the dice that it rolls, in units of `1 / ONE`.
///
/// A result that asks for more dice says with how many faces, and is run again with each of them.
fn enumerate<T: Ord>(run: impl Fn(&[u128]) -> Result<T, Vec<u128>>) -> BTreeMap<T, u128> {
    let (mut results, mut open) = (BTreeMap::new(), vec![(vec![], ONE)]);
    while let Some((rolled, mass)) = open.pop() {
        match run(&rolled) {
            Ok(result) => *results.entry(result).or_insert(0) += mass,
            Err(weights) => {
                let sum = weights.iter().sum();
                for (value, weight) in (0..).zip(weights).filter(|(_, weight)| *weight > 0) {
                    let rolled = rolled.iter().copied().chain([value]).collect();
                    open.push((rolled, share(mass * weight, sum)));
                }
            }
        }
    }
    assert_eq!(results.values().sum::<u128>(), ONE);
    results
}

/// The die that gives what was rolled, then fails with the weights of its faces.
fn script(rolled: &[u128]) -> impl FnMut(u128) -> Result<u128, Vec<u128>> {
    let mut rolled = rolled.iter();
    move |faces| rolled.next().copied().ok_or_else(|| (0..faces).map(|_| 1).collect())
}

/// `lcm(1..=20)`, so that the weights of [`ideal`] are whole.
const MULTIPLE: u128 = 232_792_560;

/// [`within`](super::within) as one die with faces of different weights.
fn ideal<D: FnMut(u128) -> Result<u128, Vec<u128>>>(
    seen: u128,
    end: u128,
    m: u128,
    die: &mut D,
) -> Result<u128, Vec<u128>> {
    let weights = || (seen + 1..=end).map(|j| share(MULTIPLE, j - m - 1) - share(MULTIPLE, j - m));
    // The faces do not matter: the script has a value, or fails.
    die(0).map(|value| seen + 1 + value).map_err(|_| weights().collect())
}

fn windows() -> impl Iterator<Item = (u128, u128, u128)> {
    (1..8).flat_map(|seen| {
        (seen + 1..=2 * seen).flat_map(move |end| (0..seen).map(move |m| (seen, end, m)))
    })
}

#[test]
fn a_proposal_is_taken_in_proportion() {
    for (seen, end, m) in windows() {
        let results = enumerate(|rolled| proposed(seen, end, m, script(rolled)));
        for j in seen + 1..=end {
            // The window's length, (j - m) (j - m - 1) and (a + 1) a.
            let (a, b) = (seen - m, j - m);
            let expected = share(share(ONE, end - seen) * a * (a + 1), b * (b - 1));
            assert_eq!(results.get(&Some(j)), Some(&expected), "{j} of {seen}..={end}, {m}");
        }
    }
}

/// The probability that none of the items `seen+1..=end` enters.
fn none(k: u64, seen: u128, end: u128) -> u128 {
    (seen + 1..=end).fold(ONE, |mass, t| share(mass * (t - u128::from(k)), t))
}

/// Whether the first window of `next_entry` is exact, with `flaw` added to each die's outcome.
fn is_exact(k: u64, seen: u128, flaw: u128) -> bool {
    let results = enumerate(|rolled| {
        // Behind the first window, dice have more faces; `ideal` asks for a die of none.
        let mut die = script(rolled);
        let mut behind = false;
        let result = next_entry(
            k,
            seen,
            &mut |faces| {
                behind |= faces > 2 * seen;
                if behind { Err(vec![]) } else { die(faces).map(|value| value + flaw) }
            },
            |seen, end, m, die| ideal(seen, end, m, die).map(|j| j - flaw),
        );
        if behind { Ok(None) } else { result }
    });
    (seen + 1..=2 * seen).all(|j| {
        let expected = none(k, seen, j - 1) - none(k, seen, j);
        results.get(&Some(j)).copied().unwrap_or(0) == expected
    }) && results.get(&None).copied().unwrap_or(0) == none(k, seen, 2 * seen)
}

#[test]
fn the_next_entry_is_exact() {
    for (k, seen) in
        [(1, 1), (1, 2), (1, 3), (1, 5), (1, 8), (2, 2), (2, 3), (2, 5), (3, 3), (3, 4)]
    {
        assert!(is_exact(k, seen, 0), "{k}, {seen}");
        // The control: one face too many is a hit.
        assert!(!is_exact(k, seen, 1), "{k}, {seen}");
    }
}

#[test]
fn items_are_those_that_were_counted() {
    for by in 0..20 {
        let mut items = 1..15u128;
        let expected = (by < 14).then_some(by + 1);
        assert_eq!(items.next().and_then(|item| advance(&mut items, item, by)), expected, "{by}");
    }
    // More than a usize holds, in pieces.
    let (mut items, by) = (0..u128::MAX, 5 << usize::BITS);
    assert_eq!(items.next().and_then(|item| advance(&mut items, item, by)), Some(by));
}

/// What enters, with these dice, of the items after number 4.
fn entered(k: u64, last: u128, dice: &[u128]) -> Vec<(u64, u128)> {
    let (mut dice, mut entered) = (dice.iter().copied(), vec![]);
    let die = |_| dice.next().ok_or(());
    assert_eq!(skip(5..=last, k, 4, die, |place, item| entered.push((place, item))), Ok(()));
    assert_eq!(dice.next(), None);
    entered
}

#[test]
fn what_enters_is_what_was_drawn() {
    // A hit, its place in the window, and two dice that take it.
    assert_eq!(entered(1, 16, &[7, 3, 0, 0, 15, 7, 0, 0]), [(0, 8), (0, 16)]);
    assert_eq!(
        entered(1, 16, &[7, 3, 7, 2, 4, 0, 13, 4, 0, 0, 13, 0, 0, 0, 15, 7, 0, 0]),
        [(0, 7), (0, 12), (0, 13)]
    );
    // With two places: the second number is looked at up to the first, and the place is a die as well.
    assert_eq!(entered(2, 8, &[7, 3, 0, 0, 0, 1]), [(1, 8)]);
    assert_eq!(entered(2, 5, &[7, 3, 0, 0, 6, 0, 0, 0, 0]), [(0, 5)]);
}

#[test]
fn nothing_is_drawn_without_an_item() {
    let die = |_| Err("drawn");
    assert_eq!(skip(iter::empty::<u8>(), 3, 40, die, |_, _| ()), Ok(()));
    assert_eq!(skip(iter::once(0), 3, 40, die, |_, _| ()), Err("drawn"));
}

/// Nothing comes before the next item: where one number is that, the others are not thrown for. Behind it they are.
#[test]
fn nothing_is_thrown_that_cannot_come_first() {
    for seen in 3..9 {
        for (ahead, throws) in [(1, 1), (2, 3)] {
            let mut thrown = 0;
            let mut die = |faces| {
                thrown += 1;
                Ok::<_, ()>(if thrown == 1 { faces - 1 } else { 0 })
            };
            let next = next_entry(3, seen, &mut die, |_, _, _, _| Ok(seen + ahead));
            assert_eq!((next, thrown), (Ok(Some(seen + ahead)), throws), "{seen}");
        }
    }
}

#[test]
fn the_end_of_the_numbers_is_the_end() {
    // Die 0 is never a hit: window after window is empty.
    assert_eq!(next_entry(1, 19, &mut |_| Ok::<_, ()>(0), super::within), Ok(None));
    assert_eq!(next_entry(1, u128::MAX, &mut |_| Err(()), super::within), Ok(None));
}
