//! Alphabets of 58 and 62 characters, which are no power of two: the bytes are one number, the first of them the most
//! significant, and the characters its digits.
//!
//! The number of digits follows from the number of bytes alone: as many as the greatest number needs, with zeros in
//! front. The usual forms leave zeros out, or write one for each byte of zeros, and their length tells how many there
//! were. Every digit is computed in the same steps for every number.
//!
//! **To digits.** The number is divided by `BASE^5`, word after word of 32 bits, again and again, and each remainder gives
//! five digits, the last ones first. It stands at the end of the memory of the text, the digits are written from the
//! front in reverse, and each quotient is shorter than the number before: with `d` digits still to come it is below
//! `BASE^d < 256^d` and takes no more than `d` bytes, which is the room that is left. At the end all is turned round.
//!
//! **To bytes.** Eight digits at a time, the number so far is multiplied by `BASE^8`, and they are added to it. It
//! stands at the start of its memory, in reverse, and by the same inequality it never reaches a digit that is still to be
//! read, if the digits stand there too. What has no room in the last step is too large.
//!
//! A division by a constant is a multiplication by its reciprocal (T. Granlund and P. L. Montgomery, "Division by invariant
//! integers using multiplication", 1994, theorem 4.2): for `x < 2^N` and `2^(l-1) < d <= 2^l` the quotient is
//! `x * ceil(2^(N+l) / d) >> (N + l)`. The compiler would do the same, but not where it is told to make the code small.
//!
//! Both directions take a time that grows with the square of the length: keys and tokens are meant, not files. It is as
//! constant as the processor's multiplication: where small factors are faster (ARM Cortex-M3), how large the
//! remainders are shows.

use super::{
    alphabet::{Alphabet, TOP_BITS, ascii, characters, values},
    words::{load, store},
};

/// So many digits are taken together: `62^5 < 2^30`.
const TOGETHER: usize = 5;

/// Division of what is below `2^N`.
#[derive(Clone, Copy)]
struct Divisor<const N: u32> {
    divisor: u64,
    reciprocal: u64,
    shift: u32,
}

impl<const N: u32> Divisor<N> {
    #[allow(
        clippy::integer_division_remainder_used,
        clippy::cast_possible_truncation,
        reason = "of constants, by the compiler; the reciprocal is at most 2^(N+1), and N below 63"
    )]
    const fn new(divisor: u64) -> Self {
        let shift = N + (divisor - 1).ilog2() + 1;
        Self { divisor, reciprocal: (1u128 << shift).div_ceil(divisor as u128) as u64, shift }
    }

    #[inline]
    #[allow(clippy::cast_possible_truncation, reason = "the quotient is not above `x`")]
    const fn divide(self, x: u64) -> (u64, u64) {
        let quotient = ((x as u128 * self.reciprocal as u128) >> self.shift) as u64;
        (quotient, x.wrapping_sub(quotient.wrapping_mul(self.divisor)))
    }
}

/// How many digits `n` bytes are: `ceil(n * log(256) / log(BASE))`.
///
/// The ratios are irrational, and so the floor plus one is the ceiling. They are rounded up to 2^-128, which adds less
/// than 2^-64 to the product: less than what is missing to the next whole number, for every `n` below 2^64. Where least is
/// missing, the convergents of the ratios' continued fractions tell; the tests go through them.
#[inline]
#[allow(clippy::cast_possible_truncation, reason = "compared before, and the lower half is wanted")]
pub(super) const fn encoded_len<const BASE: u64>(n: usize) -> usize {
    if n == 0 {
        return 0;
    }
    let (n, ratio) = (n as u64, ratio(BASE));
    let product = wide(n, (ratio >> 64) as u64) + (wide(n, low(ratio)) >> 64);
    let digits = (product >> 64) + n as u128 + 1;
    if digits < usize::MAX as u128 { digits as usize } else { usize::MAX }
}

/// `log(256) / log(BASE) - 1` in units of 2^-128.
const fn ratio(base: u64) -> u128 {
    if base == 58 { RATIO_58 } else { RATIO_62 }
}

const RATIO_58: u128 = 0x5D9B_C73A_C228_8342_BA28_98F9_4334_3E0B;
const RATIO_62: u128 = 0x57F5_8788_3063_F20A_E9E6_F2EF_023B_E979;

/// How many bytes become so many digits; the text of the bytes tells whether any do.
///
/// By halving intervals, since the lengths of texts grow with the bytes: exact, and no second constant.
pub(super) const fn whole_bytes<const BASE: u64>(digits: usize) -> usize {
    let (mut low, mut high) = (0, digits);
    while low < high {
        let middle = low + (high - low).div_ceil(2);
        if encoded_len::<BASE>(middle) <= digits {
            low = middle;
        } else {
            high = middle - 1;
        }
    }
    low
}

/// At least the number of bytes that so many digits need, and for more than none of them at most their own number.
///
/// `375 / 512` and `382 / 512` are above `log(BASE) / log(256)`.
#[inline]
const fn room<const BASE: u64>(digits: usize) -> usize {
    let per_digit = if BASE == 58 { 375 } else { 382 };
    let (high, low) = (digits >> 9, digits & 511);
    high * per_digit + ((low * per_digit + 511) >> 9)
}

