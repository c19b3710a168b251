//! Systems on which there are no pages that are both locked and left out of dumps, or no safe way to ask for them.

use super::LockError;

/// There are none.
#[derive(Debug)]
pub(super) enum Pages {}

impl Pages {
    pub(super) fn locked(_len: usize) -> Result<Self, LockError> {
        Err(LockError::NotAvailable)
    }

    pub(super) fn bytes(&self) -> &[u8] {
        match *self {}
    }

    pub(super) fn bytes_mut(&mut self) -> &mut [u8] {
        match *self {}
    }
}
