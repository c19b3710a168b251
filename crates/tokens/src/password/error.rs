use alloc::vec::Vec;
use core::fmt;

use super::{Class, PasswordPolicy, PolicyRule};

/// Why a [`PasswordPolicy`] is refused: the rule that nobody can keep, or rules that nobody can keep together, none of which can be left out.
///
/// Where no character is in two classes that have limits, and runs are not limited, no fewer rules contradict each other. Elsewhere there may
/// be fewer: to find the fewest is as hard as set cover. A class whose own minimum is above its maximum counts as one rule, unless another
/// rule is impossible by itself.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum PolicyError {
    /// A length is 0 or above [`PasswordPolicy::MAX_LENGTH`], or the least is above the greatest.
    Length {
        /// The least length asked for.
        least: usize,
        /// The greatest.
        most: usize,
    },
    /// All characters are left out.
    EmptyAlphabet,
    /// A class is demanded of which no character is in the alphabet.
    EmptyClass {
        /// The class.
        class: Class,
        /// How many of its characters are demanded.
        minimum: usize,
    },
    /// A class is demanded for the first character of which no character is in the alphabet.
    EmptyStart {
        /// The class.
        class: Class,
    },
    /// No character may stand even once.
    ZeroConsecutive,
    /// The minimum of a class is above its maximum.
    MinimumAboveMaximum {
        /// The class.
        class: Class,
        /// How many of its characters are demanded.
        minimum: usize,
        /// How many are allowed.
        maximum: usize,
    },
    /// More characters are demanded than a password has.
    MinimumsExceedLength {
        /// The sum of the minimums.
        minimums: usize,
        /// The greatest length.
        length: usize,
        /// The minimums, of classes that have no character in common: the greatest of these, of which none could be left out.
        rules: Vec<PolicyRule>,
    },
    /// All characters are of classes that have a maximum, and these allow fewer than a password has.
    MaximumsBelowLength {
        /// The sum of the maximums.
        maximums: usize,
        /// The least length.
        length: usize,
        /// The maximums. None could be left out.
        rules: Vec<PolicyRule>,
    },
    /// There is one character only, and it may not stand in all places.
    OneCharacter {
        /// How often in a row it may stand.
        max_consecutive: usize,
        /// The least length.
        length: usize,
    },
    /// Each of these rules can be kept, and also all but one, but not all together.
    Conflict {
        /// The rules.
        rules: Vec<PolicyRule>,
        /// The least length.
        least: usize,
        /// The greatest.
        most: usize,
    },
    /// No password keeps all of these rules, and some of them may not be needed for that: to find the fewest would have taken too
    /// long.
    ConflictAmong {
        /// The rules.
        rules: Vec<PolicyRule>,
        /// The least length.
        least: usize,
        /// The greatest.
        most: usize,
    },
    /// Counting takes more than 2^16 = 65 536 states: see [`PasswordPolicy`](PasswordPolicy#what-can-be-counted).
    TooComplex,
    /// Counting takes more than 2^24 = 16 777 216 words of 64 bits (128 MiB), or as many steps to find the states.
    TooMuchWork,
    /// More than 4096 classes have a minimum or a maximum; or more than 64, all of which matter, where some have characters in common or runs are
    /// limited; or these overlap more than 2^22 times, counted for each part of the alphabet and each two classes.
    TooManyLimits,
    /// The counts of all classes together take more than 96 bits. Each takes as many as the number has up to which it is
    /// counted, which is its maximum, or its minimum if it has no maximum: 1 for 1, 2 for 3, 3 for 4.
    TooManyCounters {
        /// How many bits they take.
        bits: usize,
    },
    /// Counting class by class takes more than 2^24 = 16 777 216 words of 64 bits (128 MiB): see
    /// [`PasswordPolicy`](PasswordPolicy#what-can-be-counted).
    TooManyTerms,
}

impl PolicyError {
    /// Whether a single rule is to blame, of those that sums find.
    pub(super) fn names_one_rule(&self) -> bool {
        match self {
            Self::MinimumsExceedLength { rules, .. } | Self::MaximumsBelowLength { rules, .. } => {
                rules.len() == 1
            }
            _ => false,
        }
    }

