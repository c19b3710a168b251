//! The integer types that can be drawn, and the three widths of draw behind all of them.
//!
//! A draw costs what its *bound* needs, not what its type could hold: a number below 10 takes 4 bytes as
//! `u8`, `u64`, `usize` or `i128` alike. So `usize` gives the same values on every platform, and the same
//! as `u64`.

use rand_core::TryRng;

use crate::{ArgumentError, Value, lemire};

#[allow(unnameable_types, reason = "that is what seals the public traits")]
mod sealed {
    use rand_core::TryRng;

    pub trait Sealed: Copy {}

    /// What the integer types do for this crate and show to nobody else.
    pub trait Draw: Sealed + PartialOrd {
        const SMALLEST: Self;
        const LARGEST: Self;
        fn value(self) -> super::Value;
        /// The value before this one.
        fn minus_one(self) -> Option<Self>;
        /// The value after this one.
        fn plus_one(self) -> Option<Self>;
        /// Uniform over `self..=end`, for `self <= end`.
        fn draw_to<R: TryRng + ?Sized>(self, end: Self, rng: &mut R) -> Result<Self, R::Error>;
    }

    /// An integer modulo 2^128, where sums and products of all types are the same.
    pub trait Modular: Draw {
        fn to_modular(self) -> u128;
        /// Exact if the number is one of this type.
        fn from_modular(number: u128) -> Self;
    }

    pub trait DrawBits: Sealed {
        const WIDTH: u32;
        /// Uniform over `0..2^k`, for `k <= WIDTH`.
        fn draw_bits<R: TryRng + ?Sized>(k: u32, rng: &mut R) -> Result<Self, R::Error>;
    }
}
pub(crate) use sealed::{Draw, DrawBits, Modular, Sealed};

/// The integer types: `u8` to `u128`, `i8` to `i128`, `usize` and `isize`. Sealed.
///
/// # Examples
///
/// What the four traits of this kind let one write:
///
/// ```
/// use wellspring_dist::{Discrete, FromBits, Int, Random, Unsigned};
/// use wellspring_entropy::System;
///
/// fn die<T: Unsigned>(faces: T) -> T { System.below(faces) }
/// fn between<T: Discrete>(first: T, last: T) -> T { System.range(first..=last) }
/// fn every_tenth<T: Int>(start: T, end: T) -> T { System.range_step(start..end, 10) }
/// fn id<T: FromBits>() -> T { System.bits(48) }
///
/// assert!(die(6u8) < 6 && die(1usize) == 0);
/// assert!(between('a', 'z').is_ascii_lowercase() && between(-3i8, 3).abs() <= 3);
/// assert!(every_tenth(3u8, 100) % 10 == 3 && every_tenth(-7i64, 0) == -7);
/// assert!(id::<u64>() < 1 << 48 && id::<u128>() < 1 << 48);
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not an integer type that can be drawn",
    note = "these are: u8, u16, u32, u64, u128, usize, i8, i16, i32, i64, i128, isize"
)]
pub trait Int: Discrete + Modular {}

/// The types whose values can be counted: the integers, `NonZero` of them, `char` and `Duration`. Sealed. An example is at [`Int`].
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a type that can be drawn from a range",
    note = "these are: the integer types, `NonZero` of them, `char` and `Duration`; for floats use `uniform`"
)]
pub trait Discrete: Draw {}

/// The unsigned integer types: `u8` to `u128` and `usize`. Sealed. An example is at [`Int`].
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not an unsigned integer type",
    note = "these are: u8, u16, u32, u64, u128, usize; a number without a type is an i32: write `10u32`, or say what comes back",
    note = "for signed ones use `range`, for floats `uniform`, for integers of any size `below_big` or `fill_below`"
)]
pub trait Unsigned: Int + Default {}

/// The types that `bits` returns: `u64` and `u128`. Sealed. An example is at [`Int`].
#[diagnostic::on_unimplemented(
    message = "`bits` does not return `{Self}`",
    note = "it returns u64 or u128: say which, as in `let id: u64 = rng.bits(48);`",
    note = "for any value of another integer type use `range`, as in `let byte: u8 = rng.range(..);`"
)]
pub trait FromBits: DrawBits {}

/// The largest number below `n`.
#[inline]
pub(crate) fn last_below<T: Unsigned>(n: T) -> Result<T, ArgumentError> {
    n.minus_one().ok_or_else(|| ArgumentError::ZeroBound { max: Some(T::LARGEST.value()) })
}

/// A uniform index of a slice with `len` items, or `None` if it has none.
#[inline]
pub(crate) fn index<R: TryRng + ?Sized>(
    len: usize,
    rng: &mut R,
) -> Result<Option<usize>, R::Error> {
    len.checked_sub(1).map(|last| 0usize.draw_to(last, rng)).transpose()
}

