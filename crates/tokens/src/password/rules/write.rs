//! Policies written in Apple's syntax.

use alloc::{
    format,
    string::{String, ToString},
    vec::Vec,
};

use super::names::NAMES;
use crate::{Characters, PasswordPolicy, password::plan::Plan};

impl PasswordPolicy {
    /// The policy in [Apple's syntax](#impl-FromStr-for-PasswordPolicy), for the attribute `passwordrules` of HTML.
    ///
    /// `None` if that has no words for it: more than one character of a class demanded, a maximum, a rule for the first
    /// character, characters that are not printable ASCII, or a class of which none is left;
    /// or if the policy is refused for its lengths, or for other numbers that cannot be kept.
    ///
    /// # Examples
    ///
    /// ```
    /// use wellspring_tokens::{Class, PasswordPolicy};
    ///
    /// let policy = PasswordPolicy::length(12..=64).without("-").at_least(1, Class::Digit).max_consecutive(2);
    /// assert_eq!(
    ///     policy.to_rules().as_deref(),
    ///     Some(
    ///         "minlength: 12; maxlength: 64; required: digit; \
    ///          allowed: upper, lower, digit, [!\"#$%&'()*+,./:;<=>?@[\\^_`{|}~]]; max-consecutive: 2;"
    ///     )
    /// );
    /// ```
    #[must_use]
    pub fn to_rules(&self) -> Option<String> {
        let alphabet = self.alphabet.minus(&self.excluded);
        if self.start.is_some() || Plan::new(self).is_err() {
            return None;
        }
        let mut rules =
            format!("minlength: {}; maxlength: {};", self.lengths.least, self.lengths.most);
        for limit in self.limits.iter().filter(|l| l.minimum > 0 || l.maximum.is_some()) {
            let required = written(&limit.class.within(&alphabet))?;
            if limit.minimum != 1 || limit.maximum.is_some() {
                return None;
            }
            rules.push_str(&format!(" required: {required};"));
        }
        rules.push_str(&format!(" allowed: {};", written(&alphabet)?));
        if let Some(maximum) = self.max_consecutive {
            rules.push_str(&format!(" max-consecutive: {maximum};"));
        }
        Some(rules)
    }
}

/// Printable ASCII, at least one character, as classes.
fn written(characters: &Characters) -> Option<String> {
    if characters.is_empty() || !characters.minus(&Characters::PRINTABLE).is_empty() {
        return None;
    }
    let (mut rest, mut classes) = (characters.clone(), Vec::new());
    for (name, class) in NAMES.iter().take(4) {
        if class.minus(characters).is_empty() {
            rest = rest.minus(class);
            classes.push((*name).to_string());
        }
    }
    if !rest.is_empty() {
        let has = |character| if rest.contains(character) { Some(character) } else { None };
        let others = (' '..='~').filter(|c| rest.contains(*c) && !matches!(c, '-' | ']'));
        let others = has('-').into_iter().chain(others).chain(has(']'));
        classes.push(format!("[{}]", others.collect::<String>()));
    }
    Some(classes.join(", "))
}
