use alloc::{collections::BTreeMap, vec::Vec};
use core::fmt;

use crate::password::{Class, characters::Key};

/// How many characters of a class there may be.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(in crate::password) struct Limit {
    pub(in crate::password) class: Class,
    pub(in crate::password) minimum: usize,
    pub(in crate::password) maximum: Option<usize>,
}

/// The limits in the order in which their classes were first named.
#[derive(Clone, PartialEq, Eq, Hash, Default)]
pub(in crate::password) struct Limits {
    limits: Vec<Limit>,
    /// Where the limits of a class are, by its characters, so that many are added in little more time than each of a few.
    places: BTreeMap<Key, usize>,
}

impl Limits {
    pub(in crate::password) fn iter(&self) -> core::slice::Iter<'_, Limit> {
        self.limits.iter()
    }

    /// The limits of a class: those that are there, or new ones that allow everything.
    pub(in crate::password) fn of(&mut self, class: Class) -> &mut Limit {
        let next = self.limits.len();
        let index = *self.places.entry(class.characters().key()).or_insert(next);
        if index == next {
            self.limits.push(Limit { class, minimum: 0, maximum: None });
        }
        #[allow(clippy::indexing_slicing, reason = "it was found, or was pushed")]
        &mut self.limits[index]
    }
}

impl fmt::Debug for Limits {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.limits.fmt(f)
    }
}

#[cfg(test)]
mod tests {
    use alloc::format;

    use crate::{Class, PasswordPolicy};

    /// Who prints a policy reads its limits in the order in which they were named, and once.
    #[test]
    fn a_policy_shows_its_limits() {
        let policy = PasswordPolicy::length(8).at_most(3, Class::Upper).at_least(2, Class::Digit);
        let shown = format!("{:?}", policy.at_least(1, Class::Upper));
        let upper = shown.find("minimum: 1, maximum: Some(3)").unwrap();
        let digit = shown.find("minimum: 2, maximum: None").unwrap();
        assert!(upper < digit && shown.matches("minimum").count() == 2, "{shown}");
    }
}
