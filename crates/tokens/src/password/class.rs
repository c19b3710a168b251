use alloc::string::String;
use core::{fmt, ops::RangeInclusive};

use super::Characters;

/// A class of characters: a named one, or any set of characters.
///
/// Everything that takes a class takes text, a character, a range of characters, or an array of classes (all of their
/// characters together) as well. Classes may overlap.
///
/// # Examples
///
/// ```
/// use wellspring_tokens::{Class, PasswordPolicy};
///
/// assert!(Class::Symbol.contains('~') && !Class::Symbol.contains(' '));
/// assert!(Class::from("!?#").contains('?'));
/// assert!(Class::from(PasswordPolicy::AMBIGUOUS).contains('l'));
/// assert!(Class::from('а'..='я').contains('ж'));
/// assert!(Class::from([Class::Lower, Class::Digit]).contains('7'));
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Class {
    /// `a` to `z`.
    Lower,
    /// `A` to `Z`.
    Upper,
    /// `0` to `9`.
    Digit,
    /// The 32 of Python's `string.punctuation`: ``!"#$%&'()*+,-./:;<=>?@[\]^_`{|}~``.
    Symbol,
    /// `a` to `z` and `A` to `Z`.
    Letter,
    /// These.
    Custom(Characters),
}

impl Class {
    /// The four that share out the 94 visible characters of ASCII.
    ///
    /// # Examples
    ///
    /// ```
    /// use wellspring_tokens::Class;
    ///
    /// let shared = ('!'..='~').filter(|&c| Class::ALL.iter().filter(|class| class.contains(c)).count() == 1);
    /// assert_eq!(shared.count(), 94);
    /// ```
    pub const ALL: [Self; 4] = [Self::Lower, Self::Upper, Self::Digit, Self::Symbol];

    /// Whether the class has this character.
    #[must_use]
    pub fn contains(&self, character: char) -> bool {
        match self {
            Self::Custom(characters) => characters.contains(character),
            named => Characters::ascii(named.ascii()).contains(character),
        }
    }

    /// All of the class.
    pub(super) fn characters(&self) -> Characters {
        match self {
            Self::Custom(characters) => characters.clone(),
            named => Characters::ascii(named.ascii()),
        }
    }

    /// What is in the class and in `other`.
    pub(super) fn within(&self, other: &Characters) -> Characters {
        match self {
            Self::Custom(characters) => characters.common(other),
            named => Characters::ascii(named.ascii()).common(other),
        }
    }

    /// A named class as a set of ASCII codes.
    pub(super) const fn ascii(&self) -> u128 {
        const LOWER: u128 = run(b'a', b'z');
        const UPPER: u128 = run(b'A', b'Z');
        const DIGIT: u128 = run(b'0', b'9');
        const SYMBOL: u128 = run(b'!', b'~') & !LOWER & !UPPER & !DIGIT;
        match self {
            Self::Lower => LOWER,
            Self::Upper => UPPER,
            Self::Digit => DIGIT,
            Self::Symbol => SYMBOL,
            Self::Letter => LOWER | UPPER,
            Self::Custom(_) => 0,
        }
    }
}

/// The codes from `first` to `last`, which is not the last of all.
const fn run(first: u8, last: u8) -> u128 {
    (1 << (last + 1)) - (1 << first)
}

macro_rules! from {
    ($($type:ty),+) => {$(
        impl From<$type> for Class {
            fn from(characters: $type) -> Self {
                Self::Custom(characters.into())
            }
        }
    )+};
}

from!(&str, char, RangeInclusive<char>);

impl From<&String> for Class {
    fn from(characters: &String) -> Self {
        characters.as_str().into()
    }
}

impl From<Characters> for Class {
    fn from(characters: Characters) -> Self {
        Self::Custom(characters)
    }
}

/// All of their characters together.
impl<T: Into<Self>, const N: usize> From<[T; N]> for Class {
    fn from(classes: [T; N]) -> Self {
        let all = classes.into_iter().map(Into::into).map(|class: Self| class.characters());
        Self::Custom(all.fold(Characters::default(), |all, class| all.union(&class)))
    }
}

/// `lower`, or of a custom class the characters: `[!#?]`.
impl fmt::Display for Class {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::Lower => "lower",
            Self::Upper => "upper",
            Self::Digit => "digit",
            Self::Symbol => "symbol",
            Self::Letter => "letter",
            Self::Custom(characters) => return characters.fmt(f),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::Class;

    #[test]
    fn named_classes_are_those_of_ascii() {
        for c in '\0'..='\u{200}' {
            assert_eq!(Class::Lower.contains(c), c.is_ascii_lowercase());
            assert_eq!(Class::Upper.contains(c), c.is_ascii_uppercase());
            assert_eq!(Class::Digit.contains(c), c.is_ascii_digit());
            assert_eq!(Class::Symbol.contains(c), c.is_ascii_punctuation());
            assert_eq!(Class::Letter.contains(c), c.is_ascii_alphabetic());
            assert_eq!(Class::from(Class::ALL).contains(c), c.is_ascii_graphic());
        }
    }
}
