//! Apple's syntax for the rules of a password, as in the attribute `passwordrules` of HTML.
//!
//! What is accepted follows Apple's article "Customizing Password AutoFill Rules" and the parser that Apple publishes
//! (`apple/password-manager-resources`, tools/PasswordRulesParser.js), with one difference: that parser drops what it does not understand,
//! and a rule that is dropped makes passwords that are not accepted. Here it is an error. Characters in brackets that are not printable
//! ASCII are skipped as there: with fewer characters all passwords are still accepted.
//!
//! ```text
//! rules    = [ rule ] *( ";" [ rule ] )          white space is free around rules and values
//! rule     = ( "required" / "allowed" ) ":" [ class *( "," class ) ]
//!          / ( "max-consecutive" / "minlength" / "maxlength" ) ":" [ 1*digit ]
//! class    = "upper" / "lower" / "digit" / "special" / "ascii-printable" / "unicode"     in any case
//!          / "[" [ "-" ] *character [ "]" ] "]"
//! ```

use alloc::{string::String, vec::Vec};
use core::str::FromStr;

mod error;
mod names;
mod write;

pub use self::error::RulesError;
use self::{error::shortened, names::NAMES};
use super::{Characters, Class, PasswordPolicy};

/// The length where the rules name none, as Apple's generator has it.
const DEFAULT_LENGTH: usize = 20;

/// Apple's syntax, as in the attribute `passwordrules` of HTML and `UITextInputPasswordRules`.
///
/// - Each `required` demands one character of all its classes together; `allowed` adds to the alphabet, which is what is
///   required or allowed, or printable ASCII if nothing is. Space is printable, and `special`: add `.without(" ")` for
///   passwords that are typed where it is trimmed.
/// - `unicode` is taken as `ascii-printable`: those are the characters of Unicode that every keyboard has. Add others by
///   [`with`](PasswordPolicy::with).
/// - The lengths are `minlength` to `maxlength`, of several the strictest. One that is missing, and a `minlength` of 0, is 20,
///   or what the other is if that forbids 20. A `maxlength` above [`PasswordPolicy::MAX_LENGTH`] is taken as that. Of a range most
///   passwords have the greatest length; replace it by [`with_length`](PasswordPolicy::with_length).
/// - An empty value is no rule, nor is 0, nor are brackets with nothing between them, as for Apple; of several `max-consecutive`
///   the least counts.
/// - Characters in brackets that are not printable ASCII are skipped, as Apple does: `[-äöü]` is `[-]`. That leaves passwords out,
///   and lets none in. If it leaves none of what is required, or of what is allowed, it is an error.
///
/// # Examples
///
/// ```
/// use wellspring_tokens::{PasswordPolicy, RulesError};
///
/// let rules = "required: lower; required: upper, digit; required: [-().&@?'#,/\"+]; max-consecutive: 2; minlength: 8";
/// let policy: PasswordPolicy = rules.parse()?;
/// assert!(policy.with_length(16).bits().is_ok());
///
/// let error = "required: lowercase".parse::<PasswordPolicy>().unwrap_err();
/// assert!(error.to_string().starts_with("`lowercase` at byte 10 is no class, allowed are upper, lower,"));
/// # Ok::<(), RulesError>(())
/// ```
impl FromStr for PasswordPolicy {
    type Err = RulesError;

    fn from_str(text: &str) -> Result<Self, RulesError> {
        let mut parser = Parser { text, at: 0 };
        let mut rules = Rules::default();
        loop {
            parser.skip_space();
            match parser.peek() {
                None => return rules.policy(),
                Some(';') => parser.skip(),
                Some(_) => parser.rule(&mut rules)?,
            }
        }
    }
}

#[derive(Default)]
struct Rules {
    required: Vec<Characters>,
    allowed: Characters,
    /// The first character that was skipped of a list of which nothing was left.
    skipped: Option<(usize, char)>,
    max_consecutive: Option<usize>,
    least: Option<usize>,
    most: Option<usize>,
}

impl Rules {
    fn policy(self) -> Result<PasswordPolicy, RulesError> {
        let most = self.most.map(|most| most.min(PasswordPolicy::MAX_LENGTH));
        let least = self.least;
        let length = least.unwrap_or(DEFAULT_LENGTH.min(most.unwrap_or(DEFAULT_LENGTH)))
            ..=most.unwrap_or(DEFAULT_LENGTH.max(least.unwrap_or(DEFAULT_LENGTH)));
        let alphabet = self.required.iter().fold(self.allowed, |all, class| all.union(class));
        if let Some((at, character)) = self.skipped.filter(|_| alphabet.is_empty()) {
            return Err(RulesError::NotAscii { at, character });
        }
        let alphabet = if alphabet.is_empty() { Characters::PRINTABLE } else { alphabet };
        let policy = PasswordPolicy::length(length).only(alphabet);
        let policy = self.required.into_iter().fold(policy, |policy, class| {
            let named = Class::ALL.into_iter().find(|named| named.characters() == class);
            policy.at_least(1, named.unwrap_or(Class::Custom(class)))
        });
        Ok(PasswordPolicy { max_consecutive: self.max_consecutive, ..policy })
    }
}

