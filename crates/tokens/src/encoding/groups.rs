//! Alphabets of 16, 32 and 64 characters: each character is 4, 5 or 6 bits of the bytes.
//!
//! Eight characters of `BITS` bits are a group of `BITS` bytes. A group is spread into eight lanes of one word, the
//! first lane being the least significant byte, and each lane becomes its character; back it goes the other way. Four
//! groups are treated alike, then two, then one, so that compilers take instructions for two or four words at once.
//!
//! Loops over single bytes, which compilers turn into instructions for sixteen, are as fast for long texts and slower for
//! tokens: what is left over at the end is done byte by byte. The functions are not inlined into the dispatch: with all
//! alphabets in one function, none of them was optimised well.
//!
//! **In place.** To encode, the bytes stand at the end of the memory of the text. The text of the first `g` groups ends
//! at `8 g`. The next unread byte is at `len - n + BITS g`, and with `len = ceil(8 n / BITS)` that is further on as long as
//! `BITS g <= n`. To decode, the text stands at the start, and the `BITS g` bytes of `g` groups end
//! before the next unread character at `8 g`. In both directions a group is in registers before it is written.
//!
//! **Numbers.** RFC 4648 fills up the last group with zero bits. Crockford writes numbers, as ULIDs are: the bits that are
//! too many are in front, in a first group that is shorter. The rest is the same.

use core::ops::Range;

use super::{
    alphabet::{Alphabet, TOP_BITS, ascii, characters, values},
    words::{load, store},
};

/// How many characters `n` bytes are; `usize::MAX` if that is more than a `usize` holds.
pub(super) const fn encoded_len<const BITS: usize>(n: usize) -> usize {
    let rest = n.rem_euclid(BITS) * 8;
    n.div_euclid(BITS).saturating_mul(8).saturating_add(rest.div_ceil(BITS))
}

/// How many whole bytes are in so many characters.
pub(super) const fn whole_bytes<const BITS: usize>(characters: usize) -> usize {
    (characters >> 3) * BITS + (((characters & 7) * BITS) >> 3)
}

/// Writes the text of `bytes` to `dest`, or, for `None`, replaces all of `dest` by the text of the `n` bytes from
/// `start`. The bits that are too many are in front of a `NUMBER`, else at the end.
#[inline(never)]
pub(super) fn encode<const BITS: usize, const NUMBER: bool, A: Alphabet>(
    bytes: Option<&[u8]>,
    (start, n): (usize, usize),
    dest: &mut [u8],
) {
    let (end, ascii) = (start + n, ascii());
    let (mut read, mut written) = (start, 0);
    let first = if NUMBER { n.rem_euclid(BITS) } else { 0 };
    if first > 0 {
        read += first;
        written = encoded_len::<BITS>(first);
        let group = big_endian(bytes.unwrap_or(dest).get(start..read)) >> (64 - 8 * first);
        let text = characters::<A>(spread::<BITS>(group), ascii);
        store(dest.get_mut(..written).unwrap_or(&mut []), text >> (64 - 8 * written));
    }
    while encode_groups::<BITS, 4, A>(bytes, read, dest, written, ascii) {
        (read, written) = (read + 4 * BITS, written + 32);
    }
    if encode_groups::<BITS, 2, A>(bytes, read, dest, written, ascii) {
        (read, written) = (read + 2 * BITS, written + 16);
    }
    while encode_groups::<BITS, 1, A>(bytes, read, dest, written, ascii) {
        (read, written) = (read + BITS, written + 8);
    }
    // Fewer than eight bytes are left.
    let mut rest = big_endian(bytes.unwrap_or(dest).get(read..));
    while read < end {
        let text = characters::<A>(spread::<BITS>(rest >> (64 - 8 * BITS)), ascii);
        // The last characters of what was to be written, if these are the last bytes.
        let place = dest.get_mut(written..).unwrap_or(&mut []);
        let count = if read + BITS < end { 8 } else { encoded_len::<BITS>(end - read) };
        store(place.get_mut(..count).unwrap_or(&mut []), text);
        (rest, read, written) = (rest << (8 * BITS), read + BITS, written + 8);
    }
}

/// Writes the bytes of `text` to `dest`, or, for `None`, those of the first `length` characters of `dest` to its start.
///
/// What is returned is 0 if the text was one that [`encode`] writes, or one that the alphabet reads as such.
#[inline(never)]
pub(super) fn decode<const BITS: usize, const NUMBER: bool, A: Alphabet>(
    text: Option<&[u8]>,
    length: usize,
    dest: &mut [u8],
) -> u64 {
    let (mut read, mut written) = (0, 0);
    let (mut seen, mut excess) = (0, 0);
    let first = if NUMBER { length & 7 } else { 0 };
    if first > 0 {
        (read, written) = (first, whole_bytes::<BITS>(first));
        let lanes = some_values::<A>(text.unwrap_or(dest).get(..first)) << (64 - 8 * first);
        let group = gather::<BITS>(lanes);
        (seen, excess) = (lanes, group >> (8 * written));
        let bytes = (group << (64 - 8 * written)).swap_bytes();
        store(dest.get_mut(..written).unwrap_or(&mut []), bytes);
    }
    while let Some(lanes) = decode_groups::<BITS, 4, A>(text, read..length, dest, written) {
        (seen, read, written) = (seen | lanes, read + 32, written + 4 * BITS);
    }
    if let Some(lanes) = decode_groups::<BITS, 2, A>(text, read..length, dest, written) {
        (seen, read, written) = (seen | lanes, read + 16, written + 2 * BITS);
    }
    while let Some(lanes) = decode_groups::<BITS, 1, A>(text, read..length, dest, written) {
        (seen, read, written) = (seen | lanes, read + 8, written + BITS);
    }
    if read < length {
        let bytes = whole_bytes::<BITS>(length - read);
        let lanes = some_values::<A>(text.unwrap_or(dest).get(read..length));
        let group = gather::<BITS>(lanes) << (64 - 8 * BITS);
        seen |= lanes;
        excess |= group << (8 * bytes);
        let place = dest.get_mut(written..written + bytes).unwrap_or(&mut []);
        store(place, group.swap_bytes());
    }
    excess | seen & TOP_BITS
}

