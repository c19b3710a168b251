//! Writing: whole results, in batches, from memory that is wiped.

mod clipboard;
mod delivery;
mod file;
mod json;
mod progress;
mod target;

use zeroize::Zeroizing;

pub(crate) use self::{
    clipboard::{ClearClipboard, LONGEST as LONGEST_CLIP},
    delivery::{Delivery, Repeat},
    file::{NewFile, without_path},
    progress::{Progress, Unit},
    target::Target,
};
use crate::error::Failure;

/// How much is gathered before it is written: enough that the system calls no longer count, and what a pipe
/// of Linux holds.
pub(crate) const BATCH: usize = 64 * 1024;

/// More than most results need. Those that need more go out on their own.
const ROOM: usize = 256;

/// How results are written.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Form {
    /// As JSON instead of as they are; the text is that of the strength.
    pub(crate) json: bool,
    /// The byte that ends a result.
    pub(crate) ending: u8,
    /// Whether the last result has that byte as well.
    pub(crate) last_has_ending: bool,
}

/// A result, or a field of one.
#[derive(Clone, Copy)]
pub(crate) enum Value<'a> {
    Text(&'a [u8]),
    /// Bytes that are no text, whatever they are: in base64, in JSON.
    Binary(&'a [u8]),
    /// A number in the digits of JSON.
    Number(&'a str),
}

impl<'a> From<&'a str> for Value<'a> {
    fn from(text: &'a str) -> Self {
        Self::Text(text.as_bytes())
    }
}

impl<'a> Value<'a> {
    const fn as_bytes(self) -> &'a [u8] {
        match self {
            Self::Text(bytes) | Self::Binary(bytes) => bytes,
            Self::Number(digits) => digits.as_bytes(),
        }
    }
}

/// Whole results on their way out.
///
/// Only [`put`](Self::put) adds to a batch, and it adds a finished result, so that a source that fails
/// has no way to get a piece of a token out. What is still in the batch then is wiped with it.
pub(crate) struct Batch<'a> {
    target: Target<'a>,
    form: Form,
    /// The strength, as JSON has it.
    bits: String,
    /// Never grows past the capacity it starts with: a `Vec` that grows leaves a copy behind.
    results: Zeroizing<Vec<u8>>,
    /// How many were put.
    count: u64,
    progress: Progress,
}

impl<'a> Batch<'a> {
    /// A batch for `count` results: memory that is never used still takes time to be wiped.
    pub(crate) fn new(
        target: Target<'a>,
        form: Form,
        bits: String,
        progress: Progress,
        count: u64,
    ) -> Self {
        let room =
            usize::try_from(count).map_or(BATCH, |count| count.saturating_mul(ROOM)).min(BATCH);
        let results = Zeroizing::new(Vec::with_capacity(room));
        Self { target, form, bits, results, count: 0, progress }
    }

    /// Adds a result that is nothing but its text.
    pub(crate) fn text(&mut self, text: impl AsRef<[u8]>) -> Result<(), Failure> {
        self.put(Value::Text(text.as_ref()), &[])
    }

    /// Adds a result that is no text.
    pub(crate) fn binary(&mut self, bytes: &[u8]) -> Result<(), Failure> {
        self.put(Value::Binary(bytes), &[])
    }

    /// Adds a result, of which JSON has `more` to tell.
    pub(crate) fn put(
        &mut self,
        value: Value<'_>,
        more: &[(&str, Value<'_>)],
    ) -> Result<(), Failure> {
        if self.form.json {
            let line = json::object(value, more, &self.bits);
            return self.bytes(&line);
        }
        self.bytes(value.as_bytes())
    }

    fn bytes(&mut self, result: &[u8]) -> Result<(), Failure> {
        let ending = [self.form.ending];
        let (before, after): (&[u8], &[u8]) = match self.form.last_has_ending {
            true => (&[], &ending),
            false if self.count == 0 => (&[], &[]),
            false => (&ending, &[]),
        };
        self.count += 1;
        let length = result.len().saturating_add(1);
        if length > self.results.capacity() - self.results.len() {
            self.write()?;
        }
        if length > self.results.capacity() {
            // Too long for any batch: it is whole already, and can go out from where it is.
            let parts = [before, result, after];
            return parts.into_iter().try_for_each(|part| self.target.write(part));
        }
        for part in [before, result, after] {
            self.results.extend_from_slice(part);
        }
        Ok(())
    }

    fn write(&mut self) -> Result<(), Failure> {
        self.target.write(&self.results)?;
        self.results.clear();
        self.progress.reach(self.count);
        Ok(())
    }

    /// Writes the rest, and returns what there is to say of where it went.
    pub(crate) fn finish(mut self) -> Result<Option<String>, Failure> {
        self.write()?;
        self.target.finish()
    }
}

#[cfg(test)]
mod tests {
    use std::io::{self, Write};

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

    fn batch(output: &mut Writes, form: Form) -> Batch<'_> {
        let progress = Progress::new(0, Unit::Results, false);
        Batch::new(Target::Stream(output), form, String::new(), progress, 1000)
    }

    const LINES: Form = Form { json: false, ending: b'\n', last_has_ending: true };

    #[test]
    fn lines_of_every_length_come_out_whole_and_in_order() {
        let text = vec![b'x'; 3 * BATCH];
        let lengths = [0, 1, BATCH - 2, BATCH - 1, BATCH, 7, 3 * BATCH, 0, 5];
        let mut writes = Writes(Vec::new());
        let mut lines = batch(&mut writes, LINES);
        for length in lengths {
            lines.text(&text[..length]).unwrap();
        }
        lines.finish().unwrap();
        let expected: Vec<u8> =
            lengths.iter().flat_map(|length| [&text[..*length], b"\n"].concat()).collect();
        assert_eq!(writes.0.concat(), expected);
    }

    #[test]
    fn a_batch_that_is_dropped_writes_nothing_and_short_lines_are_gathered() {
        let mut writes = Writes(Vec::new());
        let mut lines = batch(&mut writes, LINES);
        for _ in 0..100 {
            lines.text("line").unwrap();
        }
        drop(lines);
        assert!(writes.0.is_empty());
    }

    #[test]
    fn without_a_last_ending_there_is_one_between_two() {
        for (results, expected) in [(0, ""), (1, "a"), (3, "a\0a\0a")] {
            let mut writes = Writes(Vec::new());
            let form = Form { ending: 0, last_has_ending: false, json: false };
            let mut lines = batch(&mut writes, form);
            for _ in 0..results {
                lines.text("a").unwrap();
            }
            lines.finish().unwrap();
            assert_eq!(writes.0.concat(), expected.as_bytes());
        }
    }
}
