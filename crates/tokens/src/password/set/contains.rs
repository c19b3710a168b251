//! Whether a password satisfies a policy, rule by rule: the definition that counting is held against.

use alloc::vec;

use super::PasswordSet;

impl PasswordSet {
    /// Whether `password` satisfies the policy.
    ///
    /// Not in constant time: it is for passwords that their owner supplies, and for tests.
    ///
    /// # Examples
    ///
    /// ```
    /// use wellspring_tokens::{Class, PasswordPolicy};
    ///
    /// let set = PasswordPolicy::length(8).at_least(1, Class::Digit).to_set()?;
    /// assert!(set.contains("passw0rd") && !set.contains("password") && !set.contains("pa55"));
    /// # Ok::<(), wellspring_tokens::PolicyError>(())
    /// ```
    #[must_use]
    pub fn contains(&self, password: &str) -> bool {
        let plan = &self.plan;
        let mut counts = vec![0usize; plan.tracked.len()];
        let (mut length, mut run, mut last) = (0, 0, None);
        for character in password.chars() {
            let atom = plan.atoms.iter().find(|atom| atom.characters.contains(character));
            let Some(atom) = atom.filter(|atom| length > 0 || atom.may_start) else { return false };
            for class in &atom.classes {
                counts.iter_mut().skip(*class).take(1).for_each(|count| *count += 1);
            }
            length += 1;
            run = if last == Some(character) { run + 1 } else { 1 };
            last = Some(character);
            if length > plan.most || plan.max_consecutive.is_some_and(|maximum| run > maximum) {
                return false;
            }
        }
        length >= plan.least
            && counts.iter().zip(&plan.tracked).all(|(count, class)| {
                *count >= class.minimum && class.maximum.is_none_or(|maximum| *count <= maximum)
            })
    }
}
