//! `wellspring id`.

use std::ffi::OsString;

use clap::Args;
use wellspring::{NanoId, Recipe, Secrets, dist::ArgumentError, tokens::NanoIdError};
use zeroize::Zeroizing;

use crate::{
    Source,
    error::Failure,
    output::{Delivery, Repeat},
    size,
    status::Status,
    streams::Streams,
    strength::{Strength, counted},
};

#[derive(Debug, Args)]
pub(crate) struct Id {
    /// Characters in the id, 1 to 1000000
    #[arg(short, long, value_name = "N", default_value_t = NanoId::LENGTH)]
    #[arg(value_parser = size::text(|text| size::within(text, 1..=LONGEST)), allow_negative_numbers = true)]
    length: usize,

    /// The characters to draw from, in UTF-8, none twice; without it the 64 of nanoid, which any URL and file name can hold
    #[arg(short, long, value_name = "CHARS", allow_hyphen_values = true)]
    alphabet: Option<OsString>,

    #[command(flatten)]
    repeat: Repeat,

    #[command(flatten)]
    delivery: Delivery,
}

const LONGEST: usize = 1_000_000;

impl Id {
    pub(crate) fn run(
        &self,
        source: &mut Source<'_>,
        streams: &mut Streams<'_>,
    ) -> Result<Status, Failure> {
        let alphabet = match &self.alphabet {
            Some(text) => text
                .to_str()
                .ok_or_else(|| Failure::usage(format!("--alphabet: {}", size::NOT_TEXT)))?,
            None => NanoId::ALPHABET,
        };
        if alphabet.chars().count() == 1 {
            return Err(Failure::usage(
                "--alphabet: it has 1 character, and all ids of one are the same; at least 2 are needed",
            ));
        }
        let recipe = NanoId::with_alphabet(alphabet, self.length)
            .map_err(|error| Failure::usage(format!("--alphabet: {}", refused(&error))))?;
        let what = format!("an id of {}", counted(self.length as u128, "character", "characters"));
        let strength =
            Strength::uniform(what, recipe.bits(), "ids").or_use(|bits| advice(bits, alphabet));
        self.delivery.repeat(self.repeat.count, &strength, source, streams, |source, batch| {
            // The library's is plain text; here it may have been asked for as a secret.
            batch.text(&*Zeroizing::new(source.try_mint(&recipe)?))
        })
    }
}

/// The library's words have the character itself, which may be one of a secret that was written here.
fn refused(error: &NanoIdError) -> String {
    match error {
        NanoIdError::Alphabet(ArgumentError::RepeatedCharacter { index, .. }) => format!(
            "character {} stands there a second time; each is allowed once",
            index.saturating_add(1)
        ),
        other => other.to_string(),
    }
}

/// As few characters as have so many bits.
fn advice(bits: u32, alphabet: &str) -> String {
    let strength = |length| NanoId::with_alphabet(alphabet, length).map(|id| id.bits().floor());
    let enough = |length: &usize| strength(*length).is_ok_and(|found| found >= bits);
    // Twice the length is twice the strength: the shortest is between a length and its double.
    let double = core::iter::successors(Some(1), |length| Some(length * 2)).take(20).find(enough);
    match double.and_then(|double| (double.div_ceil(2)..=double).find(enough)) {
        Some(length) => format!("--length {length}"),
        None => "a longer --alphabet".into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_advice_is_the_shortest_id_that_is_enough() {
        assert_eq!(advice(126, NanoId::ALPHABET), "--length 21");
        assert_eq!(advice(128, NanoId::ALPHABET), "--length 22");
        assert_eq!(advice(128, "01"), "--length 128");
        assert_eq!(advice(1, "ab"), "--length 1");
        assert_eq!(advice(1, "a"), "a longer --alphabet");
    }
}
