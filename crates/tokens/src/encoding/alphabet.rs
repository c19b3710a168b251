//! From values to characters and back, by arithmetic on eight at a time.
//!
//! An alphabet is a list of runs: characters that follow each other in ASCII while their values do. Both directions
//! are made from that list, which the compiler unrolls: within a run the distance from the value to the character is
//! one number, and masks choose between these numbers.
//!
//! The eight values or characters are the bytes of a word, the first being the least significant. All are
//! below 128 when they are added, and so is what is added, so that no byte carries into the next. The top bit of a sum
//! `x + (128 - start)` tells whether `x` is at least `start`, and from that bit alone a mask is made: from comparisons of
//! single bytes compilers have made conditional moves and jumps. Of words that are treated alike they make
//! instructions for two, four or eight words at once.

use core::hint::black_box;

/// Characters from `first` to `last` that stand for `value` and the values that follow it.
#[derive(Clone, Copy)]
pub(super) struct Run {
    first: u8,
    last: u8,
    value: u8,
}

const fn run(first: u8, last: u8, value: u8) -> Run {
    Run { first, last, value }
}

/// An alphabet of at most 64 characters.
pub(super) trait Alphabet {
    /// The runs by ascending value, without a gap.
    const RUNS: &'static [Run];

    /// What is read besides.
    const ALSO_READ: &'static [Run] = &[];

    /// Whether lower case is read as upper case, which the runs must then be in.
    const ANY_CASE: bool = false;
}

