//! `wellspring password`.

use clap::{Args, ValueEnum};
use wellspring::{Class, PasswordPolicy, PolicyError, Secrets};

use crate::{Source, error::Failure, output, size, status::Status, streams::Streams};

/// Print a password; every password that the rules allow is equally likely
#[derive(Debug, Args)]
pub(crate) struct Password {
    /// Characters in the password, 1 to 128
    #[arg(short, long, value_name = "N", default_value_t = 20)]
    #[arg(value_parser = size::text(size::length), allow_negative_numbers = true)]
    length: usize,

    /// At least N lowercase letters
    #[arg(long, value_name = "N", default_value_t = 0, hide_default_value = true)]
    #[arg(value_parser = size::text(size::minimum), allow_negative_numbers = true)]
    lower: usize,

    /// At least N uppercase letters
    #[arg(long, value_name = "N", default_value_t = 0, hide_default_value = true)]
    #[arg(value_parser = size::text(size::minimum), allow_negative_numbers = true)]
    upper: usize,

    /// At least N digits
    #[arg(long, value_name = "N", default_value_t = 0, hide_default_value = true)]
    #[arg(value_parser = size::text(size::minimum), allow_negative_numbers = true)]
    digits: usize,

    /// At least N symbols
    #[arg(long, value_name = "N", default_value_t = 0, hide_default_value = true)]
    #[arg(value_parser = size::text(size::minimum), allow_negative_numbers = true)]
    symbols: usize,

    /// Leave a class out (may be given more than once)
    #[arg(long, value_name = "CLASS")]
    without: Vec<ClassName>,

    /// Leave these characters out
    #[arg(long, value_name = "CHARS", allow_hyphen_values = true)]
    #[arg(value_parser = size::text(|text| Ok(text.to_owned())))]
    exclude: Option<String>,

    /// Leave out characters that are easily taken for one another, such as 0 and O, 1 and l
    #[arg(long)]
    no_ambiguous: bool,

    /// Print COUNT passwords, one on each line; at most 1000000000
    #[arg(short = 'n', long, default_value_t = 1, value_parser = size::text(size::count), allow_negative_numbers = true)]
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
        // Counted once, for all of them.
        let set = self.policy().to_set().map_err(|error| self.refused(&error))?;
        output::repeat(self.count, streams, |batch| {
            let password = source.try_mint(&set)?;
            batch.line(&[password.expose_secret().as_bytes()])
        })
    }

    fn policy(&self) -> PasswordPolicy {
        let mut policy = PasswordPolicy::length(self.length);
        for (_, minimum, class) in self.minimums() {
            policy = policy.at_least(minimum, class);
        }
        for name in &self.without {
            policy = policy.without(name.class());
        }
        if let Some(characters) = &self.exclude {
            policy = policy.without(characters);
        }
        if self.no_ambiguous { policy.without_ambiguous() } else { policy }
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
    fn refused(&self, error: &PolicyError) -> Failure {
        let (length, demanded, left_out) = (self.length, self.demanded(), self.left_out());
        Failure::usage(match error {
            PolicyError::EmptyAlphabet => {
                format!("{left_out}: no character is left to make a password of; leave one in")
            }
            PolicyError::EmptyClass { class, minimum } => {
                let flags = self.minimums();
                let flag = flags.iter().find(|(_, _, other)| other == class);
                let flag = flag.map_or("", |(flag, _, _)| flag);
                format!(
                    "{flag} {minimum}: all characters of the class {class} are left out by \
                     {left_out}, so 0 is all that is allowed"
                )
            }
            PolicyError::MinimumsExceedLength { minimums, .. } => format!(
                "{demanded}: {minimums} characters are demanded, at most the --length is allowed, \
                 {length}; lower them, or make the password longer"
            ),
            other => other.to_string(),
        })
    }

    /// The minimums that were asked for, as arguments.
    fn demanded(&self) -> String {
        let minimums = self.minimums().into_iter().filter(|(_, minimum, _)| *minimum > 0);
        let minimums = minimums.map(|(flag, minimum, _)| format!("{flag} {minimum}"));
        minimums.collect::<Vec<_>>().join(", ")
    }

    /// What takes characters away, as arguments. The characters of --exclude are no secret: what is left of the
    /// alphabet is public, as every rule for passwords is.
    fn left_out(&self) -> String {
        let classes = self.without.iter().map(|name| format!("--without {}", name.class()));
        let exclude = self.exclude.iter();
        let exclude = exclude.map(|text| format!("--exclude `{}`", text.escape_debug()));
        let ambiguous = self.no_ambiguous.then(|| "--no-ambiguous".into());
        classes.chain(exclude).chain(ambiguous).collect::<Vec<_>>().join(", ")
    }
}

impl ClassName {
    const fn class(self) -> Class {
        match self {
            Self::Lower => Class::Lower,
            Self::Upper => Class::Upper,
            Self::Digit => Class::Digit,
            Self::Symbol => Class::Symbol,
        }
    }
}

#[cfg(test)]
mod tests {
    use clap::Parser;

    use super::*;
    use crate::{args::Arguments, commands::Command};

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
        let none = ["--without", "lower", "--without", "upper", "--without", "digit"];
        let rest: String = (33..127u8).map(char::from).filter(|c| !c.is_alphanumeric()).collect();
        let cases: [(&[&str], &str); 5] = [
            (&["--without", "digit", "--digits", "2"], "--digits 2: "),
            (&["--without", "digit", "--digits", "2"], "left out by --without digit,"),
            (
                &["--length", "4", "--lower", "3", "--symbols", "2"],
                "--lower 3, --symbols 2: 5 characters are demanded, at most the --length is allowed, 4;",
            ),
            (
                &[&none[..], &["--without", "symbol"]].concat(),
                "--without lower, --without upper, --without digit, --without symbol: no character",
            ),
            (
                &[&none[..], &["--no-ambiguous", "--exclude", &rest]].concat(),
                &format!(
                    "--without digit, --exclude `{}`, --no-ambiguous: no character",
                    rest.escape_debug()
                ),
            ),
        ];
        for (flags, needle) in cases {
            let arguments = [&["wellspring", "password"], flags].concat();
            let Command::Password(password) = Arguments::parse_from(arguments).command else {
                panic!("another command");
            };
            let error = password.policy().validate().unwrap_err();
            let message = password.refused(&error).to_string();
            assert!(message.starts_with("--") && message.contains(needle), "{message}");
        }
    }
}
