//! The steps of a Fisher-Yates shuffle, as many to a random word as fit.
//!
//! Durstenfeld, "Algorithm 235: Random permutation", Communications of the ACM 7 (7), 1964: step `i` swaps position
//! `i` with a uniform one of `i..n`. After `k` steps each of the `n! / (n - k)!` ordered samples stands in the first
//! `k` positions with the same probability, the product of `1 / (n - i)`; with `k = n - 1` that is each order of all.
//!
//! The steps are dice with `n`, `n - 1`, … faces, and [`dice`](crate::dice) says how several of them come out of
//! one word. A word takes the next dice as long as their product stays within its limit, so that 52 items take
//! four words, 1000 take 152, and what is above 2^30 items takes one word an item.
//!
//! What fits is planned before anything is drawn, up to a block of words at a time. So the source is asked once
//! for exactly what a block of steps takes, and the product that a word is accepted for is known when it comes. Only
//! a rejected word costs one more.

use rand_core::TryRng;

use crate::{
    Block,
    dice::{LIMIT, roll},
    lemire::{self, Word},
};

/// As many words as a [`Block`] holds.
const WORDS: usize = 32;

/// Calls `visit(i, j)` for each `i` below `k` in turn, with a uniform `j` from `i..n`, for `k <= n`.
#[inline]
pub(crate) fn steps<R: TryRng + ?Sized>(
    n: usize,
    k: usize,
    rng: &mut R,
    mut visit: impl FnMut(usize, usize),
) -> Result<(), R::Error> {
    let mut done = 0;
    while done < k {
        let plan = Plan::<u64>::new(n - done, k - done, LIMIT);
        let mut block = Block::new(rng, 2 * plan.len);
        plan.follow(|| block.try_next_u64(), |i, j| visit(done + i, done + j))?;
        done += plan.steps;
    }
    Ok(())
}

/// Which steps share a word, for as many words as a block holds.
struct Plan<W> {
    n: usize,
    steps: usize,
    /// How many dice each word gives, and the product of their faces.
    dice: [u8; WORDS],
    products: [W; WORDS],
    len: usize,
}

impl<W: Word + Length> Plan<W> {
    /// For the first `k` steps of the shuffle of `n` items, or for those that come before the words run out.
    #[inline]
    fn new(n: usize, k: usize, limit: W) -> Self {
        let mut plan =
            Self { n, steps: 0, dice: [0; WORDS], products: [W::from(1); WORDS], len: 0 };
        for (dice, product) in plan.dice.iter_mut().zip(&mut plan.products) {
            if plan.steps == k {
                break;
            }
            // The first die of a word has no limit.
            (*dice, *product) = (1, W::from_length(n - plan.steps));
            plan.steps += 1;
            while plan.steps < k {
                let next = product.checked_mul(W::from_length(n - plan.steps));
                let Some(next) = next.filter(|next| *next <= limit) else { break };
                *product = next;
                *dice += 1;
                plan.steps += 1;
            }
            plan.len += 1;
        }
        plan
    }

    /// Rolls the dice of all steps with the words that `draw` gives.
    #[inline]
    fn follow<E>(
        &self,
        mut draw: impl FnMut() -> Result<W, E>,
        mut visit: impl FnMut(usize, usize),
    ) -> Result<(), E> {
        let mut i = 0;
        for (&dice, &product) in self.dice.iter().zip(&self.products).take(self.len) {
            let (mut word, _) = lemire::accepted(product, &mut draw)?;
            for _ in 0..dice {
                let die = roll(&mut word, W::from_length(self.n - i));
                visit(i, i + die.length());
                i += 1;
            }
        }
        Ok(())
    }
}

/// A word as the length of a slice, and back.
trait Length {
    fn from_length(length: usize) -> Self;
    fn length(self) -> usize;
}

macro_rules! length {
    ($($word:ty)+) => {$(
        #[allow(
            clippy::cast_lossless,
            clippy::cast_possible_truncation,
            reason = "a slice has fewer than 2^64 items, and a place in it fits usize; there is no `From`"
        )]
        impl Length for $word {
            #[inline]
            fn from_length(length: usize) -> Self {
                length as Self
            }

            #[inline]
            fn length(self) -> usize {
                self as usize
            }
        }
    )+};
}

length!(u64);
#[cfg(test)]
length!(u8 u16);

#[cfg(test)]
mod tests;
