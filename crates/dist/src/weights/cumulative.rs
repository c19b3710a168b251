use alloc::vec::Vec;

use rand_core::TryRng;

use crate::{ArgumentError, Distribution, Value, integer::Draw, memory, weights::float};

/// Weights, from which indices are drawn in proportion to them, exactly.
///
/// Kept as the sums of the first 1, 2, … of them. A draw is one uniform number below the sum of all, of 4 bytes if
/// that is at most 2^32 and else of 8, and a binary search. For many draws from many weights,
/// [`AliasTable`](crate::AliasTable) is faster.
///
/// # Security
///
/// Which places of memory a draw reads depends on the index that is drawn.
///
/// # Examples
///
/// ```
/// use wellspring_dist::{Random, Weights};
/// use wellspring_entropy::System;
///
/// let loot = ["nothing", "coin", "sword"];
/// let weights = Weights::new([90, 9, 1])?;
/// let found = loot[System.draw(&weights)];
/// assert!(loot.contains(&found));
/// # Ok::<(), wellspring_dist::ArgumentError>(())
/// ```
#[derive(Clone, Debug)]
#[doc(alias = "WeightedIndex", alias = "choices")]
pub struct Weights {
    pub(super) sums: Vec<u64>,
    /// The last of the sums, above 0.
    pub(super) total: u64,
}

impl Weights {
    /// For one index for each of these weights, in proportion to it.
    ///
    /// They are `u64`s, taken by value: of a list that is kept, `list.iter().copied()`. For floats there is [`from_f64`](Self::from_f64).
    ///
    /// # Errors
    ///
    /// [`ArgumentError::NoWeight`] if none is above 0, [`ArgumentError::WeightSum`] if they sum to more than 2^64 - 1, or
    /// [`ArgumentError::Memory`].
    pub fn new(weights: impl IntoIterator<Item = u64>) -> Result<Self, ArgumentError> {
        let (mut sums, mut total) = (Vec::new(), 0u64);
        for (index, weight) in weights.into_iter().enumerate() {
            total = total.checked_add(weight).ok_or(ArgumentError::WeightSum { index, weight })?;
            memory::push(&mut sums, total)?;
        }
        Self::from_sums(sums)
    }

    /// From the sums of the first 1, 2, … weights: index 0 has the first sum as its weight, and each other index what its sum
    /// is above the one before. Python's `cum_weights`.
    ///
    /// # Errors
    ///
    /// [`ArgumentError::Weight`] if one is less than the one before, [`ArgumentError::NoWeight`] if none is above 0, or
    /// [`ArgumentError::Memory`].
    ///
    /// # Examples
    ///
    /// ```
    /// use wellspring_dist::Weights;
    ///
    /// let weights = Weights::from_cumulative([90, 99, 100])?;
    /// assert_eq!(weights.weight(1), Some(9));
    /// assert!(Weights::from_cumulative([90, 9]).is_err());
    /// # Ok::<(), wellspring_dist::ArgumentError>(())
    /// ```
    #[doc(alias = "cum_weights")]
    pub fn from_cumulative(sums: impl IntoIterator<Item = u64>) -> Result<Self, ArgumentError> {
        let (mut all, mut before) = (Vec::new(), 0u64);
        for (index, sum) in sums.into_iter().enumerate() {
            if sum < before {
                let allowed = "a number not below the one before, since the weights are cumulative";
                return Err(ArgumentError::Weight { index, value: Value::from(sum), allowed });
            }
            before = sum;
            memory::push(&mut all, sum)?;
        }
        Self::from_sums(all)
    }

    /// For weights that are floats: finite, not negative, and not all 0.
    ///
    /// They are multiplied by one power of two and become whole. If all of them can be whole with a sum below 2^64, they
    /// are, and nothing is rounded: the probabilities are exactly in proportion to the floats as they are (0.1 is
    /// a float a little above a tenth). Otherwise the sum is between 2^62 and 2^64 and each weight is rounded to
    /// the nearest whole number, by at most 2^-63 of the sum; one that would become 0 becomes 1, at most 2^-62 of the sum.
    ///
    /// # Errors
    ///
    /// [`ArgumentError::Weight`], [`ArgumentError::NoWeight`] or [`ArgumentError::Memory`].
    ///
    /// # Examples
    ///
    /// ```
    /// use wellspring_dist::Weights;
    ///
    /// let weights = Weights::from_f64(&[0.5, 0.25, 0.0])?;
    /// assert_eq!((weights.weight(0), weights.weight(1), weights.total()), (Some(2), Some(1), 3));
    /// assert!(Weights::from_f64(&[1.0, f64::NAN]).is_err());
    /// # Ok::<(), wellspring_dist::ArgumentError>(())
    /// ```
    pub fn from_f64(weights: &[f64]) -> Result<Self, ArgumentError> {
        let mut sums = memory::with_room(weights.len())?;
        let mut total = 0;
        for weight in float::whole(weights)? {
            // `whole` has looked at the sum.
            total += weight;
            sums.push(total);
        }
        Self::from_sums(sums)
    }

    fn from_sums(sums: Vec<u64>) -> Result<Self, ArgumentError> {
        match sums.last() {
            None | Some(0) => Err(ArgumentError::NoWeight),
            Some(&total) => Ok(Self { sums, total }),
        }
    }

    /// The number of weights, at least 1.
    ///
    /// # Examples
    ///
    /// ```
    /// use wellspring_dist::Weights;
    ///
    /// let weights = Weights::new([2, 0, 1])?;
    /// assert_eq!((weights.len(), weights.total(), weights.weight(1)), (3, 3, Some(0)));
    /// # Ok::<(), wellspring_dist::ArgumentError>(())
    /// ```
    #[inline]
    #[must_use]
    #[allow(clippy::len_without_is_empty, reason = "there is always a weight")]
    pub fn len(&self) -> usize {
        self.sums.len()
    }

    /// The sum of all weights, at least 1.
    #[inline]
    #[must_use]
    pub fn total(&self) -> u64 {
        self.total
    }

    /// The weight at `index`, or `None` behind the last one.
    #[must_use]
    pub fn weight(&self, index: usize) -> Option<u64> {
        let sum = self.sums.get(index)?;
        let before = index.checked_sub(1).and_then(|index| self.sums.get(index));
        Some(sum - before.unwrap_or(&0))
    }

    /// All weights in turn.
    pub(super) fn iter(&self) -> impl Iterator<Item = u64> {
        let mut before = 0;
        self.sums.iter().map(move |&sum| sum - core::mem::replace(&mut before, sum))
    }
}

impl Distribution<usize> for Weights {
    #[inline]
    fn try_sample<R: TryRng + ?Sized>(&self, rng: &mut R) -> Result<usize, R::Error> {
        let number = 0.draw_to(self.total - 1, rng)?;
        Ok(find(&self.sums, number))
    }
}

/// The index of the first sum above `number`: of a weight that is not 0.
#[inline]
pub(super) fn find(sums: &[u64], number: u64) -> usize {
    sums.partition_point(|sum| *sum <= number)
}
