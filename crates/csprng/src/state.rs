//! Fast key erasure (D. J. Bernstein, 2017, <https://blog.cr.yp.to/20170723-random.html>) in memory that a fork wipes.
//!
//! # The algorithm
//!
//! The state is one block of 4096 bytes: a key of 32 and 4064 to hand out. When those are used up, 32 fresh bytes of the source
//! are mixed into the key, and its stream replaces the whole block, its own key first. So from the moment that bytes can be
//! handed out, the key that made them is gone. Bytes are taken from the end, and what was taken is overwritten with zeros at
//! once. Whoever reads the state later finds what will be handed out until the next refill, and nothing from before.
//!
//! # Mixing
//!
//! The fresh bytes are added to the key by exclusive or, and the sum is a key for one evaluation of the cipher. If either of the
//! two is uniform and unknown to whoever looks on, so is the sum, because the source draws its part without knowing the other.
//! A pseudorandom function of both was weighed: it would also stand a source that *chooses* its bytes by the key. Such a
//! source reads our memory, and then nothing helps. Related keys, of which ciphers promise less, do not come up: each key is
//! used for one stream, and the next one is not computed from it but by it.
//!
//! # Forks
//!
//! In a child the kernel puts zeros in the place of the state, whatever this code was about to do, as a signal handler may fork in
//! the middle of a draw. Zeros mean: no bytes left, so the child asks the source. For what was under way there is the mark. It is
//! set *before* a draw reads anything that it hands out, the source's bytes too, and looked at *afterwards*. No mark means that the
//! draw may have read zeros, or has the same bytes as the parent's, and it begins anew. The mark is set only where the number of bytes
//! left is 0 or known to belong to it; were it set at the end of a refill, a child that is forked just before would take its zeros
//! for bytes.
//!
//! The order matters only as one thread sees it, since a child has one. So compiler fences are enough.

use core::sync::atomic::{
    AtomicUsize,
    Ordering::{Relaxed, SeqCst},
    compiler_fence,
};

use wellspring_entropy::pages::Content;
use zeroize::Zeroize;

use crate::{
    Source,
    cipher::{Cipher, KEY},
};

/// The key, and behind it the bytes to hand out.
pub(crate) const SIZE: usize = 4096;

/// How many bytes a refill makes.
pub(crate) const FULL: usize = SIZE - KEY;

/// Longer requests go past the buffer: docs/DESIGN.md has the measurement.
pub(crate) const LONGEST_BUFFERED: usize = 2048;

/// Up to this length bytes are moved in pieces.
const SHORT: usize = 128;

/// A block and its two words. Zeros are one that has nothing left.
pub(crate) type State = Content<SIZE>;

/// Not 0 if this is not a child that was forked since the last look.
fn mark(state: &State) -> &AtomicUsize {
    let [mark, ..] = &state.words;
    mark
}

/// How many bytes are left; they stand behind the key.
fn left(state: &State) -> &AtomicUsize {
    let [_, left, ..] = &state.words;
    left
}

/// The next `N` bytes, if there are as many.
#[inline]
pub(crate) fn take<const N: usize>(state: &mut State) -> Option<[u8; N]> {
    let start = left(state).load(Relaxed).checked_sub(N)?;
    // Never `None` for a count that belongs to the state, and said so beforehand, since nothing may be lost then.
    state.bytes.get(KEY..)?.get(start..)?.first_chunk::<N>()?;
    spend(state, start);
    let bytes = state.bytes.get_mut(KEY..)?.get_mut(start..)?.first_chunk_mut()?;
    let taken = *bytes;
    *bytes = [0; N];
    is_intact(state).then_some(taken)
}

/// Fills `dest`, if there are as many bytes; else, or if this turns out to be a new child, it says `false`, and `dest` holds
/// anything.
#[inline]
pub(crate) fn try_take(state: &mut State, dest: &mut [u8]) -> bool {
    let left = left(state).load(Relaxed);
    hand_out(state, left, dest) && is_intact(state)
}

/// Fills `dest`, and asks the source once if that takes a refill or a key of its own.
///
/// The source comes first, so that a failure uses up nothing; `dest` then holds zeros.
#[cold]
pub(crate) fn fill<S: Source + ?Sized>(
    state: &mut State,
    source: &S,
    cipher: Cipher,
    dest: &mut [u8],
) -> Result<(), S::Error> {
    loop {
        let left = begin(state);
        let filled = if dest.len() <= left && dest.len() <= LONGEST_BUFFERED {
            hand_out(state, left, dest)
        } else {
            let mut fresh = [0; KEY];
            if let Err(error) = source.try_seed(&mut fresh) {
                wipe(dest);
                return Err(error);
            }
            if dest.len() > LONGEST_BUFFERED {
                past_the_buffer(state, left, cipher, &mut fresh, dest)
            } else {
                // What is left is shorter, and the rest no longer than what the refill makes.
                let (first, rest) = dest.split_at_mut_checked(left).unwrap_or_default();
                hand_out(state, left, first) && {
                    refill(state, cipher, &mut fresh);
                    hand_out(state, FULL, rest)
                }
            }
        };
        if filled && is_intact(state) {
            return Ok(());
        }
    }
}

