//! The alias method in whole numbers.
//!
//! A. J. Walker, "An Efficient Method for Generating Discrete Random Variables with General Distributions", ACM
//! Transactions on Mathematical Software 3 (3), 1977; M. D. Vose, "A Linear Algorithm for Generating Random Numbers
//! with a Given Distribution", IEEE Transactions on Software Engineering 17 (9), 1991. The table is built by
//! one sweep without lists of its own, as in L. Hübschle-Schneider and P. Sanders, "Parallel Weighted Random Sampling", ESA
//! 2019, section 3.1.
//!
//! **The table.** Let `n` weights `w` have the sum `W`, and multiply them all by `n`, so that their sum is `n W`. They
//! are poured into `n` columns that hold `W` each: column `c` has a threshold, up to which it belongs to index `c`, and what
//! is above belongs to one other index, its alias.
//!
//! **A draw** is a uniform column and a uniform height below `W`. Of all `n W` pairs, those that give index `i` are as
//! many as were poured from `n w_i`, so its probability is `n w_i / (n W) = w_i / W`. Nothing is rounded: `n w_i` and `n W`
//! are below 2^128, and thresholds are at most `W`.
//!
//! **The sweep.** An index is light if `n w <= W` and heavy if not. There is always one heavy index at work, of which `rest` is
//! left to be poured. If `rest > W`, the next light index goes into its own column, and the heavy one fills it
//! up. If not, the rest goes into the heavy index's own column, and the next heavy one fills that up and is at work from then
//! on. What has not been poured always sums to `W` times the number of columns that have not been
//! filled, since each step fills one. So while `rest > W`, some open column belongs to a light index; and when no
//! heavy index follows, those which are left are all at most `W` and have that for their mean: each is `W` and fills its own
//! column.
//!
//! **Bytes.** Column and height are two dice out of one word, if `n W` fits that: a word of 32 bits up to 2^28, and one
//! of 64 bits up to 2^60. Otherwise each has a word of its own, out of one block.

use alloc::vec::Vec;

use rand_core::TryRng;

use crate::{
    ArgumentError, Block, Distribution,
    dice::{LIMIT, roll},
    integer::Draw,
    lemire::{Word, accepted},
    memory,
    shuffle::Length,
    weights::Weights,
};

/// Weights, from which indices are drawn in proportion to them, exactly and in constant time.
///
/// A draw takes 4 bytes if the number of weights times their sum is at most 2^28, 8 bytes up to 2^60, and 12 or 16 beyond.
/// The table has 16 bytes for each weight.
///
/// # Security
///
/// Which places of memory a draw reads depends on the index that is drawn.
///
/// # Examples
///
/// ```
/// use wellspring_dist::{AliasTable, Random};
/// use wellspring_entropy::System;
///
/// let letters = ["e", "t", "a"];
/// let table = AliasTable::new([127, 91, 82])?;
/// let text: String = (0..8).map(|_| letters[System.draw(&table)]).collect();
/// assert_eq!(text.len(), 8);
/// # Ok::<(), wellspring_dist::ArgumentError>(())
/// ```
#[derive(Clone, Debug)]
#[doc(alias = "WeightedAliasIndex")]
pub struct AliasTable {
    columns: Vec<Column>,
    total: u64,
    /// The number of columns times `total`, if it shares a word.
    product: Product,
}

#[derive(Clone, Copy, Debug)]
struct Column {
    threshold: u64,
    alias: usize,
}

#[derive(Clone, Copy, Debug)]
enum Product {
    Word32(u32),
    Word64(u64),
    Beyond,
}

impl AliasTable {
    /// For one index for each of these weights, in proportion to it.
    ///
    /// # Errors
    ///
    /// [`ArgumentError::NoWeight`] if none is above 0, [`ArgumentError::WeightSum`] if they sum to more than 2^64 - 1, or
    /// [`ArgumentError::Memory`].
    pub fn new(weights: impl IntoIterator<Item = u64>) -> Result<Self, ArgumentError> {
        Self::from_weights(&Weights::new(weights)?)
    }

