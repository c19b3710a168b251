//! One pass over an iterator of unknown length.
//!
//! **Contract.** After `t` items the reservoir holds each ordered sample of `k` of them with the same probability,
//! `(t - k)! / t!`, for every `t >= k`; so it does not matter where the iterator ends. Nobody asks the iterator how
//! long it is: what is drawn depends only on the items that came.
//!
//! **Method.** Algorithm R (A. Waterman; Knuth, "The Art of Computer Programming", volume 2, 3.4.2; Vitter, "Random
//! Sampling with a Reservoir", ACM Transactions on Mathematical Software 11 (1), 1985): the first `k` items are
//! shuffled, and after them item number `t` rolls a die with `t` faces `0..t`. If that shows a place of the
//! reservoir, the item goes there instead of the one before. By induction: a sample of `t` items without the new
//! one has the probability `(t - 1 - k)! / (t - 1)! * (t - k) / t`; one with the new item at a place comes from the
//! `t - k` samples with another item there, `(t - k) * (t - 1 - k)! / (t - 1)! / t`. Both are `(t - k)! / t!`. The
//! places stay in random order, so no shuffle follows.
//!
//! **Up to `16 k^2` items**, or 19 ([`batched`]), the dice are rolled, as many from each word as fit ([`Rising`]): the bounds are
//! known although the number of items is not. A word is drawn only when the first item that needs it is there, and if
//! the iterator ends, the rest of the word is dropped. That changes nothing: the dice of a word are independent,
//! so those that were used are uniform whatever becomes of the others.
//!
//! **After them** ([`skip()`]) most dice would be rolled for nothing, and the next item to enter is drawn instead. So one
//! of a million lines costs about 500 bytes on average, and the dice of all lines would cost 2.7 million.
//!
//! Rejected were: Vitter's algorithms X and Z and Li's algorithm L (1994), which find the next item with
//! logarithms and powers of floats, so that the sample is only nearly uniform; and to trust `size_hint`, by which the
//! value would depend on how an iterator was put together.

#[cfg(feature = "alloc")]
use alloc::vec::Vec;

use rand_core::TryRng;

#[cfg(feature = "alloc")]
use crate::{ArgumentError, Error, memory, shuffle};
use crate::{
    Block,
    dice::{LIMIT, roll},
    integer::Draw,
    lemire::{self, Word},
    reservoir::{rising::Rising, skip::skip},
};

mod rising;
mod skip;

/// One of `items`, or `None` if there are none.
pub(crate) fn choose<I: Iterator, R: TryRng + ?Sized>(
    mut items: I,
    rng: &mut R,
) -> Result<Option<I::Item>, R::Error> {
    let Some(mut chosen) = items.next() else { return Ok(None) };
    let mut block = Block::growing(rng);
    let last = last_die(1);
    let dice = Rising { faces: 2, last, limit: LIMIT };
    let words = || block.try_next_u64();
    let more = batched(&mut items, dice, words, |die, item| {
        if die == 0 {
            chosen = item;
        }
    })?;
    if more {
        let die = |faces: u128| 0.draw_to(faces - 1, &mut block);
        skip(items, 1, last.into(), die, |_, item| chosen = item)?;
    }
    Ok(Some(chosen))
}

/// `k` of `items` in random order.
#[cfg(feature = "alloc")]
pub(crate) fn sample<I: Iterator, R: TryRng + ?Sized>(
    mut items: I,
    k: usize,
    rng: &mut R,
) -> Result<Vec<I::Item>, Error<R::Error>> {
    let mut sample = Vec::new();
    while sample.len() < k {
        let population = sample.len();
        let item = items.next().ok_or(ArgumentError::SampleTooLarge { k, population })?;
        memory::push(&mut sample, item)?;
    }
    if k > 0 {
        fill(&mut sample, items, rng).map_err(Error::Source)?;
    }
    Ok(sample)
}

/// Shuffles the first items and lets the others in.
#[cfg(feature = "alloc")]
fn fill<I: Iterator, R: TryRng + ?Sized>(
    sample: &mut [I::Item],
    mut items: I,
    rng: &mut R,
) -> Result<(), R::Error> {
    let k = sample.len();
    shuffle::steps(k, k - 1, rng, |i, j| sample.swap(i, j))?;
    let mut block = Block::growing(rng);
    // A vector has fewer than 2^63 items.
    let first = u64::try_from(k).map_or(u64::MAX, |k| k.saturating_add(1));
    let last = last_die(first - 1);
    let dice = Rising { faces: first, last, limit: LIMIT };
    let words = || block.try_next_u64();
    let mut enter = |place: u64, item| {
        if let Some(place) = usize::try_from(place).ok().and_then(|place| sample.get_mut(place)) {
            *place = item;
        }
    };
    if batched(&mut items, dice, words, &mut enter)? {
        let die = |faces: u128| 0.draw_to(faces - 1, &mut block);
        skip(items, first - 1, last.into(), die, &mut enter)?;
    }
    Ok(())
}

/// The item number up to which dice are rolled. To find the next item that enters costs a little more than `k` draws,
/// and there are about `t / k` items up to it: measured, the time of as many dice from about `8 k^2` on, and the bytes
/// from `4 k^2`. 19 is as far as the first word of a choice goes.
#[inline]
fn last_die(k: u64) -> u64 {
    k.saturating_mul(k).saturating_mul(16).max(19)
}

/// Calls `visit` with the die of each item, and says whether there may be items after the last die.
#[inline]
fn batched<W: Word, I: Iterator, E>(
    items: &mut I,
    mut dice: Rising<W>,
    mut draw: impl FnMut() -> Result<W, E>,
    mut visit: impl FnMut(W, I::Item),
) -> Result<bool, E> {
    let mut left = 0;
    let mut word = W::from(0);
    for item in items.by_ref() {
        if left == 0 {
            let product;
            (left, product) = dice.word();
            (word, _) = lemire::accepted(product, draw()?, &mut draw)?;
        }
        visit(roll(&mut word, dice.faces), item);
        left -= 1;
        match dice.faces.successor() {
            Some(faces) if faces <= dice.last => dice.faces = faces,
            _ => return Ok(true),
        }
    }
    Ok(false)
}

#[cfg(feature = "alloc")]
#[cfg(test)]
mod tests;
