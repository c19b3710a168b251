//! Linux's ways to answer with fewer bytes than were asked for, or none, or an interruption.

use crate::{Error, backend::wipe, sys::EINTR};

/// Calls `read`, which says how many bytes it wrote at the front, until `dest` is full.
///
/// An interrupted call is made again. Nothing else is: an answer of 0 bytes would be an endless loop for
/// whoever tries again (a seccomp filter can give it), and one of too many bytes is a lie. A filter can also
/// answer "interrupted" for ever, so that ends after [`PATIENCE`] times in a row: a quarter of a second of
/// such answers, or a quarter of an hour of signals at 1 kHz before the pool is first seeded.
pub(super) fn fill_in_parts(
    dest: &mut [u8],
    mut read: impl FnMut(&mut [u8]) -> Result<usize, Error>,
) -> Result<(), Error> {
    let (mut filled, mut interrupted) = (0, 0);
    while let Some(rest) = dest.get_mut(filled..).filter(|rest| !rest.is_empty()) {
        let room = rest.len();
        match read(rest) {
            Ok(count @ 1..) if count <= room => (filled, interrupted) = (filled + count, 0),
            Err(EINTR) if interrupted < PATIENCE => interrupted += 1,
            failure => {
                wipe(dest);
                return Err(failure.err().unwrap_or(Error::UNEXPECTED));
            }
        }
    }
    Ok(())
}

const PATIENCE: u32 = 1 << 20;

#[cfg(test)]
mod tests {
    extern crate std;
    use std::vec::Vec;

    use super::{EINTR, fill_in_parts};
    use crate::Error;

    /// Plays `answers` in order: that many bytes of 0xAA written, or that error.
    fn fill(len: usize, answers: &[Result<usize, Error>]) -> (Result<(), Error>, Vec<u8>, usize) {
        let (mut dest, mut calls) = (std::vec![0x55; len], 0);
        let result = fill_in_parts(&mut dest, |rest| {
            let answer = answers[calls];
            calls += 1;
            if let Ok(count) = answer {
                let room = rest.len();
                rest[..count.min(room)].fill(0xAA);
            }
            answer
        });
        (result, dest, calls)
    }

    #[test]
    fn joins_parts_and_repeats_interrupted_calls() {
        let answers = [Err(EINTR), Ok(3), Err(EINTR), Err(EINTR), Ok(1), Ok(6)];
        assert_eq!(fill(10, &answers), (Ok(()), std::vec![0xAA; 10], 6));
    }

    #[test]
    fn interruptions_without_end_are_an_error() {
        let (mut dest, mut calls) = ([0x55; 4], 0u32);
        let result = fill_in_parts(&mut dest, |_| {
            calls += 1;
            Err(EINTR)
        });
        assert_eq!((result, dest, calls), (Err(EINTR), [0; 4], super::PATIENCE + 1));
    }

    /// A thread that gets signals at 1 kHz while it waits for the pool must not fail within minutes.
    const _: () = assert!(super::PATIENCE >= 300_000);

    #[test]
    fn an_empty_buffer_asks_nothing() {
        assert_eq!(fill(0, &[]), (Ok(()), Vec::new(), 0));
    }

    #[test]
    fn any_failure_leaves_zeros() {
        let eperm = Error::from_os(1);
        for parts in 0..4 {
            for (last, reported) in [
                (Err(eperm), eperm),
                (Err(Error::UNSUPPORTED), Error::UNSUPPORTED),
                (Ok(0), Error::UNEXPECTED),
                (Ok(11), Error::UNEXPECTED),
                (Ok(usize::MAX), Error::UNEXPECTED),
            ] {
                let mut answers = std::vec![Ok(2); parts];
                answers.push(last);
                assert_eq!(fill(10, &answers), (Err(reported), std::vec![0; 10], parts + 1));
            }
        }
    }
}
