//! Exact probabilities by enumeration, and by adding up what was poured.

extern crate std;
use std::{vec, vec::Vec};

use proptest::{collection::vec as vec_of, prelude::*};
use wellspring_entropy::{
    Error as SourceError,
    testing::{Counting, Failing, Replay},
};

use super::{AliasTable, Column, Product, pour};
use crate::{Distribution, Weights, lemire::Word, shuffle::Length, weights::tests::small_vectors};

/// How many of all pairs of a column and a height belong to each index.
fn shares(columns: &[Column], total: u64) -> Vec<u128> {
    let mut shares = vec![0; columns.len()];
    for (index, column) in columns.iter().enumerate() {
        shares[index] += u128::from(column.threshold);
        shares[column.alias] += u128::from(total - column.threshold);
    }
    shares
}

fn expected(weights: &[u64]) -> Vec<u128> {
    weights.iter().map(|&weight| u128::from(weight) * weights.len() as u128).collect()
}

/// How often each index comes, over all words of a width.
fn counts<W: Word + Length>(table: &AliasTable, width: u32) -> Vec<u64> {
    let product = table.total() * table.len() as u64;
    let mut counts = vec![0; table.len()];
    for word in 0..1u64 << width {
        let mut words = Some(W::from_u64(word)).into_iter();
        if let Ok(index) = table.one_word(W::from_u64(product), || words.next().ok_or(())) {
            counts[index] += 1;
        }
    }
    counts
}

#[test]
#[allow(clippy::integer_division_remainder_used, reason = "the oracle divides")]
fn every_word_of_every_small_table_is_exact() {
    for weights in small_vectors() {
        let table = AliasTable::new(weights.iter().copied()).unwrap();
        let product = table.total() * table.len() as u64;
        // Each pair of a column and a height has the same number of words.
        let words = |all: u64| -> Vec<u64> {
            weights.iter().map(|weight| all / product * weight * weights.len() as u64).collect()
        };
        assert_eq!(counts::<u8>(&table, 8), words(256), "{weights:?}");
        if weights.len() == 3 {
            assert_eq!(counts::<u16>(&table, 16), words(65_536), "{weights:?}");
        }
        assert_eq!(shares(&table.columns, table.total()), expected(&weights), "{weights:?}");
    }
}

/// The negative controls: a sum that is off by one, and weights that went through floats of 32 bits.
#[test]
fn a_wrong_sum_and_floats_are_caught() {
    let poured = |weights: &[u64], total: u64| {
        let weights = Weights { total, ..Weights::new(weights.iter().copied()).unwrap() };
        let mut columns: Vec<_> =
            (0..weights.len()).map(|alias| Column { threshold: total, alias }).collect();
        pour(&mut columns, &weights, weights.len() as u128);
        shares(&columns, total)
    };
    let weights = [1, 2, 4];
    assert_eq!(poured(&weights, 7), expected(&weights));
    assert_ne!(poured(&weights, 8), expected(&weights));
    let weights = [(1 << 24) + 1, 5, (1 << 25) + 3];
    #[allow(
        clippy::cast_possible_truncation,
        clippy::cast_precision_loss,
        clippy::cast_sign_loss,
        reason = "what is wrong with it"
    )]
    let floats = weights.map(|weight| weight as f32 as u64);
    assert_eq!(poured(&weights, weights.iter().sum()), expected(&weights));
    assert_ne!(poured(&floats, floats.iter().sum()), expected(&weights));
}

proptest! {
    #[test]
    fn nothing_is_rounded(weights in vec_of(any::<u64>(), 1..40), narrow in 6u32..64) {
        let weights: Vec<u64> = weights.iter().map(|weight| weight >> narrow).collect();
        prop_assume!(weights.iter().any(|weight| *weight > 0));
        let table = AliasTable::new(weights.iter().copied()).unwrap();
        prop_assert_eq!(shares(&table.columns, table.total()), expected(&weights));
        // What has no weight has no height.
        for (index, column) in table.columns.iter().enumerate() {
            prop_assert!(weights[index] > 0 || column.threshold == 0);
            prop_assert!(column.threshold == table.total() || weights[column.alias] > 0);
        }
    }
}

