//! `wellspring password`.

mod policy;
mod rules;

use clap::{Args, ValueEnum};
use wellspring::{Class, PasswordPolicy, Recipe, Secrets};

use crate::{
    Source,
    error::Failure,
    output::{Delivery, Repeat},
    size,
    status::Status,
    streams::Streams,
    strength::{Strength, token},
};

#[derive(Debug, Default, Args)]
pub(crate) struct Password {
    /// Characters in the password, 1 to 128; 20, or what the rules say
    #[arg(short, long, value_name = "N", conflicts_with = "bits")]
    #[arg(value_parser = size::text(size::length), allow_negative_numbers = true)]
    length: Option<usize>,

    /// As few characters as give at least N bits of strength under all the rules
    #[arg(short, long, value_name = "N")]
    #[arg(value_parser = size::text(size::bits_to_have), allow_negative_numbers = true)]
    bits: Option<u32>,

    /// The rules of a site, in Apple's syntax: "minlength: 8; required: upper; required: digit; max-consecutive: 2". All of them
    /// are kept: other arguments add to them, and never take one away. A space is never part of a password, though rules
    /// allow it: forms trim it
    #[arg(short, long, value_name = "RULES")]
    #[arg(value_parser = size::text(|text| Ok(text.to_owned())))]
    rules: Option<String>,

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

    #[command(flatten)]
    repeat: Repeat,

    #[command(flatten)]
    delivery: Delivery,
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
        let policy = self.policy()?;
        // Counted once, for all of them.
        let set = policy.to_set().map_err(|error| self.refused(&policy, &error))?;
        let strength = Strength::uniform("a password of these rules", set.bits(), "passwords")
            .or_use(|bits| advice(&policy, bits, self.rules.is_some()));
        self.delivery.repeat(self.repeat.count, &strength, source, streams, |source, batch| {
            batch.text(source.try_mint(&set)?.expose_secret())
        })
    }
}

/// What has as many bits under the same rules.
fn advice(policy: &PasswordPolicy, bits: u32, has_rules: bool) -> String {
    match policy::shortest(policy, 1..=PasswordPolicy::MAX_LENGTH, bits) {
        Ok(Some(length)) if has_rules => {
            format!("rules with minlength and maxlength {length} if the site allows it")
        }
        Ok(Some(length)) => format!("--length {length} if the site allows it"),
        _ => token("urlsafe", bits),
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
