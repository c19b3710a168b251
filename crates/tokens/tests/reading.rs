//! Secrets from streams: whatever the stream does, the secret is what came, or there is an error.
#![cfg(feature = "std")]
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test may stop where it stands")]

use core::error::Error;
use std::io::{self, ErrorKind, Read};

use proptest::prelude::*;
use wellspring_tokens::{ReadError, SecretArray, SecretBytes, SecretString};

/// A stream that comes in pieces, with interruptions.
struct Pieces {
    bytes: Vec<u8>,
    at: usize,
    sizes: Vec<usize>,
}

impl Read for Pieces {
    fn read(&mut self, dest: &mut [u8]) -> io::Result<usize> {
        let size = self.sizes.pop().unwrap_or(usize::MAX);
        if size == 0 {
            return Err(ErrorKind::Interrupted.into());
        }
        let n = (&self.bytes[self.at..]).take(size.try_into().unwrap()).read(dest)?;
        self.at += n;
        Ok(n)
    }
}

/// What the documentation says, in the plainest way.
fn expected_line(bytes: &[u8], max: usize) -> Result<&str, &'static str> {
    if bytes.is_empty() {
        return Err("ended");
    }
    let line = match bytes.split_inclusive(|byte| *byte == b'\n').next().unwrap() {
        [line @ .., b'\r', b'\n'] | [line @ .., b'\n'] => line,
        line => line,
    };
    if line.len() > max {
        return Err("too long");
    }
    core::str::from_utf8(line).map_err(|_| "not UTF-8")
}

fn kind(error: &ReadError) -> &'static str {
    match error {
        ReadError::Ended => "ended",
        ReadError::TooLong { .. } => "too long",
        ReadError::NotUtf8 => "not UTF-8",
        ReadError::Memory { .. } => "memory",
        ReadError::Io(_) => "io",
        _ => "unknown",
    }
}

/// Bytes that are often ends of lines.
fn lines() -> impl Strategy<Value = Vec<u8>> {
    let byte = prop_oneof![8 => b'a'..=b'c', 2 => Just(b'\n'), 2 => Just(b'\r'), 1 => any::<u8>()];
    proptest::collection::vec(byte, 0..30)
}

fn sizes() -> impl Strategy<Value = Vec<usize>> {
    proptest::collection::vec(0..4usize, 0..60)
}

proptest! {
    #[test]
    fn lines_are_as_the_documentation_says(bytes in lines(), sizes in sizes(), max in 0..12usize) {
        let mut input = Pieces { bytes: bytes.clone(), at: 0, sizes };
        let found = SecretString::read_line(&mut input, max);
        let found = found.as_ref().map(SecretString::expose_secret).map_err(kind);
        prop_assert_eq!(found, expected_line(&bytes, max));
        if found.is_ok() {
            // Nothing is taken but the line and its end.
            let end = bytes.iter().position(|byte| *byte == b'\n').map_or(bytes.len(), |at| at + 1);
            prop_assert_eq!(input.at, end);
        } else {
            prop_assert!(input.at <= max + 2);
        }
    }

    #[test]
    fn all_of_a_stream_up_to_the_maximum(bytes in lines(), sizes in sizes(), max in 0..40usize) {
        let mut input = Pieces { bytes: bytes.clone(), at: 0, sizes };
        let found = SecretBytes::read(&mut input, max);
        let found = found.as_ref().map(SecretBytes::expose_secret).map_err(kind);
        let expected = if bytes.len() > max { Err("too long") } else { Ok(&bytes[..]) };
        prop_assert_eq!(found, expected);
        prop_assert_eq!(input.at, bytes.len().min(max + 1));
    }

    #[test]
    fn exactly_an_array(bytes in lines(), sizes in sizes()) {
        let mut input = Pieces { bytes: bytes.clone(), at: 0, sizes };
        let found = SecretArray::<10>::read(&mut input);
        let found = found.as_ref().map(|array| &array.expose_secret()[..]).map_err(kind);
        prop_assert_eq!(found, bytes.get(..10).ok_or("ended"));
        prop_assert_eq!(input.at, bytes.len().min(10));
    }
}

/// A stream that fails after so many bytes.
struct Fails(usize);

impl Read for Fails {
    fn read(&mut self, dest: &mut [u8]) -> io::Result<usize> {
        if self.0 == 0 {
            return Err(ErrorKind::ConnectionReset.into());
        }
        self.0 -= 1;
        dest[0] = b'a';
        Ok(1)
    }
}

#[test]
fn failures_are_passed_on_wherever_they_happen() {
    for n in 0..8 {
        assert_eq!(kind(&SecretString::read_line(&mut Fails(n), 100).unwrap_err()), "io");
        assert_eq!(kind(&SecretBytes::read(&mut Fails(n), 100).unwrap_err()), "io");
        assert_eq!(kind(&SecretArray::<8>::read(&mut Fails(n)).unwrap_err()), "io");
    }
    assert!(SecretArray::<8>::read(&mut Fails(8)).is_ok());
    let error = SecretBytes::read(&mut Fails(0), 100).unwrap_err();
    assert!(error.to_string().starts_with("the secret cannot be read: "), "{error}");
    let source = error.source().and_then(|source| source.downcast_ref::<io::Error>());
    assert_eq!(source.map(io::Error::kind), Some(ErrorKind::ConnectionReset));
    assert!(SecretBytes::read(&mut &b"ab"[..], 1).unwrap_err().source().is_none());
}

/// A stream that says that it wrote more than there was room for.
struct Lies;

impl Read for Lies {
    fn read(&mut self, dest: &mut [u8]) -> io::Result<usize> {
        dest.fill(b'a');
        Ok(usize::MAX)
    }
}

#[test]
fn a_stream_that_lies_about_its_length_is_not_believed() {
    assert_eq!(kind(&SecretString::read_line(&mut Lies, 5).unwrap_err()), "too long");
    assert_eq!(kind(&SecretBytes::read(&mut Lies, 5).unwrap_err()), "too long");
    assert_eq!(SecretArray::<5>::read(&mut Lies).unwrap().expose_secret(), b"aaaaa");
}

#[test]
fn a_maximum_that_no_memory_has_is_refused_before_anything_is_read() {
    for max in [usize::MAX, usize::MAX - 1, usize::MAX - 2, isize::MAX.unsigned_abs()] {
        let mut input = &b"secret\n"[..];
        assert_eq!(kind(&SecretString::read_line(&mut input, max).unwrap_err()), "memory");
        assert_eq!(kind(&SecretBytes::read(&mut input, max).unwrap_err()), "memory");
        assert_eq!(input, b"secret\n");
    }
}

#[test]
fn errors_tell_the_maximum_and_nothing_of_what_was_read() {
    let error = SecretString::read_line(&mut &b"correct horse\n"[..], 8).unwrap_err();
    assert_eq!(error.to_string(), "the secret is longer than the 8 bytes allowed");
    assert!(!format!("{error:?}").contains("corr"));
    let error = SecretString::read_line(&mut &b"corre\xFF\n"[..], 8).unwrap_err();
    assert_eq!(error.to_string(), "the secret is not UTF-8, which text has to be");
    let error = SecretString::read_line(&mut io::empty(), 8).unwrap_err();
    assert_eq!(error.to_string(), "the input ended before the secret did");
}
