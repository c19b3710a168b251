//! Dice with one more face each time, as many from a word as fit.

use crate::lemire::Word;

/// The dice with `faces`, `faces + 1`, …, `last` faces.
#[derive(Clone, Copy)]
pub(super) struct Rising<W> {
    pub(super) faces: W,
    pub(super) last: W,
    /// The largest product of faces that share a word.
    pub(super) limit: W,
}

impl<W: Word> Rising<W> {
    /// How many dice the next word gives, at least 1, and the product of their faces.
    ///
    /// They are counted by the multiplications that find the product, which the acceptance needs in any case; so there
    /// is no table, as there is for a shuffle, which has to know the words of a block beforehand.
    #[inline]
    pub(super) fn word(self) -> (u8, W) {
        let (mut dice, mut faces, mut product) = (1, self.faces, self.faces);
        while let Some(next) = faces.successor() {
            match product.checked_mul(next) {
                // With two faces or more, no word has more dice than bits.
                Some(more) if more <= self.limit && next <= self.last => {
                    (dice, faces, product) = (dice + 1, next, more);
                }
                _ => break,
            }
        }
        (dice, product)
    }
}
