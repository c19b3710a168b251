//! A backend of the application's own in place of the built-in ladder.

use crate::Backend;

/// Why a backend was not registered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum SetBackendError {
    /// One was registered before.
    AlreadySet,
    /// `System` has handed out bytes of the operating system already.
    AlreadyUsed,
}

/// Registers.
pub fn set_backend(_backend: &'static &'static dyn Backend) -> Result<(), SetBackendError> {
    Err(SetBackendError::AlreadyUsed)
}
