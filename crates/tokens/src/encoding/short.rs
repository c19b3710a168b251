//! What is short, or comes in pieces of one size: hexadecimal digits of sixteen bytes, and the texts of identifiers.
//!
//! Here nothing depends on a length, which [`groups`] has to ask about again and again.

use super::{
    alphabet::{Alphabet, Crockford, HexLower, ascii, characters, two_characters},
    groups,
};

/// As [`groups::encode`] of 4 bits, sixteen bytes at a time as long as there are so many.
///
/// In place, the bytes that are taken are moved to where their digits end. They are in front of what is not read yet, and
/// behind what is written: the digits of `i` bytes end at `2 i`, which is not behind the byte that is read next.
#[inline(never)]
pub(super) fn encode_hex<A: Alphabet>(
    bytes: Option<&[u8]>,
    (start, n): (usize, usize),
    dest: &mut [u8],
) {
    let [low, high, ..] = ascii().to_le_bytes();
    let ascii = u16::from_le_bytes([low, high]);
    let mut done = 0;
    while n - done >= 16 {
        let read = start + done;
        match bytes {
            None => dest.copy_within(read..read + 16, 2 * done + 16),
            Some(bytes) => {
                let place = dest.get_mut(2 * done + 16..).and_then(<[u8]>::first_chunk_mut::<16>);
                let sixteen = bytes.get(read..).and_then(<[u8]>::first_chunk::<16>);
                if let Some((place, sixteen)) = place.zip(sixteen) {
                    *place = *sixteen;
                }
            }
        }
        if let Some(place) = dest.get_mut(2 * done..).and_then(<[u8]>::first_chunk_mut) {
            digits::<A>(place, ascii);
        }
        done += 16;
    }
    if done < n {
        let bytes = bytes.and_then(|bytes| bytes.get(done..));
        let dest = dest.get_mut(2 * done..).unwrap_or(&mut []);
        let start = if bytes.is_some() { 0 } else { n - done };
        groups::encode::<4, false, A>(bytes, (start, n - done), dest);
    }
}

/// Replaces all by the digits of the last sixteen bytes.
///
/// Not inlined: with all bytes in one place compilers load and store sixteen at once. No bit leaves its byte but for
/// the one behind.
#[inline(never)]
fn digits<A: Alphabet>(place: &mut [u8; 32], ascii: u16) {
    let Some(bytes) = place.last_chunk::<16>().copied() else { return };
    let lanes = bytes.map(|byte| (u16::from(byte) >> 4 | u16::from(byte) << 8) & 0x0F0F);
    for (two, lanes) in place.chunks_exact_mut(2).zip(lanes) {
        two.copy_from_slice(&two_characters::<A>(lanes, ascii).to_le_bytes());
    }
}

/// 128 bits as hexadecimal digits.
#[inline]
pub(crate) fn hex_of_16(bytes: [u8; 16]) -> [u8; 32] {
    let mut text = [0; 32];
    if let Some(place) = text.last_chunk_mut() {
        *place = bytes;
    }
    digits::<HexLower>(&mut text, 0x7F7F);
    text
}

/// 128 bits as a number in Crockford's base32.
#[inline]
pub(crate) fn crockford_of_16(bytes: [u8; 16]) -> [u8; 26] {
    let (mut text, ascii) = ([0; 26], ascii());
    let number = u128::from_be_bytes(bytes);
    #[allow(clippy::cast_possible_truncation, reason = "40 of the bits")]
    let groups = [120, 80, 40, 0].map(|shift| (number >> shift) as u64 & ((1 << 40) - 1));
    let [first, others @ ..] =
        groups.map(|group| characters::<Crockford>(groups::spread::<5>(group), ascii));
    let [.., a, b] = first.to_le_bytes();
    let (front, rest) = text.split_at_mut(2);
    front.copy_from_slice(&[a, b]);
    for (place, word) in rest.chunks_exact_mut(8).zip(others) {
        place.copy_from_slice(&word.to_le_bytes());
    }
    text
}
