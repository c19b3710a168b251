//! `wellspring password`.

use clap::{Args, ValueEnum};
use wellspring::{Class, PasswordPolicy, PolicyError, Secrets};

use crate::{Source, error::Failure, output, size, status::Status, streams::Streams};

/// Print a password; every password that the rules allow is equally likely
#[derive(Debug, Args)]
pub(crate) struct Password {
    /// Characters in the password, 1 to 128
    #[arg(short, long, value_name = "N", default_value_t = 20)]
    #[arg(value_parser = size::characters, allow_negative_numbers = true)]
    length: usize,

    /// At least N lowercase letters
    #[arg(long, value_name = "N", default_value_t = 0, hide_default_value = true)]
    #[arg(value_parser = size::characters, allow_negative_numbers = true)]
    lower: usize,

    /// At least N uppercase letters
    #[arg(long, value_name = "N", default_value_t = 0, hide_default_value = true)]
    #[arg(value_parser = size::characters, allow_negative_numbers = true)]
    upper: usize,

    /// At least N digits
    #[arg(long, value_name = "N", default_value_t = 0, hide_default_value = true)]
    #[arg(value_parser = size::characters, allow_negative_numbers = true)]
    digits: usize,

    /// At least N symbols
    #[arg(long, value_name = "N", default_value_t = 0, hide_default_value = true)]
    #[arg(value_parser = size::characters, allow_negative_numbers = true)]
    symbols: usize,

    /// Leave a class out (may be given more than once)
    #[arg(long, value_name = "CLASS")]
    without: Vec<ClassName>,

    /// Leave these characters out
    #[arg(long, value_name = "CHARS", allow_hyphen_values = true)]
    exclude: Option<String>,

    /// Leave out characters that are easily taken for one another, such as 0 and O, 1 and l
    #[arg(long)]
    no_ambiguous: bool,

    /// Print COUNT passwords, one on each line; at most 1000000000
    #[arg(short = 'n', long, default_value_t = 1, value_parser = size::count, allow_negative_numbers = true)]
    count: u64,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum ClassName {
    Lower,
    Upper,
    #[value(alias = "digits")]
    Digit,
    #[value(alias = "symbols")]
    Symbol,
}

impl Password {
    pub(crate) fn run(
        &self,
        source: &mut Source<'_>,
        streams: &mut Streams<'_>,
    ) -> Result<Status, Failure> {
        let policy = self.policy();
        policy.validate().map_err(|error| refused(&error))?;
        output::repeat(self.count, streams, |batch| {
            let password = source.try_password(&policy)?;
            batch.line(&[password.expose_secret().as_bytes()])
        })
    }

    fn policy(&self) -> PasswordPolicy {
        let mut policy = PasswordPolicy::length(self.length);
        let minimums = [
            (self.lower, Class::Lower),
            (self.upper, Class::Upper),
            (self.digits, Class::Digit),
            (self.symbols, Class::Symbol),
        ];
        for (minimum, class) in minimums {
            policy = policy.at_least(minimum, class);
        }
        for class in &self.without {
            policy = policy.without(match class {
                ClassName::Lower => Class::Lower,
                ClassName::Upper => Class::Upper,
                ClassName::Digit => Class::Digit,
                ClassName::Symbol => Class::Symbol,
            });
        }
        if let Some(characters) = &self.exclude {
            policy = policy.without_chars(characters);
        }
        if self.no_ambiguous { policy.without_ambiguous() } else { policy }
    }
}

/// The library speaks of a policy; the person at the shell wrote arguments.
fn refused(error: &PolicyError) -> Failure {
    Failure::usage(match error {
        PolicyError::Length { length } => {
            let most = PasswordPolicy::MAX_LENGTH;
            format!("--length {length}: a password has 1 to {most} characters")
        }
        PolicyError::EmptyAlphabet => "--without, --exclude and --no-ambiguous leave no character \
             to make a password of; leave one in"
            .into(),
        PolicyError::EmptyClass { class, minimum } => {
            let flag = match class {
                Class::Lower => "--lower",
                Class::Upper => "--upper",
                Class::Digit => "--digits",
                Class::Symbol => "--symbols",
            };
            format!(
                "{flag} {minimum}: all characters of the class {class} are left out by --without, \
                 --exclude or --no-ambiguous, so 0 is all that is allowed"
            )
        }
        PolicyError::MinimumsExceedLength { minimums, length } => format!(
            "--lower, --upper, --digits and --symbols: {minimums} characters are demanded, at most \
             the --length is allowed, {length}; lower them, or make the password longer"
        ),
        PolicyError::TooRare => "--lower, --upper, --digits and --symbols: fewer than 1 in 65536 \
             passwords of this --length satisfies them; lower them, make the password longer, or \
             leave out the classes that are not wanted with --without"
            .into(),
        other => other.to_string(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_help_states_the_library_s_limit() {
        let help = crate::command();
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
        let cases = [
            (PasswordPolicy::length(0), "--length 0"),
            (PasswordPolicy::length(129), "--length 129"),
            (
                PasswordPolicy::length(9).without(Class::Digit).at_least(2, Class::Digit),
                "--digits 2",
            ),
            (
                PasswordPolicy::length(4).at_least(3, Class::Lower).at_least(3, Class::Upper),
                "--lower",
            ),
            (PasswordPolicy::length(40).at_least(38, Class::Digit), "1 in 65536"),
            (
                Class::ALL.into_iter().fold(PasswordPolicy::length(9), PasswordPolicy::without),
                "--without",
            ),
        ];
        for (policy, needle) in cases {
            let message = refused(&policy.validate().unwrap_err()).to_string();
            assert!(message.starts_with("--") && message.contains(needle), "{message}");
        }
    }
}
