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
//! What fits is planned before anything is drawn, up to a block of words at a time, so that the source is asked once
//! for exactly what a block of steps takes. Only a rejected word costs one more. How many steps fit is looked up,
//! by the number of items: to multiply until the limit is reached took as long as the steps themselves.

use rand_core::TryRng;

use crate::{
    Block,
    dice::{LIMIT, roll},
    lemire::{self, Word},
};

/// As many words as a [`Block`] holds.
const WORDS: usize = 32;

/// At most this many dice come out of one word: 19! < 2^60 < 20!.
const MOST: usize = 19;

/// The largest number of items of which 1, 2, … [`MOST`] steps share a word.
type Largest = [u64; MOST];

const LARGEST: Largest = largest(LIMIT);

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
        let plan = Plan::new(n - done, k - done, &LARGEST);
        let mut block = Block::new(rng, 2 * plan.len);
        plan.follow(|| block.try_next_u64(), |i, j| visit(done + i, done + j))?;
        done += plan.steps;
    }
    Ok(())
}

/// Which steps share a word, for as many words as a block holds.
struct Plan {
    n: usize,
    steps: usize,
    /// How many dice each word gives.
    dice: [u8; WORDS],
    len: usize,
}

impl Plan {
    /// For the first `k` steps of the shuffle of `n` items, or for those that come before the words run out.
    #[inline]
    fn new(n: usize, k: usize, largest: &Largest) -> Self {
        let mut dice = [0; WORDS];
        let (mut steps, mut len) = (0, 0);
        let mut larger = largest.iter().skip(1).peekable();
        let mut most = 1;
        for dice in &mut dice {
            if steps == k {
                break;
            }
            // Never fewer than for the word before, since there are fewer items now.
            while larger.next_if(|&&largest| u64::from_length(n - steps) <= largest).is_some() {
                most += 1;
            }
            *dice = u8::try_from(k - steps).map_or(most, |left| left.min(most));
            steps += usize::from(*dice);
            len += 1;
        }
        Self { n, steps, dice, len }
    }

    /// Rolls the dice of all steps with the words that `draw` gives.
    #[inline]
    fn follow<W: Word + Length, E>(
        &self,
        mut draw: impl FnMut() -> Result<W, E>,
        mut visit: impl FnMut(usize, usize),
    ) -> Result<(), E> {
        let mut i = 0;
        for &dice in self.dice.iter().take(self.len) {
            let end = i + usize::from(dice);
            let faces = |i| W::from_length(self.n - i);
            let product = (i + 1..end).fold(faces(i), |product, i| product.wrapping_mul(faces(i)));
            let (mut word, _) = lemire::accepted(product, &mut draw)?;
            for i in i..end {
                visit(i, i + roll(&mut word, faces(i)).length());
            }
            i = end;
        }
        Ok(())
    }
}

/// [`Largest`] for a limit: by bisection, the largest `n` with `n * (n - 1) * … * (n - k)` at most `limit`.
///
/// A single step has a word of its own in any case.
#[allow(clippy::indexing_slicing, reason = "below `MOST`; const has no iterators")]
const fn largest(limit: u64) -> Largest {
    let mut largest = [u64::MAX; MOST];
    let mut k = 1;
    while k < MOST {
        // `fits` does, or is 0; `exceeds` does not: 2^32 * (2^32 - 1) > 2^63.
        let (mut fits, mut exceeds) = (0, 1 << 32);
        while exceeds - fits > 1 {
            let n = (fits + exceeds) >> 1;
            if falling_product(n, k as u64) <= limit as u128 {
                fits = n;
            } else {
                exceeds = n;
            }
        }
        largest[k] = fits;
        k += 1;
    }
    largest
}

/// `n * (n - 1) * … * (n - k)`, or more than any limit; with fewer than `k` items that of all of them.
const fn falling_product(n: u64, k: u64) -> u128 {
    let (mut product, mut i) = (1, 0);
    while i <= k && i < n && product <= u64::MAX as u128 {
        product *= (n - i) as u128;
        i += 1;
    }
    product
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
