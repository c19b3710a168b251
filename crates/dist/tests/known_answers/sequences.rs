//! Value stability of choices, samples and weights: what each makes of given bytes. A change here is a breaking change.
//!
//! The expected values come from a program of its own, in Python, which divides, keeps whole lists and has no tables.

use wellspring_dist::{AliasTable, Distribution, DynamicWeights, Random, Weights};
use wellspring_entropy::testing::{Counting, Replay};

use crate::PI;

/// What comes from these bytes, again and again, and how many of them it took.
fn drawn<T>(draw: impl FnOnce(&mut Counting<Replay<'static>>) -> T) -> (T, usize) {
    let mut source = Counting::new(Replay::repeating(&PI));
    let value = draw(&mut source);
    (value, source.bytes())
}

#[test]
fn one_of_an_iterator() {
    for (n, chosen, bytes) in [
        (1, 0, 0),
        (2, 0, 8),
        (19, 15, 8),
        (20, 15, 120),
        (52, 15, 120),
        (1000, 165, 248),
        (1_000_000, 960_111, 504),
    ] {
        assert_eq!(drawn(|r| r.choose_iter(0..n)), (Some(chosen), bytes), "{n}");
    }
}

#[test]
fn samples_of_an_iterator() {
    for (n, k, sample, bytes) in [
        (5, 5, &[2, 3, 1, 0, 4][..], 8),
        (10, 3, &[6, 3, 5], 16),
        (144, 3, &[93, 21, 24], 128),
        (145, 3, &[93, 21, 24], 256),
        (500, 3, &[499, 21, 228], 512),
        (100_000, 3, &[96_965, 21, 228], 4352),
        (52, 5, &[14, 41, 47, 13, 24], 64),
    ] {
        assert_eq!(drawn(|r| r.sample_iter(0..n, k)), (sample.to_vec(), bytes), "{k} of {n}");
    }
}

#[test]
fn arrays() {
    let deck: [u8; 52] = core::array::from_fn(|i| i.try_into().unwrap_or(0));
    assert_eq!(drawn(|r| r.sample_array(&deck).map(|card| *card)), ([42, 44, 8, 43, 17], 8));
    let indices = vec![267_386_437, 203_221_653, 813_257_165, 753_245_745];
    assert_eq!(drawn(|r| r.sample_indices(1_000_000_000, 4)), (indices, 24));
}

/// What is chosen, and what of the rest has moved; the whole is that of `shuffle`, but for a last die with one face.
#[test]
fn partial_shuffles() {
    for (n, k, chosen, moved, bytes) in [
        (8, 0, &[][..], &[][..], 0),
        (8, 3, &[0, 4, 6], &[(0, 5), (4, 7)], 8),
        (8, 8, &[5, 2, 1, 3, 7, 0, 4, 6], &[], 8),
        (
            20,
            19,
            &[14, 0, 3, 13, 6, 17, 5, 19, 8, 15, 10, 12, 1, 11, 7, 18, 4, 9, 16],
            &[(0, 2)],
            16,
        ),
        (52, 5, &[17, 43, 8, 44, 42], &[(8, 49), (17, 47), (42, 51), (43, 48), (44, 50)], 8),
    ] {
        let mut items: Vec<usize> = (0..n).collect();
        let drawn = drawn(|r| {
            let (chosen, rest) = r.partial_shuffle(&mut items, k);
            let moved = rest.iter().copied().enumerate().filter(|(place, item)| place != item);
            (chosen.to_vec(), moved.collect::<Vec<_>>())
        });
        assert_eq!(drawn, ((chosen.to_vec(), moved.to_vec()), bytes), "{k} of {n}");
        items.sort_unstable();
        assert!(items.into_iter().eq(0..n));
    }
}

const NARROW: [u64; 4] = [30, 20, 0, 50];
const WIDE: [u64; 4] =
    [4_000_000_000_000_000_000, 10_000_000_000_000_000_000, 1, 3_000_000_000_000_000_000];

fn several<T, D: Distribution<T>, const N: usize>(distribution: &D) -> ([T; N], usize) {
    drawn(|r| core::array::from_fn(|_| r.draw(distribution)))
}

#[test]
fn cumulative_weights() -> Result<(), wellspring_dist::ArgumentError> {
    assert_eq!(several(&Weights::new(NARROW)?), ([3, 3, 0, 0, 0, 3, 3, 3], 32));
    assert_eq!(several(&Weights::from_cumulative([30, 50, 50, 100])?), ([3, 3], 8));
    assert_eq!(several(&Weights::from_f64(&[7.5, 5.0, 0.0, 12.5])?), ([3, 3], 8));
    assert_eq!(several(&Weights::new(WIDE)?), ([3, 1, 1, 1], 40));
    let items: [usize; 4] = [0, 1, 2, 3];
    let chosen = drawn(|r| *r.choose_weighted(&items, |i| NARROW.get(*i).copied().unwrap_or(0)));
    assert_eq!(chosen, (3, 4));
    Ok(())
}

/// The layout of the table decides which words give which index.
#[test]
fn alias_tables() -> Result<(), wellspring_dist::ArgumentError> {
    let word32 = AliasTable::new([127, 91, 82, 5, 0])?;
    assert_eq!(several(&word32), ([2, 0, 1, 1, 1, 0, 2, 2], 32));
    let word64 = AliasTable::new([1_000_000_000u64, 700_000_000, 300_000_000])?;
    assert_eq!(several(&word64), ([0, 0, 2, 1], 32));
    assert_eq!(several(&AliasTable::new(WIDE)?), ([1, 1, 1, 1], 48));
    Ok(())
}

#[test]
fn dynamic_weights() -> Result<(), wellspring_dist::ArgumentError> {
    let weights = DynamicWeights::new(NARROW)?;
    assert_eq!(several(&weights), ([3, 3, 0, 0, 0, 3, 3, 3].map(Some), 32));
    let mut weights = DynamicWeights::new([3, 1, 4, 1, 5])?;
    let taken = drawn(|r| core::array::from_fn(|_| weights.take(r)));
    assert_eq!(taken, ([Some(2), Some(4), Some(0), Some(1), Some(3), None], 20));
    Ok(())
}

#[test]
fn samples_by_weight_and_count() {
    let items = [(0, 3), (1, 1), (2, 4), (3, 1), (4, 5)];
    let sample = drawn(|r| {
        r.sample_weighted(&items, 5, |item| item.1).into_iter().map(|item| item.0).collect()
    });
    assert_eq!(sample, (vec![2, 4, 0, 1, 3], 20));
    let items: [usize; 4] = [0, 1, 2, 3];
    let weight = |i: &usize| WIDE.get(*i).copied().unwrap_or(0);
    let sample = drawn(|r| r.sample_weighted(&items, 3, weight).into_iter().copied().collect());
    assert_eq!(sample, (vec![3, 0, 1], 48));
    for (counts, k, sample, bytes) in
        [([3, 0, 5, 2], 6, &[3, 0, 0, 2, 2, 2][..], 8), (WIDE, 5, &[3, 1, 1, 1, 1], 40)]
    {
        let drawn = drawn(|r| r.sample_counts(&items, &counts, k).into_iter().copied().collect());
        assert_eq!(drawn, (sample.to_vec(), bytes));
    }
}
