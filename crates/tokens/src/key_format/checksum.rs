//! CRC-32 of secret characters, in the digits of the key's alphabet, by arithmetic alone.
//!
//! The usual CRC-32 reads a table at a place that its bytes choose. The usual one without a table shifts bit by bit, and
//! compilers know that loop: LLVM 22, of rustc 1.95, makes of it the very table that it was written to avoid (the pass
//! `LoopIdiomRecognize`). Here each of the eight bits of a step chooses, by a mask, whether a constant is added. The eight do
//! not wait for each other, which makes this the faster of the two without a table; and it is no loop that compilers look
//! for. Where compilers save space they know a mask for what it is, too, and jump (opt-levels 1,
//! "s" and "z"): so one number that it is made with is hidden from them. That it stays so, memcheck sees: tests/constant_time.

use core::hint::black_box;

use super::KeyAlphabet;

/// What the checksum at the end of a key covers. It is a CRC-32, in the digits of the alphabet, filled up with zeros.
///
/// Everybody can compute it: it finds mistakes, before a database is asked, and tells a leaked key from a text that
/// looks like one. It does not keep anybody from making keys up.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum KeyChecksum {
    /// There is none.
    None,
    /// The payload alone, as in GitHub's tokens: a key whose prefix was replaced is still valid.
    ///
    /// ("Behind GitHub's new authentication token formats", github.blog, 2021-04-05. npm announced "the same format" on
    /// 2021-09-23, and the two of its tokens that were published as examples have it like this; it has also been
    /// reported that npm's takes the prefix in.)
    Payload,
    /// The prefix and the payload, which is what a new format has: a key whose prefix was replaced is found out.
    Whole,
}

impl KeyAlphabet {
    /// How many digits every number of 32 bits fits.
    pub(super) const fn checksum_len(self) -> usize {
        match self {
            Self::Base62 | Self::Base58 => 6,
            Self::Crockford => 7,
            Self::Hex => 8,
        }
    }

    /// Writes the digits of `number`, the most significant first, as indices of characters.
    ///
    /// Division by a constant is multiplication by its inverse, rounded up to 33 bits: with `2^(l-1) < d <= 2^l` and
    /// `m = floor(2^(32+l) / d) + 1`, `floor(n m / 2^(32+l))` is `floor(n / d)` for all `n < 2^32`. (T. Granlund and
    /// P. L. Montgomery, "Division by Invariant Integers using Multiplication", PLDI 1994, theorem 4.2: it is enough
    /// that `2^(32+l) <= m d <= 2^(32+l) + 2^l`.) The processor's division would take a time that tells of the number.
    pub(super) fn digits(self, mut number: u32, places: &mut [u8]) {
        let (inverse, shift) = self.inverse();
        let size = self.size();
        for place in places.iter_mut().rev() {
            #[allow(clippy::cast_possible_truncation, reason = "a quotient of a number of 32 bits")]
            let quotient = ((u128::from(number) * u128::from(inverse)) >> shift) as u32;
            [*place, ..] = number.wrapping_sub(quotient.wrapping_mul(size)).to_le_bytes();
            number = quotient;
        }
    }

    /// The multiplier and the shift.
    const fn inverse(self) -> (u64, u32) {
        const BASE62: (u64, u32) = inverse(62);
        const BASE58: (u64, u32) = inverse(58);
        const CROCKFORD: (u64, u32) = inverse(32);
        const HEX: (u64, u32) = inverse(16);
        match self {
            Self::Base62 => BASE62,
            Self::Base58 => BASE58,
            Self::Crockford => CROCKFORD,
            Self::Hex => HEX,
        }
    }
}

#[allow(clippy::integer_division_remainder_used, reason = "of constants, by the compiler")]
const fn inverse(size: u64) -> (u64, u32) {
    let log = size.next_power_of_two().ilog2();
    let power = 1u64 << (32 + log);
    let inverse = power / size + 1;
    assert!(inverse * size - power <= 1 << log, "the condition of the theorem");
    (inverse, 32 + log)
}

/// The reversed polynomial of IEEE 802.3.
const POLYNOMIAL: u32 = 0xEDB8_8320;

/// What each bit of four bytes adds to the remainder behind them. The last eight are those of a single byte.
const STEPS: [u32; 32] = steps();

#[allow(clippy::indexing_slicing, reason = "by the compiler")]
const fn steps() -> [u32; 32] {
    let (mut steps, mut bit) = ([0; 32], 32);
    let mut remainder = 1;
    while bit > 0 {
        bit -= 1;
        remainder = (remainder >> 1) ^ (POLYNOMIAL & 0u32.wrapping_sub(remainder & 1));
        steps[bit] = remainder;
    }
    steps
}

/// The CRC-32 of IEEE 802.3, zlib and `cksum -o 3`: of a whole text.
pub(super) fn crc32<'a>(text: impl IntoIterator<Item = &'a u8>) -> u32 {
    let (mut remainder, mut bytes) = (u32::MAX, 0);
    // A shift by 31 gives nothing but the sign, and by a sign one can jump: compilers do not learn how far it is.
    let sign = black_box(31);
    for &byte in text {
        remainder ^= u32::from(byte) << (8 * bytes);
        bytes = (bytes + 1) & 3;
        if bytes == 0 {
            remainder = behind(remainder, sign, &STEPS);
        }
    }
    let [.., a, b, c, d, e, f, g, h] = STEPS;
    let byte = [a, b, c, d, e, f, g, h];
    for _ in 0..bytes {
        remainder = (remainder >> 8) ^ behind(remainder, sign, &byte);
    }
    !remainder
}

/// What the lowest bits add, as many as there are steps. Four of them at a time, which compilers do at once.
#[inline(always)]
fn behind<const BITS: usize>(remainder: u32, sign: u32, steps: &[u32; BITS]) -> u32 {
    let mut sums = [0; 4];
    for (steps, four) in steps.chunks_exact(4).zip(0..) {
        let bits = remainder >> (4 * four);
        for ((sum, step), bit) in sums.iter_mut().zip(steps).zip([1, 2, 4, 8]) {
            // All ones where the bit is 0: only 0 borrows.
            *sum ^= step & !spread((bits & bit).wrapping_sub(1), sign);
        }
    }
    sums.into_iter().fold(0, |all, sum| all ^ sum)
}

/// All ones if the top bit is set, else 0: `sign` is 31.
#[inline(always)]
fn spread(x: u32, sign: u32) -> u32 {
    u32::from_ne_bytes(i32::from_ne_bytes(x.to_ne_bytes()).wrapping_shr(sign).to_ne_bytes())
}
