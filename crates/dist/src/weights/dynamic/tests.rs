//! Against a plain vector.

extern crate std;
use std::{vec, vec::Vec};

use proptest::{collection::vec as vec_of, prelude::*};
use wellspring_entropy::{
    Error as SourceError, System,
    testing::{Counting, Failing, Replay},
};

use super::DynamicWeights;
use crate::{ArgumentError, Distribution, Value, weights::tests::small_vectors};

/// The index in which each unit of the sum lies.
fn found(weights: &DynamicWeights) -> Vec<usize> {
    (0..weights.total()).map(|unit| weights.find(unit)).collect()
}

fn expected(weights: &[u64]) -> Vec<usize> {
    let units = |(index, &weight)| (0..weight).map(move |_| index);
    weights.iter().enumerate().flat_map(units).collect()
}

#[test]
fn every_unit_of_every_small_vector_is_found() {
    for weights in small_vectors() {
        let tree = DynamicWeights::new(weights.iter().copied()).unwrap();
        assert_eq!(found(&tree), expected(&weights), "{weights:?}");
        // The control: units that are off by one.
        let shifted: Vec<_> = (1..=tree.total()).map(|unit| tree.find(unit)).collect();
        assert_ne!(shifted, expected(&weights), "{weights:?}");
    }
    for len in [5, 7, 8, 9, 31, 32, 33, 100] {
        let weights: Vec<u64> = (0..len).map(|i| i & 3).collect();
        let tree = DynamicWeights::new(weights.iter().copied()).unwrap();
        assert_eq!(found(&tree), expected(&weights), "{len}");
    }
}

#[derive(Clone, Debug)]
enum Step {
    Set(prop::sample::Index, u64),
    Push(u64),
    Pop,
}

fn step() -> impl Strategy<Value = Step> {
    let weight = || prop_oneof![4 => 0..9u64, 1 => any::<u64>()];
    prop_oneof![
        3 => (any::<prop::sample::Index>(), weight()).prop_map(|(index, weight)| Step::Set(index, weight)),
        3 => weight().prop_map(Step::Push),
        1 => Just(Step::Pop),
    ]
}

proptest! {
    #[test]
    fn a_tree_is_a_vector(steps in vec_of(step(), 0..200)) {
        let (mut tree, mut list) = (DynamicWeights::default(), vec![]);
        let sum = |list: &[u64]| list.iter().map(|weight| u128::from(*weight)).sum::<u128>();
        for step in steps {
            match step {
                Step::Set(index, weight) if !list.is_empty() => {
                    let index = index.index(list.len());
                    let before = core::mem::replace(&mut list[index], weight);
                    if sum(&list) > u64::MAX.into() {
                        list[index] = before;
                        prop_assert_eq!(tree.set(index, weight), Err(ArgumentError::WeightSum { index, weight }));
                    } else {
                        prop_assert_eq!(tree.set(index, weight), Ok(before));
                    }
                }
                Step::Set(..) => prop_assert!(tree.set(0, 1).is_err()),
                Step::Push(weight) => {
                    list.push(weight);
                    if sum(&list) > u64::MAX.into() {
                        let index = list.len() - 1;
                        list.pop();
                        prop_assert_eq!(tree.push(weight), Err(ArgumentError::WeightSum { index, weight }));
                    } else {
                        prop_assert_eq!(tree.push(weight), Ok(()));
                    }
                }
                Step::Pop => prop_assert_eq!(tree.pop(), list.pop()),
            }
            let weights: Vec<_> = (0..=list.len()).map_while(|index| tree.weight(index)).collect();
            prop_assert_eq!(&weights, &list);
            prop_assert_eq!(u128::from(tree.total()), sum(&list));
            prop_assert_eq!((tree.len(), tree.is_empty()), (list.len(), list.is_empty()));
            // The first and the last unit of each weight.
            let mut before = 0;
            for (index, weight) in list.iter().enumerate().filter(|(_, weight)| **weight > 0) {
                prop_assert_eq!(tree.find(before), index);
                prop_assert_eq!(tree.find(before + (weight - 1)), index);
                before += weight;
            }
        }
    }
}

#[test]
fn what_is_taken_is_not_drawn_again() {
    let mut weights = DynamicWeights::new([3, 0, 1, 5]).unwrap();
    let mut taken: Vec<_> = core::iter::from_fn(|| weights.take(&mut System)).collect();
    taken.sort_unstable();
    assert_eq!((taken, weights.total(), weights.len()), (vec![0, 2, 3], 0, 4));
}

#[test]
fn a_failing_source_changes_nothing() {
    let mut weights = DynamicWeights::new([3, 1]).unwrap();
    let mut source = Failing::at_draw(1, System);
    assert_eq!(weights.try_take(&mut source), Err(SourceError::INJECTED));
    assert_eq!((weights.weight(0), weights.weight(1), weights.total()), (Some(3), Some(1), 4));
}

#[test]
fn a_draw_takes_the_bytes_that_its_sum_needs() {
    for (sum, bytes) in [(0, 0), (1, 4), (1 << 32, 4), ((1 << 32) + 1, 8), (u64::MAX, 8)] {
        let weights = DynamicWeights::new([0, sum, 0]).unwrap();
        let mut source = Counting::new(Replay::new(&[0xFF; 16]));
        assert_eq!(weights.sample(&mut source), (sum > 0).then_some(1));
        assert_eq!(source.bytes(), bytes, "{sum}");
    }
    assert_eq!(DynamicWeights::default().sample(&mut Replay::new(&[])), None);
}

#[test]
fn an_index_behind_the_last_is_refused() {
    let mut weights = DynamicWeights::new([3, 1]).unwrap();
    for index in [2, 3, usize::MAX] {
        let value = Value::Unsigned(index as u128);
        let allowed = "an index below the number of weights";
        let error = ArgumentError::Parameter { name: "index", value, allowed };
        assert_eq!((weights.set(index, 1), weights.weight(index)), (Err(error), None));
    }
    assert_eq!(weights.total(), 4);
}

/// The one that was refused, though it stands in front of those it does not fit together with.
#[test]
fn a_sum_that_is_too_large_names_the_weight_that_was_refused() {
    let mut weights = DynamicWeights::new([1, u64::MAX - 1]).unwrap();
    assert_eq!(weights.set(0, 2), Err(ArgumentError::WeightSum { index: 0, weight: 2 }));
    assert_eq!(weights.push(3), Err(ArgumentError::WeightSum { index: 2, weight: 3 }));
    assert_eq!((weights.weight(0), weights.len()), (Some(1), 2));
}