macro_rules! alphabets {
    ($($(#[$meta:meta])* $name:ident: [$($run:expr),*] $(, in any case and [$($also:expr),*])?;)*) => {$(
        $(#[$meta])*
        pub(super) struct $name;

        impl Alphabet for $name {
            const RUNS: &'static [Run] = &[$($run),*];
            $(
                const ALSO_READ: &'static [Run] = &[$($also),*];
                const ANY_CASE: bool = true;
            )?
        }
    )*};
}

alphabets! {
    /// RFC 4648, section 8, in lower case.
    HexLower: [run(b'0', b'9', 0), run(b'a', b'f', 10)];
    /// RFC 4648, section 8.
    HexUpper: [run(b'0', b'9', 0), run(b'A', b'F', 10)];
    HexAnyCase: [run(b'0', b'9', 0), run(b'A', b'F', 10)], in any case and [];
    /// RFC 4648, section 6.
    Base32: [run(b'A', b'Z', 0), run(b'2', b'7', 26)];
    /// RFC 4648, section 7.
    Base32Hex: [run(b'0', b'9', 0), run(b'A', b'V', 10)];
    /// Without I, L, O and U; what looks like 0 and 1 is read as that.
    Crockford: [
        run(b'0', b'9', 0),
        run(b'A', b'H', 10),
        run(b'J', b'K', 18),
        run(b'M', b'N', 20),
        run(b'P', b'T', 22),
        run(b'V', b'Z', 27)
    ], in any case and [run(b'O', b'O', 0), run(b'I', b'I', 1), run(b'L', b'L', 1)];
    /// The same with five more, for the remainder of a division by 37.
    CrockfordCheck: [
        run(b'0', b'9', 0),
        run(b'A', b'H', 10),
        run(b'J', b'K', 18),
        run(b'M', b'N', 20),
        run(b'P', b'T', 22),
        run(b'V', b'Z', 27),
        run(b'*', b'*', 32),
        run(b'~', b'~', 33),
        run(b'$', b'$', 34),
        run(b'=', b'=', 35),
        run(b'U', b'U', 36)
    ], in any case and [run(b'O', b'O', 0), run(b'I', b'I', 1), run(b'L', b'L', 1)];
    /// RFC 4648, section 4.
    Base64: [
        run(b'A', b'Z', 0),
        run(b'a', b'z', 26),
        run(b'0', b'9', 52),
        run(b'+', b'+', 62),
        run(b'/', b'/', 63)
    ];
    /// RFC 4648, section 5.
    UrlSafe: [
        run(b'A', b'Z', 0),
        run(b'a', b'z', 26),
        run(b'0', b'9', 52),
        run(b'-', b'-', 62),
        run(b'_', b'_', 63)
    ];
    /// Bitcoin's: letters and digits without 0, I, O and l.
    Base58: [
        run(b'1', b'9', 0),
        run(b'A', b'H', 9),
        run(b'J', b'N', 17),
        run(b'P', b'Z', 22),
        run(b'a', b'k', 33),
        run(b'm', b'z', 44)
    ];
    /// In the order of ASCII, so that texts of one length sort as their bytes do.
    Base62: [run(b'0', b'9', 0), run(b'A', b'Z', 10), run(b'a', b'z', 36)];
}

macro_rules! characters {
    ($($(#[$meta:meta])* $name:ident: $word:ty;)*) => {$(
        $(#[$meta])*
        #[inline]
        pub(super) fn $name<A: Alphabet>(values: $word, ascii: $word) -> $word {
            let each = |byte| <$word>::from_ne_bytes([byte; size_of::<$word>()]);
            let (mut distances, mut last) = (0, 0);
            for run in A::RUNS {
                let distance = run.first.wrapping_sub(run.value) & !TOP_BIT;
                let behind = (values + each(TOP_BIT - run.value)) & each(TOP_BIT);
                // Seven ones below each top bit that is set.
                distances ^= (behind - (behind >> 7)) & each(distance ^ last);
                last = distance;
            }
            // Modulo 128.
            (values + distances) & ascii
        }
    )*};
}

characters! {
    /// The characters of eight values, which must be below the alphabet's size.
    ///
    /// From run to run the distance changes, in the bytes that are not below the run's first value. `ascii` is [`ascii`].
    characters: u64;
    /// Those of two, where many pairs are treated alike: of that compilers make instructions for eight pairs.
    two_characters: u16;
}

/// All bits but the top ones of bytes, as a number that the compiler knows nothing of.
///
/// Of some sums it knows that no top bit is set, and would leave the mask out. memcheck does not know it, and would take a
/// check for UTF-8, which looks at these bits, for a branch on the secret below them.
#[inline]
pub(super) fn ascii() -> u64 {
    black_box(!TOP_BITS)
}

/// The values of eight characters; the top bit of a byte is set, and the rest of it anything, where the alphabet does not
/// have it.
#[inline]
pub(super) fn values<A: Alphabet>(characters: u64) -> u64 {
    let mut ascii = characters & !TOP_BITS;
    if A::ANY_CASE {
        // From 0x80 to the 0x20 that tells the cases apart.
        ascii ^= within(ascii, b'a', b'z') >> 2;
    }
    let (mut distances, mut found) = (0, 0);
    for runs in [A::RUNS, A::ALSO_READ] {
        for run in runs {
            let inside = within(ascii, run.first, run.last);
            let distance = run.value.wrapping_sub(run.first) & !TOP_BIT;
            distances |= below_128(inside) & each(distance);
            found |= inside;
        }
    }
    (ascii + distances) & !TOP_BITS | (found ^ TOP_BITS) | characters & TOP_BITS
}

const TOP_BIT: u8 = 0x80;

/// The top bit of each byte: set by [`values`] where there is no value.
pub(super) const TOP_BITS: u64 = each(TOP_BIT);

/// The top bit of each byte from `first` to `last`; all are below 128.
#[inline]
const fn within(bytes: u64, first: u8, last: u8) -> u64 {
    // What is above the last is above the first, too.
    ((bytes + each(TOP_BIT - first)) ^ (bytes + each(TOP_BIT - 1 - last))) & TOP_BITS
}

/// Seven ones below each top bit that is set.
#[inline]
const fn below_128(top_bits: u64) -> u64 {
    top_bits - (top_bits >> 7)
}

const fn each(byte: u8) -> u64 {
    u64::from_ne_bytes([byte; 8])
}

#[cfg(test)]
mod tests;