    /// Whether there may be passwords that are only too many to count.
    pub(super) const fn is_for_size(&self) -> bool {
        matches!(
            self,
            Self::TooComplex
                | Self::TooMuchWork
                | Self::TooManyLimits
                | Self::TooManyCounters { .. }
                | Self::TooManyTerms
        )
    }
}

impl fmt::Display for PolicyError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Length { least, most } if least == most => {
                write!(f, "the length is {least}, allowed is 1..={}", PasswordPolicy::MAX_LENGTH)
            }
            Self::Length { least, most } => write!(
                f,
                "the lengths are {least}..={most}, allowed is a range within 1..={} that is not empty",
                PasswordPolicy::MAX_LENGTH
            ),
            Self::EmptyAlphabet => {
                f.write_str("all characters are left out, allowed is to leave at least one in")
            }
            Self::EmptyClass { class, minimum } => write!(
                f,
                "the minimum for {class} is {minimum}, allowed is 0: all characters of that class are left out"
            ),
            Self::EmptyStart { class } => write!(
                f,
                "the first character is to be of {class}, allowed is a class of which not all characters are left out"
            ),
            Self::ZeroConsecutive => f.write_str(
                "a character may stand 0 times in a row, allowed is a maximum of at least 1",
            ),
            Self::MinimumAboveMaximum { class, minimum, maximum } => write!(
                f,
                "the minimum for {class} is {minimum}, allowed is at most its maximum, {maximum}"
            ),
            Self::MinimumsExceedLength { minimums, length, .. } => {
                write!(f, "the minimums sum to {minimums}, allowed is at most the length, {length}")
            }
            Self::MaximumsBelowLength { maximums, length, rules } => write!(
                f,
                "the maximums of classes that have all characters sum to {maximums}, allowed is at least the length, {length}: {}",
                List(rules)
            ),
            Self::OneCharacter { max_consecutive, length } => write!(
                f,
                "the only character may stand {max_consecutive} times in a row, allowed is at least the length, {length}"
            ),
            Self::Conflict { rules, least, most } => {
                let lengths = Lengths(*least, *most);
                let rules = List(rules);
                write!(f, "no password of {lengths} characters keeps all of these rules: {rules}")
            }
            Self::ConflictAmong { rules, least, most } => {
                let (lengths, rules) = (Lengths(*least, *most), List(rules));
                write!(
                    f,
                    "no password of {lengths} characters keeps all of these rules, of which some may not be to blame: {rules}"
                )
            }
            Self::TooComplex => f.write_str(
                "to count the passwords takes more than 65536 states: limit fewer classes, or to smaller numbers, \
                 or runs to fewer characters",
            ),
            Self::TooMuchWork => f.write_str(
                "to count the passwords takes more than 16777216 words (128 MiB) or steps: shorten the \
                 passwords, limit fewer classes, or to smaller numbers",
            ),
            Self::TooManyLimits => f.write_str(
                "more than 64 classes have a minimum or a maximum that matters, and overlap, or beside a limit to runs; \
                 or more than 4096 have one: limit fewer classes",
            ),
            Self::TooManyCounters { bits } => write!(
                f,
                "the counts of all classes together take more than 96 bits, {bits}: limit fewer classes, or to smaller numbers"
            ),
            Self::TooManyTerms => f.write_str(
                "to count the passwords class by class takes more than 16777216 words (128 MiB): shorten the \
                 passwords, limit fewer classes, or to smaller numbers",
            ),
        }
    }
}

impl core::error::Error for PolicyError {}

struct List<'a>(&'a [PolicyRule]);

impl fmt::Display for List<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0
            .iter()
            .enumerate()
            .try_for_each(|(index, rule)| write!(f, "{}{rule}", if index == 0 { "" } else { "; " }))
    }
}

struct Lengths(usize, usize);

impl fmt::Display for Lengths {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self(least, most) if least == most => least.fmt(f),
            Self(least, most) => write!(f, "{least} to {most}"),
        }
    }
}
