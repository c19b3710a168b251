//! A number of bits of which the likeliest result has no more chances, also where that is no whole number of results.

use core::fmt;

use wellspring::Bits;

/// So many bits, rounded down to units of 2^-32: that of [`Bits`], which knows whole numbers of results alone.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Least {
    units: u64,
}

/// How many units a bit has, as a power of two.
const SCALE: u32 = 32;

/// The same as a float.
const ONE_BIT: f64 = 4_294_967_296.0;

/// A ratio is multiplied by 2^64 before it is rounded down to a whole number, which takes away less than a unit.
const SHIFT: u32 = 64;

impl Least {
    /// The strength of a result whose likeliest value has `likeliest` of `all` chances: the logarithm of `all / likeliest`, or none
    /// if there are no chances.
    ///
    /// Below the truth by less than 2^-31, and exact for powers of two.
    pub(crate) fn of_odds(likeliest: u128, all: u128) -> Self {
        #[allow(clippy::integer_division_remainder_used, reason = "of weights, which are public")]
        let Some((whole, mut left)) = all.checked_div(likeliest).map(|n| (n, all % likeliest))
        else {
            return Self::default();
        };
        // The digits behind the point, by long division: what is left is always less than `likeliest`.
        let fraction = (0..SHIFT).fold(0u64, |digits, _| {
            let carried = left >> 127 == 1;
            left <<= 1;
            let digit = carried || left >= likeliest;
            if digit {
                left = left.wrapping_sub(likeliest);
            }
            digits << 1 | u64::from(digit)
        });
        #[allow(clippy::cast_possible_truncation, reason = "the limbs of a number")]
        let limbs = [fraction, whole as u64, (whole >> 64) as u64];
        let units = Self::from(Bits::of_limbs(&limbs)).units;
        Self { units: units.saturating_sub(u64::from(SHIFT) << SCALE) }
    }

    /// The strength of two independent parts together.
    pub(crate) const fn plus(self, other: Self) -> Self {
        Self { units: self.units.saturating_add(other.units) }
    }
}

impl From<Bits> for Least {
    fn from(bits: Bits) -> Self {
        #[allow(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "less than 2^64, whole up to 2^53, and rounded down above"
        )]
        let units = (bits.as_f64() * ONE_BIT) as u64;
        Self { units }
    }
}

/// With as many decimals as the format says, or one; rounded down, as [`Bits`] are.
impl fmt::Display for Least {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.", self.units >> SCALE)?;
        let mut fraction = self.units & u64::from(u32::MAX);
        for _ in 0..f.precision().unwrap_or(1) {
            fraction *= 10;
            write!(f, "{}", fraction >> SCALE)?;
            fraction &= u64::from(u32::MAX);
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_ratio_has_its_logarithm_rounded_down() {
        for (likeliest, all, bits) in [
            (2, 3, "0.584962500"),
            (1, 6, "2.584962500"),
            (1, 1, "0.000000000"),
            (0, 0, "0.000000000"),
            (5, 5, "0.000000000"),
            (3, 4, "0.415037499"),
            (u128::MAX - 1, u128::MAX, "0.000000000"),
            (1, u128::MAX, "127.999999999"),
            (u128::MAX >> 1, u128::MAX, "1.000000000"),
            // More than 2 by less than anybody is told.
            ((1 << 100) - 1, 1 << 101, "1.000000000"),
        ] {
            assert_eq!(format!("{:.9}", Least::of_odds(likeliest, all)), bits, "{likeliest} {all}");
        }
    }

    #[test]
    fn whole_numbers_of_results_are_as_many_bits_as_the_library_says() {
        for count in (1..2000).chain([u128::MAX, 1 << 127, (1 << 127) + 1]) {
            let bits = Bits::of_count(count);
            assert_eq!(Least::of_odds(1, count), Least::from(bits), "{count}");
            assert_eq!(format!("{:.2}", Least::from(bits)), format!("{bits:.2}"), "{count}");
        }
        let demanded = Least::from(Bits::new(1 << 24));
        assert!(demanded > Least::of_odds(1, u128::MAX) && format!("{demanded}") == "16777216.0");
    }

    /// `all >= likeliest * 2^k` is decided exactly.
    #[test]
    fn a_whole_number_of_bits_is_reached_or_not() {
        for k in 0..40 {
            for likeliest in [1u128, 3, 1_000_003] {
                let all = likeliest << k;
                let demanded = Least::from(Bits::new(k));
                assert!(Least::of_odds(likeliest, all) >= demanded, "{likeliest} {k}");
                assert!(Least::of_odds(likeliest, all - 1) < demanded || k == 0, "{likeliest} {k}");
            }
        }
    }
}
