//! `wellspring below`.

use std::io::Write;

use clap::Args;
use wellspring::Random;
use zeroize::Zeroizing;

use crate::{Source, error::Failure, output, size, status::Status, streams::Streams};

/// Print a whole number from 0 up to, but not including, N; each is equally likely
#[derive(Debug, Args)]
pub(crate) struct Below {
    /// The first number that is not printed: 1 to 2^128 - 1
    #[arg(value_name = "N", value_parser = size::text(size::bound), allow_negative_numbers = true)]
    bound: u128,

    /// Print COUNT numbers, one on each line, drawn independently; at most 1000000000
    #[arg(short = 'n', long, default_value_t = 1, value_parser = size::text(size::count), allow_negative_numbers = true)]
    count: u64,
}

/// The digits of `u128::MAX`.
const LONGEST: usize = 39;

impl Below {
    pub(crate) fn run(
        &self,
        source: &mut Source<'_>,
        streams: &mut Streams<'_>,
    ) -> Result<Status, Failure> {
        let mut digits = Zeroizing::new(Vec::with_capacity(LONGEST));
        output::repeat(self.count, streams, |batch| {
            digits.clear();
            write!(digits, "{}", source.try_below(self.bound)?).map_err(Failure::output)?;
            batch.line(&[&digits])
        })
    }
}
