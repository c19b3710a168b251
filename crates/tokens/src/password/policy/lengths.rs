use core::ops::RangeInclusive;

use super::PasswordPolicy;

/// The lengths that a password may have, in characters: one, or all from the first to the last.
///
/// # Examples
///
/// ```
/// use wellspring_tokens::{Class, Lengths, PasswordPolicy};
///
/// assert_eq!(Lengths::from(4), Lengths::from(4..=4));
/// let pins = PasswordPolicy::length(4..=5).only(Class::Digit);
/// assert_eq!(pins.to_set()?.count().to_string(), "110000");
/// assert!(PasswordPolicy::length(PasswordPolicy::MAX_LENGTH).validate().is_ok());
/// assert!(PasswordPolicy::length(PasswordPolicy::MAX_LENGTH + 1).validate().is_err());
/// # Ok::<(), wellspring_tokens::PolicyError>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Lengths {
    pub(in crate::password) least: usize,
    pub(in crate::password) most: usize,
}

impl From<usize> for Lengths {
    fn from(length: usize) -> Self {
        Self { least: length, most: length }
    }
}

impl From<RangeInclusive<usize>> for Lengths {
    fn from(lengths: RangeInclusive<usize>) -> Self {
        Self { least: *lengths.start(), most: *lengths.end() }
    }
}

impl Lengths {
    /// The least number of characters.
    #[must_use]
    pub const fn least(self) -> usize {
        self.least
    }

    /// The greatest.
    #[must_use]
    pub const fn most(self) -> usize {
        self.most
    }
}

impl PasswordPolicy {
    /// How many characters a password may have.
    ///
    /// # Examples
    ///
    /// ```
    /// use wellspring_tokens::PasswordPolicy;
    ///
    /// let policy: PasswordPolicy = "minlength: 8; maxlength: 16".parse()?;
    /// assert_eq!((policy.lengths().least(), policy.lengths().most()), (8, 16));
    /// # Ok::<(), wellspring_tokens::RulesError>(())
    /// ```
    #[must_use]
    pub const fn lengths(&self) -> Lengths {
        self.lengths
    }
}

#[cfg(test)]
mod tests {
    use super::Lengths;

    #[test]
    fn both_ends_are_told() {
        let ends = |lengths: Lengths| (lengths.least(), lengths.most());
        assert_eq!(ends(Lengths::from(8..=16)), (8, 16));
        assert_eq!(ends(Lengths::from(12)), (12, 12));
    }
}