    /// The table of the same weights, also if these were floats.
    ///
    /// # Errors
    ///
    /// [`ArgumentError::Memory`].
    ///
    /// # Examples
    ///
    /// ```
    /// use wellspring_dist::{AliasTable, Weights};
    ///
    /// let table = AliasTable::from_weights(&Weights::from_f64(&[0.25, 0.75])?)?;
    /// assert_eq!((table.len(), table.total()), (2, 4));
    /// # Ok::<(), wellspring_dist::ArgumentError>(())
    /// ```
    pub fn from_weights(weights: &Weights) -> Result<Self, ArgumentError> {
        let (total, n) = (weights.total(), u128::from(weights.len().to_u64()));
        let mut columns = memory::with_room(weights.len())?;
        columns.extend((0..weights.len()).map(|alias| Column { threshold: total, alias }));
        pour(&mut columns, weights, n);
        let product = match u64::try_from(n * u128::from(total)) {
            Ok(product) if product <= LIMIT => match u32::try_from(product) {
                Ok(product) if product <= LIMIT_32 => Product::Word32(product),
                _ => Product::Word64(product),
            },
            _ => Product::Beyond,
        };
        Ok(Self { columns, total, product })
    }

    /// The number of weights, at least 1.
    #[inline]
    #[must_use]
    #[allow(clippy::len_without_is_empty, reason = "there is always a weight")]
    pub fn len(&self) -> usize {
        self.columns.len()
    }

    /// The sum of all weights, at least 1.
    #[inline]
    #[must_use]
    pub fn total(&self) -> u64 {
        self.total
    }

    /// The index at a height of a column.
    #[inline]
    fn at(&self, column: u64, height: u64) -> usize {
        let place = usize::from_u64(column);
        match self.columns.get(place) {
            Some(column) if height >= column.threshold => column.alias,
            _ => place,
        }
    }

    /// The index of the first word that is not rejected for `product`, the number of columns times the sum.
    #[inline]
    fn one_word<W: Word + Length, E>(
        &self,
        product: W,
        mut draw: impl FnMut() -> Result<W, E>,
    ) -> Result<usize, E> {
        let (mut word, _) = accepted(product, draw()?, draw)?;
        let column = roll(&mut word, W::from_u64(self.columns.len().to_u64()));
        let height = roll(&mut word, W::from_u64(self.total));
        Ok(self.at(column.to_u64(), height.to_u64()))
    }

    fn two_words<R: TryRng + ?Sized>(&self, rng: &mut R) -> Result<usize, R::Error> {
        let words = |bound: u64| if u32::try_from(bound - 1).is_ok() { 1 } else { 2 };
        let columns = self.columns.len().to_u64();
        let mut block = Block::new(rng, words(columns) + words(self.total));
        let column = 0.draw_to(columns - 1, &mut block)?;
        let height = 0.draw_to(self.total - 1, &mut block)?;
        Ok(self.at(column, height))
    }
}

impl Distribution<usize> for AliasTable {
    #[inline]
    fn try_sample<R: TryRng + ?Sized>(&self, rng: &mut R) -> Result<usize, R::Error> {
        match self.product {
            Product::Word32(product) => self.one_word(product, || rng.try_next_u32()),
            Product::Word64(product) => self.one_word(product, || rng.try_next_u64()),
            Product::Beyond => self.two_words(rng),
        }
    }
}

/// The largest product that shares a word of 32 bits: at most one word in sixteen is rejected, as with [`LIMIT`].
const LIMIT_32: u32 = 1 << 28;

/// Fills the columns, of which each is full of its own index before: see the head of this file.
fn pour(columns: &mut [Column], weights: &Weights, n: u128) {
    let total = u128::from(weights.total());
    let scaled = || weights.iter().map(|weight| u128::from(weight) * n).enumerate();
    let mut light = scaled().filter(|(_, amount)| *amount <= total);
    let mut heavy = scaled().filter(|(_, amount)| *amount > total);
    // With no heavy index all amounts are `total`.
    let Some((mut at_work, mut rest)) = heavy.next() else { return };
    loop {
        let (open, amount);
        if rest > total {
            let Some(next) = light.next() else { return };
            (open, amount) = next;
            rest -= total - amount;
        } else {
            (open, amount) = (at_work, rest);
            let Some((next, its)) = heavy.next() else { return };
            at_work = next;
            rest = its - (total - amount);
        }
        if let (Some(column), Ok(threshold)) = (columns.get_mut(open), u64::try_from(amount)) {
            *column = Column { threshold, alias: at_work };
        }
    }
}

#[cfg(test)]
mod tests;
