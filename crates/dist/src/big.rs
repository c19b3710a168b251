//! Numbers of any size, in place, over little-endian limbs.
//!
//! **Contract.** `below` is uniform over `0..bound` for any bound above 0, and `bits` over `0..2^k`. The same
//! bytes of the source give the same number whatever the type of the limbs and whatever the platform:
//! numbers are read, drawn and written in words of 64 bits, of which a limb is a part.
//!
//! **Bits** are drawn from the least significant word up, each word as [`bits`](crate::Random::bits) would:
//! for `k` a multiple of 32 the bytes of the source are those of the number, little-endian. A bound that is a power
//! of two takes its bits.
//!
//! **Below.** A bound up to `2^64` is drawn as [`below`](crate::Random::below) does. Let the largest number below
//! a longer one, `n - 1`, have `r + 32` bits, and let `t` be the upper 32 of them:
//!
//! ```text
//! n - 1 = t * 2^r + s        with  2^31 <= t < 2^32  and  0 <= s < 2^r
//! ```
//!
//! The candidate is `x = top * 2^r + rest`, where `rest` is `r` plain bits and `top` is uniform over `0..=t`, by
//! Lemire's method from a word of 64 bits. It is accepted if `x < n`, and else all of it is drawn again.
//!
//! **Proof.** The pair `(top, rest)` is uniform over `(t + 1) * 2^r` pairs, which correspond one to one to the
//! numbers below `(t + 1) * 2^r`. As `n <= (t + 1) * 2^r`, every number below `n` is among them. What is
//! accepted is therefore uniform below `n`, however improbable a rejection is.
//!
//! **How often.** A candidate is rejected only if `top = t` and `rest > s`, with a probability below
//! `1 / (t + 1) < 2^-31`; and a word, by Lemire's method, with one below `(t + 1) / 2^64 <= 2^-32`. So a draw takes one
//! round but for one in 2^30. It costs what `r` bits do and 8 bytes: 4 to 7 bytes more than the number has, or 8 to 11
//! where a block of 256 bytes ends in front of the upper part. Where `t + 1 = 2^32`, the upper part is a word of 32
//! bits as it is; such are the orders of P-256, P-384 and secp256k1, of which a scalar costs its own bytes.
//!
//! **What the time depends on.** The bound; how often something was rejected; and, once in 2^32 draws, the division of
//! Lemire's method. Rejected candidates are independent of the number that is returned. Whether a
//! candidate is accepted is found by subtracting all of its words, with the borrow as a number and without
//! an early end, as far as the compiler keeps it so.
//!
//! **What was rejected.** Masking what is above the bound and drawing again (Python, num-bigint, crypto-bigint; FIPS
//! 186-5, appendix A.2.2) repeats the whole draw with a probability of up to one half, and nearly that for the order of
//! Ed25519's group, `2^252 + 2.8e37`. An upper part of 64 bits from a word of 64 would be rejected as often when it
//! is just above `2^63`; from a word of 128 bits next to never, but each draw would cost 4 bytes more, and one in
//! 2^30 is rare enough. Reducing 64 more bits modulo the bound (FIPS 186-5, appendix A.2.1) leaves a bias, if a small
//! one, and divides long numbers.

use core::hint::black_box;

use rand_core::TryRng;

use crate::{
    ArgumentError, Block, Error,
    integer::{Draw, DrawBits},
    lemire,
};

pub use limb::Limb;
use limb::{put, put_first, width, words, words_mut};
#[cfg(any(feature = "crypto_bigint", feature = "num_bigint"))]
pub use unsigned::BigUnsigned;
#[cfg(any(feature = "crypto_bigint", feature = "num_bigint"))]
pub(crate) use unsigned::DrawBig;

#[cfg(feature = "crypto_bigint")]
mod crypto_bigint;
mod limb;
#[cfg(feature = "num_bigint")]
mod num_bigint;
#[cfg(any(feature = "crypto_bigint", feature = "num_bigint"))]
mod unsigned;

/// A uniform number below `bound` in `dest`, which else holds zeros.
pub(crate) fn below<L: Limb, R: TryRng + ?Sized>(
    bound: &[L],
    dest: &mut [L],
    rng: &mut R,
) -> Result<(), Error<R::Error>> {
    wipe(dest);
    if bound.len() != dest.len() {
        let (bound, dest) = (bound.len(), dest.len());
        return Err(ArgumentError::LimbCount { bound, dest }.into());
    }
    let drawn = match Plan::new(bound, Block::<R>::TOP, u64::BITS) {
        Plan::Zero => return Err(ArgumentError::ZeroBound { max: None }.into()),
        Plan::Short(max) => 0u64.draw_to(max, rng).map(|word| put_first(word, dest)),
        Plan::Bits(k) => fill(k, dest, &mut Block::new(rng, bits_cost(k)), |_| Ok(0)),
        Plan::Long(split) => split.draw(bound, dest, &mut Block::new(rng, split.cost())),
    };
    drawn.inspect_err(|_| wipe(dest)).map_err(Error::Source)
}

/// `k` uniform bits in `dest`, which else holds zeros.
pub(crate) fn bits<L: Limb, R: TryRng + ?Sized>(
    k: u64,
    dest: &mut [L],
    rng: &mut R,
) -> Result<(), Error<R::Error>> {
    wipe(dest);
    let width = width(dest);
    if k > width {
        return Err(ArgumentError::TooManyBits { k, width }.into());
    }
    let drawn = match u32::try_from(k) {
        Ok(k @ ..=64) => u64::draw_bits(k, rng).map(|word| put_first(word, dest)),
        _ => fill(k, dest, &mut Block::new(rng, bits_cost(k)), |_| Ok(0)),
    };
    drawn.inspect_err(|_| wipe(dest)).map_err(Error::Source)
}

