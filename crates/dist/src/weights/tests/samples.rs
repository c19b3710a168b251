//! Samples by weight, and of items with repetitions: every one of small sets, against a list.

extern crate std;
use std::vec::Vec;

use proptest::{collection::vec as vec_of, prelude::*};
use wellspring_entropy::{
    Error as SourceError, System,
    testing::{Failing, Replay},
};

use super::{bytes, search, small_vectors};
use crate::{
    ArgumentError, Error, Random,
    weights::{sample, sample_counts},
};

/// Every sequence of numbers that `k` draws can be, where each is uniform below the sum of what is left: the sample is that
/// of a list that is searched. So its probability is the product of its weights over those sums, exactly.
fn check_sample(weights: &[u64], k: usize, left: &[u64], script: &[u8], picked: &[usize]) {
    if picked.len() == k {
        let items: Vec<_> = weights.iter().copied().enumerate().collect();
        let sample = sample(&items, k, |item| item.1, &mut Replay::new(script)).unwrap();
        assert!(sample.iter().map(|item| item.0).eq(picked.iter().copied()), "{weights:?}, {k}");
        return;
    }
    let sum: u64 = left.iter().sum();
    for number in 0..sum {
        let index = search(left, number);
        let (mut left, mut script, mut picked) = (left.to_vec(), script.to_vec(), picked.to_vec());
        left[index] = 0;
        // Blocks of one word are filled up to 8 bytes.
        script.truncate(4 * picked.len());
        script.extend(bytes(number, sum));
        script.extend([0; 4]);
        picked.push(index);
        check_sample(weights, k, &left, &script, &picked);
    }
}

#[test]
fn every_weighted_sample_is_exact() {
    for weights in small_vectors().filter(|weights| weights.iter().sum::<u64>() <= 9) {
        let above_zero = weights.iter().filter(|weight| **weight > 0).count();
        for k in 0..=above_zero {
            check_sample(&weights, k, &weights, &[], &[]);
        }
        let refused = sample(&weights, above_zero + 1, |weight| *weight, &mut Replay::new(&[]));
        let error = ArgumentError::TooFewWeights { k: above_zero + 1, above_zero };
        assert_eq!(refused, Err(Error::Argument(error)));
    }
    let refused = sample(&[1, u64::MAX], usize::MAX, |weight| *weight, &mut Replay::new(&[]));
    let error = ArgumentError::WeightSum { index: 1, weight: u64::MAX };
    assert_eq!(refused, Err(Error::Argument(error)));
}

/// Bytes without long runs.
fn script(seed: u64) -> Vec<u8> {
    let mut word = seed;
    let words = core::iter::repeat_with(|| {
        word = word.wrapping_mul(0x5851_F42D_4C95_7F2D).wrapping_add(0x1405_7B7E_F767_814F);
        (word ^ word >> 29).to_le_bytes()
    });
    words.take(500).flatten().collect()
}

proptest! {
    #[test]
    fn counts_are_repetitions(counts in vec_of(0..40u64, 0..60), seed: u64, share in 0.0..1.0f64) {
        let script = script(seed);
        let items: Vec<usize> = (0..counts.len()).collect();
        let repeated = items.iter().zip(&counts).flat_map(|(item, &count)| (0..count).map(move |_| *item));
        let list: Vec<usize> = repeated.collect();
        #[allow(clippy::cast_possible_truncation, clippy::cast_precision_loss, clippy::cast_sign_loss, reason = "a share")]
        let k = (list.len() as f64 * share) as usize;
        let (mut a, mut b) = (Replay::repeating(&script), Replay::repeating(&script));
        prop_assert_eq!(sample_counts(&items, &counts, k, &mut a), b.try_sample(&list, k));
        prop_assert_eq!(a.remaining(), b.remaining());
        let too_many = Err(ArgumentError::SampleTooLarge { k: list.len() + 1, population: list.len() }.into());
        prop_assert_eq!(sample_counts(&items, &counts, list.len() + 1, &mut a), too_many);
    }
}

#[test]
fn counts_of_a_population_that_no_memory_holds() {
    let items = ["rare", "common"];
    let drawn = System.sample_counts(&items, &[1, u64::MAX - 1], 100);
    assert_eq!(drawn.len(), 100);
    let refused = |counts: &[u64], k| sample_counts(&items, counts, k, &mut System).err();
    let sum = ArgumentError::WeightSum { index: 1, weight: u64::MAX };
    assert_eq!(refused(&[1, u64::MAX], 1), Some(sum.into()));
    assert_eq!(refused(&[1], 1), Some(ArgumentError::WeightCount { items: 2, weights: 1 }.into()));
    let memory = refused(&[1, u64::MAX - 1], usize::MAX);
    assert!(matches!(memory, Some(Error::Argument(ArgumentError::Memory { .. }))), "{memory:?}");
}

#[test]
fn a_source_that_fails_gives_no_sample() {
    let weights: Vec<u64> = (1..=300).collect();
    let mut draws = 0;
    for at in 1.. {
        let mut source = Failing::at_draw(at, System);
        match sample(&weights, 200, |weight| *weight, &mut source) {
            Err(error) => assert_eq!(error, Error::Source(SourceError::INJECTED)),
            Ok(sample) => {
                assert_eq!(sample.len(), 200);
                break;
            }
        }
        draws = at;
    }
    assert!(draws >= 4);
    let failed = sample_counts(&weights, &weights, 200, &mut Failing::at_draw(2, System));
    assert_eq!(failed, Err(Error::Source(SourceError::INJECTED)));
}
