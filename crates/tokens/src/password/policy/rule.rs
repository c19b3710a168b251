use core::fmt;

use crate::password::Class;

/// One rule of a [`PasswordPolicy`](crate::PasswordPolicy), as an error names it.
///
/// # Examples
///
/// ```
/// use wellspring_tokens::{Class, PolicyRule};
///
/// let rule = PolicyRule::MaxConsecutive { maximum: 2 };
/// assert_eq!(rule.to_string(), "no character more than 2 times in a row");
/// let rule = PolicyRule::AtLeast { minimum: 1, class: Class::Digit };
/// assert!(rule.to_string().starts_with("at least 1 of "));
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum PolicyRule {
    /// [`PasswordPolicy::at_least`](crate::PasswordPolicy::at_least).
    AtLeast {
        /// How many.
        minimum: usize,
        /// Of which class.
        class: Class,
    },
    /// [`PasswordPolicy::at_most`](crate::PasswordPolicy::at_most).
    AtMost {
        /// How many.
        maximum: usize,
        /// Of which class.
        class: Class,
    },
    /// [`PasswordPolicy::starting_with`](crate::PasswordPolicy::starting_with).
    StartingWith {
        /// The class of the first character.
        class: Class,
    },
    /// [`PasswordPolicy::max_consecutive`](crate::PasswordPolicy::max_consecutive).
    MaxConsecutive {
        /// How often in a row a character may stand.
        maximum: usize,
    },
}

impl fmt::Display for PolicyRule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::AtLeast { minimum, class } => write!(f, "at least {minimum} of {class}"),
            Self::AtMost { maximum, class } => write!(f, "at most {maximum} of {class}"),
            Self::StartingWith { class } => write!(f, "starting with {class}"),
            Self::MaxConsecutive { maximum } => {
                write!(f, "no character more than {maximum} times in a row")
            }
        }
    }
}
