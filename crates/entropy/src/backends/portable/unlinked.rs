//! The twin of `linked.rs` for targets and feature sets without the `getrandom` crate.

use crate::{Error, backend::wipe};

pub(in crate::backends) const LINKED: bool = false;

pub(super) fn try_fill(dest: &mut [u8]) -> Result<(), Error> {
    if dest.is_empty() {
        return Ok(());
    }
    wipe(dest);
    Err(Error::UNSUPPORTED)
}
