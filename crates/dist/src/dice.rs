//! Several uniform numbers out of one random word.
//!
//! N. Brackett-Rozinsky and D. Lemire, "Batched Ranged Random Integer Generation", Software: Practice and
//! Experience 55 (1), 2025, <https://arxiv.org/abs/2408.06213>.
//!
//! **Contract.** From one accepted word come dice with `b1`, `b2`, …, `bk` faces, for any bounds of which
//! the product `B` is at most a given limit below `2^w`. Each of the `B` outcomes has exactly the same probability,
//! which says both that every die is fair and that the dice are independent.
//!
//! **Method.** A word `x` is accepted for the bound `B` as in [`lemire`](crate::lemire): if the low word of
//! `x * B` is at least `2^w mod B`. Then `floor(x * B / 2^w)` is uniform below `B`, and the dice are its digits in
//! the mixed base `b1, …, bk`: uniform below `B` is the same as `k` independent uniform digits. The digits
//! need no division. The high word of `x * b1` is the first one, `floor(x * b1 / 2^w)`; the low word is what
//! is left of `x`, as a fraction of the place that was chosen, and is multiplied by `b2` for the next digit:
//!
//! ```text
//! x * b1 = d1 * 2^w + x1          so  x * B = (d1 * b2 ... bk) * 2^w + x1 * b2 ... bk
//! x1 * b2 = d2 * 2^w + x2             and so on, until x * B = D * 2^w + xk, with D = d1 * b2 ... bk + ... + dk
//! ```
//!
//! Every `xi` is a low word, so `xk < 2^w`, and `D` is the high word of `x * B`, and the `di` are its digits.
//!
//! **The limit** is [`LIMIT`], `2^60`: a word is then rejected with a probability of less than `B / 2^64`, at most one in
//! sixteen, and mostly much less. A limit of `2^64` saves few words, and some bounds would reject nearly half of all.
//!
//! **What was rejected.** The authors roll first, keep the dice in memory and then look whether they may; with the
//! product at hand the acceptance is one multiplication, and no outcome is stored that would have to be wiped.
//! Their table of batch sizes, made for generators that cost a nanosecond a word, takes nine words for 52 cards;
//! filling each word as far as it goes takes four.

use core::num::NonZero;

use rand_core::TryRng;

use crate::{block, lemire::Word};

/// The largest product of bounds that share a word of 64 bits.
pub(crate) const LIMIT: u64 = 1 << 60;

/// The next die of an accepted word; what is left of the word stays in it.
#[inline]
pub(crate) fn roll<W: Word>(word: &mut W, faces: W) -> W {
    let (die, rest) = word.wide_mul(faces);
    *word = rest;
    die
}

/// Many uniform numbers below one bound, several from each 64-bit word of their source.
///
/// Twenty characters of an alphabet of 62 take 16 bytes this way, and 80 one by one. The source is read
/// [in blocks](crate::Block).
///
/// # Security
///
/// The time depends on the bound, on how many numbers are wanted and on words that were thrown away, never on a
/// number that was given.
///
/// # Examples
///
/// ```
/// use core::num::NonZero;
/// use wellspring_dist::Dice;
/// use wellspring_entropy::{System, testing::Counting};
///
/// const SIX: NonZero<u32> = NonZero::new(6).unwrap();
/// let mut source = Counting::new(System);
/// let mut rolls = Vec::new();
/// Dice::new(SIX).try_each(&mut source, 20, |die| rolls.push(die + 1))?;
/// assert!(rolls.len() == 20 && rolls.iter().all(|roll| (1..=6).contains(roll)));
/// # Ok::<(), wellspring_entropy::Error>(())
/// ```
#[derive(Clone, Copy, Debug)]
#[doc(alias = "randbelow", alias = "Uniform")]
pub struct Dice(Cup<u64>);

impl Dice {
    /// For numbers below `n`.
    #[inline]
    #[must_use]
    pub fn new(n: NonZero<u32>) -> Self {
        Self(Cup::new(n.get().into(), LIMIT))
    }

    /// Calls `visit` with `count` uniform and independent numbers.
    ///
    /// # Panics
    ///
    /// If the source fails. [`try_each`](Self::try_each) returns that as an error.
    ///
    /// # Examples
    ///
    /// ```
    /// use core::num::NonZero;
    /// use wellspring_dist::Dice;
    /// use wellspring_entropy::System;
    ///
    /// const COIN: NonZero<u32> = NonZero::new(2).unwrap();
    /// let mut tosses = [0; 2];
    /// Dice::new(COIN).each(&mut System, 1000, |side| tosses[side as usize] += 1);
    /// assert_eq!(tosses[0] + tosses[1], 1000);
    /// ```
    #[inline]
    #[track_caller]
    pub fn each<R: TryRng + ?Sized>(&self, rng: &mut R, count: usize, visit: impl FnMut(u32)) {
        crate::random::ok::<_, _, R>(self.try_each(rng, count, visit));
    }

    /// [`each`](Self::each), with errors instead of panics.
    ///
    /// # Errors
    ///
    /// The source's failure; `visit` may then have been called, up to `count` times.
    #[inline]
    pub fn try_each<R: TryRng + ?Sized>(
        &self,
        rng: &mut R,
        count: usize,
        mut visit: impl FnMut(u32),
    ) -> Result<(), R::Error> {
        block::with_words(rng, self.0.words(count), |words| {
            #[allow(clippy::cast_possible_truncation, reason = "below a bound of 32 bits")]
            self.0.each(count, || words.next(), |die| visit(die as u32))
        })
    }
}

/// Equal dice, as many to a word as the limit allows.
#[derive(Clone, Copy, Debug)]
struct Cup<W> {
    faces: W,
    a_word: u8,
    /// `faces` to the power `a_word`, and `2^w` modulo that. The division is made here, so that no time depends on
    /// whether a word that is accepted was nearly not.
    product: W,
    residue: W,
}

impl<W: Word> Cup<W> {
    #[inline]
    fn new(faces: W, limit: W) -> Self {
        let (mut product, mut a_word) = (faces, 1);
        while let Some(next) = product.checked_mul(faces) {
            // Any number of dice with one face fits; as many as of coins are enough.
            if next > limit || a_word >= 60 {
                break;
            }
            (product, a_word) = (next, a_word + 1);
        }
        Self { faces, a_word, product, residue: product.residue() }
    }

    /// How many words `count` dice take if none is rejected.
    #[inline]
    fn words(&self, count: usize) -> usize {
        #[allow(clippy::integer_division_remainder_used, reason = "neither is secret")]
        let words = count.div_ceil(self.a_word.into());
        words
    }

    #[inline]
    fn each<E>(
        &self,
        mut count: usize,
        mut draw: impl FnMut() -> Result<W, E>,
        mut visit: impl FnMut(W),
    ) -> Result<(), E> {
        while count > 0 {
            let mut word = draw()?;
            while word.wrapping_mul(self.product) < self.residue {
                word = draw()?;
            }
            let dice = count.min(self.a_word.into());
            for _ in 0..dice {
                visit(roll(&mut word, self.faces));
            }
            count -= dice;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests;
