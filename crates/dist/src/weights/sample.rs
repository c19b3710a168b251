//! Samples without replacement, of items with weights and of items that are there several times.

use alloc::vec::Vec;

use rand_core::TryRng;

use crate::{
    ArgumentError, Block, Error, memory, sample,
    weights::{DynamicWeights, cumulative},
};

/// `k` of `items`, one after the other, each in proportion to its weight among those that are left.
///
/// Each draw is one of [`DynamicWeights`] in which the weights of those drawn before are 0.
pub(crate) fn sample<'items, T, R: TryRng + ?Sized>(
    items: &'items [T],
    k: usize,
    mut weight: impl FnMut(&T) -> u64,
    rng: &mut R,
) -> Result<Vec<&'items T>, Error<R::Error>> {
    let (mut weights, mut above_zero) = (DynamicWeights::default(), 0);
    for item in items {
        let weight = weight(item);
        above_zero += usize::from(weight > 0);
        weights.push(weight)?;
    }
    if k > above_zero {
        return Err(ArgumentError::TooFewWeights { k, above_zero }.into());
    }
    let mut sample = memory::with_room(k)?;
    let a_draw = if u32::try_from(weights.total().saturating_sub(1)).is_ok() { 1 } else { 2 };
    let mut block = Block::new(rng, k.saturating_mul(a_draw));
    for _ in 0..k {
        let index = weights.try_take(&mut block).map_err(Error::Source)?;
        // There is one: fewer than `k`, which are no more than the weights above 0, were taken.
        sample.extend(index.and_then(|index| items.get(index)));
    }
    Ok(sample)
}

/// `k` of a list in which each of `items` is repeated as often as its count says: the sample of the same bytes.
///
/// The list is not made. Its indices are drawn as if it were there, and an index belongs to the item whose
/// copies it is among. A tree of the counts that are left would do as well, but would draw each index from a word of
/// its own.
pub(crate) fn sample_counts<'items, T, R: TryRng + ?Sized>(
    items: &'items [T],
    counts: &[u64],
    k: usize,
    rng: &mut R,
) -> Result<Vec<&'items T>, Error<R::Error>> {
    if items.len() != counts.len() {
        let (items, weights) = (items.len(), counts.len());
        return Err(ArgumentError::WeightCount { items, weights }.into());
    }
    let (mut sums, mut total) = (memory::with_room(counts.len())?, 0u64);
    for (index, &count) in counts.iter().enumerate() {
        let sum = total.checked_add(count);
        total = sum.ok_or(ArgumentError::WeightSum { index, weight: count })?;
        sums.push(total);
    }
    // More than a usize holds is enough for any `k`.
    sample::check(k, usize::try_from(total).unwrap_or(usize::MAX))?;
    let indices = sample::indices(total, k, rng)?;
    let mut sample = memory::with_room(k)?;
    sample.extend(indices.iter().filter_map(|&index| items.get(cumulative::find(&sums, index))));
    Ok(sample)
}