/// Zeros, kept by [`black_box`] as far as the compiler honours it.
pub(crate) fn wipe<L: Limb>(dest: &mut [L]) {
    dest.fill(L::default());
    black_box(&*dest);
}

/// What a bound asks of its draw.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Plan {
    Zero,
    /// A number up to this.
    Short(u64),
    /// A power of two: this many plain bits.
    Bits(u64),
    Long(Split),
}

/// The `t` and the `r` of the essay above.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Split {
    top: u32,
    rest: u64,
}

impl Plan {
    /// An upper part of `h` bits, where the largest number has more than `short` bits; both at most 64.
    fn new<L: Limb>(bound: &[L], h: u32, short: u32) -> Self {
        let not_zero = words(bound).zip(0u64..).filter(|&(word, _)| word != 0);
        let (count, last) = not_zero.fold((0u64, None), |(count, _), last| (count + 1, Some(last)));
        let Some((word, index)) = last else {
            return Self::Zero;
        };
        let len = index.saturating_mul(64).saturating_add((64 - word.leading_zeros()).into());
        let power_of_two = count == 1 && word.is_power_of_two();
        // The number of bits of `bound - 1`, which for a power of two are all ones.
        let len = len - u64::from(power_of_two);
        if len <= short.into() {
            return Self::Short(words(bound).next().unwrap_or(0).wrapping_sub(1));
        }
        if power_of_two {
            return Self::Bits(len);
        }
        let rest = len - u64::from(h);
        let (whole, shift) = split(rest);
        let mut words = words(bound);
        let below = words.by_ref().take(whole).fold(0, |below, word| below | word);
        let (low, high) = (words.next().unwrap_or(0), words.next().unwrap_or(0));
        let window = (u128::from(high) << 64 | u128::from(low)) >> shift;
        // Subtracting 1 borrows from the upper part only if all below it is 0.
        let borrow = below == 0 && low & !(u64::MAX << shift) == 0;
        #[allow(clippy::cast_possible_truncation, reason = "no bit above the window is set")]
        let top = window as u32 - u32::from(borrow);
        Self::Long(Split { top, rest })
    }
}

impl Split {
    fn draw<L: Limb, S: Source>(
        self,
        bound: &[L],
        dest: &mut [L],
        source: &mut S,
    ) -> Result<(), S::Error> {
        loop {
            fill(self.rest, dest, source, |source| source.up_to(self.top))?;
            if less(dest, bound) {
                return Ok(());
            }
        }
    }

    /// In words of 32 bits.
    fn cost(self) -> usize {
        bits_cost(self.rest).saturating_add(if self.top == u32::MAX { 1 } else { 2 })
    }
}

/// `rest` plain bits, and above them the upper part.
fn fill<L: Limb, S: Source>(
    rest: u64,
    dest: &mut [L],
    source: &mut S,
    top: impl FnOnce(&mut S) -> Result<u32, S::Error>,
) -> Result<(), S::Error> {
    let (whole, shift) = split(rest);
    let mut chunks = words_mut(dest);
    for chunk in chunks.by_ref().take(whole) {
        put(source.bits(64)?, chunk);
    }
    let low = source.bits(shift)?;
    let both = u128::from(top(source)?) << shift | u128::from(low);
    #[allow(clippy::cast_possible_truncation, reason = "the two halves are what is wanted")]
    let both = [both as u64, (both >> 64) as u64];
    chunks.zip(both).for_each(|(chunk, word)| put(word, chunk));
    Ok(())
}

/// Whether `a < b`: whether a subtraction borrows.
fn less<L: Limb>(a: &[L], b: &[L]) -> bool {
    let borrow = words(a).zip(words(b)).fold(0, |borrow, (a, b)| {
        let (difference, first) = a.overflowing_sub(b);
        let (_, second) = difference.overflowing_sub(borrow);
        u64::from(first | second)
    });
    borrow == 1
}

/// Whole words of 64 bits, and the bits that are left.
fn split(bits: u64) -> (usize, u32) {
    #[allow(clippy::cast_possible_truncation, reason = "less than 64")]
    let left = (bits & 63) as u32;
    (usize::try_from(bits >> 6).unwrap_or(usize::MAX), left)
}

/// In words of 32 bits.
fn bits_cost(k: u64) -> usize {
    let (whole, left) = split(k);
    let last = match left {
        0 => 0,
        1..=32 => 1,
        _ => 2,
    };
    whole.saturating_mul(2).saturating_add(last)
}

/// Where the two parts of a candidate come from. The tests have one with an upper part of four bits, and go
/// through all that it can give.
trait Source {
    type Error;
    /// The bits of the upper part.
    const TOP: u32;
    /// The upper part: uniform over `0..=max`.
    fn up_to(&mut self, max: u32) -> Result<u32, Self::Error>;
    /// `k` plain bits, for `k <= 64`.
    fn bits(&mut self, k: u32) -> Result<u64, Self::Error>;
}

impl<R: TryRng + ?Sized> Source for Block<'_, R> {
    type Error = R::Error;
    const TOP: u32 = 32;

    #[inline]
    fn up_to(&mut self, max: u32) -> Result<u32, R::Error> {
        if max == u32::MAX {
            return self.try_next_u32();
        }
        let top = lemire::up_to(u64::from(max), || self.try_next_u64());
        #[allow(clippy::cast_possible_truncation, reason = "at most `max`")]
        top.map(|top| top as u32)
    }

    #[inline]
    fn bits(&mut self, k: u32) -> Result<u64, R::Error> {
        u64::draw_bits(k, self)
    }
}

#[cfg(test)]
mod tests;
