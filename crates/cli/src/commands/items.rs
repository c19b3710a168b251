//! What `choose`, `sample` and `shuffle` work on: lines, arguments, or the numbers of a range.

mod odds;

use core::convert::Infallible;
use std::{ffi::OsString, fs::File, path::Path};

use clap::Args;
use zeroize::Zeroizing;

pub(super) use self::odds::Order;
use crate::{error::Failure, input, shown, size, streams::Streams, strength::counted};

// Where items come from.
#[derive(Debug, Args)]
#[command(next_help_heading = "Items")]
pub(super) struct Items {
    /// A file with an item on each line; `-`, or nothing, is standard input. With -e, the items themselves
    #[arg(value_name = "FILE", allow_negative_numbers = true)]
    pub(super) words: Vec<OsString>,

    /// Take the arguments as the items; write `--` before items that begin with a hyphen
    #[arg(short, long)]
    pub(super) echo: bool,

    #[command(flatten)]
    pub(super) kind: Kind,
}

/// What else is meant by a file that is not there: most likely a number of items, or an item.
fn hint(path: &Path) -> String {
    let word = path.to_str().unwrap_or_default();
    if !word.bytes().all(|byte| byte.is_ascii_digit()) {
        return " (an item that is an argument stands behind -e)".into();
    }
    let count = if shown::is_shown(word) { word } else { "COUNT" };
    format!(" (how many items to print says `-n {count}`)")
}

// What items are, wherever they come from.
#[derive(Debug, Args)]
#[command(next_help_heading = "Items")]
pub(super) struct Kind {
    /// Take the whole numbers from LO to HI as the items
    #[arg(short, long, value_name = "LO-HI", value_parser = size::text(range))]
    pub(super) input_range: Option<(u64, u64)>,

    /// Items are `WEIGHT ITEM`, with a whole number, and as likely as their weights say; one of weight 0 never comes
    #[arg(short, long, conflicts_with = "input_range")]
    pub(super) weighted: bool,

    /// Refused: who knows the bytes of a file knows the outcome
    // Whoever comes from `shuf` is told what to do, which clap's own message would not say.
    #[arg(long = "random-source", value_name = "FILE", hide = true)]
    #[arg(value_parser = size::text(random_source))]
    _random_source: Option<Infallible>,
}

fn random_source(_file: &str) -> Result<Infallible, String> {
    Err(RANDOM_SOURCE.into())
}

const RANDOM_SOURCE: &str = "a file is no source of randomness: who has it knows the outcome, and a second run repeats it. Leave \
    the option out. For a draw that others can check take the lottery among the library's examples, and for a simulation that \
    can be repeated the library's ReproducibleRng: `wellspring help choices`";

/// As `shuf -i` has it.
fn range(text: &str) -> Result<(u64, u64), String> {
    let ends = text.split_once('-').and_then(|(lo, hi)| Some((lo.parse().ok()?, hi.parse().ok()?)));
    match ends {
        Some((lo, hi)) if lo <= hi && hi - lo < u64::MAX => Ok((lo, hi)),
        _ => Err("two whole numbers with a hyphen are allowed, the first not above the second, and at most 2^64 - 1 items, as in 1-49".into()),
    }
}

