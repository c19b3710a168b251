//! The steps of a Fisher-Yates shuffle, as many to a random word as fit.
//!
//! Durstenfeld, "Algorithm 235: Random permutation", Communications of the ACM 7 (7), 1964: from the last position down, each
//! step swaps position `last` with a uniform one of `0..=last`. After `k` steps each of the `n! / (n - k)!` ordered samples
//! stands in the last `k` positions with the same probability, the product of `1 / (n - i)`; with `k = n - 1` that is each order of
//! all.
//!
//! The steps are dice with `n`, `n - 1`, … faces, and [`dice`](crate::dice) says how several of them come out of
//! one word. A word takes the next dice as long as their product stays within its limit, so that 52 items take
//! four words, 1000 take 152, and what is above 2^30 items takes one word an item.
//!
//! How many words that is, is known before anything is drawn ([`runs`]), so that the source is asked for exactly what is wanted, a
//! block at a time. Only a rejected word costs one more.
//!
//! **What was rejected.** The same steps from the front, with `i` and `i..n`, took more than twice as long where words cost
//! nothing: the place to swap with is then a sum. To roll all dice of a word first and to
//! swap afterwards costs more for many dice than it saves for few.

use rand_core::TryRng;

use self::runs::{Fits, Run, Runs};
use crate::{
    block,
    dice::{LIMIT, roll},
    lemire::{self, Word},
};

mod runs;

const FITS: Fits = Fits::new(LIMIT);

/// Calls `visit(last, j)` with `last` from `n - 1` down to `n - k`, and a uniform `j` from `0..=last` each time, for `k <= n`.
#[inline]
pub(crate) fn steps<R: TryRng + ?Sized>(
    n: usize,
    k: usize,
    rng: &mut R,
    mut visit: impl FnMut(usize, usize),
) -> Result<(), R::Error> {
    steps_of(n.to_u64(), k, rng, |last, j| visit(usize::from_u64(last), usize::from_u64(j)))
}

/// [`steps`] for more items than there could be in memory.
#[inline]
pub(crate) fn steps_of<R: TryRng + ?Sized>(
    n: u64,
    k: usize,
    rng: &mut R,
    visit: impl FnMut(u64, u64),
) -> Result<(), R::Error> {
    let runs = Runs::new(n, k, &FITS);
    let words = runs.words();
    block::with_words(rng, words, |words| follow(runs, || words.next(), visit))
}

/// Takes the steps of `runs` with words that `draw` gives.
#[inline]
fn follow<W: Word + Length, E>(
    runs: Runs<'_>,
    mut draw: impl FnMut() -> Result<W, E>,
    mut visit: impl FnMut(u64, u64),
) -> Result<(), E> {
    for run in runs {
        let (draw, visit) = (&mut draw, &mut visit);
        match run.dice {
            2 => equal::<2, W, E>(run, draw, visit)?,
            3 => equal::<3, W, E>(run, draw, visit)?,
            4 => equal::<4, W, E>(run, draw, visit)?,
            5 => equal::<5, W, E>(run, draw, visit)?,
            6 => equal::<6, W, E>(run, draw, visit)?,
            7 => equal::<7, W, E>(run, draw, visit)?,
            8 => equal::<8, W, E>(run, draw, visit)?,
            9 => equal::<9, W, E>(run, draw, visit)?,
            10 => equal::<10, W, E>(run, draw, visit)?,
            11 => equal::<11, W, E>(run, draw, visit)?,
            12 => equal::<12, W, E>(run, draw, visit)?,
            _ => any(run, draw, visit)?,
        }
    }
    Ok(())
}

/// [`any`] for a number of dice that the compiler knows, so that it writes them out; out of line, where the registers are
/// free for them.
#[inline(never)]
fn equal<const DICE: usize, W: Word + Length, E>(
    run: Run,
    draw: &mut impl FnMut() -> Result<W, E>,
    visit: &mut impl FnMut(u64, u64),
) -> Result<(), E> {
    any(Run { dice: DICE, ..run }, draw, visit)
}

/// The steps of one run.
#[inline(always)]
fn any<W: Word + Length, E>(
    Run { mut n, dice, words }: Run,
    draw: &mut impl FnMut() -> Result<W, E>,
    visit: &mut impl FnMut(u64, u64),
) -> Result<(), E> {
    for _ in 0..words {
        let faces = |k: usize| W::from_u64(n - k.to_u64());
        let product = (1..dice).fold(faces(0), |product, k| product.wrapping_mul(faces(k)));
        let (mut word, _) = lemire::accepted(product, draw()?, &mut *draw)?;
        for k in 0..dice {
            visit(n - k.to_u64() - 1, roll(&mut word, faces(k)).to_u64());
        }
        n -= dice.to_u64();
    }
    Ok(())
}

/// A word or a place in a slice as a number of 64 bits, and back.
pub(crate) trait Length {
    /// For a number that fits.
    fn from_u64(length: u64) -> Self;
    fn to_u64(self) -> u64;
}

macro_rules! length {
    ($($word:ty)+) => {$(
        #[allow(
            trivial_numeric_casts,
            clippy::cast_lossless,
            clippy::cast_possible_truncation,
            reason = "no usize is wider than 64 bits, and the numbers fit; there is no `From`"
        )]
        impl Length for $word {
            #[inline]
            fn from_u64(length: u64) -> Self {
                length as Self
            }

            #[inline]
            fn to_u64(self) -> u64 {
                self as u64
            }
        }
    )+};
}

length!(u32 u64 usize);
#[cfg(test)]
length!(u8 u16);

#[cfg(test)]
mod tests;
