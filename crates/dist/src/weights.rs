//! Choices in proportion to weights, exactly.
//!
//! Weights are whole numbers of 64 bits and so is their sum, so that a choice is one uniform integer below the sum
//! and no probability is rounded. Three tables are for three uses:
//!
//! | table | making it | a draw | changing a weight |
//! |---|---|---|---|
//! | [`Weights`] | n | log n, one number below the sum | |
//! | [`AliasTable`] | n | 1, one number below n times the sum | |
//! | [`DynamicWeights`] | n | log n, one number below the sum | log n |
//!
//! Rejected were: float sums, as in Python's `random.choices`, where a small weight behind large ones is lost and the
//! last item can be missed or the end be passed; and alias tables in floats, of which the columns do not add up
//! to the weights that were given. Float weights are made whole once, where it can be said how: see
//! [`Weights::from_f64`].

use rand_core::TryRng;

use crate::{ArgumentError, Error, integer::Draw};

#[cfg(feature = "alloc")]
mod alias;
#[cfg(feature = "alloc")]
mod cumulative;
#[cfg(feature = "alloc")]
mod dynamic;
#[cfg(feature = "alloc")]
mod float;
#[cfg(feature = "alloc")]
mod sample;

#[cfg(feature = "alloc")]
pub(crate) use self::sample::{sample, sample_counts};
#[cfg(feature = "alloc")]
pub use self::{alias::AliasTable, cumulative::Weights, dynamic::DynamicWeights};

/// One of `items` in proportion to its weight.
///
/// Without memory: the weights are asked for twice. If the second answers are others, an item is still
/// chosen, by them as far as they go, else the last one that had a weight at first.
pub(crate) fn choose<'items, T, R: TryRng + ?Sized>(
    items: &'items [T],
    mut weight: impl FnMut(&T) -> u64,
    rng: &mut R,
) -> Result<&'items T, Error<R::Error>> {
    let (mut total, mut last) = (0u64, None);
    for (index, item) in items.iter().enumerate() {
        let weight = weight(item);
        total = total.checked_add(weight).ok_or(ArgumentError::WeightSum { index, weight })?;
        if weight > 0 {
            last = Some(item);
        }
    }
    let last = last.ok_or(ArgumentError::NoWeight)?;
    // Some weight is above 0, and so is their sum.
    let mut left = 0.draw_to(total.saturating_sub(1), rng).map_err(Error::Source)?;
    for item in items {
        let weight = weight(item);
        if left < weight {
            return Ok(item);
        }
        left -= weight;
    }
    Ok(last)
}

#[cfg(feature = "alloc")]
#[cfg(test)]
mod tests;
