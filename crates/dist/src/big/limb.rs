use core::slice::ChunksMut;

#[allow(unnameable_types, reason = "that is what seals the public trait")]
mod sealed {
    pub trait Part: Copy + Default {
        const BITS: u32;
        /// How many of them make a word of 64 bits: a power of two.
        const PER_WORD: usize;
        fn widen(self) -> u64;
        /// The low bits of a word.
        fn low(word: u64) -> Self;
    }
}
use sealed::Part;

/// A limb of a number of any size: `u8`, `u16`, `u32`, `u64` or `usize`. Sealed.
///
/// # Examples
///
/// ```
/// use wellspring_dist::{Limb, Random};
/// use wellspring_entropy::System;
///
/// /// A number below `bound`, in limbs of any of these types.
/// fn below<L: Limb, const N: usize>(bound: [L; N]) -> [L; N] {
///     let mut number = [L::default(); N];
///     System.fill_below(&bound, &mut number);
///     number
/// }
/// assert!(below([0u8, 0, 1])[2] == 0 && below([0u64, 1])[1] == 0, "2^16 and 2^64");
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a limb",
    note = "these are: u8, u16, u32, u64, usize; the least significant limb comes first"
)]
pub trait Limb: Part {}

macro_rules! limb {
    ($($limb:ty)+) => {$(
        #[allow(
            trivial_numeric_casts,
            clippy::cast_lossless,
            clippy::cast_possible_truncation,
            reason = "usize, which is never wider than 64 bits, has no `From`; the low bits are what is wanted"
        )]
        impl Part for $limb {
            const BITS: u32 = <$limb>::BITS;
            const PER_WORD: usize = size_of::<u64>() >> size_of::<$limb>().trailing_zeros();

            #[inline]
            fn widen(self) -> u64 {
                self as u64
            }

            #[inline]
            fn low(word: u64) -> Self {
                word as Self
            }
        }
        impl Limb for $limb {}
    )+};
}

limb!(u8 u16 u32 u64 usize);

/// The words of 64 bits of a number, the least significant first.
#[inline]
pub(super) fn words<L: Limb>(limbs: &[L]) -> impl Iterator<Item = u64> {
    limbs.chunks(L::PER_WORD).map(|chunk| match chunk.get(..L::PER_WORD) {
        // Of a length that the compiler knows.
        Some(whole) => join(whole),
        None => join(chunk),
    })
}

#[inline]
fn join<L: Limb>(limbs: &[L]) -> u64 {
    // Two shifts, for one by all 64 bits is none.
    limbs.iter().rev().fold(0, |word, limb| word << (L::BITS - 1) << 1 | limb.widen())
}

/// The limbs of each word of 64 bits; those of the last may be fewer.
#[inline]
pub(super) fn words_mut<L: Limb>(limbs: &mut [L]) -> ChunksMut<'_, L> {
    limbs.chunks_mut(L::PER_WORD)
}

/// Writes a word into its limbs.
#[inline]
pub(super) fn put<L: Limb>(word: u64, limbs: &mut [L]) {
    match limbs.get_mut(..L::PER_WORD) {
        Some(whole) => part(word, whole),
        None => part(word, limbs),
    }
}

#[inline]
fn part<L: Limb>(mut word: u64, limbs: &mut [L]) {
    for limb in limbs {
        *limb = L::low(word);
        word = word >> (L::BITS - 1) >> 1;
    }
}

/// Writes a word into the least significant limbs.
#[inline]
pub(super) fn put_first<L: Limb>(word: u64, limbs: &mut [L]) {
    words_mut(limbs).take(1).for_each(|chunk| put(word, chunk));
}

/// How many bits there are.
#[inline]
pub(super) fn width<L: Limb>(limbs: &[L]) -> u64 {
    (limbs.len() as u64).saturating_mul(L::BITS.into())
}
