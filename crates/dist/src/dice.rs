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

use core::{fmt, num::NonZero};

use rand_core::TryRng;

use crate::{Block, lemire::Word};

/// The largest product of bounds that share a word of 64 bits.
pub(crate) const LIMIT: u64 = 1 << 60;

/// The next die of an accepted word; what is left of the word stays in it.
#[inline]
pub(crate) fn roll<W: Word>(word: &mut W, faces: W) -> W {
    let (die, rest) = word.wide_mul(faces);
    *word = rest;
    die
}

/// Uniform numbers below one bound, several from each 64-bit word of their source.
///
/// Twenty characters of an alphabet of 62 take 16 bytes this way, and 80 one by one. The source is read
/// [in blocks](Block), for as many numbers as were announced.
///
/// # Security
///
/// The time depends on the bound and on words that were thrown away, never on a number that was given. What
/// is left of a word is overwritten when the dice are dropped, as the block is.
///
/// # Examples
///
/// ```
/// use core::num::NonZero;
/// use wellspring_dist::Dice;
/// use wellspring_entropy::{System, testing::Counting};
///
/// let mut source = Counting::new(System);
/// let mut dice = Dice::new(&mut source, NonZero::new(6).unwrap(), 20);
/// let rolls: Vec<u32> = (0..20).map(|_| dice.roll()).collect();
/// drop(dice);
/// assert!(rolls.iter().all(|&roll| roll < 6));
/// assert_eq!(source.draws(), 1);
/// # Ok::<(), wellspring_entropy::Error>(())
/// ```
#[doc(alias = "randbelow", alias = "fill_bounded")]
pub struct Dice<'source, R: TryRng + ?Sized> {
    cup: Cup<u64>,
    block: Block<'source, R>,
}

impl<'source, R: TryRng + ?Sized> Dice<'source, R> {
    /// For about `count` numbers below `n`. More may be drawn, in smaller blocks.
    #[must_use]
    pub fn new(source: &'source mut R, n: NonZero<u32>, count: usize) -> Self {
        let cup = Cup::new(n.get().into(), LIMIT);
        let words = cup.words(count);
        Self { cup, block: Block::new(source, words.saturating_mul(2)) }
    }

    /// The next number.
    ///
    /// # Panics
    ///
    /// If the source fails. [`try_roll`](Self::try_roll) returns that as an error.
    #[inline]
    #[track_caller]
    pub fn roll(&mut self) -> u32 {
        crate::random::ok::<_, _, R>(self.try_roll())
    }

    /// [`roll`](Self::roll), with errors instead of panics.
    ///
    /// # Errors
    ///
    /// The source's failure.
    #[inline]
    pub fn try_roll(&mut self) -> Result<u32, R::Error> {
        let die = self.cup.roll(|| self.block.try_next_u64())?;
        #[allow(clippy::cast_possible_truncation, reason = "below a bound of 32 bits")]
        let die = die as u32;
        Ok(die)
    }
}

/// What is left of a word does not print.
impl<R: TryRng + ?Sized> fmt::Debug for Dice<'_, R> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Dice([REDACTED])")
    }
}

/// Equal dice, as many to a word as the limit allows.
struct Cup<W: Word> {
    faces: W,
    a_word: u8,
    /// `faces` to the power `a_word`, and `2^w` modulo that. The division is made here, so that no time depends on
    /// whether a word that is accepted was nearly not.
    product: W,
    residue: W,
    word: W,
    left: u8,
}

impl<W: Word> Cup<W> {
    fn new(faces: W, limit: W) -> Self {
        let (mut product, mut a_word) = (faces, 1);
        while let Some(next) = product.checked_mul(faces) {
            // Any number of dice with one face fits; as many as of coins are enough.
            if next > limit || a_word >= 60 {
                break;
            }
            (product, a_word) = (next, a_word + 1);
        }
        Self { faces, a_word, product, residue: product.residue(), word: W::from(0), left: 0 }
    }

    /// How many words `count` dice take if none is rejected.
    fn words(&self, count: usize) -> usize {
        #[allow(clippy::integer_division_remainder_used, reason = "neither is secret")]
        let words = count.div_ceil(usize::from(self.a_word));
        words
    }

    #[inline]
    fn roll<E>(&mut self, mut draw: impl FnMut() -> Result<W, E>) -> Result<W, E> {
        if self.left == 0 {
            self.word = draw()?;
            while self.word.wide_mul(self.product).1 < self.residue {
                self.word = draw()?;
            }
            self.left = self.a_word;
        }
        self.left -= 1;
        Ok(roll(&mut self.word, self.faces))
    }
}

impl<W: Word> Drop for Cup<W> {
    fn drop(&mut self) {
        self.word = W::from(0);
        core::hint::black_box(&mut self.word);
    }
}

#[cfg(test)]
mod tests;
