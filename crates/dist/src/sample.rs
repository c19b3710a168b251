//! Samples without replacement: the first `k` steps of a Fisher-Yates shuffle of the indices.
//!
//! Durstenfeld, "Algorithm 235: Random permutation", Communications of the ACM 7 (7), 1964. A step swaps the last
//! position with a uniform one up to it, and goes on with those before it; after `k` steps each of the `n! / (n - k)!`
//! ordered samples stands at the end, read backwards, with the same probability, the product of `1 / (n - i)`.
//!
//! The indices are kept in one of three ways, which give the same sample from the same draws: all `n` of them
//! where that is little; else only those that a swap has moved, which are at most `k`: in a table ([`Moved`]), or for
//! a few and for an array, in a list that is searched from end to end.

#[cfg(feature = "alloc")]
use alloc::vec::Vec;

use rand_core::TryRng;

use crate::{
    ArgumentError,
    shuffle::{self, Length},
};
#[cfg(feature = "alloc")]
use crate::{Error, memory, sample::moved::Moved};

#[cfg(feature = "alloc")]
mod moved;

/// Refuses a sample of more items than there are.
#[inline]
pub(crate) fn check(k: usize, population: usize) -> Result<(), ArgumentError> {
    if k > population {
        return Err(ArgumentError::SampleTooLarge { k, population });
    }
    Ok(())
}

/// `K` of `items`, of which there are at least so many.
pub(crate) fn array<'items, T, R: TryRng + ?Sized, const K: usize>(
    items: &'items [T],
    rng: &mut R,
) -> Result<[&'items T; K], R::Error> {
    let (mut sample, mut moved) = ([0; K], [NOTHING; K]);
    searched(items.len().to_u64(), rng, &mut sample, &mut moved)?;
    #[allow(clippy::indexing_slicing, reason = "`searched` gives numbers below `items.len()`")]
    let sample = sample.map(|index| &items[usize::from_u64(index)]);
    Ok(sample)
}

/// Fills `sample` with distinct indices below `n`, which is not less than its length. `moved` is [`NOTHING`] as often.
fn searched<R: TryRng + ?Sized>(
    n: u64,
    rng: &mut R,
    sample: &mut [u64],
    moved: &mut [(u64, u64)],
) -> Result<(), R::Error> {
    // A bit for each position that was swapped with, by its last six bits: most positions need no search.
    let mut swapped = 0u64;
    shuffle::steps_of(n, sample.len(), rng, |last, j| {
        let i = usize::from_u64(n - 1 - last);
        // The latest swap counts.
        let at = |position: u64| {
            if swapped >> (position & 63) & 1 == 0 {
                return position;
            }
            let swap = moved.iter().take(i).rev().find(|(place, _)| *place == position);
            swap.map_or(position, |(_, index)| *index)
        };
        let (at_last, at_j) = (at(last), at(j));
        if let (Some(place), Some(swap)) = (sample.get_mut(i), moved.get_mut(i)) {
            (*place, *swap) = (at_j, (j, at_last));
        }
        swapped |= 1 << (j & 63);
    })
}

/// Which position a step has swapped with its own, and what stands there since: nothing yet. No list has that position.
const NOTHING: (u64, u64) = (u64::MAX, 0);

/// `k` distinct indices below `n` in random order, for `k <= n`.
#[cfg(feature = "alloc")]
pub(crate) fn indices<R: TryRng + ?Sized>(
    n: u64,
    k: usize,
    rng: &mut R,
) -> Result<Vec<u64>, Error<R::Error>> {
    match Form::of(n, k) {
        Form::Few => few(n, k, rng),
        Form::Dense => dense(n, k, rng),
        Form::Sparse => sparse(n, k, rng),
    }
}

/// How the indices are kept: what is moved in a list or in a table, or all of them.
#[cfg(feature = "alloc")]
#[derive(Clone, Copy, Debug, PartialEq)]
enum Form {
    Few,
    Dense,
    Sparse,
}

#[cfg(feature = "alloc")]
impl Form {
    #[inline]
    fn of(n: u64, k: usize) -> Self {
        if k <= FEW && n > FEW_OF {
            Self::Few
        } else if n <= DENSE_LEN || n <= DENSE_MOST && k.to_u64() >= n.div_ceil(share(n)) {
            Self::Dense
        } else {
            Self::Sparse
        }
    }
}

/// So few of more than so many are searched for; measured.
#[cfg(feature = "alloc")]
const FEW: usize = 16;
#[cfg(feature = "alloc")]
const FEW_OF: u64 = 128;

/// Of up to this many items, and if at least one in [`share`] is drawn, all indices are listed.
#[cfg(feature = "alloc")]
const DENSE_LEN: u64 = 1024;
/// As many as have indices of 32 bits.
#[cfg(feature = "alloc")]
const DENSE_MOST: u64 = 1 << 32;

/// From which share of `n` on a list of all is faster than a table of what is moved: one in so many; measured. A list that outgrows the
/// caches is had from the system page by page.
#[cfg(feature = "alloc")]
#[inline]
const fn share(n: u64) -> u64 {
    if n <= 1 << 20 { 64 } else { 16 }
}

/// For up to [`FEW`].
#[cfg(feature = "alloc")]
fn few<R: TryRng + ?Sized>(n: u64, k: usize, rng: &mut R) -> Result<Vec<u64>, Error<R::Error>> {
    let mut sample = memory::with_room(k)?;
    sample.resize(k, 0);
    searched(n, rng, &mut sample, &mut [NOTHING; FEW]).map_err(Error::Source)?;
    Ok(sample)
}

/// All indices, of 32 bits: a large list takes longer to be had from the system than its steps take.
#[cfg(feature = "alloc")]
fn dense<R: TryRng + ?Sized>(n: u64, k: usize, rng: &mut R) -> Result<Vec<u64>, Error<R::Error>> {
    // Where there is no room for all of them, there may be for those that are moved.
    let Ok(mut indices) = memory::with_room(usize::try_from(n).unwrap_or(usize::MAX)) else {
        return sparse(n, k, rng);
    };
    let mut sample = memory::with_room(k)?;
    indices.extend((0..n).map(u32::from_u64));
    let swap = |last, j| indices.swap(usize::from_u64(last), usize::from_u64(j));
    shuffle::steps_of(n, k, rng, swap).map_err(Error::Source)?;
    sample.extend(indices.iter().rev().take(k).map(|index| u64::from(*index)));
    Ok(sample)
}

#[cfg(feature = "alloc")]
fn sparse<R: TryRng + ?Sized>(n: u64, k: usize, rng: &mut R) -> Result<Vec<u64>, Error<R::Error>> {
    let mut moved = Moved::new(k)?;
    let mut sample = memory::with_room(k)?;
    let visit = |last, j| {
        let at_last = moved.at(last);
        // The last position is never read again, so only what goes to `j` has to be remembered.
        sample.push(if j == last { at_last } else { moved.replace(j, at_last) });
    };
    shuffle::steps_of(n, k, rng, visit).map_err(Error::Source)?;
    Ok(sample)
}

#[cfg(feature = "alloc")]
#[cfg(test)]
mod tests;
