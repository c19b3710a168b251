//! The twin of `linux.rs` for other systems and for architectures whose system calls it does not know.

use core::num::NonZeroUsize;

use crate::Error;

/// Whether this crate speaks to the kernel itself here.
pub(crate) const NATIVE: bool = false;

/// Says that there is no such system call here.
pub(crate) fn getrandom(_dest: &mut [u8]) -> Result<usize, Error> {
    Err(Error::UNSUPPORTED)
}

/// Says that there is no vDSO here.
pub(crate) fn vdso_getrandom(_dest: &mut [u8]) -> Result<usize, Error> {
    Err(Error::UNSUPPORTED)
}

/// Says that there is no such device here.
pub(crate) fn open_random_device() -> Result<fn(&mut [u8]) -> Result<usize, Error>, Error> {
    Err(Error::UNSUPPORTED)
}

/// Says that nobody can be asked.
pub(crate) fn pool_is_initialised() -> Result<bool, Error> {
    Err(Error::UNSUPPORTED)
}

/// Cannot tell.
pub(crate) fn fork_generation() -> Option<NonZeroUsize> {
    None
}

/// There is no auxiliary vector here, or no way to read it.
#[allow(dead_code, reason = "AArch64 alone asks for more than the vDSO needs")]
pub(crate) fn auxv(_tag: usize) -> Option<usize> {
    None
}
