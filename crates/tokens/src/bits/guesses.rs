//! What a strength is worth to those who guess, and to those who hope that no two are equal.

use super::Bits;

impl Bits {
    /// How many guesses it takes on average to find the secret, as log2: one bit less than the strength.
    ///
    /// Of `n` equally likely secrets, tried one after the other in any order, the right one is the first, the second, … with the same
    /// probability, so the expected number of guesses is `(n + 1) / 2`; the result is below its logarithm by less than
    /// `1.45 / n` and the rounding of the strength.
    ///
    /// # Examples
    ///
    /// ```
    /// use wellspring_tokens::Bits;
    ///
    /// let four_letters = Bits::of_text(26, 4);
    /// assert_eq!(four_letters.expected_guesses(), Bits::of_count(26 * 26 * 26 * 13));
    /// ```
    #[must_use]
    pub const fn expected_guesses(self) -> Self {
        self.minus(Self::new(1))
    }

    /// A bound on the probability that any two of `ids` independent identifiers of this strength are equal: it is at most 2 to the
    /// power of minus the result.
    ///
    /// There are `k(k - 1) / 2` pairs of `k` identifiers, and each pair is equal with the probability `1 / n`; that one of several things happens
    /// is at most as likely as the sum of their probabilities. The bound is close to the truth while it is small, and
    /// [`ZERO`](Self::ZERO), which says nothing, where there are as many pairs as identifiers. All roundings go to the
    /// safe side. For fewer than two identifiers the probability is 0 and the result the greatest there is.
    ///
    /// # Examples
    ///
    /// ```
    /// use wellspring_tokens::Bits;
    ///
    /// // A billion UUIDs of version 4: about one in 2^63.
    /// let uuid = Bits::new(122);
    /// assert_eq!(uuid.collision_bound(1_000_000_000).floor(), 63);
    /// ```
    #[must_use]
    #[doc(alias = "birthday")]
    pub const fn collision_bound(self, ids: u64) -> Self {
        match pairs(ids) {
            0 => Self { units: u64::MAX },
            pairs => self.minus(Self::of_count_up(pairs)),
        }
    }

    /// How many independent identifiers of this strength there may be so that any two of them are equal with a probability of at most 2 to
    /// the power of `-bound`, by [`collision_bound`](Self::collision_bound): the greatest such number.
    ///
    /// # Examples
    ///
    /// ```
    /// use wellspring_tokens::Bits;
    ///
    /// // With 64 bits, one in a million (2^-20) is reached after six million identifiers.
    /// let ids = Bits::new(64).ids_within(Bits::new(20));
    /// assert!((5_900_000..6_000_000).contains(&ids));
    /// ```
    #[must_use]
    #[doc(alias = "birthday")]
    pub const fn ids_within(self, bound: Self) -> u64 {
        // The bound falls as the number grows: the digits of the greatest that keeps it, from the top.
        let (mut ids, mut digit) = (0, 1 << 63);
        while digit > 0 {
            if self.collision_bound(ids | digit).units >= bound.units {
                ids |= digit;
            }
            digit >>= 1;
        }
        ids
    }

    const fn minus(self, other: Self) -> Self {
        Self { units: self.units.saturating_sub(other.units) }
    }

    /// log2 of a count that is not 0, rounded up: it is a whole number of units only for powers of two.
    const fn of_count_up(count: u128) -> Self {
        let down = Self::of_count(count).units;
        Self { units: if count.is_power_of_two() { down } else { down + 1 } }
    }
}

/// `k(k - 1) / 2`
#[allow(clippy::cast_lossless, reason = "`From` is not const")]
const fn pairs(k: u64) -> u128 {
    let k = k as u128;
    (k * k.saturating_sub(1)) >> 1
}
