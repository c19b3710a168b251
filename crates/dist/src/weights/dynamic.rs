use alloc::vec::Vec;

use rand_core::TryRng;

use crate::{
    ArgumentError, Distribution, Value, integer::Draw, memory, random::ok, shuffle::Length,
};

/// Weights that change, from which indices are drawn in proportion to them, exactly.
///
/// Drawing, changing, adding and removing take a time in the order of log n. The weights are kept as a tree of sums (P.
/// M. Fenwick, "A New Data Structure for Cumulative Frequency Tables", Software: Practice and Experience 24 (3), 1994),
/// 8 bytes for each. A draw is one uniform number below the sum of all: 4 bytes if that is at most
/// 2^32, else 8. There may be no weight above 0, or none at all; then `None` is drawn, from no bytes.
///
/// # Security
///
/// Which places of memory a draw reads depends on the index that is drawn.
///
/// # Examples
///
/// ```
/// use wellspring_dist::{DynamicWeights, Random};
/// use wellspring_entropy::System;
///
/// let mut tickets = DynamicWeights::new([3, 1, 5])?;
/// tickets.set(2, 0)?;
/// assert_ne!(System.draw(&tickets), Some(2));
///
/// // Two different winners.
/// let winners = [tickets.take(&mut System), tickets.take(&mut System)];
/// assert!(winners == [Some(0), Some(1)] || winners == [Some(1), Some(0)]);
/// assert_eq!(tickets.take(&mut System), None);
/// # Ok::<(), wellspring_dist::ArgumentError>(())
/// ```
#[derive(Clone, Debug, Default)]
#[doc(alias = "Fenwick", alias = "WeightedTreeIndex")]
pub struct DynamicWeights {
    /// Entry `p - 1` is the sum of the `span(p)` weights that end with number `p`, counted from 1.
    sums: Vec<u64>,
    total: u64,
}

impl DynamicWeights {
    /// For one index for each of these weights, in proportion to it.
    ///
    /// # Errors
    ///
    /// [`ArgumentError::WeightSum`] if they sum to more than 2^64 - 1, or [`ArgumentError::Memory`].
    pub fn new(weights: impl IntoIterator<Item = u64>) -> Result<Self, ArgumentError> {
        let mut all = Self::default();
        for weight in weights {
            all.push(weight)?;
        }
        Ok(all)
    }

    /// The number of weights.
    #[inline]
    #[must_use]
    pub fn len(&self) -> usize {
        self.sums.len()
    }

