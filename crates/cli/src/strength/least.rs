//! A number of bits of which the likeliest result has no more chances, also where that is no whole number of results.

use core::{fmt, mem};

use wellspring::Bits;

use super::product::{Product, reaches};

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

    /// The strength of a result that comes of several steps, each with `likeliest` of `all` chances where those before it are known:
    /// pairs, of which the first number is not above the second, nor 0.
    ///
    /// Of products that a quarter of a million bits hold, as of an order of seventeen thousand items, or of four thousand whose weights
    /// sum up to 2^63, it is below the truth by less than 2^-31, and a whole number of bits is reached exactly. Beyond, the products of
    /// some of the steps are taken together, and each of those parts of 2000 bits or more may take away as much: 10^-5 bit of a million
    /// items, 3 * 10^-5 of a million weighted ones.
    pub(crate) fn of_steps(steps: impl Iterator<Item = (u128, u128)> + Clone) -> Self {
        let mut sum = Self::default();
        in_parts(steps, |likeliest, all| sum = sum.plus(Self::of_ratio(&likeliest, &all)));
        sum
    }

    /// The logarithm of `all / likeliest`, in limbs, of which the second is not above the first, nor 0.
    fn of_ratio(likeliest: &[u64], all: &[u64]) -> Self {
        let units = |number: &[u64]| Self::from(Bits::of_limbs(number)).units;
        let (first, second) = (units(all), units(likeliest));
        // Both are rounded down, so that the truth is less than a unit away from their difference, on either side.
        let most = first.saturating_add(1).saturating_sub(second) >> SCALE;
        let least = first.saturating_sub(second).saturating_sub(1);
        let whole = if reaches(all, likeliest, most) { most << SCALE } else { 0 };
        Self { units: least.max(whole) }
    }

    /// The strength of two independent parts together.
    pub(crate) const fn plus(self, other: Self) -> Self {
        Self { units: self.units.saturating_add(other.units) }
    }
}

/// The strength of one of as many results as the product of these numbers, all equally likely; as exact as [`Least::of_steps`].
pub(crate) fn bits_of_product(factors: impl Iterator<Item = u128> + Clone) -> Bits {
    let mut sum = Bits::ZERO;
    in_parts(factors.map(|factor| (1, factor)), |_, all| sum = sum.plus(Bits::of_limbs(&all)));
    sum
}

/// The products of the first and of the second numbers of these pairs, together if they are small enough, else part by part.
fn in_parts(
    steps: impl Iterator<Item = (u128, u128)> + Clone,
    mut each: impl FnMut(Vec<u64>, Vec<u64>),
) {
    let mut sizes = steps.clone().map(|(_, all)| u64::from(u128::BITS - all.leading_zeros()));
    let fits = sizes.try_fold(LARGEST, u64::checked_sub).is_some();
    let limbs = if fits { usize::MAX } else { PART };
    let (mut likeliest, mut all) = (Product::one(), Product::one());
    for (one, of) in steps {
        likeliest.times(one);
        all.times(of);
        if all.size() >= limbs {
            let parts = [&mut likeliest, &mut all].map(|part| mem::replace(part, Product::one()));
            let [likeliest, all] = parts.map(Product::into_limbs);
            each(likeliest, all);
        }
    }
    each(likeliest.into_limbs(), all.into_limbs());
}

/// So many bits are multiplied at once: it takes some milliseconds, and grows with the square.
const LARGEST: u64 = 1 << 18;

/// So many limbs of what is larger.
const PART: usize = 32;

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

    #[test]
    fn steps_are_multiplied_before_they_are_rounded() {
        let nine =
            |steps: &[(u128, u128)]| format!("{:.9}", Least::of_steps(steps.iter().copied()));
        // 4!/3! and 3!/3!: none of the steps is a whole number of bits, and all together are.
        assert_eq!(nine(&[(3, 4), (2, 3), (1, 2), (1, 1)]), "2.000000000");
        assert_eq!(nine(&[(2, 3), (1, 2)]), "1.584962500");
        assert_eq!(nine(&[]), "0.000000000");
        // 999999!/100000!, in many parts; the logarithm by another program.
        let many = Least::of_steps((100_001..1_000_000).map(|n| (1, n)));
        assert_eq!(format!("{many:.4}"), LOG);
        assert_eq!(format!("{:.4}", bits_of_product(100_001..1_000_000)), LOG);
    }

    const LOG: &str = "16972160.7144";

    /// Weights that sum up to 2^63, of more items than are multiplied at once: what is missing is less than is said for so many.
    #[test]
    fn of_many_steps_a_little_is_missing() {
        const ITEMS: u32 = 1 << 17;
        // The logarithm of 131072!, by another program.
        const TRUTH: f64 = 2_039_136.901_349_583;
        let steps = (1..=ITEMS).rev().map(|left| (1 << 46, u128::from(left) << 46));
        let missing = |of: Least| TRUTH - format!("{of:.9}").parse::<f64>().unwrap();
        let most = 1e-4 * f64::from(ITEMS) / 1e6;
        let of_parts = missing(Least::of_steps(steps));
        assert!(of_parts > 0.0 && of_parts < most, "{of_parts}");
        // The control: single steps would miss more.
        let single = (1..=ITEMS).map(|left| Least::of_odds(1, left.into()));
        assert!(missing(single.fold(Least::default(), Least::plus)) > most);
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
