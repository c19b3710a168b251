//! Reading: whole, into memory that is wiped.

use std::{
    fs::File,
    io::{self, Read},
    path::{Path, PathBuf},
};

use zeroize::Zeroizing;

use crate::{error::Failure, streams::Streams};

/// More than any secret has, and little enough to hold.
pub(crate) const LARGEST_SECRET: usize = 1 << 20;

/// The file with a secret, of those that were named, of which there may be one.
///
/// More of them are no business of clap's, which would repeat the second: a secret with a space in it is two words.
pub(crate) fn only(files: &[PathBuf]) -> Result<Option<&Path>, Failure> {
    match files {
        [] => Ok(None),
        [file] => Ok(Some(file)),
        files => {
            let given = files.len();
            let message = format!("FILE: {given} given, one is allowed; {NEVER_AN_ARGUMENT}");
            Err(Failure::usage(message))
        }
    }
}

/// A secret from a file, called `place` in messages, or from standard input if that is `-` or there is none.
///
/// A file is called by its place, not by its name: the name may be a secret that somebody took for an argument.
pub(crate) fn secret(
    path: Option<&Path>,
    place: &str,
    streams: &mut Streams<'_>,
) -> Result<Zeroizing<Vec<u8>>, Failure> {
    match path {
        None => at_most(LARGEST_SECRET, streams.input, "standard input"),
        Some(path) if is_stdin(path) => at_most(LARGEST_SECRET, streams.input, place),
        Some(path) => {
            let mut file = File::open(path)
                .map_err(Failure::stream(format!("open {place} ({NEVER_AN_ARGUMENT})")))?;
            at_most(LARGEST_SECRET, &mut file, place)
        }
    }
}

/// What somebody is told who wrote a secret where a file belongs.
pub(crate) const NEVER_AN_ARGUMENT: &str =
    "a secret is read from standard input or from a file, and is never taken as an argument";

/// Whether a file is standard input by another name.
pub(crate) fn is_stdin(path: &Path) -> bool {
    path.as_os_str() == "-"
}

/// Everything that `reader`, which is standard input, has.
pub(crate) fn all(reader: &mut (impl Read + ?Sized)) -> Result<Zeroizing<Vec<u8>>, Failure> {
    whole(reader, "standard input")
}

/// Everything that `reader`, called `name` in messages, has.
pub(crate) fn whole(
    reader: &mut (impl Read + ?Sized),
    name: &str,
) -> Result<Zeroizing<Vec<u8>>, Failure> {
    read(usize::MAX, reader).map_err(Failure::stream(format!("read {name}")))
}

/// Everything that `reader`, called `name` in messages, has, unless that is more than `limit` bytes.
pub(crate) fn at_most(
    limit: usize,
    reader: &mut (impl Read + ?Sized),
    name: &str,
) -> Result<Zeroizing<Vec<u8>>, Failure> {
    let text =
        read(limit.saturating_add(1), reader).map_err(Failure::stream(format!("read {name}")))?;
    match text.len() > limit {
        true => {
            Err(Failure::usage(format!("{name}: more than the {limit} bytes that are allowed")))
        }
        false => Ok(text),
    }
}

/// Lines are bytes, each with this `ending`: no encoding is asked for, and the last one may lack its ending.
pub(crate) fn lines(text: &[u8], ending: u8) -> impl Iterator<Item = &[u8]> {
    text.split_inclusive(move |byte| *byte == ending)
        .map(move |line| line.strip_suffix(&[ending]).unwrap_or(line))
}

/// `text` without one newline at its end, written as on Unix or as on Windows.
pub(crate) fn without_newline(text: &[u8]) -> &[u8] {
    text.strip_suffix(b"\n").map_or(text, |line| line.strip_suffix(b"\r").unwrap_or(line))
}

/// Up to `limit` bytes. `Read::read_to_end` would do, if a growing `Vec` did not leave a copy in each place
/// it grows out of.
fn read(limit: usize, reader: &mut (impl Read + ?Sized)) -> io::Result<Zeroizing<Vec<u8>>> {
    let mut text = room(FIRST.min(limit))?;
    let mut length = 0;
    while length < limit {
        if length == text.len() {
            let mut larger = room(length.saturating_mul(2).min(limit))?;
            larger.get_mut(..length).into_iter().for_each(|start| start.copy_from_slice(&text));
            text = larger;
        }
        match reader.read(text.get_mut(length..).unwrap_or_default()) {
            Ok(0) => break,
            Ok(read) => length += read,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
    text.truncate(length);
    Ok(text)
}

fn room(size: usize) -> io::Result<Zeroizing<Vec<u8>>> {
    let mut room = Vec::new();
    room.try_reserve_exact(size).map_err(|_| io::Error::from(io::ErrorKind::OutOfMemory))?;
    room.resize(size, 0);
    Ok(Zeroizing::new(room))
}

const FIRST: usize = 64 * 1024;

#[cfg(test)]
mod tests {
    use super::*;

    /// Gives one byte at a time, every second time an interruption.
    struct Slow<'a>(&'a [u8], bool);

    impl Read for Slow<'_> {
        fn read(&mut self, bytes: &mut [u8]) -> io::Result<usize> {
            self.1 = !self.1;
            if self.1 {
                return Err(io::ErrorKind::Interrupted.into());
            }
            let size = bytes.len().min(1);
            self.0.read(&mut bytes[..size])
        }
    }

    #[test]
    fn reads_everything_whatever_the_pieces() {
        let text: Vec<u8> = (0..200_001u32).map(|n| n.to_le_bytes()[0]).collect();
        for size in [0, 1, FIRST - 1, FIRST, FIRST + 1, 2 * FIRST, text.len()] {
            assert_eq!(*all(&mut &text[..size]).unwrap(), &text[..size]);
        }
        assert_eq!(*all(&mut Slow(&text[..70_000], false)).unwrap(), &text[..70_000]);
    }

    #[test]
    fn limits_are_inclusive() {
        assert_eq!(at_most(3, &mut &b"abc"[..], "it").unwrap().as_slice(), b"abc");
        let message = at_most(3, &mut &b"abcd"[..], "it").unwrap_err().to_string();
        assert!(
            message.starts_with("it: more than the 3 bytes") && !message.contains("abc"),
            "{message}"
        );
        assert!(at_most(3, &mut io::repeat(0), "it").is_err());
    }

    #[test]
    fn lines_are_bytes_and_the_last_may_lack_its_newline() {
        let split = |text: &'static [u8]| lines(text, b'\n').collect::<Vec<_>>();
        assert_eq!(split(b""), [b""; 0]);
        assert_eq!(split(b"\n"), [b""]);
        assert_eq!(split(b"a\r\n\n\xff\0b"), [&b"a\r"[..], b"", b"\xff\0b"]);
    }

    #[test]
    fn one_newline_is_no_part_of_a_secret() {
        for (text, secret) in [
            ("", ""),
            ("a", "a"),
            ("a\n", "a"),
            ("a\r\n", "a"),
            ("a\n\n", "a\n"),
            ("a\r", "a\r"),
            ("\n", ""),
        ] {
            assert_eq!(without_newline(text.as_bytes()), secret.as_bytes(), "{text:?}");
        }
    }
}
