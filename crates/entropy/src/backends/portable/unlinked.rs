//! The twin of `linked.rs` for targets and feature sets without the `getrandom` crate.

use crate::{Error, backend::wipe};

/// Whether this is the file in use that has a source.
pub(crate) const LINKED: bool = false;

pub(super) fn try_fill(dest: &mut [u8]) -> Result<(), Error> {
    if dest.is_empty() {
        return Ok(());
    }
    wipe(dest);
    Err(Error::UNSUPPORTED)
}
