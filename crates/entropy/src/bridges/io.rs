//! `std::io`: `System` as a reader, and its errors as those of `std`.

use std::io;

use crate::{Error, System};

/// Reads the operating system's bytes: a `read` fills the whole buffer or fails, and there is no end.
///
/// So `read_exact` and `take(n)` do what they say; `read_to_end` without `take` would never return.
///
/// # Examples
///
/// ```
/// use std::io::Read;
/// use wellspring_entropy::System;
///
/// let mut key = Vec::new();
/// System.take(32).read_to_end(&mut key)?;
/// assert_eq!(key.len(), 32);
/// # Ok::<(), std::io::Error>(())
/// ```
impl io::Read for System {
    fn read(&mut self, dest: &mut [u8]) -> io::Result<usize> {
        self.read_exact(dest)?;
        Ok(dest.len())
    }

    fn read_exact(&mut self, dest: &mut [u8]) -> io::Result<()> {
        self.try_fill(dest).map_err(final_answer)
    }
}

/// Interrupted calls were repeated already, as often as is sensible; readers repeat what is of that kind for ever.
fn final_answer(error: Error) -> io::Error {
    match io::Error::from(error) {
        again if again.kind() == io::ErrorKind::Interrupted => io::Error::other(error),
        other => other,
    }
}

/// A code of the operating system stays one; for the others the kind is `Unsupported` or `Other`, and the
/// [`Error`] itself is inside.
///
/// # Examples
///
/// ```
/// use std::io;
/// use wellspring_entropy::Error;
///
/// assert_eq!(io::Error::from(Error::from_os(5)).raw_os_error(), Some(5));
///
/// let error = io::Error::from(Error::UNSUPPORTED);
/// assert_eq!(error.kind(), io::ErrorKind::Unsupported);
/// let inside = error.get_ref().and_then(|inside| inside.downcast_ref::<Error>());
/// assert_eq!(inside, Some(&Error::UNSUPPORTED));
/// ```
impl From<Error> for io::Error {
    fn from(error: Error) -> Self {
        let kind = match error {
            Error::UNSUPPORTED => io::ErrorKind::Unsupported,
            _ => io::ErrorKind::Other,
        };
        // UEFI's codes are a word wide, and ours has lost the bit that marks an error there.
        let code = error.raw_os_error().filter(|_| cfg!(not(target_os = "uefi")));
        match code.map(TryInto::try_into) {
            Some(Ok(code)) => Self::from_raw_os_error(code),
            _ => Self::new(kind, error),
        }
    }
}

#[cfg(all(test, unix))]
mod tests {
    use super::{Error, final_answer, io};

    #[test]
    fn no_reader_is_told_to_try_again_for_ever() {
        let eintr = crate::sys::EINTR;
        let answer = final_answer(eintr);
        assert_eq!(answer.kind(), io::ErrorKind::Other);
        assert_eq!(answer.get_ref().and_then(|inside| inside.downcast_ref()), Some(&eintr));
        assert_eq!(final_answer(Error::from_os(5)).raw_os_error(), Some(5));
    }
}
