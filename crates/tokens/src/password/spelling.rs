use alloc::vec::Vec;

use super::{Characters, plan::Plan};
use crate::spelling::{self, Run};

/// The characters of an alphabet by their index: those of the first set in their order, then those of the second.
///
/// An index becomes a code point by arithmetic, the same for all of the alphabet: whoever is at the start of a piece or
/// behind it goes on by its step. No load from a secret place, which would show in the cache, and no branch.
#[derive(Clone, Debug)]
pub(super) struct Spelling {
    pieces: Vec<Piece>,
    /// All in ASCII.
    pub(super) is_ascii: bool,
    /// The same pieces for eight characters of ASCII at a time.
    runs: Vec<Run>,
}

/// Indices in a row whose code points are in a row as well.
#[derive(Clone, Copy, Debug)]
struct Piece {
    /// The first index.
    start: u32,
    /// By how much its code point is further from its index than that of the piece before, modulo 2^32.
    step: u32,
}

impl Spelling {
    /// In the order of the atoms.
    pub(super) fn of(plan: &Plan) -> Self {
        Self::new(plan.atoms.iter().map(|atom| &atom.characters))
    }

    pub(super) fn new<'a>(sets: impl Iterator<Item = &'a Characters> + Clone) -> Self {
        let mut pieces = Vec::with_capacity(8);
        let (mut index, mut distance) = (0u32, 0u32);
        for span in sets.clone().flat_map(Characters::spans) {
            let step = span.first.wrapping_sub(index).wrapping_sub(distance);
            if step != 0 {
                pieces.push(Piece { start: index, step });
            }
            distance = span.first.wrapping_sub(index);
            index += span.len();
        }
        let is_ascii = sets.clone().all(Characters::is_ascii);
        let runs = if is_ascii { spelling::runs(&ascii(sets)) } else { Vec::new() };
        Self { pieces, is_ascii, runs }
    }

    /// Replaces each index of an alphabet that is all in ASCII by its character.
    pub(super) fn spell(&self, indices: &mut [u8]) {
        spelling::spell(&self.runs, indices);
    }

    /// The code point of one index.
    pub(super) fn code_point(&self, index: u32) -> u32 {
        self.pieces.iter().fold(index, |code, piece| {
            // All ones, unless the difference is negative. That there are no other values is hidden from the compiler, which else
            // makes a comparison and a jump of them.
            let behind = u64::from(index).wrapping_sub(piece.start.into()) >> 63;
            let behind = core::hint::black_box(behind.wrapping_sub(1));
            #[allow(clippy::cast_possible_truncation, reason = "all ones or zeros")]
            code.wrapping_add(piece.step & behind as u32)
        })
    }
}

/// The characters in the order of their indices.
fn ascii<'a>(sets: impl Iterator<Item = &'a Characters>) -> Vec<u8> {
    let spans = sets.flat_map(Characters::spans);
    let codes = spans.flat_map(|span| span.first..span.first + span.len());
    codes.map(|code| u8::try_from(code).unwrap_or(0)).collect()
}
