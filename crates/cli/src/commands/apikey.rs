//! `wellspring apikey`: keys that scanners find and parsers check.

use std::path::PathBuf;

use clap::{Args, Subcommand, ValueEnum};
use wellspring::{
    Digest, KeyAlphabet, KeyChecksum, KeyFormat, Recipe, Secrets, tokens::KeyFormatError,
};

use crate::{
    Source,
    answer::Answer,
    error::Failure,
    input,
    output::{Delivery, Repeat, Value},
    size,
    status::Status,
    streams::Streams,
    strength::{Strength, token},
};

#[derive(Debug, Subcommand)]
pub(crate) enum ApiKey {
    /// Print a key
    Mint(Mint),
    /// Tell whether standard input, or a file, has a key of this format: prefix, length, characters and checksum
    ///
    /// The key is never taken as an argument, which every user of the machine can read. One newline at its end is no part of
    /// it. Nothing is looked up: a key that was made up with a right checksum is `valid` here as well.
    Check(Check),
    /// Print the regular expression that finds such keys, for secret scanners
    Regex(Regex),
}

// What the keys of one kind look like.
#[derive(Debug, Args)]
#[command(next_help_heading = "Format")]
struct Format {
    /// What keys start with, as in acme_live_: 3 to 32 letters, digits and _, the first a letter, the last _
    #[arg(short, long)]
    #[arg(value_parser = size::text(|text| Ok(text.to_owned())))]
    prefix: String,

    /// At least N bits behind the prefix, 112 or more
    #[arg(short, long, value_name = "N", conflicts_with = "chars")]
    #[arg(value_parser = size::text(size::bits), allow_negative_numbers = true)]
    bits: Option<u32>,

    /// Exactly N characters behind the prefix, checksum not counted; 30 if nothing is said
    #[arg(short, long, value_name = "N")]
    #[arg(value_parser = size::text(|text| size::within(text, 1..=128usize)), allow_negative_numbers = true)]
    chars: Option<usize>,

    /// The characters behind the prefix
    #[arg(short, long, value_enum, default_value_t)]
    alphabet: Alphabet,

    /// What the checksum at the end covers
    #[arg(long, value_enum, default_value_t)]
    checksum: Checksum,
}

#[derive(Clone, Copy, Debug, Default, ValueEnum)]
enum Alphabet {
    #[default]
    Base62,
    Base58,
    Crockford,
    Hex,
}

#[derive(Clone, Copy, Debug, Default, ValueEnum)]
enum Checksum {
    /// Prefix and payload
    #[default]
    Whole,
    /// The payload alone, as in GitHub's tokens
    Payload,
    /// There is none
    None,
}

#[derive(Debug, Args)]
pub(crate) struct Mint {
    #[command(flatten)]
    format: Format,
    #[command(flatten)]
    repeat: Repeat,
    #[command(flatten)]
    delivery: Delivery,
}

#[derive(Debug, Args)]
#[command(override_usage = "wellspring apikey check [OPTIONS] --prefix <PREFIX> [FILE]")]
pub(crate) struct Check {
    #[command(flatten)]
    format: Format,

    /// A file with the key, at most 1 MiB; `-`, or nothing, is standard input, and /dev/fd/3 a file descriptor
    // Whatever is written here is not echoed: it may be the key.
    #[arg(value_name = "FILE")]
    files: Vec<PathBuf>,

    #[command(flatten)]
    answer: Answer,
}

#[derive(Debug, Args)]
pub(crate) struct Regex {
    #[command(flatten)]
    format: Format,
    #[command(flatten)]
    delivery: Delivery,
}

impl ApiKey {
    pub(crate) fn run(
        &self,
        source: &mut Source<'_>,
        streams: &mut Streams<'_>,
    ) -> Result<Status, Failure> {
        match self {
            Self::Mint(mint) => mint.run(source, streams),
            Self::Check(check) => check.run(streams),
            Self::Regex(regex) => regex.run(source, streams),
        }
    }
}

impl Format {
    fn format(&self) -> Result<KeyFormat, Failure> {
        let unmet = |option: &'static str| {
            move |error: KeyFormatError| Failure::Unmet(format!("{option}: {error}"))
        };
        let format = KeyFormat::try_new(&self.prefix)
            .map_err(|error| Failure::usage(format!("--prefix: {error}")))?
            .checksum(match self.checksum {
                Checksum::Whole => KeyChecksum::Whole,
                Checksum::Payload => KeyChecksum::Payload,
                Checksum::None => KeyChecksum::None,
            });
        let alphabet = match self.alphabet {
            Alphabet::Base62 => KeyAlphabet::Base62,
            Alphabet::Base58 => KeyAlphabet::Base58,
            Alphabet::Crockford => KeyAlphabet::Crockford,
            Alphabet::Hex => KeyAlphabet::Hex,
        };
        // Thirty characters are enough of every alphabet, so the order does not matter.
        let format = format.try_alphabet(alphabet).map_err(unmet("--alphabet"))?;
        match (self.bits, self.chars) {
            (Some(bits), _) => format.try_payload_bits(bits).map_err(unmet("--bits")),
            (None, Some(chars)) => format.try_payload_chars(chars).map_err(unmet("--chars")),
            (None, None) => Ok(format),
        }
    }
}

fn strength(format: &KeyFormat) -> Strength<'_> {
    Strength::uniform("a key of this format", format.bits(), "keys").or_use(|bits| {
        match format.try_payload_bits(bits) {
            Ok(_) => format!("--bits {bits}"),
            Err(_) => token("urlsafe", bits),
        }
    })
}

impl Mint {
    fn run(&self, source: &mut Source<'_>, streams: &mut Streams<'_>) -> Result<Status, Failure> {
        let format = self.format.format()?;
        let strength = strength(&format);
        self.delivery.repeat(self.repeat.count, &strength, source, streams, |source, batch| {
            let key = source.try_mint(&format)?;
            let text = Value::from(key.expose_secret());
            if !self.delivery.is_json() {
                return batch.put(text, &[]);
            }
            let (id, digest) = (key.id().to_string(), key.digest().to_hex());
            batch.put(text, &[("id", id.as_str().into()), ("digest", digest.as_str().into())])
        })
    }
}

impl Check {
    fn run(&self, streams: &mut Streams<'_>) -> Result<Status, Failure> {
        let format = self.format.format()?;
        let text = input::secret(input::only(&self.files)?, "FILE", streams)?;
        let text = core::str::from_utf8(input::without_newline(&text)).unwrap_or_default();
        match format.parse(text) {
            Ok(key) => {
                let (id, digest) = (key.id().to_string(), Digest::of(text.as_bytes()).to_hex());
                self.answer.give(
                    Ok(&[("id", id.as_str().into()), ("digest", digest.as_str().into())]),
                    streams,
                )
            }
            Err(error) => self.answer.give(Err(&error.to_string()), streams),
        }
    }
}

impl Regex {
    fn run(&self, source: &mut Source<'_>, streams: &mut Streams<'_>) -> Result<Status, Failure> {
        let format = self.format.format()?;
        self.delivery.repeat(1, &strength(&format), source, streams, |_, batch| {
            batch.text(format.scanner_regex())
        })
    }
}
