//! Choices and samples through the public methods: what fails, what is kept, and what is refused.
#![cfg(feature = "alloc")]
#![allow(clippy::panic, reason = "a test may stop where it stands")]

use wellspring_dist::{
    AliasTable, ArgumentError, Distribution, DynamicWeights, Error, Random, Weights,
};
use wellspring_entropy::{
    Error as SourceError, System,
    testing::{Counting, Failing, Replay},
};

/// Calls `draw` with a source that fails at draw 1, 2, … until it no longer reaches the failure, and says at how many
/// it did.
fn failures<T>(
    mut draw: impl FnMut(&mut Failing<System>) -> Result<T, Error<SourceError>>,
) -> usize {
    for at in 1..10_000 {
        match draw(&mut Failing::at_draw(at, System)) {
            Err(error) => assert_eq!(error, Error::Source(SourceError::INJECTED)),
            Ok(_) => return at - 1,
        }
    }
    panic!("never succeeds")
}

#[test]
fn a_chosen_item_can_be_changed() {
    let mut cups = [0; 3];
    for _ in 0..300 {
        if let Some(cup) = System.choose_mut(&mut cups) {
            *cup += 1;
        }
    }
    assert_eq!(cups.iter().sum::<i32>(), 300);
    assert!(cups.iter().all(|cup| *cup > 0), "chance of a miss 3 * (2/3)^300 < 2^-173");
    assert_eq!(System.choose_mut::<u8>(&mut []), None);
    // The item that `choose` gives for the same bytes.
    for last in 0..=255 {
        let script = [1, 2, 3, last];
        let mut items: [u8; 7] = core::array::from_fn(|i| i.try_into().unwrap_or(0));
        let chosen = Replay::new(&script).choose(&items).copied();
        assert_eq!(Replay::new(&script).choose_mut(&mut items).copied(), chosen);
    }
    let mut failing = Failing::at_draw(1, System);
    assert_eq!(failing.try_choose_mut(&mut cups), Err(SourceError::INJECTED));
}

#[test]
fn every_draw_may_fail() {
    let deck: Vec<u16> = (0..500).collect();
    let weight = |item: &u16| u64::from(*item);
    assert!(failures(|r| r.try_choose_iter(&deck).map_err(Error::Source)) >= 2);
    assert!(failures(|r| r.try_sample_iter(&deck, 100)) >= 5);
    assert_eq!(failures(|r| r.try_sample_array::<_, 20>(&deck)), 1);
    assert!(failures(|r| r.try_sample_indices(1_000_000, 200)) >= 2);
    assert_eq!(failures(|r| r.try_choose_weighted(&deck, weight)), 1);
    assert!(failures(|r| r.try_sample_weighted(&deck, 300, weight)) >= 4);
    let counts = vec![3; deck.len()];
    assert!(failures(|r| r.try_sample_counts(&deck, &counts, 300)) >= 2);
}

/// What the iterator has not given yet is still there after a failure.
#[test]
fn an_iterator_is_not_run_through_by_a_failure() {
    let mut items = 0..1000;
    let mut failing = Failing::at_draw(1, System);
    assert_eq!(failing.try_choose_iter(items.by_ref()), Err(SourceError::INJECTED));
    assert_eq!(items.next(), Some(2));
}

#[test]
fn bad_arguments_draw_nothing() {
    let mut source = Counting::new(System);
    let items = [1, 2, 3];
    let too_large =
        |k, population| Error::Argument(ArgumentError::SampleTooLarge { k, population });
    assert_eq!(source.try_sample_array::<_, 4>(&items), Err(too_large(4, 3)));
    assert_eq!(source.try_sample_indices(3, 4), Err(too_large(4, 3)));
    assert_eq!(source.try_sample_iter(items, usize::MAX), Err(too_large(usize::MAX, 3)));
    let too_few = ArgumentError::TooFewWeights { k: 4, above_zero: 2 };
    let weight = |item: &u64| item - 1;
    assert_eq!(source.try_sample_weighted(&items, 4, weight), Err(Error::Argument(too_few)));
    assert_eq!(source.try_sample_counts(&items, &[1, 0, 1], 3), Err(too_large(3, 2)));
    assert_eq!(
        source.try_sample_counts(&items, &[1, 0, 1], usize::MAX),
        Err(too_large(usize::MAX, 2))
    );
    let no_memory = source.try_sample_indices(usize::MAX, usize::MAX);
    assert!(matches!(no_memory, Err(Error::Argument(ArgumentError::Memory { .. }))));
    let no_weight = source.try_choose_weighted(&items, |_| 0);
    assert_eq!(no_weight, Err(Error::Argument(ArgumentError::NoWeight)));
    assert_eq!(source.draws(), 0);
}

/// Also where all indices were listed to draw a few of them.
#[test]
fn a_sample_has_the_memory_of_a_sample() {
    for (n, k) in [(1000, 17), (1000, 500), (100_000, 10_000), (usize::MAX >> 2, 300)] {
        let sample = System.sample_indices(n, k);
        assert!(sample.len() == k && sample.capacity() <= 2 * k, "{k} of {n}");
    }
}

/// Nothing, or all of it, costs nothing that is not needed.
#[test]
fn empty_samples_draw_nothing() {
    let mut none = Replay::new(&[]);
    assert!(none.sample_iter(0..10, 0).is_empty());
    assert!(none.sample_indices(usize::MAX, 0).is_empty());
    assert!(none.sample_weighted(&[0; 0], 0, |_: &u8| 1).is_empty());
    assert!(none.sample_counts(&[0; 0], &[], 0).is_empty());
    assert_eq!(none.choose_iter(0..1), Some(0));
    assert_eq!(none.choose_iter(0..0), None);
}

#[test]
fn tables_are_values() -> Result<(), ArgumentError> {
    fn check<T: Send + Sync + Clone + core::fmt::Debug>(_: &T) {}
    let weights = Weights::new([1, 0, 3])?;
    check(&weights);
    check(&AliasTable::from_weights(&weights)?);
    let mut dynamic = DynamicWeights::new([1, 0])?;
    check(&dynamic);
    dynamic.push(2)?;
    assert_eq!((dynamic.pop(), dynamic.pop(), dynamic.len()), (Some(2), Some(0), 1));
    // The sum may become 0, and then nothing is drawn.
    assert_eq!((dynamic.set(0, 0), dynamic.sample(&mut System)), (Ok(1), None));
    Ok(())
}