/// Uniform over `0..=max`.
#[inline]
fn up_to_narrow<R: TryRng + ?Sized>(max: u32, rng: &mut R) -> Result<u32, R::Error> {
    lemire::up_to(max, || rng.try_next_u32())
}

/// Uniform over `0..=max`; as [`up_to_narrow`] where `max` fits there.
#[inline(always)]
fn up_to<R: TryRng + ?Sized>(max: u64, rng: &mut R) -> Result<u64, R::Error> {
    match u32::try_from(max) {
        Ok(max) => up_to_narrow(max, rng).map(u64::from),
        Err(_) => lemire::up_to(max, || rng.try_next_u64()),
    }
}

/// Uniform over `0..=max`; as [`up_to`] where `max` fits there.
#[inline(always)]
fn up_to_wide<R: TryRng + ?Sized>(max: u128, rng: &mut R) -> Result<u128, R::Error> {
    match u64::try_from(max) {
        Ok(max) => up_to(max, rng).map(u128::from),
        Err(_) => lemire::up_to(max, || next_u128(rng)),
    }
}

/// Two words, the low one first.
#[inline]
fn next_u128<R: TryRng + ?Sized>(rng: &mut R) -> Result<u128, R::Error> {
    let low = rng.try_next_u64()?;
    let high = rng.try_next_u64()?;
    Ok(u128::from(high) << 64 | u128::from(low))
}

/// `$draw` draws the offsets of a range of `$int`, as `$wide`.
macro_rules! int {
    ($variant:ident, $wide:ty, $draw:ident: $($int:ty, $unsigned:ty;)+) => {$(
        impl Sealed for $int {}
        #[allow(
            trivial_numeric_casts,
            clippy::cast_lossless,
            clippy::cast_possible_truncation,
            clippy::cast_possible_wrap,
            clippy::cast_sign_loss,
            reason = "widening has no `From` for usize; wrapping between signs is the method of `draw_to`"
        )]
        impl Draw for $int {
            const SMALLEST: Self = Self::MIN;
            const LARGEST: Self = Self::MAX;

            #[inline]
            fn value(self) -> Value {
                Value::$variant(self as _)
            }

            #[inline]
            fn minus_one(self) -> Option<Self> {
                self.checked_sub(1)
            }

            #[inline]
            fn plus_one(self) -> Option<Self> {
                self.checked_add(1)
            }

            // Two's complement: the distance of two integers, and a sum that stays in the range, are the
            // same bits whether the type is signed or not (Rust reference, "Numeric cast").
            #[inline]
            fn draw_to<R: TryRng + ?Sized>(self, end: Self, rng: &mut R) -> Result<Self, R::Error> {
                let span = end.wrapping_sub(self) as $unsigned;
                let offset = $draw(span as $wide, rng)? as $unsigned;
                Ok(self.wrapping_add(offset as $int))
            }
        }
        impl Discrete for $int {}
        #[allow(
            trivial_numeric_casts,
            clippy::cast_lossless,
            clippy::cast_possible_truncation,
            clippy::cast_possible_wrap,
            clippy::cast_sign_loss,
            reason = "wrapping is what a number modulo 2^128 is for"
        )]
        impl Modular for $int {
            #[inline]
            fn to_modular(self) -> u128 {
                self as u128
            }

            #[inline]
            fn from_modular(number: u128) -> Self {
                number as Self
            }
        }
        impl Int for $int {}
    )+};
}

int!(Unsigned, u32, up_to_narrow: u8, u8; u16, u16; u32, u32;);
int!(Signed, u32, up_to_narrow: i8, u8; i16, u16; i32, u32;);
int!(Unsigned, u64, up_to: u64, u64; usize, usize;);
int!(Signed, u64, up_to: i64, u64; isize, usize;);
int!(Unsigned, u128, up_to_wide: u128, u128;);
int!(Signed, u128, up_to_wide: i128, u128;);

impl Unsigned for u8 {}
impl Unsigned for u16 {}
impl Unsigned for u32 {}
impl Unsigned for u64 {}
impl Unsigned for u128 {}
impl Unsigned for usize {}

impl DrawBits for u64 {
    const WIDTH: u32 = Self::BITS;

    #[inline]
    fn draw_bits<R: TryRng + ?Sized>(k: u32, rng: &mut R) -> Result<Self, R::Error> {
        match k {
            0 => Ok(0),
            1..=32 => rng.try_next_u32().map(|word| u64::from(word >> (32 - k))),
            _ => rng.try_next_u64().map(|word| word >> (64 - k)),
        }
    }
}
impl FromBits for u64 {}

impl DrawBits for u128 {
    const WIDTH: u32 = Self::BITS;

    #[inline]
    fn draw_bits<R: TryRng + ?Sized>(k: u32, rng: &mut R) -> Result<Self, R::Error> {
        match k {
            0..=64 => u64::draw_bits(k, rng).map(Self::from),
            _ => next_u128(rng).map(|word| word >> (128 - k)),
        }
    }
}
impl FromBits for u128 {}
