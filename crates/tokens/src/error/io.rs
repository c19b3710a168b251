//! Errors as those of `std::io`, for `?` in functions that read and write.

use std::io;

use super::Error;

/// The source's failure becomes what it is as an error of `std::io`: a code of the operating system stays one. Of the others the kind is
/// `InvalidInput` for a policy and `OutOfMemory` for a text that is too long, and the [`Error`] itself is inside.
///
/// # Examples
///
/// ```
/// use std::io;
/// use wellspring_tokens::{Error, PolicyError};
///
/// let error = io::Error::from(Error::Source(io::Error::from_raw_os_error(5)));
/// assert_eq!(error.raw_os_error(), Some(5));
///
/// let error = io::Error::from(Error::<io::Error>::Policy(PolicyError::EmptyAlphabet));
/// assert_eq!(error.kind(), io::ErrorKind::InvalidInput);
/// let inside = error.get_ref().and_then(|inside| inside.downcast_ref::<Error<io::Error>>());
/// assert!(matches!(inside, Some(Error::Policy(PolicyError::EmptyAlphabet))));
/// ```
#[cfg_attr(docsrs, doc(cfg(feature = "std")))]
impl<S> From<Error<S>> for io::Error
where
    S: core::error::Error + Into<Self> + Send + Sync + 'static,
{
    fn from(error: Error<S>) -> Self {
        let kind = match error {
            Error::Source(source) => return source.into(),
            Error::Policy(_) => io::ErrorKind::InvalidInput,
            Error::TooLong { .. } => io::ErrorKind::OutOfMemory,
        };
        Self::new(kind, error)
    }
}

#[cfg(test)]
mod tests {
    use alloc::string::{String, ToString};

    use super::*;
    use crate::PolicyError;

    fn kind(error: Error<io::Error>) -> (io::ErrorKind, String) {
        let error = io::Error::from(error);
        (error.kind(), error.to_string())
    }

    #[test]
    fn each_error_has_its_kind_and_says_what_it_said() {
        let policy = || Error::Policy(PolicyError::EmptyAlphabet);
        assert_eq!(kind(policy()), (io::ErrorKind::InvalidInput, policy().to_string()));
        let long = || Error::TooLong { n: 7 };
        assert_eq!(kind(long()), (io::ErrorKind::OutOfMemory, long().to_string()));
        let denied = || io::Error::from(io::ErrorKind::PermissionDenied);
        // Not wrapped once more: the words are those of the source alone.
        assert_eq!(kind(Error::Source(denied())), (denied().kind(), denied().to_string()));
    }

    #[test]
    fn a_question_mark_is_enough() {
        fn made(error: Error<io::Error>) -> io::Result<()> {
            Err(error)?;
            Ok(())
        }
        let error = made(Error::TooLong { n: 1 }).unwrap_err();
        assert!(error.get_ref().is_some_and(|inside| inside.is::<Error<io::Error>>()));
    }
}
