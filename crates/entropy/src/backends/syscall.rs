//! Linux: the `getrandom` system call, without a C library.
//!
//! Since Linux 3.17 (2014). Reads the pool behind `/dev/urandom`, and blocks until that was seeded once
//! since boot; needs no file descriptor and no `/dev`. A request of up to 256 bytes is never cut short
//! once the pool is seeded; a longer one may be, by a signal or at 32 MiB - 1 (getrandom(2), "Interruption
//! by a signal handler"), so the call is repeated until `dest` is full.

use super::parts::fill_in_parts;
use crate::{Backend, Error, sys};

/// Linux's `getrandom` system call, made directly.
///
/// Answers [`Error::UNSUPPORTED`] on other systems, and on architectures whose system call instruction
/// this crate does not know.
///
/// # Examples
///
/// ```
/// use wellspring_entropy::{Backend, Error, backends::Syscall};
///
/// let mut key = [0; 32];
/// match Syscall.try_fill(&mut key) {
///     Ok(()) => assert_ne!(key, [0; 32]),
///     Err(error) => assert_eq!(error, Error::UNSUPPORTED),
/// }
/// ```
#[derive(Clone, Copy, Debug, Default)]
pub struct Syscall;

impl Backend for Syscall {
    fn try_fill(&self, dest: &mut [u8]) -> Result<(), Error> {
        fill_in_parts(dest, sys::getrandom)
    }

    fn name(&self) -> &'static str {
        "getrandom(2)"
    }
}
