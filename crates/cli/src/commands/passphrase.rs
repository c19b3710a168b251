//! `wellspring passphrase`.

mod lines;

use std::{fs, path::PathBuf};

use clap::{Args, ValueEnum};
use wellspring::{
    Bits, Capital, Passphrase, PassphraseOptions, Place, Recipe, Secrets, WordList,
    tokens::PassphraseError,
};

use crate::{
    Source,
    error::Failure,
    output::{Delivery, Repeat},
    shown, size,
    status::Status,
    streams::Streams,
    strength::{Strength, counted, token},
};

#[derive(Debug, Args)]
pub(crate) struct PassphraseCommand {
    /// How many words, 1 to 128; 6 if nothing is said
    #[arg(short, long, value_name = "N", conflicts_with = "bits")]
    #[arg(value_parser = size::text(|text| size::within(text, 1..=Passphrase::MAX_WORDS)), allow_negative_numbers = true)]
    words: Option<usize>,

    /// As few words as give at least N bits, digits, symbol and capitals counted in
    #[arg(short, long, value_name = "N")]
    #[arg(value_parser = size::text(size::bits_to_have), allow_negative_numbers = true)]
    bits: Option<u32>,

    /// Where words come from: the EFF's lists long (7776 words), short (1296, all of them short) or prefixes (1296, told
    /// apart by three letters), or a FILE with a word on each line, alone or behind the digits of dice
    #[arg(short, long, value_name = "LIST", default_value = LIST)]
    list: PathBuf,

    /// What stands between two words, up to 16 bytes
    #[arg(short, long, value_name = "TEXT", default_value = SEPARATOR, allow_hyphen_values = true)]
    #[arg(value_parser = size::text(|text| Ok(text.to_owned())))]
    separator: String,

    /// Begin words with a capital letter: all of them, or one that is drawn
    #[arg(short, long, value_name = "WHICH", value_enum)]
    capitals: Option<Capitals>,

    /// Add N random digits, 1 to 9, behind a word that is drawn
    #[arg(short, long, value_name = "N")]
    #[arg(value_parser = size::text(|text| size::within(text, 1..=9u8)), allow_negative_numbers = true)]
    digits: Option<u8>,

    /// Add a random symbol behind a word that is drawn
    #[arg(long)]
    symbol: bool,

    #[command(flatten)]
    repeat: Repeat,

    #[command(flatten)]
    delivery: Delivery,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Capitals {
    All,
    One,
}

const WORDS: usize = 6;
const LIST: &str = "long";
const SEPARATOR: &str = "-";

impl Default for PassphraseCommand {
    fn default() -> Self {
        Self {
            words: None,
            bits: None,
            list: LIST.into(),
            separator: SEPARATOR.into(),
            capitals: None,
            digits: None,
            symbol: false,
            repeat: Repeat::default(),
            delivery: Delivery::default(),
        }
    }
}

impl PassphraseCommand {
    pub(crate) fn run(
        &self,
        source: &mut Source<'_>,
        streams: &mut Streams<'_>,
    ) -> Result<Status, Failure> {
        let list = self.words_of_list()?;
        let recipe = self.recipe(&list, self.target())?;
        let what = format!(
            "a passphrase of {} out of {}",
            counted(recipe.words() as u128, "word", "words"),
            list.len()
        );
        let strength = Strength::uniform(what, recipe.bits(), "passphrases").or_use(|bits| {
            match self.recipe(&list, PassphraseOptions::at_least(Bits::new(bits))) {
                Ok(strong) => format!("--words {}", strong.words()),
                Err(_) => token("urlsafe", bits),
            }
        });
        self.delivery.repeat(self.repeat.count, &strength, source, streams, |source, batch| {
            batch.text(source.try_passphrase(&recipe)?.expose_secret())
        })
    }

    fn target(&self) -> PassphraseOptions<'static> {
        match self.bits {
            Some(bits) => PassphraseOptions::at_least(Bits::new(bits)),
            None => PassphraseOptions::words(self.words.unwrap_or(WORDS)),
        }
    }

    fn recipe<'a>(
        &'a self,
        list: &WordList,
        options: PassphraseOptions<'a>,
    ) -> Result<Passphrase, Failure> {
        let mut options = options.separator(&self.separator).capital(match self.capitals {
            None => Capital::None,
            Some(Capitals::All) => Capital::FirstLetters,
            Some(Capitals::One) => Capital::OneWord,
        });
        if let Some(digits) = self.digits {
            options = options.digits(digits, Place::RandomWord);
        }
        if self.symbol {
            options = options.symbol(Place::RandomWord);
        }
        Passphrase::new(list, options).map_err(|error| match error {
            PassphraseError::Separator { .. } => Failure::usage(format!("--separator: {error}")),
            // The library's words have those of the list, which may be a file of passwords.
            PassphraseError::Ambiguous { .. } => Failure::Unmet(
                "--separator: with it a text can be read as two rows of words of the list; another one tells them apart".into(),
            ),
            PassphraseError::CapitalCollision { .. } => Failure::Unmet(
                "--capitals: two words of the list are one, but for a capital letter; take another list, or no capitals".into(),
            ),
            PassphraseError::CharacterInUse { .. } => Failure::Unmet(
                "--digits, --symbol: a word of the list, or the separator, has such a character as well, so that what was added would \
                 not show; leave it out, or take another list or --separator"
                    .into(),
            ),
            error => Failure::Unmet(error.to_string()),
        })
    }

    fn words_of_list(&self) -> Result<WordList, Failure> {
        let known = match self.list.as_os_str().to_str() {
            Some("long") => Some(include_str!(concat!(env!("OUT_DIR"), "/long"))),
            Some("short") => Some(include_str!(concat!(env!("OUT_DIR"), "/short"))),
            Some("prefixes") => Some(include_str!(concat!(env!("OUT_DIR"), "/prefixes"))),
            _ => None,
        };
        if let Some(words) = known {
            return WordList::new(words.split('\n'))
                .map_err(|error| Failure::usage(error.to_string()));
        }
        let file = shown::file(&self.list, "--list", " (long, short, prefixes or a file)");
        let text =
            fs::read_to_string(&self.list).map_err(Failure::stream(format!("read {file}")))?;
        lines::read(&text).map_err(|why| Failure::usage(format!("--list: {why}")))
    }
}