/// Writes the digits of `bytes` to `dest`, or, for `None`, replaces all of `dest` by those of its last `n` bytes.
/// `dest` has as many bytes as there are digits.
#[inline(never)]
pub(super) fn encode<const BASE: u64, A: Alphabet>(
    bytes: Option<&[u8]>,
    n: usize,
    dest: &mut [u8],
) {
    let power = const { Divisor::<62>::new(BASE.pow(5)) };
    let base = const { Divisor::<30>::new(BASE) };
    if let Some((place, bytes)) = last(dest, n).zip(bytes) {
        place.copy_from_slice(bytes);
    }
    let mut written = 0;
    while written < dest.len() {
        let live = room::<BASE>(dest.len() - written).min(n);
        let mut rest = 0;
        if let Some(number) = last(dest, live) {
            rest = divide(number, power);
        }
        for place in dest.iter_mut().skip(written).take(TOGETHER) {
            let (quotient, digit) = base.divide(rest);
            *place = digit.to_le_bytes()[0];
            rest = quotient;
        }
        written += TOGETHER;
    }
    dest.reverse();
    let ascii = ascii();
    for eight in dest.chunks_mut(8) {
        store(eight, characters::<A>(load(eight), ascii));
    }
}

/// Divides a number in place and returns the remainder.
#[inline]
fn divide(number: &mut [u8], divisor: Divisor<62>) -> u64 {
    let mut rest = 0;
    let mut step = |word: u32| {
        let (quotient, remainder) = divisor.divide(rest << 32 | u64::from(word));
        rest = remainder;
        quotient.to_be_bytes()
    };
    let (head, words) = number.split_at_mut(number.len() & 3);
    if !head.is_empty() {
        let word = head.iter().fold(0, |word, byte| word << 8 | u32::from(*byte));
        let quotient = step(word);
        for (byte, quotient) in head.iter_mut().rev().zip(quotient.into_iter().rev()) {
            *byte = quotient;
        }
    }
    for word in words.chunks_exact_mut(4) {
        if let Some(word) = word.first_chunk_mut() {
            let [.., a, b, c, d] = step(u32::from_be_bytes(*word));
            *word = [a, b, c, d];
        }
    }
    rest
}

/// Writes the bytes of the digits `text` to `dest`, or, for `None`, those of the first `digits` of `dest` to its first
/// `n`. What is returned is 0 if all were digits, and the number not too large.
#[inline(never)]
pub(super) fn decode<const BASE: u64, A: Alphabet>(
    text: Option<&[u8]>,
    digits: usize,
    dest: &mut [u8],
    n: usize,
) -> u64 {
    let (mut read, mut live) = (0, 0);
    let (mut seen, mut too_large) = (0, 0);
    while read < digits {
        // The first are fewer, behind zeros.
        let count = if read == 0 && digits & 7 > 0 { digits & 7 } else { 8 };
        let lanes = text.unwrap_or(dest).get(read..read + count).unwrap_or(&[]);
        let lanes = values::<A>(load(lanes)) << (64 - 8 * count);
        seen |= lanes;
        read += count;
        let room = room::<BASE>(read).min(n);
        if let Some(new) = dest.get_mut(live..room) {
            new.fill(0);
        }
        live = room;
        if let Some(number) = dest.get_mut(..live) {
            too_large |= multiply_and_add(number, BASE.pow(8), eight_digits::<BASE>(lanes));
        }
    }
    if let Some(number) = dest.get_mut(..n) {
        number.reverse();
    }
    too_large | seen & TOP_BITS
}

/// The number of eight digits, the first of them in the least significant byte: pairs, fours, eight. What is no digit
/// counts as less than 64, so that none of them overflows.
#[inline]
const fn eight_digits<const BASE: u64>(lanes: u64) -> u64 {
    let x = lanes & 0x3F3F_3F3F_3F3F_3F3F;
    let x = (x & 0x00FF_00FF_00FF_00FF) * BASE + ((x >> 8) & 0x00FF_00FF_00FF_00FF);
    let x = (x & 0x0000_FFFF_0000_FFFF) * BASE.pow(2) + ((x >> 16) & 0x0000_FFFF_0000_FFFF);
    (x & 0xFFFF_FFFF) * BASE.pow(4) + (x >> 32)
}

/// `number * factor + carry`, the first byte of `number` being the least significant; what has no room is returned.
#[inline]
fn multiply_and_add(number: &mut [u8], factor: u64, mut carry: u64) -> u64 {
    let mut words = number.chunks_exact_mut(8);
    for word in &mut words {
        if let Some(word) = word.first_chunk_mut() {
            let x = wide(u64::from_le_bytes(*word), factor) + u128::from(carry);
            (*word, carry) = (low(x).to_le_bytes(), low(x >> 64));
        }
    }
    let rest = words.into_remainder();
    let x = wide(load(rest), factor) + u128::from(carry);
    store(rest, low(x));
    low(x >> (8 * rest.len()))
}

#[inline]
const fn wide(a: u64, b: u64) -> u128 {
    a as u128 * b as u128
}

#[inline]
#[allow(clippy::cast_possible_truncation, reason = "the lower half is what is wanted")]
const fn low(x: u128) -> u64 {
    x as u64
}

fn last(bytes: &mut [u8], n: usize) -> Option<&mut [u8]> {
    let start = bytes.len().checked_sub(n)?;
    bytes.get_mut(start..)
}

#[cfg(test)]
mod tests;