    /// Whether there are no weights, not even ones of 0.
    #[inline]
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.sums.is_empty()
    }

    /// The sum of all weights.
    #[inline]
    #[must_use]
    pub fn total(&self) -> u64 {
        self.total
    }

    /// The weight at `index`, or `None` behind the last one.
    #[must_use]
    pub fn weight(&self, index: usize) -> Option<u64> {
        let sum = *self.sums.get(index)?;
        Some(sum - self.inner(index + 1))
    }

    /// Changes the weight at `index` and returns what it was.
    ///
    /// # Errors
    ///
    /// [`ArgumentError::Parameter`] if `index` is behind the last weight, and [`ArgumentError::WeightSum`] if all would sum to
    /// more than 2^64 - 1. Nothing is changed then.
    pub fn set(&mut self, index: usize, weight: u64) -> Result<u64, ArgumentError> {
        let Some(before) = self.weight(index) else {
            let value = Value::Unsigned(index.to_u64().into());
            let allowed = "an index below the number of weights";
            return Err(ArgumentError::Parameter { name: "index", value, allowed });
        };
        let others = self.total - before;
        let total = others.checked_add(weight);
        self.total = total.ok_or(ArgumentError::WeightSum { index, weight })?;
        // The sums with this weight in them: each is at most the total, so that none overflows.
        let mut number = index + 1;
        while let Some(sum) = self.sums.get_mut(number - 1) {
            *sum = *sum - before + weight;
            number += span(number);
        }
        Ok(before)
    }

    /// Adds a weight behind the others.
    ///
    /// # Errors
    ///
    /// [`ArgumentError::WeightSum`] if all would sum to more than 2^64 - 1, or [`ArgumentError::Memory`]. Nothing is changed
    /// then.
    ///
    /// # Examples
    ///
    /// ```
    /// use wellspring_dist::DynamicWeights;
    ///
    /// let mut weights = DynamicWeights::default();
    /// assert!(weights.is_empty());
    /// weights.push(2)?;
    /// weights.push(5)?;
    /// assert_eq!((weights.len(), weights.total(), weights.weight(1)), (2, 7, Some(5)));
    /// assert_eq!(weights.pop(), Some(5));
    /// assert!(weights.push(u64::MAX).is_err());
    /// assert_eq!((weights.len(), weights.total()), (1, 2));
    /// # Ok::<(), wellspring_dist::ArgumentError>(())
    /// ```
    pub fn push(&mut self, weight: u64) -> Result<(), ArgumentError> {
        let index = self.len();
        let total = self.total.checked_add(weight);
        let total = total.ok_or(ArgumentError::WeightSum { index, weight })?;
        let sum = weight + self.inner(index + 1);
        memory::push(&mut self.sums, sum)?;
        self.total = total;
        Ok(())
    }

    /// Removes the last weight and returns it.
    pub fn pop(&mut self) -> Option<u64> {
        // No other sum has it in it.
        let weight = self.weight(self.len().checked_sub(1)?)?;
        self.sums.pop();
        self.total -= weight;
        Some(weight)
    }

    /// Draws an index and sets its weight to 0, so that it is not drawn again; `None` if no weight is above 0.
    ///
    /// # Panics
    ///
    /// If the source fails. [`try_take`](Self::try_take) returns that as an error.
    #[inline]
    #[track_caller]
    pub fn take<R: TryRng + ?Sized>(&mut self, rng: &mut R) -> Option<usize> {
        ok::<_, _, R>(self.try_take(rng))
    }

    /// [`take`](Self::take), with errors instead of panics.
    ///
    /// # Errors
    ///
    /// The source's failure. No weight is changed then.
    #[inline]
    pub fn try_take<R: TryRng + ?Sized>(&mut self, rng: &mut R) -> Result<Option<usize>, R::Error> {
        let drawn = self.try_sample(rng)?;
        // 0 is never too much, and the index is that of a weight.
        Ok(drawn.filter(|index| self.set(*index, 0).is_ok()))
    }

    /// Of the weights whose sum is entry `number - 1`, those before the last one: the entries next to each other
    /// that make up the span.
    fn inner(&self, number: usize) -> u64 {
        let (mut inner, mut sum) = (number - 1, 0);
        let before = number - span(number);
        while inner > before {
            sum += self.sums.get(inner - 1).unwrap_or(&0);
            inner -= span(inner);
        }
        sum
    }

    /// The index of the weight in which the unit `left` lies, when all are laid end to end; `left` is below the total.
    #[inline]
    fn find(&self, mut left: u64) -> usize {
        let mut passed = 0;
        let mut step = self.len().checked_ilog2().map_or(0, |log| 1 << log);
        while step > 0 {
            // A sum is passed only as a whole, so that weights of 0 are passed as well.
            match self.sums.get(passed + step - 1) {
                Some(&sum) if sum <= left => {
                    left -= sum;
                    passed += step;
                }
                _ => {}
            }
            step >>= 1;
        }
        passed
    }
}

impl Distribution<Option<usize>> for DynamicWeights {
    #[inline]
    fn try_sample<R: TryRng + ?Sized>(&self, rng: &mut R) -> Result<Option<usize>, R::Error> {
        let Some(last) = self.total.checked_sub(1) else { return Ok(None) };
        let number = 0.draw_to(last, rng)?;
        Ok(Some(self.find(number)))
    }
}

/// The largest power of two that divides `number`, which is not 0.
#[inline]
fn span(number: usize) -> usize {
    number & number.wrapping_neg()
}

#[cfg(test)]
mod tests;
