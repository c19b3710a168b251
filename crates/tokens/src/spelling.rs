//! Characters of ASCII by secret numbers, by arithmetic on eight at a time.
//!
//! As [`encoding`](crate::encoding) has it for the alphabets of the standards, for any alphabet: it is cut into runs of characters that follow
//! each other in ASCII. Within a run the distance from the number to the character is one number, and whoever is at the start of a
//! run or behind it changes to the distance of that. Reading the alphabet itself, at all places for each character, takes several times as
//! long.

use alloc::vec::Vec;

/// Numbers in a row whose characters are in a row as well.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Run {
    /// In each byte what makes its top bit 1 from the first number of the run on.
    start: u64,
    /// In each byte the bits in which the distance is another than that of the run before.
    change: u64,
}

impl Run {
    /// The run that begins at 0.
    pub(crate) const fn of(first: u8) -> Self {
        Self { start: TOP_BITS, change: in_each_byte(first) }
    }
}

/// The runs of an alphabet of ASCII.
pub(crate) fn runs(alphabet: &[u8]) -> Vec<Run> {
    let mut last = 0;
    let mut runs = Vec::new();
    for (index, character) in (0..TOP_BIT).zip(alphabet) {
        let distance = character.wrapping_sub(index) & !TOP_BIT;
        if distance != last || runs.is_empty() {
            let start = in_each_byte(TOP_BIT - index);
            runs.push(Run { start, change: in_each_byte(distance ^ last) });
        }
        last = distance;
    }
    runs
}

/// Replaces each index by the character that stands there; all must be below the alphabet's size.
pub(crate) fn spell(runs: &[Run], indices: &mut [u8]) {
    let mut words = indices.chunks_exact_mut(8);
    for word in &mut words {
        if let Some(word) = word.first_chunk_mut() {
            *word = spelled(runs, u64::from_le_bytes(*word)).to_le_bytes();
        }
    }
    let rest = words.into_remainder();
    let word = spelled(runs, crate::compare::word(rest)).to_le_bytes();
    for (place, character) in rest.iter_mut().zip(word) {
        *place = character;
    }
}

/// No byte carries into the next: all are below 128, and what is added to them is as well.
#[inline]
fn spelled(runs: &[Run], indices: u64) -> u64 {
    let distances = runs.iter().fold(0, |distances, run| {
        let behind = (indices + run.start) & TOP_BITS;
        // Seven ones below each top bit that is set.
        distances ^ ((behind - (behind >> 7)) & run.change)
    });
    // Modulo 128, and said so that a check for UTF-8 is seen to depend on nothing secret.
    (indices + distances) & !TOP_BITS
}

const TOP_BIT: u8 = 0x80;
const TOP_BITS: u64 = in_each_byte(TOP_BIT);

const fn in_each_byte(byte: u8) -> u64 {
    u64::from_le_bytes([byte; 8])
}

#[cfg(test)]
mod tests {
    extern crate std;
    use std::vec::Vec;

    use super::{Run, runs, spell};

    /// Every index of every size of alphabet, in every place of a word and behind it.
    fn check(ascii: &[u8], runs_of_all: usize) {
        assert_eq!(runs(ascii).len(), runs_of_all);
        for size in 1..=ascii.len() {
            for index in 0..u8::try_from(size).unwrap() {
                let mut text: Vec<u8> = (0..21).map(|i| index.saturating_sub(i)).collect();
                let indices = text.clone();
                spell(&runs(&ascii[..size]), &mut text);
                assert!(text.iter().zip(indices).all(|(c, i)| *c == ascii[usize::from(i)]));
            }
        }
    }

    #[test]
    fn texts() {
        check(&(0..128).collect::<Vec<u8>>(), 1);
        check(&(0..128).rev().collect::<Vec<u8>>(), 128);
        check(&(0..128).map(|i: u8| i.wrapping_mul(37) & 0x7F).collect::<Vec<u8>>(), 128);
        check(crate::NanoId::ALPHABET.as_bytes(), 5);
    }

    #[test]
    fn digits() {
        let mut text: Vec<u8> = (0..10).collect();
        spell(&[Run::of(b'0')], &mut text);
        assert_eq!(text, b"0123456789");
    }
}
