mod lengths;
mod limits;
mod rule;

use self::limits::Limits;
pub use self::{lengths::Lengths, rule::PolicyRule};
use super::{Characters, Class, PasswordSet, PolicyError};
use crate::Bits;

/// What a password must look like: its length, the characters it may have, and how many of each class.
///
/// A new policy allows all 94 visible ASCII characters and demands none. The methods accept anything;
/// [`to_set`](Self::to_set), [`validate`](Self::validate) or the first draw says what is wrong. A policy describes a set of
/// passwords, and two policies that allow the same characters and demand the same of them describe the same set, whatever the order in
/// which that was said. `==` compares what was said, in its order.
///
/// # What can be counted
///
/// To draw each password with the same probability, all are counted. There are two ways, and the policy alone says which it takes.
///
/// **Class by class**, where no character is in two classes that have limits, and runs are not limited. Whatever the lengths,
/// the numbers and the class of the first character, four classes are counted, and forty, and, with small maximums, more than
/// a thousand. The limit is
///
/// | what | limit | error |
/// |---|---|---|
/// | classes with limits | 2^12 = 4096 | [`TooManyLimits`](PolicyError::TooManyLimits) |
/// | words of 64 bits | 2^24 = 16 777 216 (128 MiB) | [`TooManyTerms`](PolicyError::TooManyTerms) |
///
/// and it takes a word for each 64 bits of each term: of each class, number of places left, and number of characters that it may
/// have of these, but for the least. With the time to count and to draw, measured as orders of magnitude on one machine (docs/DESIGN.md in
/// the repository):
///
/// | length | rules | counting | draw |
/// |---|---|---|---|
/// | 64 | 1 to 20 of each of `lower`, `upper`, `digit`, `symbol` | 80 µs | 18 µs |
/// | 128 | at least 16 of each of these | 1.5 ms | 154 µs |
/// | 16 | each of 16 characters | 26 µs | 8 µs |
/// | 20 | each of 94 characters at most once | 136 µs | 26 µs |
/// | 128 | each of 4000 characters at most once | 181 ms | 17 ms |
/// | 128 | each of 400 characters at most 90 times | | `TooManyTerms` |
///
/// **State by state**, where classes overlap or runs are limited; and, since it then is as fast, where there are no more than 2^9
/// states. The limits are
///
/// | what | limit | error |
/// |---|---|---|
/// | states | 2^16 = 65 536 | [`TooComplex`](PolicyError::TooComplex) |
/// | words of 64 bits, and steps to find the states | 2^24 = 16 777 216 (128 MiB) | [`TooMuchWork`](PolicyError::TooMuchWork) |
/// | classes with limits that matter | 64 | [`TooManyLimits`](PolicyError::TooManyLimits) |
/// | bits of the counts of all these classes | 96 | [`TooManyCounters`](PolicyError::TooManyCounters) |
///
/// A state is what has to be remembered of the characters so far. There are no more than the product of these:
///
/// - for each class with a limit, its maximum and 1, or without a maximum its minimum and 1 (fewer, if so many do not fit the length);
/// - under a limit to runs, that limit times the number of parts into which the classes divide the alphabet, and 1.
///
/// For each state and each character still to come there is, for each part but the first, a number of ways to go on, in words of
/// 64 bits, and one word more for every four parts.
///
/// These limits make no difference, and cost nothing but their parts of the alphabet: a maximum that the minimums of other classes already leave no
/// room for, or that a larger class has as well; a minimum that smaller classes have together; and a limit to runs that are not possible
/// anyway, by the length, the maximums of all characters, or the minimums of others. All limits are looked at for that, up to 4096.
///
/// With `lower`, `upper`, `digit` and `symbol`:
///
/// | length | rules | |
/// |---|---|---|
/// | 128 | at least 3 of each, runs up to 8 | counted |
/// | 128 | at least 3 of each, runs up to 100 | `TooMuchWork` |
/// | 128 | at least 12 of each, and 1 of `aA` | `TooMuchWork` |
/// | 64 | 1 to 20 of each, runs up to 2 | `TooComplex`, though there are passwords |
///
/// What is refused for its size is not said to be impossible. It is refused at the first limit that is hit, so after a few times
/// 2^24 steps at most, some tenths of a second; most contradictions are found before anything is counted, from
/// [sums](PolicyError::MinimumsExceedLength) of the numbers.
///
/// # Examples
///
/// ```
/// use wellspring_tokens::{Class, PasswordPolicy};
///
/// let policy = PasswordPolicy::length(16)
///     .at_least(1, Class::Upper)
///     .at_least(1, "!?#")
///     .at_most(2, Class::Digit)
///     .starting_with(Class::Letter)
///     .max_consecutive(2)
///     .without_ambiguous();
/// assert_eq!(format!("{:.2}", policy.bits()?), "100.72");
///
/// let impossible = PasswordPolicy::length(4).at_least(3, Class::Lower).at_least(3, Class::Upper);
/// assert_eq!(
///     impossible.validate().unwrap_err().to_string(),
///     "the minimums sum to 6, allowed is at most the length, 4"
/// );
/// # Ok::<(), wellspring_tokens::PolicyError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[doc(alias = "passwordrules")]
pub struct PasswordPolicy {
    pub(super) lengths: Lengths,
    pub(super) alphabet: Characters,
    pub(super) excluded: Characters,
    pub(super) limits: Limits,
    pub(super) start: Option<Class>,
    pub(super) max_consecutive: Option<usize>,
}