/// Throws away what is left, and makes a new block with a new key.
///
/// After a failure everything is as it was.
pub(crate) fn reseed<S: Source + ?Sized>(
    state: &mut State,
    source: &S,
    cipher: Cipher,
) -> Result<(), S::Error> {
    loop {
        begin(state);
        let mut fresh = [0; KEY];
        source.try_seed(&mut fresh)?;
        refill(state, cipher, &mut fresh);
        if is_intact(state) {
            return Ok(());
        }
    }
}

/// Fills `dest` under a key that the source has just made, for who has no state.
pub(crate) fn one_shot<S: Source + ?Sized>(
    source: &S,
    cipher: Cipher,
    dest: &mut [u8],
) -> Result<(), S::Error> {
    if dest.len() <= LONGEST_BUFFERED {
        return source.try_seed(dest);
    }
    let mut key = [0; KEY];
    if let Err(error) = source.try_seed(&mut key) {
        wipe(dest);
        return Err(error);
    }
    cipher.stream(&key, dest);
    key.zeroize();
    Ok(())
}

/// Sets the mark, and says how many bytes are left.
fn begin(state: &State) -> usize {
    if mark(state).load(Relaxed) == 0 {
        // A draw in a child that began in its parent may have counted here.
        left(state).store(0, Relaxed);
    }
    mark(state).store(1, Relaxed);
    compiler_fence(SeqCst);
    left(state).load(Relaxed).min(FULL)
}

/// Whether the mark still stands, after everything that was done before.
#[inline]
fn is_intact(state: &State) -> bool {
    compiler_fence(SeqCst);
    mark(state).load(Relaxed) != 0
}

/// Moves the last of `before` bytes to `dest`, if there are as many, and says whether.
#[inline]
fn hand_out(state: &mut State, before: usize, dest: &mut [u8]) -> bool {
    let Some(start) = before.checked_sub(dest.len()) else {
        return false;
    };
    if before > FULL {
        return false;
    }
    spend(state, start);
    let bytes = state.bytes.get_mut(KEY..).and_then(|bytes| bytes.get_mut(start..before));
    let Some(bytes) = bytes else {
        return false;
    };
    move_out(bytes, dest);
    true
}

/// Says that only `start` bytes are left, before those behind are read and wiped.
///
/// A draw that never comes to its end, as in a task that was killed while it shared this memory, then loses bytes. In the other order the next
/// draw would hand out the zeros that it left.
#[inline]
fn spend(state: &State, start: usize) {
    left(state).store(start, Relaxed);
    compiler_fence(SeqCst);
}

/// Copies `bytes` to `dest`, which is as long, and leaves zeros.
///
/// A few bytes go in pieces of fixed sizes, which are instructions, where calls of `memcpy` and `memset` take longer than they do.
#[inline]
fn move_out(bytes: &mut [u8], dest: &mut [u8]) {
    if bytes.len() > SHORT {
        return move_piece(bytes, dest);
    }
    let (bytes, dest) = move_pieces::<32>(bytes, dest);
    let (bytes, dest) = move_pieces::<8>(bytes, dest);
    for (byte, dest) in bytes.iter_mut().zip(dest) {
        *dest = core::mem::take(byte);
    }
}

/// As many pieces of `N` as there are; the rest is returned.
#[inline]
fn move_pieces<'memory, const N: usize>(
    bytes: &'memory mut [u8],
    dest: &'memory mut [u8],
) -> (&'memory mut [u8], &'memory mut [u8]) {
    let (mut from, mut to) = (bytes.chunks_exact_mut(N), dest.chunks_exact_mut(N));
    from.by_ref().zip(to.by_ref()).for_each(|(from, to)| move_piece(from, to));
    (from.into_remainder(), to.into_remainder())
}

#[inline]
fn move_piece(bytes: &mut [u8], dest: &mut [u8]) {
    // So that the compiler knows it, too, and has no panic to keep.
    if bytes.len() == dest.len() {
        dest.copy_from_slice(bytes);
        bytes.fill(0);
    }
}

/// Makes a new block by the old key and `fresh`, which is wiped.
fn refill(state: &mut State, cipher: Cipher, fresh: &mut [u8; KEY]) {
    mix(fresh, &state.bytes);
    cipher.stream(fresh, &mut state.bytes);
    left(state).store(FULL, Relaxed);
    fresh.zeroize();
}

/// Fills `dest` under a key of its own, made of the next 32 bytes of the buffer and of `fresh`, which is wiped.
///
/// `fresh` is mixed in since a copy of the machine would have the same 32 bytes, and could make any number of long requests
/// of what is left in the buffer.
fn past_the_buffer(
    state: &mut State,
    left: usize,
    cipher: Cipher,
    fresh: &mut [u8; KEY],
    dest: &mut [u8],
) -> bool {
    let mut key = [0; KEY];
    let made = if left >= KEY {
        let made = hand_out(state, left, &mut key);
        mix(&mut key, &*fresh);
        fresh.zeroize();
        made
    } else {
        refill(state, cipher, fresh);
        hand_out(state, FULL, &mut key)
    };
    cipher.stream(&key, dest);
    key.zeroize();
    made
}

fn mix(key: &mut [u8; KEY], other: &[u8]) {
    key.iter_mut().zip(other).for_each(|(byte, &other)| *byte ^= other);
}

/// What a failed draw leaves.
#[cold]
fn wipe(dest: &mut [u8]) {
    dest.fill(0);
    core::hint::black_box(dest);
}

#[cfg(test)]
mod tests;
