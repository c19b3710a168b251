//! Secrets that are remembered with all bits flipped, so that the search finds the command's copies and not the test's.

use std::io::{self, Read, Write};

use wellspring::{
    SourceError, SystemRandom,
    rand_core::{self, TryCryptoRng, TryRng},
};

/// Gives bytes of which no copy is in memory: they are remembered with all bits flipped. As a source and as
/// a reader.
pub(super) struct Unflipped {
    pub(super) flipped: Vec<u8>,
    given: usize,
}

impl Unflipped {
    pub(super) fn new(flipped: &[u8]) -> Self {
        Self { flipped: flipped.to_vec(), given: 0 }
    }

    fn give(&mut self, bytes: &mut [u8]) -> usize {
        let left = self.flipped.get(self.given..).unwrap_or_default();
        bytes.iter_mut().zip(left).for_each(|(byte, flipped)| *byte = !flipped);
        let given = left.len().min(bytes.len());
        self.given += given;
        given
    }
}

impl TryRng for Unflipped {
    type Error = SourceError;

    fn try_next_u32(&mut self) -> Result<u32, SourceError> {
        rand_core::utils::next_word_via_fill(self)
    }

    fn try_next_u64(&mut self) -> Result<u64, SourceError> {
        rand_core::utils::next_word_via_fill(self)
    }

    fn try_fill_bytes(&mut self, bytes: &mut [u8]) -> Result<(), SourceError> {
        assert_eq!(self.give(bytes), bytes.len(), "the test has remembered too little");
        Ok(())
    }
}

impl TryCryptoRng for Unflipped {}

impl Read for Unflipped {
    fn read(&mut self, bytes: &mut [u8]) -> io::Result<usize> {
        Ok(self.give(bytes))
    }
}

/// An output that keeps what it is given, in room that it has from the start, and wipes it when it is told.
pub(super) struct Keeps(pub(super) Vec<u8>);

impl Write for Keeps {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        assert!(bytes.len() <= self.0.capacity() - self.0.len(), "growing would leave a copy");
        self.0.extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// `size` random bytes, which are what a secret is flipped to.
pub(super) fn flipped_bytes(size: usize) -> Vec<u8> {
    let mut bytes = vec![0; size];
    SystemRandom.try_fill(&mut bytes).unwrap();
    bytes
}

/// The flipped hexadecimal digits of flipped bytes.
pub(super) fn flipped_hex(flipped: &[u8]) -> Vec<u8> {
    let digits = flipped.iter().flat_map(|byte| format!("{:02x}", !byte).into_bytes());
    digits.map(|digit| !digit).collect()
}

/// Lines of 64 hexadecimal digits, flipped.
pub(super) fn flipped_lines(count: usize) -> Vec<u8> {
    let lines = (0..count).map(|_| flipped_hex(&flipped_bytes(32)));
    lines.flat_map(|line| [line, vec![!b'\n']].concat()).collect()
}

/// What of several printed lines is secret, flipped: not what stands in all of them, at least eight bytes in a row; of
/// `split issue` not the row, and of the URI below a QR code the secret alone.
pub(super) fn flipped_secrets(printed: &[u8]) -> Vec<u8> {
    let lines = printed.split_inclusive(|byte| *byte == b'\n');
    let lines: Vec<&[u8]> = lines.map(secret_of).filter(|line| !line.is_empty()).collect();
    let first = lines.first().copied().unwrap_or_default();
    let same = |i: usize| lines.iter().all(|line| line.get(i) == first.get(i));
    let mut public = vec![false; first.len()];
    for start in 0..first.len().saturating_sub(7) {
        if lines.len() > 1 && (start..start + 8).all(same) {
            public[start..start + 8].fill(true);
        }
    }
    let is_public = |i: usize| public.get(i).copied().unwrap_or_default();
    let secret = lines.iter().flat_map(|line| line.iter().enumerate());
    secret.filter(|(i, _)| !is_public(*i)).map(|(_, byte)| !byte).collect()
}

fn secret_of(line: &[u8]) -> &[u8] {
    // The light border and the patterns of a QR code are in the memory of any test that draws one.
    if ["█", "▀", "▄", " "].iter().any(|block| line.starts_with(block.as_bytes())) {
        return b"";
    }
    let parameter = b"?secret=";
    let (from, ending) = match line.starts_with(b"otpauth:") {
        true => (line.windows(parameter.len()).position(|part| part == parameter), b'&'),
        false => (None, b'\t'),
    };
    let line = &line[from.unwrap_or_default()..];
    line.split(|byte| *byte == ending).next().unwrap_or_default()
}
