//! The two float types, taken apart into integers and put together again.
//!
//! A finite float is `s * 2^(e - LEAST)` with integers `s` and `e`, where `2^-LEAST` is the least float above 0 and
//! `|s| < 2^PRECISION` (IEEE 754-2019, section 3.3). Here `e` is 0 for the subnormal floats and for the first binade of the
//! normal ones, which are as dense; after that `|s|` is at least `2^(PRECISION - 1)`.
//!
//! Floats that are not negative are in the order of their bits read as an integer: the `n`th float above 0 is the one
//! with the bits `n` (section 3.4). The next float is one more, over the ends of binades too.

use rand_core::TryRng;

use crate::Value;

#[allow(unnameable_types, reason = "that is what seals the public trait")]
mod sealed {
    use rand_core::TryRng;

    /// What the float types do for this crate and show to nobody else.
    pub trait Parts: Copy + PartialOrd {
        /// The bits of a significand, its leading one included.
        const PRECISION: u32;
        /// The least float above 0 is 2^-LEAST.
        const LEAST: u32;
        /// 2^-PRECISION, the distance of the floats below 1.
        const GRAIN: Self;
        /// The bits of a word, of which there are more than `PRECISION`.
        const WORD: u32;

        fn value(self) -> super::Value;

        /// `s` and `e`; `None` for the infinities and NaN.
        fn parts(self) -> Option<(i64, u32)>;

        /// 2^(e - LEAST), a float.
        fn power_of_two(e: u32) -> Self;

        /// `count * step`, which must be a float: it is not rounded then.
        fn multiple(count: i64, step: Self) -> Self;

        /// The `n`th float above 0, for one that is finite.
        fn nth(n: u64) -> Self;

        fn draw_word<R: TryRng + ?Sized>(rng: &mut R) -> Result<u64, R::Error>;
    }
}
pub(crate) use sealed::Parts;

/// The float types: `f32` and `f64`. Sealed.
///
/// # Examples
///
/// ```
/// use wellspring_dist::{Float, Random};
/// use wellspring_entropy::System;
///
/// fn either<F: Float>(low: F, high: F) -> F {
///     System.uniform(low..=high)
/// }
/// assert!(either(0.5f32, 0.5) == 0.5 && either(-1.0f64, 1.0).abs() <= 1.0);
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a float type that can be drawn",
    note = "these are: f32, f64; for integers use `range`"
)]
pub trait Float: Parts {}

/// `$draw` gives a word of as many bits as the float has.
macro_rules! float {
    ($float:ident, $bits:ty, $draw:ident, $variant:ident) => {
        #[allow(
            trivial_numeric_casts,
            clippy::cast_lossless,
            clippy::cast_possible_truncation,
            clippy::cast_possible_wrap,
            clippy::cast_precision_loss,
            reason = "significands and exponents fit every type here, and a significand its float"
        )]
        impl Parts for $float {
            const PRECISION: u32 = Self::MANTISSA_DIGITS;
            const LEAST: u32 = Self::MIN_EXP.unsigned_abs() + Self::PRECISION;
            const GRAIN: Self = Self::EPSILON / 2.0;
            const WORD: u32 = <$bits>::BITS;

            #[inline]
            fn value(self) -> Value {
                Value::$variant(self)
            }

            #[inline]
            fn parts(self) -> Option<(i64, u32)> {
                const LEADING: $bits = 1 << ($float::PRECISION - 1);
                if !self.is_finite() {
                    return None;
                }
                let bits = self.to_bits() << 1 >> 1;
                let (field, fraction) = (bits >> (Self::PRECISION - 1), bits & (LEADING - 1));
                let (s, e) =
                    if field == 0 { (fraction, 0) } else { (LEADING | fraction, field - 1) };
                let s = s as i64;
                Some((if self.is_sign_negative() { -s } else { s }, e as u32))
            }

            #[inline]
            fn power_of_two(e: u32) -> Self {
                match e.checked_sub(Self::PRECISION - 1) {
                    Some(e) => Self::from_bits(((e + 1) as $bits) << (Self::PRECISION - 1)),
                    None => Self::from_bits(1 << e),
                }
            }

            #[inline]
            fn multiple(count: i64, step: Self) -> Self {
                count as Self * step
            }

            #[inline]
            fn nth(n: u64) -> Self {
                Self::from_bits(n as $bits)
            }

            #[inline]
            fn draw_word<R: TryRng + ?Sized>(rng: &mut R) -> Result<u64, R::Error> {
                rng.$draw().map(|word| word as u64)
            }
        }
        impl Float for $float {}
    };
}

float!(f32, u32, try_next_u32, Float32);
float!(f64, u64, try_next_u64, Float);

#[cfg(test)]
mod tests {
    use super::Parts;

    /// Each float that is taken apart is put together as it was.
    fn is_whole<F: Parts + core::fmt::Debug>(float: F) {
        let (s, e) = float.parts().unwrap();
        assert!(s.unsigned_abs() < 1 << F::PRECISION);
        assert!(e == 0 || s.unsigned_abs() >> (F::PRECISION - 1) == 1);
        assert_eq!(F::multiple(s, F::power_of_two(e)), float);
    }

    #[test]
    fn floats_are_the_products_of_their_parts() {
        for float in [0.0, f64::from_bits(1), f64::MIN_POSITIVE, 0.1, 1.0, 1e300, f64::MAX] {
            is_whole(float);
            is_whole(-float);
        }
        let each_binade = (0..0x7F80_0000).step_by(1 << 19).flat_map(|bits| [bits, bits + 12_345]);
        for float in each_binade.map(f32::from_bits).chain([f32::MAX]) {
            is_whole(float);
            is_whole(-float);
        }
        assert_eq!(
            (f64::PRECISION, f64::LEAST, f64::MAX.parts()),
            (53, 1074, Some(((1 << 53) - 1, 2045)))
        );
        assert_eq!(
            (f32::PRECISION, f32::LEAST, f32::MAX.parts()),
            (24, 149, Some(((1 << 24) - 1, 253)))
        );
    }

    #[test]
    fn the_others_have_no_parts() {
        for float in [f64::INFINITY, f64::NEG_INFINITY, f64::NAN] {
            assert_eq!(float.parts(), None);
        }
    }

    #[test]
    fn the_nth_float_is_the_next_of_the_one_before() {
        assert_eq!((f64::nth(0), f64::nth(1)), (0.0, 5e-324));
        assert_eq!(f64::nth((1023 << 52) - 1), 1.0 - f64::GRAIN);
        assert_eq!(f64::nth(1023 << 52), 1.0);
        assert_eq!(f32::nth(1), f32::power_of_two(0));
    }
}
