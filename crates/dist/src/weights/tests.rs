//! Choices and samples by enumeration: every number that can be drawn, against a list that is searched from end to end.

extern crate std;
use std::{vec, vec::Vec};

use wellspring_entropy::{
    Error as SourceError, System,
    testing::{Counting, Failing, Replay},
};

use super::{Weights, choose};
use crate::{ArgumentError, Distribution, Error, Random, Value};

mod floats;
mod samples;

/// All vectors of one to four weights from 0 to 4, but for those with only zeros.
pub(super) fn small_vectors() -> impl Iterator<Item = Vec<u64>> {
    let vectors = (1..=4).flat_map(|len| {
        (0..5u64.pow(len)).map(move |all| {
            let digit = |i| all.div_euclid(5u64.pow(i)).rem_euclid(5);
            (0..len).map(digit).collect::<Vec<_>>()
        })
    });
    vectors.filter(|weights| weights.iter().any(|weight| *weight > 0))
}

/// The bytes of a word from which `below(n)` is `number`, and which no bound this small rejects: the middle of its words.
fn bytes(number: u64, n: u64) -> [u8; 4] {
    let word = ((2 * number + 1) << 31).div_euclid(n);
    u32::try_from(word).unwrap().to_le_bytes()
}

/// The index in which a number below the sum lies.
fn search(weights: &[u64], mut number: u64) -> usize {
    for (index, &weight) in weights.iter().enumerate() {
        if number < weight {
            return index;
        }
        number -= weight;
    }
    unreachable!()
}

#[test]
fn every_number_below_every_small_sum_is_exact() {
    for weights in small_vectors() {
        let table = Weights::new(weights.iter().copied()).unwrap();
        let items: Vec<_> = weights.iter().copied().enumerate().collect();
        let mut drawn = vec![0; weights.len()];
        for number in 0..table.total() {
            let bytes = bytes(number, table.total());
            let index = table.sample(&mut Replay::new(&bytes));
            drawn[index] += 1;
            let chosen = choose(&items, |item| item.1, &mut Replay::new(&bytes)).unwrap();
            assert_eq!(chosen.0, index, "{weights:?}");
        }
        assert_eq!(drawn, weights, "{weights:?}");
    }
}

#[test]
fn sums_that_are_off_by_one_are_caught() {
    let exact = |sums: &[u64], weights: &[u64], total: u64| {
        let mut counts = vec![0; weights.len() + 1];
        (0..total).for_each(|number| counts[super::cumulative::find(sums, number)] += 1);
        counts[..weights.len()] == *weights && counts[weights.len()] == 0
    };
    for weights in small_vectors().filter(|weights| weights.len() > 1 && weights[1] > 0) {
        let mut sums = Weights::new(weights.iter().copied()).unwrap().sums;
        let total = *sums.last().unwrap();
        assert!(exact(&sums, &weights, total));
        assert!(!exact(&sums, &weights, total + 1));
        sums[0] += 1;
        assert!(!exact(&sums, &weights, total));
        // And a search for the first sum that is not below the number, which gives the last of a weight's to the next.
        sums[0] -= 1;
        let mut counts = vec![0; weights.len() + 1];
        (0..total).for_each(|number| counts[sums.partition_point(|sum| *sum < number)] += 1);
        let alone = weights.iter().filter(|weight| **weight > 0).count() == 1;
        assert!(alone || counts[..weights.len()] != weights);
    }
}

#[test]
fn a_draw_takes_the_bytes_that_its_sum_needs() {
    for (sum, bytes) in [(1, 4), (1u64 << 32, 4), ((1 << 32) + 1, 8), (u64::MAX, 8)] {
        let mut source = Counting::new(Replay::new(&[0xFF; 16]));
        assert_eq!(Weights::new([sum, 0]).unwrap().sample(&mut source), 0);
        assert_eq!((source.draws(), source.bytes()), (1, bytes), "{sum}");
        let mut source = Failing::at_draw(1, System);
        let failed = Weights::new([sum]).unwrap().try_sample(&mut source);
        assert_eq!(failed, Err(SourceError::INJECTED));
    }
}