/// Weights that are the mean, of which each fills a column and none is poured twice.
#[test]
fn weights_that_are_the_mean_are_exact() {
    // Between a heavy one that has been begun and one that is still to come.
    for weights in [vec![6, 1, 4, 7, 2], vec![4; 5], vec![4, 6, 4, 2, 4]] {
        let table = AliasTable::new(weights.iter().copied()).unwrap();
        assert_eq!(shares(&table.columns, table.total()), expected(&weights), "{weights:?}");
    }
}

/// The same words give the same indices in every release: what is left of a heavy index goes into its own column as soon as that
/// holds it, and not only when there is less.
#[test]
fn a_table_is_laid_out_in_one_way() {
    // Times four, with 8 to a column: 12, 4, 4, 12.
    let table = AliasTable::new([3, 1, 1, 3]).unwrap();
    let of = |column| (0..8).map(|height| table.at(column, height)).collect::<Vec<_>>();
    let expected =
        [[0; 8], [1, 1, 1, 1, 0, 0, 0, 0], [2, 2, 2, 2, 3, 3, 3, 3], [3; 8]].map(Vec::from);
    assert_eq!([0, 1, 2, 3].map(of), expected);
}

#[test]
fn the_largest_sum_is_exact() {
    for weights in [vec![u64::MAX], vec![u64::MAX - 5, 1, 0, 4], vec![1 << 62; 3]] {
        let table = AliasTable::new(weights.iter().copied()).unwrap();
        assert_eq!(shares(&table.columns, table.total()), expected(&weights));
    }
}

#[test]
fn a_draw_takes_the_bytes_that_its_product_needs() {
    for (weights, bytes) in [
        (vec![1u64], 4),
        (vec![1, (1 << 27) - 1], 4),
        (vec![1, 1 << 27], 8),
        (vec![1, (1 << 59) - 1], 8),
        (vec![1, 1 << 59], 12),
        (vec![u64::MAX], 12),
        (vec![1 << 28; 1 << 16], 8),
        (vec![1 << 29; 1 << 16], 12),
    ] {
        let table = AliasTable::new(weights.iter().copied()).unwrap();
        // The greatest word is never rejected, and gives the last column at its greatest height.
        let mut source = Counting::new(Replay::new(&[0xFF; 16]));
        let last = table.columns.last().unwrap();
        let expected = if last.threshold == table.total() { weights.len() - 1 } else { last.alias };
        assert_eq!(table.sample(&mut source), expected);
        assert_eq!((source.draws(), source.bytes()), (1, bytes));
        let mut source = Failing::at_draw(1, Replay::new(&[0xFF; 16]));
        assert_eq!(table.try_sample(&mut source), Err(SourceError::INJECTED));
    }
}

/// A sum of 2^32 is the greatest of which a height is one word of 32 bits; beside it nothing is read that is not used.
#[test]
fn two_words_take_no_bytes_in_vain() {
    for (total, bytes) in [(1 << 32, 8), ((1 << 32) + 1, 12)] {
        let columns = vec![Column { threshold: total, alias: 0 }; 2];
        let table = AliasTable { columns, total, product: Product::Beyond };
        let mut source = Counting::new(Replay::new(&[0xFF; 16]));
        assert_eq!(table.sample(&mut source), 1);
        assert_eq!((source.draws(), source.bytes()), (1, bytes), "{total}");
    }
}

/// Column and height of words of their own are found in the same table.
#[test]
fn two_words_find_column_and_height() {
    let weights = [1u64 << 59, 1 << 59, 1 << 60];
    let table = AliasTable::new(weights).unwrap();
    let mut counts = [0; 3];
    // The middles of all thirds of the columns and of all twelfths of the height.
    for (column, height) in
        (0..3u64).flat_map(|column| (0..12u64).map(move |height| (column, height)))
    {
        let mut script = vec![];
        let word = |faces: u64, face: u64, width: u32| {
            u64::try_from(((2 * u128::from(face) + 1) << (width - 1)).div_euclid(faces.into()))
                .unwrap()
        };
        script.extend(u32::try_from(word(3, column, 32)).unwrap().to_le_bytes());
        script.extend(word(12, height, 64).to_le_bytes());
        counts[table.sample(&mut Replay::new(&script))] += 1;
    }
    assert_eq!(counts, [9, 9, 18]);
}
