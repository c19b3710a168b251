//! A program that reads a stream from its standard input.

use std::{
    io::{self, Read, Write},
    process::{Command, Stdio},
    thread,
};

use crate::{batteries::Stop, source::Source};

/// What a program said, and how much it was given.
#[derive(Debug)]
pub(crate) struct Said {
    /// Standard output and standard error, one after the other.
    pub(crate) text: String,
    /// Bytes that went into the pipe; of the last hundred thousand some may not have been read.
    pub(crate) bytes: u64,
}

/// Runs a program on a stream until it stops reading, or until it was given `most` bytes. Its status is not looked at, because
/// such programs end with one of their own for bytes that they do not like.
pub(crate) fn feed(
    program: &str,
    args: &[&str],
    source: &mut dyn Source,
    most: u64,
) -> Result<Said, Stop> {
    let missing = |error: io::Error| match error.kind() {
        io::ErrorKind::NotFound => Stop::NotChecked(format!("{program} is not installed")),
        _ => Stop::Failed(format!("{program}: {error}")),
    };
    let mut command = Command::new(program);
    command.args(args).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().map_err(missing)?;
    let (Some(mut input), Some(mut output), Some(mut errors)) =
        (child.stdin.take(), child.stdout.take(), child.stderr.take())
    else {
        return Err(Stop::Failed(format!("{program}: no pipe")));
    };
    // Read while it is fed, or both sides wait for ever.
    let readers =
        [thread::spawn(move || text(&mut output)), thread::spawn(move || text(&mut errors))];
    let mut buffer = vec![0; 1 << 16];
    let mut bytes = 0;
    while bytes < most {
        let piece = (most - bytes).min(buffer.len() as u64) as usize;
        source.fill(&mut buffer[..piece]).map_err(Stop::Failed)?;
        match input.write_all(&buffer[..piece]) {
            Ok(()) => bytes += piece as u64,
            // It has read what it wanted.
            Err(error) if error.kind() == io::ErrorKind::BrokenPipe => break,
            Err(error) => return Err(missing(error)),
        }
    }
    drop(input);
    let said = readers.map(|reader| reader.join().unwrap_or_default());
    child.wait().map_err(missing)?;
    Ok(Said { text: said.concat(), bytes })
}

/// All that comes; what is no UTF-8 is replaced, and an error ends it.
fn text(from: &mut impl Read) -> String {
    let mut bytes = Vec::new();
    let _ = from.read_to_end(&mut bytes);
    String::from_utf8_lossy(&bytes).into_owned()
}

/// What a program calls itself: the first line with `word` that it says when it is asked with `option`.
pub(crate) fn version(program: &str, option: &str, word: &str) -> Option<String> {
    let output = Command::new(program).arg(option).stdin(Stdio::null()).output().ok()?;
    let said = [output.stdout, output.stderr].concat();
    let said = String::from_utf8_lossy(&said);
    let line = said.lines().find(|line| line.contains(word))?;
    let (name, _) = line.split_once("Copyright").unwrap_or((line, ""));
    Some(name.trim_matches(|c: char| c == '#' || c.is_whitespace()).to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Zeros;

    impl Source for Zeros {
        fn fill(&mut self, dest: &mut [u8]) -> Result<(), String> {
            dest.fill(b'0');
            Ok(())
        }
    }

    #[test]
    fn a_program_reads_as_much_as_it_wants_and_no_more_than_there_is() {
        let said = feed("wc", &["-c"], &mut Zeros, 100_000).unwrap();
        assert_eq!((said.text.trim(), said.bytes), ("100000", 100_000));
        let said = feed("head", &["-c", "3"], &mut Zeros, u64::MAX).unwrap();
        assert!(said.text == "000" && said.bytes < 1 << 20, "{}", said.bytes);
    }

    #[test]
    fn a_missing_program_is_not_checked() {
        let said = feed("a-program-that-nobody-has", &[], &mut Zeros, 1);
        assert!(matches!(said, Err(Stop::NotChecked(reason)) if reason.contains("nobody")));
        assert!(version("a-program-that-nobody-has", "-V", "").is_none());
        assert_eq!(
            version("echo", "#  x version 3 Copyright y #", "vers"),
            Some("x version 3".into())
        );
    }
}