/// The items, read.
pub(super) enum List<'a> {
    Texts(Vec<&'a [u8]>),
    /// Weights and texts.
    Weighted(Vec<(u64, &'a [u8])>),
    /// The first, and how many.
    Numbers(u64, u64),
}

impl Items {
    /// Reads what `list` then divides; nothing where arguments or a range say it all.
    pub(super) fn read(&self, streams: &mut Streams<'_>) -> Result<Zeroizing<Vec<u8>>, Failure> {
        if self.echo || self.kind.input_range.is_some() {
            return match (self.echo, self.words.is_empty()) {
                (false, false) => {
                    Err(Failure::usage("FILE: a range (-i) is read from nowhere; leave FILE out"))
                }
                (true, _) if self.kind.input_range.is_some() => {
                    Err(Failure::usage("--echo, --input-range: items are one or the other"))
                }
                _ => Ok(Zeroizing::default()),
            };
        }
        match self.words.as_slice() {
            [] => input::all(streams.input),
            [file] if input::is_stdin(Path::new(file)) => input::all(streams.input),
            [file] => {
                let path = Path::new(file);
                let mut file = File::open(path).map_err(Failure::stream(format!(
                    "open {}",
                    shown::file(path, "FILE", &hint(path))
                )))?;
                input::whole(&mut file, &shown::file(path, "FILE", ""))
            }
            files => Err(Failure::usage(format!(
                "FILE: {} given, one is allowed; how many items to print says `-n COUNT`, and -e stands before items that are arguments",
                files.len()
            ))),
        }
    }

    /// The items.
    pub(super) fn list<'a>(&'a self, text: &'a [u8], ending: u8) -> Result<List<'a>, Failure> {
        match self.echo {
            true => self.kind.list(self.words.iter().map(|word| word.as_encoded_bytes())),
            false => self.kind.list(input::lines(text, ending)),
        }
    }
}

impl Kind {
    /// The items, which are `texts` unless they are a range.
    pub(super) fn list<'a>(
        &self,
        texts: impl Iterator<Item = &'a [u8]>,
    ) -> Result<List<'a>, Failure> {
        if let Some((lo, hi)) = self.input_range {
            return Ok(List::Numbers(lo, hi - lo + 1));
        }
        if !self.weighted {
            return Ok(List::Texts(texts.collect()));
        }
        let weighted = texts.enumerate().map(|(index, text)| {
            weighted(text).ok_or_else(|| {
                Failure::usage(format!(
                    "--weighted: item {} does not start with a weight, a whole number up to 2^64 - 1, and a space or tab",
                    index + 1
                ))
            })
        });
        let items = weighted.collect::<Result<Vec<_>, _>>()?;
        let sums = items.iter().scan(0u64, |sum, (weight, _)| {
            *sum = sum.checked_add(*weight)?;
            Some(*sum)
        });
        match sums.count() {
            all if all == items.len() => Ok(List::Weighted(items)),
            fit => Err(Failure::usage(format!(
                "--weighted: with item {} the weights are more than 2^64 - 1 together, the most that is allowed; divide them all by the same number",
                fit + 1
            ))),
        }
    }
}

/// The weight and the item behind one space or tab.
fn weighted(text: &[u8]) -> Option<(u64, &[u8])> {
    let end = text.iter().position(|byte| matches!(byte, b' ' | b'\t'))?;
    let weight = core::str::from_utf8(text.get(..end)?).ok()?;
    let digits = !weight.is_empty() && weight.bytes().all(|byte| byte.is_ascii_digit());
    Some((weight.parse().ok().filter(|_| digits)?, text.get(end + 1..)?))
}

impl List<'_> {
    /// How many items there are.
    pub(super) fn len(&self) -> u64 {
        match self {
            Self::Texts(texts) => texts.len() as u64,
            Self::Weighted(items) => items.len() as u64,
            Self::Numbers(_, count) => *count,
        }
    }

    /// How many can be drawn: what has no weight never is.
    ///
    /// Items of which none can be are refused. That there are no items at all is as good a list as another, as for `shuf`.
    pub(super) fn drawable(&self) -> Result<u64, Failure> {
        let Self::Weighted(items) = self else { return Ok(self.len()) };
        match items.iter().filter(|(weight, _)| *weight > 0).count() as u64 {
            0 if !items.is_empty() => Err(Failure::usage(format!(
                "--weighted: no item has a weight above 0, of {}; at least one is needed",
                counted(items.len() as u128, "item", "items")
            ))),
            count => Ok(count),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_weight_is_a_whole_number_before_one_space() {
        assert_eq!(weighted(b"3 ann b"), Some((3, &b"ann b"[..])));
        assert_eq!(weighted(b"0\t"), Some((0, &b""[..])));
        for text in
            [&b"ann"[..], b"3", b" 3 a", b"+3 a", b"-1 a", b"1.5 a", b"99999999999999999999 a", b""]
        {
            assert_eq!(weighted(text), None);
        }
    }

    #[test]
    fn ranges_are_as_shuf_has_them() {
        assert_eq!(range("1-49"), Ok((1, 49)));
        assert_eq!(range("7-7"), Ok((7, 7)));
        for text in ["", "5", "9-1", "a-b", "-1-5", "1-2-3", "0-18446744073709551615"] {
            assert!(range(text).is_err(), "{text}");
        }
    }
}
