use alloc::string::String;
use core::fmt;

/// Why text is not Apple's syntax for password rules.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum RulesError {
    /// There is no such rule.
    UnknownRule {
        /// Where it starts, in bytes.
        at: usize,
        /// What stands there, no more than 40 characters of it.
        name: String,
    },
    /// There is no such class.
    UnknownClass {
        /// Where it starts, in bytes.
        at: usize,
        /// What stands there, no more than 40 characters of it.
        name: String,
    },
    /// Something else should be there.
    Expected {
        /// Where, in bytes.
        at: usize,
        /// What should be there.
        expected: &'static str,
        /// What is there, or nothing for the end.
        found: Option<char>,
    },
    /// A character in brackets that is not printable ASCII, where no other is required or allowed.
    NotAscii {
        /// Where, in bytes.
        at: usize,
        /// The character.
        character: char,
    },
    /// A `-` in brackets that is not the first: it could be meant as a range, which the syntax does not have.
    Hyphen {
        /// Where, in bytes.
        at: usize,
    },
}

impl fmt::Display for RulesError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::UnknownRule { at, name } => write!(
                f,
                "`{name}` at byte {at} is no rule, allowed are required, allowed, max-consecutive, minlength and maxlength"
            ),
            Self::UnknownClass { at, name } => write!(
                f,
                "`{name}` at byte {at} is no class, allowed are upper, lower, digit, special, ascii-printable, unicode and [characters]"
            ),
            Self::Expected { at, expected, found: Some(found) } => {
                write!(f, "`{}` is at byte {at}, allowed is {expected}", found.escape_debug())
            }
            Self::Expected { at, expected, found: None } => {
                write!(f, "the rules end at byte {at}, allowed is {expected}")
            }
            Self::NotAscii { at, character } => write!(
                f,
                "`{}` at byte {at} is in brackets, where at least one character of printable ASCII is needed",
                character.escape_debug()
            ),
            Self::Hyphen { at } => {
                write!(f, "`-` is in brackets at byte {at}, allowed is only as the first character")
            }
        }
    }
}

impl core::error::Error for RulesError {}

/// A name as an error shows it, which needs no more of it to be found.
pub(super) fn shortened(name: &str) -> String {
    const SHOWN: usize = 40;
    match name.get(..SHOWN) {
        Some(start) if start.len() < name.len() => [start, "…"].concat(),
        _ => name.into(),
    }
}