impl PasswordPolicy {
    /// The greatest length that a policy may have, in characters.
    pub const MAX_LENGTH: usize = 128;

    /// The characters that [`without_ambiguous`](Self::without_ambiguous) leaves out: zero and the letters
    /// O, one, I, l and the bar.
    pub const AMBIGUOUS: &str = "0Oo1Il|";

    /// Passwords of `characters` characters, all 94 visible ones of ASCII allowed and none demanded: `length(16)`,
    /// `length(12..=16)`.
    ///
    /// Of a range of lengths each password is as likely as each other, whatever its length. There are many more long
    /// ones than short ones, so most will have the greatest length: the range is for rules that were given, and the way
    /// to strong passwords is one length.
    #[must_use]
    pub fn length(characters: impl Into<Lengths>) -> Self {
        Self {
            lengths: characters.into(),
            alphabet: Characters::VISIBLE,
            excluded: Characters::default(),
            limits: Limits::default(),
            start: None,
            max_consecutive: None,
        }
    }

    /// Replaces the length, or the range of lengths.
    #[must_use]
    pub fn with_length(mut self, characters: impl Into<Lengths>) -> Self {
        self.lengths = characters.into();
        self
    }

    /// Replaces the alphabet: passwords have characters of `class` and no others.
    ///
    /// # Examples
    ///
    /// ```
    /// use wellspring_tokens::{Class, PasswordPolicy};
    ///
    /// let hex = PasswordPolicy::length(6).only(Class::Digit).with("abcdef").without("0").with_length(2);
    /// assert_eq!(hex.to_set()?.count().to_string(), "225");
    /// # Ok::<(), wellspring_tokens::PolicyError>(())
    /// ```
    #[must_use]
    pub fn only(mut self, class: impl Into<Class>) -> Self {
        self.alphabet = class.into().characters();
        self
    }

    /// Adds the characters of `class` to the alphabet.
    #[must_use]
    pub fn with(mut self, class: impl Into<Class>) -> Self {
        self.alphabet = self.alphabet.union(&class.into().characters());
        self
    }

    /// Leaves out all characters of `class`, whether they were added before or will be later.
    #[must_use]
    pub fn without(mut self, class: impl Into<Class>) -> Self {
        self.excluded = self.excluded.union(&class.into().characters());
        self
    }

    /// Leaves out the characters that look like others: [`AMBIGUOUS`](Self::AMBIGUOUS).
    #[must_use]
    pub fn without_ambiguous(self) -> Self {
        self.without(Self::AMBIGUOUS)
    }

    /// Demands at least `minimum` characters of `class`; a later call for the same class replaces an earlier.
    ///
    /// Those of its characters that are not in the alphabet do not come in by this.
    #[must_use]
    pub fn at_least(mut self, minimum: usize, class: impl Into<Class>) -> Self {
        self.limits.of(class.into()).minimum = minimum;
        self
    }

    /// Allows at most `maximum` characters of `class`; a later call for the same class replaces an earlier.
    #[must_use]
    pub fn at_most(mut self, maximum: usize, class: impl Into<Class>) -> Self {
        self.limits.of(class.into()).maximum = Some(maximum);
        self
    }

    /// Demands that the first character is of `class`; a later call replaces an earlier.
    #[must_use]
    pub fn starting_with(mut self, class: impl Into<Class>) -> Self {
        self.start = Some(class.into());
        self
    }

    /// Allows no character more than `maximum` times in a row; a later call replaces an earlier.
    #[must_use]
    #[doc(alias = "max-consecutive", alias = "max_run")]
    pub const fn max_consecutive(mut self, maximum: usize) -> Self {
        self.max_consecutive = Some(maximum);
        self
    }

    /// Counts the passwords, once, so that many can be drawn.
    ///
    /// # Errors
    ///
    /// The rule that no password keeps, or [rules](PolicyError) that none keeps together; or the limit of [what can be
    /// counted](Self#what-can-be-counted) that is hit.
    ///
    /// # Examples
    ///
    /// ```
    /// use wellspring_entropy::System;
    /// use wellspring_tokens::{Class, PasswordPolicy, Secrets};
    ///
    /// let set = PasswordPolicy::length(12).at_least(2, Class::Digit).to_set()?;
    /// let passwords = [System.mint(&set), System.mint(&set)];
    /// assert!(passwords.iter().all(|password| set.contains(password.expose_secret())));
    /// # Ok::<(), wellspring_tokens::PolicyError>(())
    /// ```
    pub fn to_set(&self) -> Result<PasswordSet, PolicyError> {
        PasswordSet::new(self)
    }

    /// The strength of the passwords: log2 of how many there are.
    ///
    /// # Errors
    ///
    /// Those of [`to_set`](Self::to_set).
    pub fn bits(&self) -> Result<Bits, PolicyError> {
        self.to_set().map(|set| set.count().bits())
    }

    /// Checks that there are passwords that satisfy this policy, and that they can be counted.
    ///
    /// # Errors
    ///
    /// Those of [`to_set`](Self::to_set).
    pub fn validate(&self) -> Result<(), PolicyError> {
        self.to_set().map(drop)
    }
}
