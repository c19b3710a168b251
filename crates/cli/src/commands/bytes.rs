//! `wellspring bytes`.

use std::path::PathBuf;

use clap::Args;
use wellspring::Random;
use zeroize::Zeroizing;

use crate::{
    Source,
    error::Failure,
    output::{BATCH, NewFile, Progress},
    size,
    status::Status,
    streams::Streams,
};

/// Write N random bytes as they are, without encoding or newline
#[derive(Debug, Args)]
pub(crate) struct Bytes {
    /// How many bytes: a number, alone or with K, M or G (1024, 1024², 1024³; also written KiB, MiB, GiB)
    #[arg(value_name = "N", value_parser = size::text(size::bytes), allow_negative_numbers = true)]
    size: u64,

    /// Write COUNT blocks of N bytes, back to back; at most 1000000000
    #[arg(short = 'n', long, default_value_t = 1, value_parser = size::text(size::count), allow_negative_numbers = true)]
    count: u64,

    /// Write to FILE, which appears (or replaces the file of that name) complete or not at all; only its
    /// owner can read it
    #[arg(short, long, value_name = "FILE")]
    out: Option<PathBuf>,

    /// Write to standard output even if it is a terminal
    #[arg(long)]
    force: bool,
}

impl Bytes {
    pub(crate) fn run(
        &self,
        source: &mut Source<'_>,
        streams: &mut Streams<'_>,
    ) -> Result<Status, Failure> {
        let total = self.total()?;
        let Some(path) = &self.out else {
            if streams.output_is_terminal && !self.force {
                return Err(refused_by_terminal());
            }
            // On a terminal the bar and the bytes would write over each other.
            let mut progress = Progress::new(
                total,
                streams.messages_are_on_terminal && !streams.output_is_terminal,
            );
            let write = |bytes: &[u8]| streams.output.write_all(bytes).map_err(Failure::output);
            self.pour(total, source, &mut progress, write)?;
            streams.output.flush().map_err(Failure::output)?;
            return Ok(Status::Done);
        };
        let mut file = NewFile::create(path)?;
        let mut progress = Progress::new(total, streams.messages_are_on_terminal);
        self.pour(total, source, &mut progress, |bytes| file.write(bytes))?;
        file.commit()?;
        Ok(Status::Done)
    }

    fn total(&self) -> Result<u64, Failure> {
        self.size.checked_mul(self.count).ok_or_else(|| {
            let (size, count) = (self.size, self.count);
            Failure::usage(format!(
                "N and --count: {count} blocks of {size} bytes are more \
                 than the {} bytes that are possible",
                u64::MAX
            ))
        })
    }

    /// Draws `total` bytes and hands them to `write` in pieces, each overwritten by the next and wiped at
    /// the end, so that memory does not grow with the size. Blocks smaller than a piece are never cut in
    /// two.
    fn pour(
        &self,
        total: u64,
        source: &mut Source<'_>,
        progress: &mut Progress,
        mut write: impl FnMut(&[u8]) -> Result<(), Failure>,
    ) -> Result<(), Failure> {
        let blocks = (BATCH as u64).checked_div(self.size).unwrap_or(0).max(1);
        let piece = usize::try_from(self.size.saturating_mul(blocks).min(total))
            .unwrap_or(BATCH)
            .min(BATCH);
        let mut piece = Zeroizing::new(vec![0; piece]);
        let mut left = total;
        while left > 0 {
            let size = usize::try_from(left).unwrap_or(usize::MAX).min(piece.len());
            let Some(bytes) = piece.get_mut(..size) else {
                break;
            };
            source.try_fill(bytes).map_err(Failure::source)?;
            write(bytes)?;
            left -= size as u64;
            progress.advance(size as u64);
        }
        Ok(())
    }
}

fn refused_by_terminal() -> Failure {
    Failure::usage(
        "standard output is a terminal, where raw bytes can do anything but be read; \
         send them elsewhere with a pipe, `>` or --out FILE, \
         read them with `wellspring hex`, or insist with --force",
    )
}
