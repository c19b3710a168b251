//! From arguments to a policy, and from what is wrong with it to arguments.

use core::ops::RangeInclusive;

#[cfg(test)]
use wellspring::Bits;
use wellspring::{Class, PasswordPolicy, PolicyError};

use super::{Password, rules};
use crate::error::Failure;

/// The length where nothing says another.
const LENGTH: usize = 20;

impl Password {
    /// The policy that all arguments together ask for.
    pub(super) fn policy(&self) -> Result<PasswordPolicy, Failure> {
        let mut policy = match &self.rules {
            None => PasswordPolicy::length(self.length.unwrap_or(LENGTH)),
            Some(rules) => {
                let policy: PasswordPolicy =
                    rules.parse().map_err(|error| Failure::usage(rules::misread(&error)))?;
                // Forms trim it. Whatever rules allow it, fewer characters still make passwords that are accepted.
                policy.without(" ")
            }
        };
        // A minimum of 0 asks for nothing. Given to the policy it would replace what the rules require of the class; any other is
        // at least the one character that a `required` asks for, so that what replaces it holds the rules, too.
        for (_, minimum, class) in
            self.minimums().into_iter().filter(|(_, minimum, _)| *minimum > 0)
        {
            policy = policy.at_least(minimum, class);
        }
        for name in &self.without {
            policy = policy.without(name.class());
        }
        if let Some(characters) = &self.exclude {
            policy = policy.without(characters);
        }
        if self.no_ambiguous {
            policy = policy.without_ambiguous();
        }
        self.with_length(policy)
    }

    /// `--length` and `--bits`, which choose among the lengths that the rules allow.
    fn with_length(&self, policy: PasswordPolicy) -> Result<PasswordPolicy, Failure> {
        let allowed = match &self.rules {
            None => 1..=PasswordPolicy::MAX_LENGTH,
            Some(_) => policy.lengths().least()..=policy.lengths().most(),
        };
        let (least, most) = (*allowed.start(), *allowed.end());
        if least > most {
            return Err(self.refused(&policy, &PolicyError::Length { least, most }));
        }
        if let Some(length) = self.length {
            return match allowed.contains(&length) {
                true => Ok(policy.with_length(length)),
                false => Err(Failure::Unmet(format!(
                    "--length {length}: the rules allow {least} to {most} characters"
                ))),
            };
        }
        let Some(bits) = self.bits else { return Ok(policy) };
        match shortest(&policy, allowed, bits) {
            Ok(Some(length)) => Ok(policy.with_length(length)),
            Ok(None) => Err(Failure::Unmet(format!(
                "--bits {bits}: no password of {least} to {most} characters has as many under these rules; \
                 allow more characters, or use `wellspring urlsafe {}`",
                bits.div_ceil(8)
            ))),
            Err(error) => Err(self.refused(&policy, &error)),
        }
    }

