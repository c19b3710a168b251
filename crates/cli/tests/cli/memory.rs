//! What is left of a secret in the memory of this process after a command has ended, in buffers that are the
//! command's own: the pieces of `bytes`, the batches of lines, the lines of standard input.

use core::hint::black_box;
use std::{
    io::{self, Read, Write},
    sync::{Mutex, MutexGuard, PoisonError},
};

use wellspring::{
    SourceError, SystemRandom,
    rand_core::{self, TryCryptoRng, TryRng},
};
use wellspring_cli::{Status, Streams, run};

use crate::search::Search;

/// One search at a time: a window must not be found in the buffer of another search.
fn alone() -> MutexGuard<'static, ()> {
    static SEARCHING: Mutex<()> = Mutex::new(());
    SEARCHING.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Gives bytes of which no copy is in memory: they are remembered with all bits flipped. As a source and as
/// a reader.
struct Unflipped {
    flipped: Vec<u8>,
    given: usize,
}

impl Unflipped {
    fn new(flipped: &[u8]) -> Self {
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
struct Keeps(Vec<u8>);

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
fn flipped_bytes(size: usize) -> Vec<u8> {
    let mut bytes = vec![0; size];
    SystemRandom.try_fill(&mut bytes).unwrap();
    bytes
}

/// The flipped hexadecimal digits of flipped bytes.
fn flipped_hex(flipped: &[u8]) -> Vec<u8> {
    let digits = flipped.iter().flat_map(|byte| format!("{:02x}", !byte).into_bytes());
    digits.map(|digit| !digit).collect()
}

/// Lines of 64 hexadecimal digits, flipped.
fn flipped_lines(count: usize) -> Vec<u8> {
    let lines = (0..count).map(|_| flipped_hex(&flipped_bytes(32)));
    lines.flat_map(|line| [line, vec![!b'\n']].concat()).collect()
}

/// Runs the command into an output that drops everything, and says how many windows of what is searched for
/// are left; then into one that keeps everything, where the same search has to find them.
fn left_by(arguments: &[&str], source: &[u8], input: &[u8], secret: Vec<u8>) -> usize {
    let mut search = Search::for_flipped(secret);
    let run_into = |output: &mut dyn Write| {
        let (mut source, mut input) = (Unflipped::new(source), Unflipped::new(input));
        let mut messages = io::sink();
        let mut streams = Streams::new(&mut input, output, &mut messages);
        let arguments = [&["wellspring"], arguments].concat();
        let status = match source.flipped.is_empty() {
            true => run(arguments, &mut SystemRandom, &mut streams),
            false => run(arguments, &mut source, &mut streams),
        };
        assert_eq!(status, Status::Done);
    };
    run_into(&mut io::sink());
    let left = search.survivors();
    let mut keeps = Keeps(Vec::with_capacity(1 << 20));
    run_into(&mut keeps);
    black_box(&mut keeps.0);
    assert!(search.survivors() > 0, "{arguments:?}: the search finds nothing that is there");
    black_box(&mut keeps.0).fill(0);
    left
}

#[test]
fn nothing_is_left_of_raw_bytes() {
    let _alone = alone();
    let bytes = flipped_bytes(4096);
    assert_eq!(left_by(&["bytes", "4096"], &bytes, b"", bytes.clone()), 0);
}

/// What a command prints, whatever that is: it is kept for once, and flipped where it lies.
#[test]
fn nothing_is_left_of_any_result() {
    let _alone = alone();
    // Not `below`: in optimised builds a few windows of its digits stay, and where they come from is not known yet.
    for arguments in [
        &["password", "--length", "64", "-n", "20"][..],
        &["link", "https://x/", "-n", "20"],
        &["urlsafe", "-n", "20"],
        &["urlsafe", "-n", "20", "--json"],
        &["base58", "-n", "20"],
        &["apikey", "mint", "-p", "acme_", "--chars", "64", "-n", "20"],
        &["passphrase", "--words", "20", "-n", "20"],
        &["urlsafe", "-n", "20", "--source", "generator"],
    ] {
        let source = flipped_bytes(1 << 16);
        let mut keeps = Keeps(Vec::with_capacity(1 << 16));
        let (mut input, mut messages) = (io::empty(), io::sink());
        let mut streams = Streams::new(&mut input, &mut keeps, &mut messages);
        let arguments = [&["wellspring"], arguments].concat();
        let status = run(&arguments, &mut Unflipped::new(&source), &mut streams);
        assert_eq!(status, Status::Done);
        keeps.0.iter_mut().for_each(|byte| *byte = !*byte);
        black_box(&mut keeps.0);
        assert_eq!(left_by(&arguments[1..], &source, b"", keeps.0), 0, "{arguments:?}");
    }
}

#[test]
fn nothing_is_left_of_a_batch_of_tokens() {
    let _alone = alone();
    let bytes = flipped_bytes(20 * 32);
    assert_eq!(left_by(&["hex", "-n", "20"], &bytes, b"", flipped_hex(&bytes)), 0);
}

/// More lines than the first room for input holds, so that it grows, and than one batch holds. Searched for
/// are the first and the last hundred: the search takes the square of what it finds in one place.
#[test]
fn nothing_is_left_of_the_lines_of_standard_input() {
    let _alone = alone();
    let lines = flipped_lines(1500);
    let secret = [&lines[..6500], &lines[lines.len() - 6500..]].concat();
    assert_eq!(left_by(&["shuffle"], b"", &lines, secret.clone()), 0);
    // Of the control's 1000 lines none is one of those 200 with a probability of (13/15)^1000 < 2^-206.
    assert_eq!(left_by(&["choose", "-n", "1000"], b"", &lines, secret), 0);
}

#[test]
fn nothing_is_left_of_secrets_that_were_compared() {
    let _alone = alone();
    let lines = flipped_lines(2);
    let mut search = Search::for_flipped(lines.clone());
    let (mut output, mut messages) = (io::sink(), io::sink());
    let mut input = Unflipped::new(&lines);
    let mut streams = Streams::new(&mut input, &mut output, &mut messages);
    let status = run(["wellspring", "compare"], &mut SystemRandom, &mut streams);
    assert_eq!((status, search.survivors()), (Status::False, 0));
    // The control: what the command has read would have been found.
    let mut plain = vec![0; lines.len()];
    Unflipped::new(&lines).read_exact(&mut plain).unwrap();
    black_box(&mut plain);
    assert!(search.survivors() > 0);
    black_box(&mut plain).fill(0);
}
