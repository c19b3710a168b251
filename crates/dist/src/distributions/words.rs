//! What the distributions make of a word: a uniform float that is never 0 or 1.

use rand_core::TryRng;

/// The odd multiples of 2^-53 between 0 and 1, each with the same probability, from the upper 52 bits.
///
/// They lie symmetrically about 1/2, so `1 - u` is one of them too, and every logarithm and quotient of one is
/// finite.
#[inline]
#[allow(clippy::cast_precision_loss, reason = "53 bits fit the significand of f64")]
pub(super) fn open(word: u64) -> f64 {
    const STEP: f64 = 1.0 / (1u64 << 53) as f64;
    ((word >> 11) | 1) as f64 * STEP
}

#[inline]
pub(super) fn next_open<R: TryRng + ?Sized>(rng: &mut R) -> Result<f64, R::Error> {
    rng.try_next_u64().map(open)
}

/// Two words in one call to the source, for what always needs two.
#[inline]
#[allow(clippy::cast_possible_truncation, reason = "the two halves are what is wanted")]
pub(super) fn next_pair<R: TryRng + ?Sized>(rng: &mut R) -> Result<[u64; 2], R::Error> {
    let mut bytes = [0; 16];
    rng.try_fill_bytes(&mut bytes)?;
    let both = u128::from_le_bytes(bytes);
    Ok([both as u64, (both >> 64) as u64])
}

#[cfg(test)]
mod tests {
    use wellspring_entropy::testing::Replay;

    use super::{next_pair, open};

    #[test]
    fn open_has_neither_end_and_is_symmetric() {
        let step = f64::EPSILON / 2.0;
        assert_eq!((open(0), open(u64::MAX)), (step, 1.0 - step));
        assert_eq!(open(1 << 63), 0.5 + step);
        for word in [0, 1 << 11, 1 << 12, 0x0123_4567_89AB_CDEF, u64::MAX] {
            assert_eq!(open(word), 1.0 - open(!word));
        }
    }

    #[test]
    fn a_pair_is_two_words_in_order() {
        let mut source = Replay::new(&[1, 0, 0, 0, 0, 0, 0, 0, 2, 0, 0, 0, 0, 0, 0, 0]);
        assert_eq!(next_pair(&mut source), Ok([1, 2]));
    }
}
