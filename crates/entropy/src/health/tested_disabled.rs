//! The twin of `tested.rs` for targets without 32-bit compare-and-swap.

use super::{Claim, Status};
use crate::{Backend, Error, backend::wipe};

/// A source behind the health tests, which this target cannot share: it has no 32-bit compare-and-swap.
///
/// It answers [`Error::UNSUPPORTED`]. [`RepetitionCount`](super::RepetitionCount) and
/// [`AdaptiveProportion`](super::AdaptiveProportion) work here, in a driver that owns them.
#[derive(Debug)]
pub struct Tested<B> {
    source: B,
}

impl<B: Backend> Tested<B> {
    /// Takes what the other form of this type takes.
    #[must_use]
    pub const fn new(source: B, _claim: Claim) -> Self {
        Self { source }
    }

    /// Refuses.
    ///
    /// # Errors
    ///
    /// [`Error::UNSUPPORTED`].
    pub const fn restart(&self) -> Result<(), Error> {
        Err(Error::UNSUPPORTED)
    }

    /// [`Status::Untested`], for ever.
    #[must_use]
    pub const fn status(&self) -> Status {
        Status::Untested
    }
}

impl<B: Backend> Backend for Tested<B> {
    fn try_fill(&self, dest: &mut [u8]) -> Result<(), Error> {
        if dest.is_empty() {
            return Ok(());
        }
        wipe(dest);
        Err(Error::UNSUPPORTED)
    }

    fn name(&self) -> &'static str {
        self.source.name()
    }
}
