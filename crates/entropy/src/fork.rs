//! Whether this process is a child that was forked since one last looked.

use core::num::NonZeroUsize;

/// A number that changes with every fork; `None` means that it cannot be told.
#[must_use]
pub fn generation() -> Option<NonZeroUsize> {
    None
}
