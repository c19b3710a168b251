use alloc::vec::Vec;

use super::plan::Atom;
use crate::compare::word;

/// The characters of an alphabet by their index: those of the first atom in their order, then those of the second.
///
/// An index becomes a code point by arithmetic, the same for all of the alphabet: whoever is at the start of a piece or
/// behind it goes on by its step. No load from a secret place, which would show in the cache, and no branch.
#[derive(Clone, Debug)]
pub(super) struct Spelling {
    pieces: Vec<Piece>,
    /// All in ASCII.
    pub(super) is_ascii: bool,
}

/// Indices in a row whose code points are in a row as well.
#[derive(Clone, Copy, Debug)]
struct Piece {
    /// The first index.
    start: u32,
    /// By how much its code point is further from its index than that of the piece before, modulo 2^32.
    step: u32,
}

const TOP_BIT: u8 = 0x80;

impl Spelling {
    pub(super) fn new(atoms: &[Atom]) -> Self {
        let mut pieces = Vec::with_capacity(8);
        let (mut index, mut distance) = (0u32, 0u32);
        for span in atoms.iter().flat_map(|atom| atom.characters.spans()) {
            let step = span.first.wrapping_sub(index).wrapping_sub(distance);
            if step != 0 {
                pieces.push(Piece { start: index, step });
            }
            distance = span.first.wrapping_sub(index);
            index += span.len();
        }
        Self { pieces, is_ascii: atoms.iter().all(|atom| atom.characters.is_ascii()) }
    }

    /// Replaces each index of an alphabet that is all in ASCII by its character.
    ///
    /// Eight places at a time, as the bytes of a word: a mask for each byte has become a jump here, as memcheck reported.
    pub(super) fn spell(&self, indices: &mut [u8]) {
        let mut words = indices.chunks_exact_mut(8);
        for word in &mut words {
            if let Some(word) = word.first_chunk_mut() {
                *word = self.spelled(u64::from_le_bytes(*word)).to_le_bytes();
            }
        }
        let rest = words.into_remainder();
        let word = self.spelled(word(rest)).to_le_bytes();
        for (place, character) in rest.iter_mut().zip(word) {
            *place = character;
        }
    }

    /// No byte carries into the next: indices and starts are below 128, and so are characters and steps, modulo 128.
    fn spelled(&self, indices: u64) -> u64 {
        let mut characters = indices;
        for piece in &self.pieces {
            // In ASCII both are below 128, the step modulo that.
            let ([start, ..], [step, ..]) = (piece.start.to_le_bytes(), piece.step.to_le_bytes());
            // The top bit of a byte that is not below `start`.
            let behind = (indices + in_each_byte(TOP_BIT - start)) & in_each_byte(TOP_BIT);
            let moved = characters + (behind >> 7) * u64::from(step & !TOP_BIT);
            // All top bits are 0: said so that a check for UTF-8 is seen to depend on nothing secret.
            characters = moved & !in_each_byte(TOP_BIT);
        }
        characters & !in_each_byte(TOP_BIT)
    }

    /// The code point of one index.
    pub(super) fn code_point(&self, index: u32) -> u32 {
        self.pieces.iter().fold(index, |code, piece| {
            // All ones, unless the difference is negative.
            let behind = (u64::from(index).wrapping_sub(piece.start.into()) >> 63).wrapping_sub(1);
            #[allow(clippy::cast_possible_truncation, reason = "all ones or zeros")]
            code.wrapping_add(piece.step & behind as u32)
        })
    }
}

const fn in_each_byte(byte: u8) -> u64 {
    u64::from_le_bytes([byte; 8])
}
