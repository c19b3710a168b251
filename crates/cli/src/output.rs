//! Writing: whole results, in batches, from memory that is wiped.

mod file;
mod progress;

use std::io::Write;

use zeroize::Zeroizing;

pub(crate) use self::{file::NewFile, progress::Progress};
use crate::{error::Failure, status::Status, streams::Streams};

/// How much is gathered before it is written: enough that the system calls no longer count, and what a pipe
/// of Linux holds.
pub(crate) const BATCH: usize = 64 * 1024;

/// Whole results on their way out.
///
/// Only [`line`](Self::line) adds to a batch, and it adds a finished result, so that a source that fails
/// has no way to get a piece of a token out. What is still in the batch then is wiped with it.
pub(crate) struct Batch<'a> {
    output: &'a mut dyn Write,
    /// Never grows past the capacity it starts with: a `Vec` that grows leaves a copy behind.
    results: Zeroizing<Vec<u8>>,
}

impl<'a> Batch<'a> {
    fn new(output: &'a mut dyn Write) -> Self {
        Self { output, results: Zeroizing::new(Vec::with_capacity(BATCH)) }
    }

    /// Adds a line, given in `parts`.
    pub(crate) fn line(&mut self, parts: &[&[u8]]) -> Result<(), Failure> {
        let length = parts.iter().map(|part| part.len()).fold(1, usize::saturating_add);
        if length > self.results.capacity() - self.results.len() {
            self.write()?;
        }
        if length > self.results.capacity() {
            // Too long for any batch: it is whole already, and can go out from where it is.
            return parts
                .iter()
                .chain(&[&b"\n"[..]])
                .try_for_each(|part| self.output.write_all(part))
                .map_err(Failure::output);
        }
        parts.iter().for_each(|part| self.results.extend_from_slice(part));
        self.results.push(b'\n');
        Ok(())
    }

    fn write(&mut self) -> Result<(), Failure> {
        self.output.write_all(&self.results).map_err(Failure::output)?;
        self.results.clear();
        Ok(())
    }

    fn finish(mut self) -> Result<Status, Failure> {
        self.write()?;
        self.output.flush().map_err(Failure::output)?;
        Ok(Status::Done)
    }
}

/// Writes `count` results, each made by a call of `result`.
pub(crate) fn repeat(
    count: u64,
    streams: &mut Streams<'_>,
    mut result: impl FnMut(&mut Batch<'_>) -> Result<(), Failure>,
) -> Result<Status, Failure> {
    let mut batch = Batch::new(streams.output);
    for _ in 0..count {
        result(&mut batch)?;
    }
    batch.finish()
}

/// Writes `lines`, each with a newline.
pub(crate) fn each(lines: &[&[u8]], streams: &mut Streams<'_>) -> Result<Status, Failure> {
    let mut batch = Batch::new(streams.output);
    for line in lines {
        batch.line(&[line])?;
    }
    batch.finish()
}

#[cfg(test)]
mod tests {
    use std::io;

    use super::*;

    /// Keeps each write apart.
    struct Writes(Vec<Vec<u8>>);

    impl Write for Writes {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            self.0.push(bytes.to_vec());
            Ok(bytes.len())
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    #[test]
    fn lines_of_every_length_come_out_whole_and_in_order() {
        let text = vec![b'x'; 3 * BATCH];
        let lengths = [0, 1, BATCH - 2, BATCH - 1, BATCH, 7, 3 * BATCH, 0, 5];
        let lines: Vec<&[u8]> = lengths.iter().map(|length| &text[..*length]).collect();
        let mut output = Vec::new();
        each(&lines, &mut Streams::new(&mut io::empty(), &mut output, &mut io::sink())).unwrap();
        assert_eq!(
            output,
            lines.iter().flat_map(|line| [line, &b"\n"[..]].concat()).collect::<Vec<_>>()
        );
    }

    #[test]
    fn a_batch_never_grows_and_is_written_in_large_pieces() {
        let mut output = Writes(Vec::new());
        let mut batch = Batch::new(&mut output);
        let start = batch.results.as_ptr();
        for _ in 0..100_000 {
            batch.line(&[b"0123456789", b"abcdef"]).unwrap();
            assert_eq!((batch.results.as_ptr(), batch.results.capacity()), (start, BATCH));
        }
        batch.finish().unwrap();
        assert!(output.0.len() < 30, "{}", output.0.len());
        assert!(output.0.iter().all(|piece| piece.ends_with(b"f\n")));
    }

    #[test]
    fn what_is_in_the_batch_when_a_result_fails_stays_there() {
        let mut output = Vec::new();
        let mut left = 5;
        let (mut input, mut messages) = (io::empty(), io::sink());
        let mut streams = Streams::new(&mut input, &mut output, &mut messages);
        let end = repeat(9, &mut streams, |batch| {
            left -= 1;
            if left == 0 { Err(Failure::source("gone")) } else { batch.line(&[b"secret"]) }
        });
        assert!(matches!(end, Err(Failure::Source(_))));
        assert!(output.is_empty());
    }
}
