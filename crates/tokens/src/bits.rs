//! Strength as a number that never flatters.
//!
//! A secret that is drawn uniformly from `n` has `log2(n)` bits. That is kept in units of 2^-32 bit and rounded down, so
//! that it is never more than the truth; it is exact for powers of two, and less than 2^-32 below the truth for every other
//! count. To compare with a whole number of bits is therefore exact: `log2(n) >= k` and its floor to 2^-32 agree. What is
//! added up of independent parts is below the truth by less than 2^-32 for each part.
//!
//! The digits of a logarithm to the base of two come from squaring (D. E. Knuth, "The Art of Computer Programming", volume 1, section 1.2.2,
//! exercise 25): if `1 <= x < 2`, the next binary digit of `log2(x)` is whether `x^2 >= 2`. The mantissa is kept in
//! 128 bits and cut off after each squaring, which doubles the relative error of the last and adds less than
//! 2^-126: after 64 squarings, for 64 digits, it is below 2^-61, and always downwards.

use core::fmt;

mod gate;
mod guesses;

pub use self::gate::{Gate, TooWeak};

/// A number of bits of entropy, never above the truth: log2 of how many secrets are equally likely.
///
/// # Examples
///
/// ```
/// use wellspring_tokens::Bits;
///
/// assert_eq!(Bits::of_count(1 << 20), Bits::new(20));
/// let otp = Bits::of_count(1_000_000);
/// assert!(otp < Bits::new(20));
/// assert_eq!(format!("{otp} bits, {otp:.3}"), "19.9 bits, 19.931");
/// ```
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
#[doc(alias = "entropy")]
pub struct Bits {
    /// In units of 2^-32 bit.
    units: u64,
}

impl Bits {
    /// No strength at all: there is only one such secret.
    pub const ZERO: Self = Self::new(0);

    /// So many whole bits.
    #[must_use]
    pub const fn new(bits: u32) -> Self {
        Self { units: (bits as u64) << SCALE }
    }

    /// One of `count`, all equally likely. [`ZERO`](Self::ZERO) for none.
    #[must_use]
    pub const fn of_count(count: u128) -> Self {
        match count {
            0 => Self::ZERO,
            _ => Self::of_mantissa(count << count.leading_zeros(), count.ilog2()),
        }
    }

    /// One of as many as the limbs say, the least significant first: counts of any size. [`ZERO`](Self::ZERO) for none.
    ///
    /// # Examples
    ///
    /// ```
    /// use wellspring_tokens::Bits;
    ///
    /// // 2^64 and a little.
    /// assert_eq!(Bits::of_limbs(&[5, 1]).floor(), 64);
    /// assert_eq!(Bits::of_limbs(&[1000]), Bits::of_count(1000));
    /// assert_eq!(Bits::of_limbs(&[]), Bits::ZERO);
    /// ```
    #[must_use]
    pub fn of_limbs(count: &[u64]) -> Self {
        let Some(top) = count.iter().rposition(|limb| *limb != 0) else { return Self::ZERO };
        let limb = |back: usize| top.checked_sub(back).and_then(|i| count.get(i)).copied();
        let limb = |back| u128::from(limb(back).unwrap_or(0));
        let shift = limb(0).leading_zeros() - 64;
        let upper = limb(0) << 64 | limb(1);
        // What a shift brings in from below; nothing for a shift of 0.
        let mantissa = upper << shift | (limb(2) << shift) >> 64;
        let exponent = top.saturating_mul(64).saturating_add(63).saturating_sub(shift as usize);
        Self::of_mantissa(mantissa, u32::try_from(exponent).unwrap_or(u32::MAX))
    }

    /// `length` independent and uniform characters of an alphabet of `size`.
    ///
    /// # Examples
    ///
    /// ```
    /// use wellspring_tokens::Bits;
    ///
    /// assert_eq!(Bits::of_text(64, 22), Bits::new(132));
    /// assert_eq!(Bits::of_text(10, 6), Bits::of_count(1_000_000));
    /// ```
    #[must_use]
    pub fn of_text(size: u32, length: usize) -> Self {
        // A character has at most 32 bits.
        let length = u64::try_from(length).unwrap_or(u64::MAX);
        match size {
            0 | 1 => Self::ZERO,
            _ => {
                let one =
                    log2_64(u128::from(size) << u128::from(size).leading_zeros(), size.ilog2());
                let all = one.saturating_mul(u128::from(length)) >> (64 - SCALE);
                Self { units: u64::try_from(all).unwrap_or(u64::MAX) }
            }
        }
    }

