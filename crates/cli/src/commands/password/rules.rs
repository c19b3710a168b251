//! What is said of `--rules` that are none.

use wellspring::tokens::RulesError;

use crate::shown::is_near;

/// What is no rule, by where it stands: the library's own words repeat it, and it may be a secret. What is a slip away from a name
/// that there is, or is that name elsewhere, is none.
pub(super) fn misread(error: &RulesError) -> String {
    let (at, word, kind, names) = match error {
        RulesError::UnknownRule { at, name } => (at, name.as_str(), "rule", &RULES[..]),
        RulesError::UnknownClass { at, name } => (at, name.as_str(), "class", &CLASSES[..]),
        RulesError::Expected { at, expected, found: Some(_) } => {
            return format!("--rules: at byte {at} stands something else, allowed is {expected}");
        }
        RulesError::NotAscii { at, .. } => {
            return format!(
                "--rules: the brackets at byte {at} have no character of printable ASCII, where at least one is needed"
            );
        }
        // Positions and what is allowed, and nothing that stands there.
        RulesError::Expected { found: None, .. } | RulesError::Hyphen { .. } => {
            return format!("--rules: {error}");
        }
        _ => return "--rules: this is not Apple's syntax for rules".into(),
    };
    let is_known = names.iter().chain(&ELSEWHERE).any(|name| is_near(word, name));
    let word = if is_known { word } else { "…" };
    let more = if kind == "class" { " and [characters]" } else { "" };
    let names = names.join(", ");
    format!("--rules: `{word}` at byte {at} is no {kind}, allowed are {names}{more}")
}

/// As the syntax has them.
const RULES: [&str; 5] = ["required", "allowed", "max-consecutive", "minlength", "maxlength"];
const CLASSES: [&str; 6] = ["upper", "lower", "digit", "special", "ascii-printable", "unicode"];

/// What classes are called by other tools, this one's options among them.
const ELSEWHERE: [&str; 5] = ["lowercase", "uppercase", "number", "numeric", "symbol"];

#[cfg(test)]
mod tests {
    use wellspring::PasswordPolicy;

    use super::*;

    fn said(rules: &str) -> String {
        misread(&rules.parse::<PasswordPolicy>().unwrap_err())
    }

    #[test]
    fn a_slip_is_repeated_and_anything_else_has_its_place() {
        for (rules, words) in [
            ("require: upper", "`require` at byte 0 is no rule, allowed are required, allowed,"),
            (
                "required: uppers",
                "`uppers` at byte 10 is no class, allowed are upper, lower, digit,",
            ),
            ("required: lowercase", "`lowercase` at byte 10 is no class"),
            ("required: hunter", "`…` at byte 10 is no class"),
            ("hunter2", "`…` at byte 0 is no rule, allowed are required,"),
            ("minlength=8", "at byte 9 stands something else, allowed is a `:`"),
            ("minlength: x", "at byte 11 stands something else, allowed is a whole number"),
            ("required: upper digit", "at byte 16 stands something else, allowed is a `;`"),
            ("required: [abc", "the rules end at byte 14, allowed is a `]`"),
            ("required: [a-z]", "`-` is in brackets at byte 12, allowed is only as the first"),
            ("required: [äöü]", "the brackets at byte 11 have no character of printable ASCII"),
        ] {
            let said = said(rules);
            assert!(said.starts_with(&format!("--rules: {words}")), "{rules}: {said}");
        }
    }

    /// The control: the library's own words have what was not understood.
    #[test]
    fn the_library_repeats_it() {
        for (rules, word) in
            [("hunter2", "`hunter`"), ("required: hunter", "`hunter`"), ("#", "`#`")]
        {
            let error = rules.parse::<PasswordPolicy>().unwrap_err();
            assert!(error.to_string().contains(word) && !misread(&error).contains(word), "{rules}");
        }
    }
}
