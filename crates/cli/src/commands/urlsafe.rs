//! `wellspring urlsafe`.

use clap::Args;
use wellspring::Secrets;

use crate::{
    Source,
    error::Failure,
    output::{self, Batch},
    size,
    status::Status,
    streams::Streams,
};

/// Print a token in URL-safe characters (A-Z a-z 0-9 - _), four for each three bytes
#[derive(Debug, Args)]
pub(crate) struct Urlsafe {
    /// Random bytes in the token, 1 to 1M (K and M are 1024 and 1024²)
    #[arg(default_value_t = wellspring::DEFAULT_ENTROPY)]
    #[arg(value_parser = size::text(size::token), allow_negative_numbers = true)]
    bytes: usize,

    /// Print COUNT tokens, one on each line; at most 1000000000
    #[arg(short = 'n', long, default_value_t = 1, value_parser = size::text(size::count), allow_negative_numbers = true)]
    count: u64,
}

impl Urlsafe {
    pub(crate) fn run(
        &self,
        source: &mut Source<'_>,
        streams: &mut Streams<'_>,
    ) -> Result<Status, Failure> {
        output::repeat(self.count, streams, |batch: &mut Batch<'_>| {
            let token = source.try_token_urlsafe(self.bytes)?;
            batch.line(&[token.expose_secret().as_bytes()])
        })
    }
}