    /// The strength of two independent parts together.
    ///
    /// # Examples
    ///
    /// ```
    /// use wellspring_tokens::Bits;
    ///
    /// // A word of 7776 and two digits.
    /// let both = Bits::of_count(7776).plus(Bits::of_text(10, 2));
    /// assert_eq!(both.floor(), 19);
    /// assert!((19.5..19.6).contains(&both.as_f64()));
    /// ```
    #[must_use]
    pub const fn plus(self, other: Self) -> Self {
        Self { units: self.units.saturating_add(other.units) }
    }

    /// The number of bits as a float, rounded down.
    #[must_use]
    pub const fn as_f64(self) -> f64 {
        // Cut to 53 bits, with which the conversion is exact.
        let excess = 11u32.saturating_sub(self.units.leading_zeros());
        #[allow(clippy::cast_precision_loss, reason = "it has 53 significant bits")]
        let units = (self.units >> excess << excess) as f64;
        units / ONE_BIT
    }

    /// The whole bits.
    #[must_use]
    #[allow(clippy::cast_possible_truncation, reason = "the upper 32 bits")]
    pub const fn floor(self) -> u32 {
        (self.units >> SCALE) as u32
    }

    /// Whether a secret of this strength passes `gate`.
    ///
    /// # Examples
    ///
    /// ```
    /// use wellspring_tokens::{Bits, Gate};
    ///
    /// assert!(Bits::new(128).satisfies(Gate::ASVS_SESSION));
    /// assert!(!Bits::new(127).satisfies(Gate::ASVS_SESSION));
    /// ```
    #[must_use]
    pub const fn satisfies(self, gate: Gate) -> bool {
        gate.lets_pass(self)
    }

    /// [`satisfies`](Self::satisfies), for `?`.
    ///
    /// # Errors
    ///
    /// [`TooWeak`], which says what the strength is and who asks for how much.
    ///
    /// # Examples
    ///
    /// ```
    /// use wellspring_tokens::{Bits, Gate};
    ///
    /// assert!(Bits::new(128).require(Gate::ASVS_SESSION).is_ok());
    /// let weak = Bits::new(122).require(Gate::ASVS_UNGUESSABLE).unwrap_err();
    /// assert!(weak.to_string().contains("11.5.1"));
    /// ```
    pub const fn require(self, gate: Gate) -> Result<(), TooWeak> {
        if self.satisfies(gate) { Ok(()) } else { Err(TooWeak { bits: self, gate }) }
    }

    /// `2^exponent` times a mantissa whose top bit is set and stands for 1.
    #[allow(clippy::cast_possible_truncation, reason = "the exponent has 32 bits")]
    const fn of_mantissa(mantissa: u128, exponent: u32) -> Self {
        Self { units: (log2_64(mantissa, exponent) >> (64 - SCALE)) as u64 }
    }
}

/// How many units a bit has, as a power of two.
const SCALE: u32 = 32;

/// The same as a float.
const ONE_BIT: f64 = 4_294_967_296.0;

/// The logarithm with 64 digits behind the point, of `2^exponent` times a mantissa whose top bit is set and stands for 1.
const fn log2_64(mantissa: u128, exponent: u32) -> u128 {
    let (mut x, mut log, mut digit) = (mantissa, exponent as u128, 0);
    while digit < 64 {
        // Half of the square: between 2^126 and 2^128.
        let half = upper_square(x);
        let two = half >> 127;
        log = log << 1 | two;
        x = half << (1 - two);
        digit += 1;
    }
    log
}

/// The upper half of the 256 bits of `x^2`.
const fn upper_square(x: u128) -> u128 {
    const LOW: u128 = u64::MAX as u128;
    let (high, low) = (x >> 64, x & LOW);
    // x^2 = high^2 * 2^128 + 2 * cross * 2^64 + low^2
    let cross = high * low;
    let carry = (((cross << 1) & LOW) + ((low * low) >> 64)) >> 64;
    high * high + (cross >> 63) + carry
}

/// With as many decimals as the format says, or one; rounded down.
impl fmt::Display for Bits {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let decimals = f.precision().unwrap_or(1);
        write!(f, "{}", self.units >> SCALE)?;
        if decimals > 0 {
            f.write_str(".")?;
        }
        let mut fraction = self.units & u64::from(u32::MAX);
        for _ in 0..decimals {
            fraction *= 10;
            write!(f, "{}", fraction >> SCALE)?;
            fraction &= u64::from(u32::MAX);
        }
        Ok(())
    }
}

impl fmt::Debug for Bits {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Bits({self:.3})")
    }
}

#[cfg(test)]
mod tests;
