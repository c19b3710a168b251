//! The twin of `linux.rs` for other systems and for architectures whose system call it does not know.

use crate::Error;

/// Says that there is no such system call here.
pub(crate) fn getrandom(_dest: &mut [u8]) -> Result<usize, Error> {
    Err(Error::UNSUPPORTED)
}