struct Parser<'a> {
    text: &'a str,
    at: usize,
}

impl<'a> Parser<'a> {
    fn rest(&self) -> &'a str {
        self.text.get(self.at..).unwrap_or("")
    }

    fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    fn skip(&mut self) {
        self.at += self.peek().map_or(0, char::len_utf8);
    }

    fn skip_space(&mut self) {
        self.take(|c| matches!(c, ' ' | '\x0C' | '\n' | '\r' | '\t'));
    }

    fn take(&mut self, is_part: impl Fn(char) -> bool) -> &'a str {
        let rest = self.rest();
        let (part, _) = rest.split_at(rest.find(|c| !is_part(c)).unwrap_or(rest.len()));
        self.at += part.len();
        part
    }

    /// What is not understood, with enough of it to be found.
    fn expected<T>(&self, expected: &'static str) -> Result<T, RulesError> {
        Err(RulesError::Expected { at: self.at, expected, found: self.peek() })
    }

    fn identifier(&mut self) -> &'a str {
        self.take(|c| c.is_ascii_alphabetic() || c == '-')
    }

    fn rule(&mut self, rules: &mut Rules) -> Result<(), RulesError> {
        let at = self.at;
        let name = self.identifier();
        if name.is_empty() {
            return self.expected("the name of a rule");
        }
        if !["required", "allowed", "max-consecutive", "minlength", "maxlength"].contains(&name) {
            return Err(RulesError::UnknownRule { at, name: shortened(name) });
        }
        if self.peek() != Some(':') {
            return self.expected("a `:` after the name of a rule");
        }
        self.skip();
        self.skip_space();
        if matches!(self.peek(), None | Some(';')) {
            return Ok(());
        }
        match name {
            "required" => match self.classes()? {
                (class, _) if !class.is_empty() => rules.required.push(class),
                (_, Some((at, character))) => return Err(RulesError::NotAscii { at, character }),
                _ => {}
            },
            "allowed" => {
                let (class, skipped) = self.classes()?;
                rules.allowed = rules.allowed.union(&class);
                rules.skipped = rules.skipped.or(skipped);
            }
            _ => {
                let number = self.number()?;
                let (kept, stricter): (_, fn(usize, usize) -> usize) = match name {
                    "minlength" => (&mut rules.least, usize::max),
                    "maxlength" => (&mut rules.most, usize::min),
                    _ => (&mut rules.max_consecutive, usize::min),
                };
                if number > 0 {
                    *kept = Some(kept.map_or(number, |kept| stricter(kept, number)));
                }
            }
        }
        self.skip_space();
        match self.peek() {
            None | Some(';') => Ok(()),
            Some(_) => self.expected("a `;` behind a rule"),
        }
    }

    /// A number; the greatest there is for what is above it.
    fn number(&mut self) -> Result<usize, RulesError> {
        let digits = self.take(|c| c.is_ascii_digit());
        match digits {
            "" => self.expected("a whole number"),
            digits => Ok(digits.parse().unwrap_or(usize::MAX)),
        }
    }

    /// The characters of all the classes, and the first that was skipped.
    fn classes(&mut self) -> Result<(Characters, Option<(usize, char)>), RulesError> {
        let (mut all, mut skipped) = (Characters::default(), None);
        loop {
            all = all.union(&self.class(&mut skipped)?);
            self.skip_space();
            if self.peek() != Some(',') {
                return Ok((all, skipped));
            }
            self.skip();
            self.skip_space();
        }
    }

    fn class(&mut self, skipped: &mut Option<(usize, char)>) -> Result<Characters, RulesError> {
        if self.peek() == Some('[') {
            return self.brackets(skipped);
        }
        let at = self.at;
        let name = self.identifier();
        let named = NAMES.iter().find(|(known, _)| known.eq_ignore_ascii_case(name));
        match named {
            Some((_, characters)) => Ok(characters.clone()),
            None if name.is_empty() => self.expected("the name of a class, or [characters]"),
            None => Err(RulesError::UnknownClass { at, name: shortened(name) }),
        }
    }

    fn brackets(&mut self, skipped: &mut Option<(usize, char)>) -> Result<Characters, RulesError> {
        self.skip();
        let start = self.at;
        let mut characters = String::new();
        loop {
            let (at, character) = (self.at, self.peek());
            self.skip();
            match character {
                None => return self.expected("a `]` at the end of [characters]"),
                // A `]` is one of the characters if it is the last of them.
                Some(']') if self.peek() == Some(']') => characters.push(']'),
                Some(']') => return Ok(characters.as_str().into()),
                Some('-') if at > start => return Err(RulesError::Hyphen { at }),
                Some(character @ ' '..='~') => characters.push(character),
                Some(character) => _ = skipped.get_or_insert((at, character)),
            }
        }
    }
}

#[cfg(test)]
mod tests;
