//! Choices by secret numbers that read all there is to choose from.
//!
//! An index into a table is an address, which caches show. Here every entry is read and all but one are masked away. Masks come
//! from differences, which compilers do not turn into jumps as they do with comparisons.

use core::{cell::Cell, hint::black_box};

/// All ones if `a == b`, else 0.
///
/// That there are no other values is hidden from the compiler, which else makes a jump of what is masked.
#[inline]
pub(crate) fn if_equal(a: u32, b: u32) -> u64 {
    // Below 2^32; only 0 borrows from above.
    let difference = u64::from(a ^ b);
    black_box(0u64.wrapping_sub(difference.wrapping_sub(1) >> 63))
}

/// `entries[index]`, or 0 if there is no such entry.
///
/// One mask serves eight entries: first all but one of the groups of eight are masked away, then all but one of the group. What is
/// left over at the end is a group with zeros.
pub(crate) fn select(entries: &[u64], index: u32) -> u64 {
    let (groups, rest) = (entries.chunks_exact(GROUP), entries.chunks_exact(GROUP).remainder());
    let mut group = [0; GROUP];
    let mut add = |entries: &[u64], mask| {
        for (chosen, entry) in group.iter_mut().zip(entries) {
            *chosen |= entry & mask;
        }
    };
    let mut number = 0;
    for entries in groups {
        add(entries, if_equal(number, index >> GROUP.trailing_zeros()));
        number += 1;
    }
    add(rest, if_equal(number, index >> GROUP.trailing_zeros()));
    let within = index & 7;
    group.iter().zip(0..).fold(0, |chosen, (entry, i)| chosen | (entry & if_equal(i, within)))
}

/// How many entries share a mask.
const GROUP: usize = 8;

/// `entries[index]` of characters of ASCII.
#[inline]
pub(crate) fn select_ascii(entries: &[u8], index: u32) -> u8 {
    let masked = |(&entry, i)| {
        let [mask, ..] = if_equal(i, index).to_le_bytes();
        entry & mask
    };
    let chosen = entries.iter().zip(0..).map(masked).fold(0, |chosen, entry| chosen | entry);
    // Said so that a check for UTF-8 is seen to depend on nothing secret.
    chosen & 0x7F
}

/// Replaces each index by the character of ASCII that stands there in `alphabet`; all indices must be below its length.
///
/// One character of the alphabet after the other goes to the places that ask for it. With its top bit set a place is done and
/// equals no index. Sixteen places are taken at a time, which is an instruction of its own on most machines.
pub(crate) fn spell(alphabet: &[u8], indices: &mut [u8]) {
    for places in indices.chunks_mut(16) {
        let mut sixteen = [0; 16];
        for (place, index) in sixteen.iter_mut().zip(&*places) {
            *place = *index;
        }
        for (character, index) in alphabet.iter().zip(0..TOP_BIT) {
            for place in &mut sixteen {
                let difference = *place ^ index;
                // Only 0 has no top bit and gets one by subtraction.
                let here = sign(difference.wrapping_sub(1) & !difference);
                *place ^= here & (*place ^ (character | TOP_BIT));
            }
        }
        for (place, character) in places.iter_mut().zip(sixteen) {
            *place = character & !TOP_BIT;
        }
        crate::secret::wipe(&mut sixteen);
    }
}

const TOP_BIT: u8 = 0x80;

/// All ones if the top bit is set, else 0.
#[inline]
const fn sign(x: u8) -> u8 {
    let [mask] = (i8::from_ne_bytes([x]) >> 7).to_ne_bytes();
    mask
}

/// Moves all bytes `by` places to the back, where as many fall off, and fills up with zeros in front; `by` is below `2^bits`.
///
/// A step of `2^k` for each binary digit of `by`, taken or not by a mask. What the mask is made of is hidden from the compiler, which else sees
/// that it has two values and makes a jump over the loop.
pub(crate) fn move_back(bytes: &mut [u8], by: u32, bits: u32) {
    let cells = Cell::from_mut(bytes).as_slice_of_cells();
    for bit in 0..bits {
        let step = 1 << bit;
        let [taken, ..] = black_box(0u64.wrapping_sub(u64::from(by >> bit & 1))).to_le_bytes();
        let (front, back) = cells.split_at(cells.len().min(step));
        // From the back, so that what is read has not been moved yet.
        for (to, from) in back.iter().rev().zip(cells.iter().take(back.len()).rev()) {
            to.set(to.get() ^ (taken & (to.get() ^ from.get())));
        }
        for place in front {
            place.set(place.get() & !taken);
        }
    }
}

#[cfg(test)]
mod tests {
    extern crate std;
    use std::vec;

    use super::{if_equal, move_back, select, select_ascii, spell};

    #[test]
    fn masks() {
        for a in [0, 1, 2, 7, 1 << 16, 1 << 31, u32::MAX] {
            for b in [0, 1, 2, 7, 1 << 16, 1 << 31, u32::MAX] {
                assert_eq!(if_equal(a, b), if a == b { u64::MAX } else { 0 });
            }
        }
    }

    #[test]
    fn every_entry() {
        for len in 0..40u64 {
            let entries: vec::Vec<u64> = (0..len).map(|i| i.wrapping_mul(0x9E37_79B9)).collect();
            for index in 0..70 {
                let entry = entries.get(usize::try_from(index).unwrap()).copied();
                assert_eq!(select(&entries, index), entry.unwrap_or(0));
            }
        }
        assert_eq!((0..4).map(|i| select_ascii(b"abcd", i)).collect::<vec::Vec<_>>(), b"abcd");
    }

    /// Every index of every size of alphabet, in every place of a vector and behind it.
    #[test]
    fn texts() {
        let ascii: vec::Vec<u8> = (0..128).rev().collect();
        for size in 1..=128 {
            for index in 0..u8::try_from(size).unwrap() {
                let mut text: vec::Vec<u8> = (0..37).map(|i| index.saturating_sub(i)).collect();
                let indices = text.clone();
                spell(&ascii[..size], &mut text);
                assert!(text.iter().zip(indices).all(|(c, i)| *c == ascii[usize::from(i)]));
            }
        }
    }

    #[test]
    fn moves_of_every_length() {
        for len in 0..20 {
            for by in 0..32 {
                let bytes: vec::Vec<u8> = (1..=len).collect();
                let mut moved = bytes.clone();
                move_back(&mut moved, by, 5);
                let zeros = vec![0; usize::try_from(by).unwrap()];
                let expected = [zeros, bytes].concat();
                assert_eq!(moved, expected[..usize::from(len)]);
            }
        }
    }
}