/// The text of `COUNT` groups; `false` if there are not as many bytes, or fewer than eight.
///
/// One load of eight bytes is cheaper than six of one: the first group's from where it starts, the others' to where they
/// end.
#[inline]
fn encode_groups<const BITS: usize, const COUNT: usize, A: Alphabet>(
    bytes: Option<&[u8]>,
    read: usize,
    dest: &mut [u8],
    written: usize,
    ascii: u64,
) -> bool {
    let bytes = bytes.unwrap_or(dest).get(read..).filter(|bytes| bytes.len() >= 8);
    let Some(bytes) = bytes.and_then(|bytes| bytes.get(..(COUNT * BITS).max(8))) else {
        return false;
    };
    let group = |place: usize| {
        let (from, shift) =
            if place == 0 { (0, 64 - 8 * BITS) } else { ((place + 1) * BITS - 8, 0) };
        let eight = bytes.get(from..).and_then(<[u8]>::first_chunk);
        let word = eight.map_or(0, |eight| u64::from_be_bytes(*eight)) >> shift;
        characters::<A>(spread::<BITS>(word & (u64::MAX >> (64 - 8 * BITS))), ascii)
    };
    let text: [u64; COUNT] = core::array::from_fn(group);
    let Some(place) = dest.get_mut(written..written + 8 * COUNT) else { return false };
    for (eight, word) in place.chunks_exact_mut(8).zip(text) {
        eight.copy_from_slice(&word.to_le_bytes());
    }
    true
}

/// Writes the bytes of `COUNT` groups of the characters in `range` and returns their values, in one word; `None` if
/// there are not as many.
#[inline]
fn decode_groups<const BITS: usize, const COUNT: usize, A: Alphabet>(
    text: Option<&[u8]>,
    range: Range<usize>,
    dest: &mut [u8],
    written: usize,
) -> Option<u64> {
    let text = text.unwrap_or(dest).get(range)?.get(..8 * COUNT)?;
    let eight = |place: usize| text.get(8 * place..).map_or(0, load);
    let lanes: [u64; COUNT] = core::array::from_fn(|place| values::<A>(eight(place)));
    let place = dest.get_mut(written..written + COUNT * BITS)?;
    for (place, lanes) in place.chunks_exact_mut(BITS).zip(lanes) {
        let group = gather::<BITS>(lanes).to_be_bytes();
        if let Some(group) = group.last_chunk::<BITS>() {
            place.copy_from_slice(group);
        }
    }
    Some(lanes.into_iter().fold(0, |seen, lanes| seen | lanes))
}

/// The values of at most eight characters. What is not there is as good as a character of value 0.
#[inline]
fn some_values<A: Alphabet>(text: Option<&[u8]>) -> u64 {
    let text = text.unwrap_or(&[]);
    let there = if text.len() < 8 { (1 << (8 * text.len())) - 1 } else { u64::MAX };
    values::<A>(load(text)) & there
}

/// At most eight bytes, the first being the most significant; zeros behind them.
#[inline]
fn big_endian(bytes: Option<&[u8]>) -> u64 {
    load(bytes.unwrap_or(&[])).swap_bytes()
}

/// `8 BITS` bits as eight lanes, the first in the least significant byte: halves, quarters, eighths, each time with the
/// first of two below the other.
#[inline]
pub(super) const fn spread<const BITS: usize>(group: u64) -> u64 {
    let x = (group >> (4 * BITS)) | (group << 32) & fields(4 * BITS, 64, 32);
    let x = (x >> (2 * BITS)) & fields(2 * BITS, 32, 0) | (x << 16) & fields(2 * BITS, 32, 16);
    (x >> BITS) & fields(BITS, 16, 0) | (x << 8) & fields(BITS, 16, 8)
}

/// The opposite of [`spread`], whatever is in the upper bits of the lanes.
#[inline]
const fn gather<const BITS: usize>(lanes: u64) -> u64 {
    let x = (lanes & fields(BITS, 16, 0)) << BITS | (lanes & fields(BITS, 16, 8)) >> 8;
    let x = (x & fields(2 * BITS, 32, 0)) << (2 * BITS) | (x & fields(2 * BITS, 32, 16)) >> 16;
    (x & fields(4 * BITS, 64, 0)) << (4 * BITS) | x >> 32
}

/// A mask of fields of `width` bits, the first at `from` and the others every `stride` bits.
const fn fields(width: usize, stride: usize, from: usize) -> u64 {
    let (mut mask, mut at) = (0, from);
    while at < 64 {
        mask |= ((1 << width) - 1) << at;
        at += stride;
    }
    mask
}

#[cfg(test)]
mod tests;
