use core::fmt;

use super::alphabet::Alphabet;

/// What a password must look like: its length, the characters it may have, and how many of each class it
/// must have at least.
///
/// A new policy allows all 94 visible ASCII characters and demands none. Its methods are `const`, so a policy
/// can be a `const`; they accept anything, and [`validate`](Self::validate) or the first draw says what is
/// wrong.
///
/// # Examples
///
/// ```
/// use wellspring_tokens::{Class, PasswordPolicy};
///
/// const POLICY: PasswordPolicy = PasswordPolicy::length(16)
///     .at_least(1, Class::Upper)
///     .at_least(2, Class::Digit)
///     .without(Class::Symbol)
///     .without_ambiguous();
/// POLICY.validate()?;
///
/// let impossible = PasswordPolicy::length(4).at_least(3, Class::Lower).at_least(3, Class::Upper);
/// assert_eq!(
///     impossible.validate().unwrap_err().to_string(),
///     "the minimums sum to 6, allowed is at most the length, 4"
/// );
/// # Ok::<(), wellspring_tokens::PolicyError>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct PasswordPolicy {
    length: usize,
    minimums: [usize; Class::ALL.len()],
    /// One bit for each ASCII character that is left out.
    excluded: u128,
}

/// A class of characters; together they are the 94 visible ones of ASCII.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Class {
    /// `a` to `z`.
    Lower,
    /// `A` to `Z`.
    Upper,
    /// `0` to `9`.
    Digit,
    /// The 32 of Python's `string.punctuation`: ``!"#$%&'()*+,-./:;<=>?@[\]^_`{|}~``.
    Symbol,
}

impl Class {
    /// All classes, in the order in which policies keep them.
    pub const ALL: [Self; 4] = [Self::Lower, Self::Upper, Self::Digit, Self::Symbol];

    /// Whether the class has this character.
    #[must_use]
    pub const fn contains(self, character: char) -> bool {
        match self {
            Self::Lower => character.is_ascii_lowercase(),
            Self::Upper => character.is_ascii_uppercase(),
            Self::Digit => character.is_ascii_digit(),
            Self::Symbol => character.is_ascii_punctuation(),
        }
    }

    /// The class as a set of ASCII codes.
    const fn members(self) -> u128 {
        const LOWER: u128 = members(Class::Lower);
        const UPPER: u128 = members(Class::Upper);
        const DIGIT: u128 = members(Class::Digit);
        const SYMBOL: u128 = members(Class::Symbol);
        match self {
            Self::Lower => LOWER,
            Self::Upper => UPPER,
            Self::Digit => DIGIT,
            Self::Symbol => SYMBOL,
        }
    }
}

const fn members(class: Class) -> u128 {
    let (mut set, mut code) = (0, 0);
    while code < 128u8 {
        if class.contains(code as char) {
            set |= 1 << code;
        }
        code += 1;
    }
    set
}

impl fmt::Display for Class {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::Lower => "lower",
            Self::Upper => "upper",
            Self::Digit => "digit",
            Self::Symbol => "symbol",
        })
    }
}

impl PasswordPolicy {
    /// The greatest length that a policy may have, in characters.
    pub const MAX_LENGTH: usize = 128;

    /// The characters that [`without_ambiguous`](Self::without_ambiguous) leaves out: zero and the letters
    /// O, one, I, l and the bar.
    pub const AMBIGUOUS: &str = "0Oo1Il|";

    /// Passwords of `characters` characters, all 94 allowed and none demanded.
    #[must_use]
    pub const fn length(characters: usize) -> Self {
        Self { length: characters, minimums: [0; Class::ALL.len()], excluded: 0 }
    }

    /// Demands at least `minimum` characters of `class`; a later call for the same class replaces an earlier.
    #[must_use]
    pub const fn at_least(mut self, minimum: usize, class: Class) -> Self {
        let [lower, upper, digit, symbol] = &mut self.minimums;
        match class {
            Class::Lower => *lower = minimum,
            Class::Upper => *upper = minimum,
            Class::Digit => *digit = minimum,
            Class::Symbol => *symbol = minimum,
        }
        self
    }

    /// Leaves out all characters of `class`.
    #[must_use]
    pub const fn without(mut self, class: Class) -> Self {
        self.excluded |= class.members();
        self
    }

    /// Leaves out the characters of `characters`; those that were never in are ignored.
    #[must_use]
    #[allow(
        clippy::indexing_slicing,
        reason = "the index is below the length; const has no iterators"
    )]
    pub const fn without_chars(mut self, characters: &str) -> Self {
        let (bytes, mut index) = (characters.as_bytes(), 0);
        while index < bytes.len() {
            if bytes[index].is_ascii() {
                self.excluded |= 1 << bytes[index];
            }
            index += 1;
        }
        self
    }

    /// Leaves out the characters that look like others: [`AMBIGUOUS`](Self::AMBIGUOUS).
    #[must_use]
    pub const fn without_ambiguous(self) -> Self {
        self.without_chars(Self::AMBIGUOUS)
    }

    /// Checks that there are passwords that satisfy this policy, and enough of them to find one.
    ///
    /// # Errors
    ///
    /// The first rule that cannot be kept.
    pub fn validate(&self) -> Result<(), PolicyError> {
        Alphabet::new(self).map(|_| ())
    }

    pub(super) const fn len(&self) -> usize {
        self.length
    }

    pub(super) const fn minimums(&self) -> [usize; Class::ALL.len()] {
        self.minimums
    }

    /// The characters of `class` that are left, as a set of ASCII codes.
    pub(super) const fn allowed(&self, class: Class) -> u128 {
        class.members() & !self.excluded
    }
}

/// Why a [`PasswordPolicy`] is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum PolicyError {
    /// The length is 0 or above [`PasswordPolicy::MAX_LENGTH`].
    Length {
        /// The length asked for.
        length: usize,
    },
    /// All characters are left out.
    EmptyAlphabet,
    /// A class is demanded of which all characters are left out.
    EmptyClass {
        /// The class.
        class: Class,
        /// How many of its characters are demanded.
        minimum: usize,
    },
    /// More characters are demanded than a password has.
    MinimumsExceedLength {
        /// The sum of the minimums.
        minimums: usize,
        /// The length.
        length: usize,
    },
    /// Fewer than one in 65 536 strings of the allowed characters satisfies the minimums, so that too many
    /// would have to be drawn.
    TooRare {
        /// The sum of the minimums.
        minimums: usize,
        /// The length.
        length: usize,
    },
}

impl fmt::Display for PolicyError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Length { length } => {
                write!(f, "the length is {length}, allowed is 1..={}", PasswordPolicy::MAX_LENGTH)
            }
            Self::EmptyAlphabet => {
                f.write_str("all characters are left out, allowed is to leave at least one in")
            }
            Self::EmptyClass { class, minimum } => write!(
                f,
                "the minimum for {class} is {minimum}, allowed is 0: all characters of that class are left out"
            ),
            Self::MinimumsExceedLength { minimums, length } => {
                write!(f, "the minimums sum to {minimums}, allowed is at most the length, {length}")
            }
            Self::TooRare { minimums, length } => write!(
                f,
                "the minimums sum to {minimums} at length {length}, which fewer than 1 in 65536 strings of \
                 the allowed characters satisfies: lower them, raise the length, or leave out the classes \
                 that are not wanted"
            ),
        }
    }
}

impl core::error::Error for PolicyError {}
