//! `wellspring choose`.

use std::ffi::OsString;

use clap::Args;
use wellspring::Random;

use crate::{Source, error::Failure, input, output, size, status::Status, streams::Streams};

/// Print one of the items, each equally likely; without items, one of the lines of standard input
#[derive(Debug, Args)]
pub(crate) struct Choose {
    /// What to choose from; write `--` before items that begin with a hyphen
    #[arg(value_name = "ITEM", allow_negative_numbers = true)]
    items: Vec<OsString>,

    /// Choose COUNT times, independently, so that an item may come again (`shuffle -n` never repeats one);
    /// at most 1000000000
    #[arg(short = 'n', long, default_value_t = 1, value_parser = size::text(size::count), allow_negative_numbers = true)]
    count: u64,
}

impl Choose {
    pub(crate) fn run(
        &self,
        source: &mut Source<'_>,
        streams: &mut Streams<'_>,
    ) -> Result<Status, Failure> {
        let text;
        let items: Vec<&[u8]> = if self.items.is_empty() {
            text = input::all(streams.input)?;
            input::lines(&text).collect()
        } else {
            self.items.iter().map(|item| item.as_encoded_bytes()).collect()
        };
        output::repeat(self.count, streams, |batch| {
            match source.try_choose(&items).map_err(Failure::source)? {
                Some(item) => batch.line(&[item]),
                None => Err(nothing_to_choose_from()),
            }
        })
    }
}

fn nothing_to_choose_from() -> Failure {
    Failure::usage(
        "ITEM: nothing to choose from: no item was given, and standard input has no line; \
         write the items as arguments, or one on each line of standard input",
    )
}
