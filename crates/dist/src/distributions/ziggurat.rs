//! Normal and exponential values by the ziggurat: 98 of 100 from one word, one table and one product.
//!
//! G. Marsaglia and W. W. Tsang, "The Ziggurat Method for Generating Random Variables", Journal of Statistical
//! Software 5 (8), 2000.
//!
//! **Method.** The area under a falling curve `f`, with `f(0) = 1`, is covered by 256 layers of the same area `v`.
//! Layer `i` from 1 on is a rectangle from 0 to `x[i]`, between the heights `f(x[i])` and `f(x[i + 1])`; layer 0 is
//! the rectangle below them, from 0 to `r = x[1]`, together with the tail beyond `r`. To draw a point under the
//! curve, draw a layer and a place in it. Left of `x[i + 1]` the layer lies under the curve entirely and the place is
//! the value. Right of it the point gets a height and is taken if that is under the curve, else everything is drawn
//! again. In layer 0, `x[0] = v / f(r)` is the width that the layer would have as a rectangle, so a place beyond `r`
//! comes as often as the tail does, and the value is then drawn from the tail.
//!
//! **The bits.** In the original, the bits that choose the layer are also the low bits of the place in it, which
//! shows in the values (J. A. Doornik, "An Improved Ziggurat Method to Generate Normal Random Samples", 2005; P. H.
//! W. Leong et al., "A Comment on the Implementation of the Ziggurat Method", Journal of Statistical Software 12 (7),
//! 2005). Here the layer is bits 0 to 7 of the word, the sign is bit 8, and the place is bits 12 to 63. A height
//! takes a word of its own.
//!
//! **Error.** A layer is chosen with a probability of exactly 1/256, and the rounding of the tables changes its area
//! by a part of 2^-52 or so. The tail is exact and has no end.
//!
//! **What was rejected.** Box and Muller's method and the polar one take two words and a logarithm for two values, of
//! which one has to be kept or thrown away. McFarland's layers (2016), which never cross the curve, need a larger
//! table of aliases to save the two words in a hundred. Tables of 128 layers are half the size and take a second word
//! twice as often.

pub(super) mod exponential;
pub(super) mod normal;

use rand_core::TryRng;

use super::words::{next_open, open};

/// Where the layers end, and the height of the curve there; the last ends at 0.
pub(super) struct Table {
    x: [f64; 257],
    f: [f64; 257],
}

impl Table {
    /// The start of the tail.
    #[inline]
    pub(super) const fn r(&self) -> f64 {
        self.x[1]
    }

    /// Where a layer ends, and the one above it.
    #[cfg(test)]
    pub(super) fn ends(&self, layer: usize) -> [f64; 2] {
        [self.x[layer], self.x[layer + 1]]
    }

    /// A value under `curve`, or `None` if it is one beyond `r`; and a bit in the place of the sign, for those that
    /// want one.
    #[inline]
    pub(super) fn draw<R: TryRng + ?Sized>(
        &self,
        rng: &mut R,
        curve: impl Fn(f64) -> f64,
    ) -> Result<(Option<f64>, u64), R::Error> {
        loop {
            let word = rng.try_next_u64()?;
            let layer = usize::from(word.to_le_bytes()[0]);
            let sign = (word & 0x100) << 55;
            #[allow(clippy::indexing_slicing, reason = "a byte, and one more, are below 257")]
            let (x, f) = ([self.x[layer], self.x[layer + 1]], [self.f[layer], self.f[layer + 1]]);
            let value = open(word) * x[0];
            if value < x[1] {
                return Ok((Some(value), sign));
            }
            if layer == 0 {
                return Ok((None, sign));
            }
            if f[0] + (f[1] - f[0]) * next_open(rng)? < curve(value) {
                return Ok((Some(value), sign));
            }
        }
    }
}

#[cfg(test)]
mod tests;
