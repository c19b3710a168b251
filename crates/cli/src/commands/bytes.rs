//! `wellspring bytes`.

use clap::Args;
use wellspring::{Bits, Random, Secrets};
use zeroize::Zeroizing;

use crate::{
    Source,
    error::Failure,
    output::{BATCH, Delivery, Progress, Target, Unit},
    size,
    status::Status,
    streams::Streams,
    strength::{Strength, counted},
};

#[derive(Debug, Args)]
pub(crate) struct Bytes {
    /// How many bytes: a number, alone or with K, M or G (1024, 1024², 1024³; also written KiB, MiB, GiB)
    #[arg(value_name = "N", value_parser = size::text(size::bytes), allow_negative_numbers = true)]
    size: u64,

    /// Write COUNT blocks of N bytes, back to back; at most 1000000000
    #[arg(short = 'n', long, default_value_t = 1, value_parser = size::text(size::count), allow_negative_numbers = true)]
    count: u64,

    /// Write to standard output even if it is a terminal
    #[arg(long)]
    force: bool,

    #[command(flatten)]
    delivery: Delivery,
}

impl Bytes {
    pub(crate) fn run(
        &self,
        source: &mut Source<'_>,
        streams: &mut Streams<'_>,
    ) -> Result<Status, Failure> {
        let total = self.total()?;
        let strength = self.strength();
        if self.delivery.is_json() {
            return self.as_json(&strength, source, streams);
        }
        self.delivery.check(&strength)?;
        if self.delivery.ends_results() {
            return Err(Failure::usage(
                "--null: raw bytes are written back to back, since any byte can be one of them; leave it out, or take --json",
            ));
        }
        if self.delivery.copies() {
            return Err(Failure::usage(
                "--clip: a clipboard holds text; take `wellspring hex`, or --out FILE for raw bytes",
            ));
        }
        let to_terminal = streams.output_is_terminal && self.delivery.prints();
        if to_terminal && !self.force {
            return Err(refused_by_terminal());
        }
        // On a terminal the bar and the bytes would write over each other.
        let wanted = streams.messages_are_on_terminal && !to_terminal;
        let mut progress = Progress::new(total, Unit::Bytes, wanted);
        let mut target = self.delivery.target(streams)?;
        self.delivery
            .source()
            .with(source, |source| self.pour(total, source, &mut progress, &mut target))?;
        target.finish()?;
        self.delivery.tell(&strength, streams);
        Ok(Status::Done)
    }

    fn strength(&self) -> Strength<'static> {
        let what = format!("a block of {}", counted(self.size, "byte", "bytes"));
        let bits = u32::try_from(self.size.saturating_mul(8)).unwrap_or(u32::MAX);
        Strength::uniform(what, Bits::new(bits), "blocks")
            .or_use(|bits| format!("`wellspring bytes {}`", bits.div_ceil(8)))
    }

    /// Blocks in base64, each whole in memory.
    fn as_json(
        &self,
        strength: &Strength<'_>,
        source: &mut Source<'_>,
        streams: &mut Streams<'_>,
    ) -> Result<Status, Failure> {
        let size =
            usize::try_from(self.size).ok().filter(|size| *size as u64 <= size::LARGEST_TOKEN);
        let size = size.ok_or_else(|| {
            let most = size::LARGEST_TOKEN;
            Failure::usage(format!("--json: at most {most} bytes (N) are put into one line"))
        })?;
        self.delivery.repeat(self.count, strength, source, streams, |source, batch| {
            batch.binary(source.try_token_bytes(size)?.expose_secret())
        })
    }

    fn total(&self) -> Result<u64, Failure> {
        self.size.checked_mul(self.count).ok_or_else(|| {
            Failure::usage(format!(
                "N and --count: multiplied they are more than the {} bytes that are possible",
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
        target: &mut Target<'_>,
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
            target.write(bytes)?;
            left -= size as u64;
            progress.reach(total - left);
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
