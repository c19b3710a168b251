//! `wellspring shuffle`.

use clap::Args;
use wellspring::Random;

use crate::{Source, error::Failure, input, output, size, status::Status, streams::Streams};

/// Print the lines of standard input in a random order, each order equally likely
#[derive(Debug, Args)]
pub(crate) struct Shuffle {
    /// Print only the first COUNT lines of the shuffle: a sample without repetition; at most 1000000000
    #[arg(short = 'n', long, value_parser = size::text(size::count), allow_negative_numbers = true)]
    count: Option<u64>,
}

impl Shuffle {
    pub(crate) fn run(
        &self,
        source: &mut Source<'_>,
        streams: &mut Streams<'_>,
    ) -> Result<Status, Failure> {
        let text = input::all(streams.input)?;
        let mut lines: Vec<&[u8]> = input::lines(&text).collect();
        match self
            .count
            .and_then(|count| usize::try_from(count).ok())
            .filter(|count| *count < lines.len())
        {
            // A sample comes in random order and draws once for each line that is printed, not for each
            // that was read.
            Some(count) => lines = source.try_sample(&lines, count)?.into_iter().copied().collect(),
            None => source.try_shuffle(&mut lines).map_err(Failure::source)?,
        }
        output::each(&lines, streams)
    }
}