#[test]
fn bad_weights_are_refused() {
    type Refused = Result<u64, ArgumentError>;
    let total = |weights: Result<Weights, ArgumentError>| -> Refused { weights.map(|w| w.total()) };
    assert_eq!(total(Weights::new([])), Err(ArgumentError::NoWeight));
    assert_eq!(total(Weights::new([0, 0])), Err(ArgumentError::NoWeight));
    assert_eq!(total(Weights::new([u64::MAX, 0])), Ok(u64::MAX));
    assert_eq!(
        total(Weights::new([u64::MAX, 0, 1])),
        Err(ArgumentError::WeightSum { index: 2, weight: 1 })
    );
    assert_eq!(total(Weights::from_cumulative([0, 2, 2, 7])), Ok(7));
    assert_eq!(total(Weights::from_cumulative([0, 0])), Err(ArgumentError::NoWeight));
    let refused = |weights: Result<Weights, ArgumentError>| match weights {
        Err(ArgumentError::Weight { index, value, .. }) => Some((index, value)),
        _ => None,
    };
    assert_eq!(refused(Weights::from_cumulative([3, 5, 4])), Some((2, Value::from(4u64))));
    for value in [-1.0, f64::NAN, f64::INFINITY, f64::NEG_INFINITY, -f64::MIN_POSITIVE] {
        assert_eq!(refused(Weights::from_f64(&[1.0, value])), Some((1, Value::from(value))));
    }
    assert_eq!(total(Weights::from_f64(&[])), Err(ArgumentError::NoWeight));
    assert_eq!(total(Weights::from_f64(&[0.0, -0.0])), Err(ArgumentError::NoWeight));
}

#[test]
fn cumulative_weights_are_the_same_table() {
    for weights in small_vectors() {
        let table = Weights::new(weights.iter().copied()).unwrap();
        let again = Weights::from_cumulative(table.sums.iter().copied()).unwrap();
        assert!(again.iter().eq(weights.iter().copied()));
        let listed = (0..=weights.len()).map_while(|index| again.weight(index));
        assert!(listed.eq(weights.iter().copied()));
        assert_eq!((again.len(), again.total()), (table.len(), table.total()));
    }
}

#[test]
fn a_weight_that_changes_its_mind_chooses_an_item() {
    let items = [10, 20, 30, 40];
    let mut asked = 0;
    // 1, 1, 1, 0 at first, and then nothing.
    let weight = |item: &i32| {
        asked += 1;
        u64::from(asked <= 4 && *item < 40)
    };
    assert_eq!(choose(&items, weight, &mut System), Ok(&30));
    let mut asked = 0;
    // The other way round: more than the sum at first.
    let weight = |_: &i32| {
        asked += 1;
        if asked <= 4 { 1 } else { u64::MAX }
    };
    assert_eq!(choose(&items, weight, &mut System), Ok(&10));
}

#[test]
fn a_choice_refuses_what_a_table_refuses() {
    let mut source = Replay::new(&[]);
    let mut refused = |weights: &[u64]| source.try_choose_weighted(weights, |weight| *weight).err();
    assert_eq!(refused(&[]), Some(Error::Argument(ArgumentError::NoWeight)));
    assert_eq!(refused(&[0, 0]), Some(Error::Argument(ArgumentError::NoWeight)));
    let sum = ArgumentError::WeightSum { index: 1, weight: 1 };
    assert_eq!(refused(&[u64::MAX, 1]), Some(Error::Argument(sum)));
    let mut failing = Failing::at_draw(1, System);
    assert_eq!(
        failing.try_choose_weighted(&[1u64, 2], |weight| *weight),
        Err(Error::Source(SourceError::INJECTED))
    );
}
