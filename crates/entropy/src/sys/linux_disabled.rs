//! The twin of `linux.rs` for other systems and for architectures whose system calls it does not know.

use core::num::NonZeroUsize;

use crate::{Error, pages::Content};

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

/// There is no vDSO here that could be.
pub(crate) fn vdso_is_faster(_len: usize) -> bool {
    false
}

type Read = fn(&mut [u8]) -> Result<usize, Error>;

/// Says that there is no such device here.
pub(crate) fn open_random_device() -> Result<Read, Error> {
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

/// Pages that a fork wipes, which cannot be had here.
pub(crate) enum Region<const BYTES: usize> {}

impl<const BYTES: usize> Region<BYTES> {
    /// Says that there are none.
    pub(crate) fn new() -> Result<Self, Error> {
        Err(Error::UNSUPPORTED)
    }

    pub(crate) fn lock(&self) -> Result<(), Error> {
        match *self {}
    }

    pub(crate) const fn content(&self) -> &Content<BYTES> {
        match *self {}
    }

    pub(crate) const fn content_mut(&mut self) -> &mut Content<BYTES> {
        match *self {}
    }
}