    fn minimums(&self) -> [(&'static str, usize, Class); 4] {
        [
            ("--lower", self.lower, Class::Lower),
            ("--upper", self.upper, Class::Upper),
            ("--digits", self.digits, Class::Digit),
            ("--symbols", self.symbols, Class::Symbol),
        ]
    }

    /// The library speaks of a policy; the person at the shell wrote arguments.
    pub(super) fn refused(&self, policy: &PasswordPolicy, error: &PolicyError) -> Failure {
        let (length, demanded, left_out) =
            (policy.lengths().most(), self.demanded(), self.left_out());
        Failure::Unmet(match error {
            PolicyError::EmptyAlphabet => {
                format!("{left_out}: no character is left to make a password of; leave one in")
            }
            PolicyError::EmptyClass { class, minimum } => {
                let flags = self.minimums();
                let flag = flags.iter().find(|(_, asked, other)| other == class && *asked > 0);
                let flag = flag.map_or("--rules, required:", |(flag, _, _)| flag);
                format!(
                    "{flag} {minimum}: all characters of the class {class} are left out by \
                     {left_out}, so 0 is all that is allowed"
                )
            }
            PolicyError::MinimumsExceedLength { minimums, .. } => format!(
                "{demanded}: {minimums} characters are demanded, at most the length is allowed, \
                 {length}; lower them, or make the password longer"
            ),
            PolicyError::Length { least, most } if self.rules.is_some() && least > most => format!(
                "--rules, minlength: {least}; maxlength: {most}: no length is both; a minlength up to the maxlength is allowed"
            ),
            PolicyError::Length { least, .. } if self.rules.is_some() => format!(
                "--rules, minlength: {least}: from 1 to {} is allowed",
                PasswordPolicy::MAX_LENGTH
            ),
            other => {
                let rules = self.rules.as_ref().map_or("", |_| "--rules: ");
                format!("{rules}no password satisfies these rules: {other}")
            }
        })
    }

    /// The minimums that were asked for, as arguments.
    fn demanded(&self) -> String {
        let minimums = self.minimums().into_iter().filter(|(_, minimum, _)| *minimum > 0);
        let minimums = minimums.map(|(flag, minimum, _)| format!("{flag} {minimum}"));
        let rules = self.rules.iter().map(|_| "--rules".to_owned());
        rules.chain(minimums).collect::<Vec<_>>().join(", ")
    }

    /// What takes characters away, as arguments.
    fn left_out(&self) -> String {
        let classes = self.without.iter().map(|name| format!("--without {}", name.class()));
        let exclude = self.exclude.iter().map(|_| "--exclude".into());
        let ambiguous = self.no_ambiguous.then(|| "--no-ambiguous".into());
        let rules = self.rules.iter().map(|_| "--rules (without its space)".to_owned());
        rules.chain(classes).chain(exclude).chain(ambiguous).collect::<Vec<_>>().join(", ")
    }
}

/// The shortest of `lengths` at which `policy` has at least so many bits.
///
/// Lengths that are too short for what is demanded are passed over.
pub(super) fn shortest(
    policy: &PasswordPolicy,
    lengths: RangeInclusive<usize>,
    bits: u32,
) -> Result<Option<usize>, PolicyError> {
    let mut refusal = None;
    for length in lengths {
        match policy.clone().with_length(length).bits() {
            Ok(found) if found.floor() >= bits => return Ok(Some(length)),
            Ok(_) => refusal = None,
            Err(error) => refusal = Some(error),
        }
    }
    refusal.map_or(Ok(None), Err)
}

#[cfg(test)]
mod tests {

    use super::*;
    use crate::{args, commands::Command};

    #[test]
    fn the_help_states_the_library_s_limit() {
        let mut help = crate::command();
        help.build();
        let password = help.find_subcommand("password").unwrap();
        let length =
            password.get_arguments().find(|argument| argument.get_id() == "length").unwrap();
        assert!(
            length
                .get_help()
                .unwrap()
                .to_string()
                .contains(&format!("1 to {}", PasswordPolicy::MAX_LENGTH))
        );
    }

    #[test]
    fn every_refusal_names_its_arguments() {
        let none = ["--without", "lower", "--without", "upper", "--without", "digit"];
        let rest: String = (33..127u8).map(char::from).filter(|c| !c.is_alphanumeric()).collect();
        let cases: [(&[&str], &str); 5] = [
            (&["--without", "digit", "--digits", "2"], "--digits 2: "),
            (&["--without", "digit", "--digits", "2"], "left out by --without digit,"),
            (
                &["--length", "4", "--lower", "3", "--symbols", "2"],
                "--lower 3, --symbols 2: 5 characters are demanded, at most the length is allowed, 4;",
            ),
            (
                &[&none[..], &["--without", "symbol"]].concat(),
                "--without lower, --without upper, --without digit, --without symbol: no character",
            ),
            (
                &[&none[..], &["--no-ambiguous", "--exclude", &rest]].concat(),
                "--without digit, --exclude, --no-ambiguous: no character",
            ),
        ];
        for (flags, needle) in cases {
            let arguments = [&["wellspring", "password"], flags].concat();
            let Command::Password(password) = args::parse(arguments).unwrap() else {
                panic!("another command");
            };
            let policy = password.policy().unwrap();
            let error = policy.validate().unwrap_err();
            let message = password.refused(&policy, &error).to_string();
            assert!(message.starts_with("--") && message.contains(needle), "{message}");
        }
    }

    #[test]
    fn the_shortest_has_the_bits_and_the_next_shorter_has_not() {
        let policy = PasswordPolicy::length(20).at_least(1, Class::Digit);
        for bits in [1, 20, 64, 128] {
            let length = shortest(&policy, 1..=128, bits).unwrap().unwrap();
            let strength = |n| policy.clone().with_length(n).bits().map(Bits::floor);
            assert!(strength(length).unwrap() >= bits, "{bits}");
            assert!(length == 1 || strength(length - 1).unwrap() < bits, "{bits}");
        }
        assert_eq!(shortest(&policy, 1..=128, 900).unwrap(), None);
        assert!(shortest(&policy.without(Class::Digit), 1..=128, 9).is_err());
    }
}
