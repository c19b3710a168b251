//! A backend of the application's own in place of the built-in ladder.

use core::fmt;

use crate::{
    Backend,
    sys::{self, Registered},
};

/// Makes a `static` backend the source behind [`System`](crate::System), for the whole program.
///
/// Only the program itself should do this, never a library, and before anything is drawn. It works once, and not
/// after `System` has turned to the operating system for bytes, whether it got them or not; where there is no operating system's source,
/// `System` answers [`Error::UNSUPPORTED`](crate::Error::UNSUPPORTED) until then. No compiler flag is needed, and
/// nothing falls back to the operating system when the backend fails.
///
/// # Errors
///
/// [`SetBackendError`]: the source in use stays.
///
/// # Examples
///
/// ```
/// # #[cfg(feature = "testing")] {
/// use wellspring_entropy::{SetBackendError, System, set_backend, testing::Replay};
///
/// static BOARD_TRNG: Replay = Replay::repeating(&[1, 2, 3]);
///
/// set_backend!(BOARD_TRNG)?;
/// let mut key = [0; 4];
/// System.try_fill(&mut key).unwrap();
/// assert_eq!(key, [1, 2, 3, 1]);
/// assert_eq!(set_backend!(BOARD_TRNG), Err(SetBackendError::AlreadySet));
/// # }
/// # Ok::<(), wellspring_entropy::SetBackendError>(())
/// ```
#[macro_export]
macro_rules! set_backend {
    ($backend:path) => {{
        static CHOSEN: &'static dyn $crate::Backend = &$backend;
        $crate::set_backend(&CHOSEN)
    }};
}

/// What [`set_backend!`](crate::set_backend!) calls; on its own for whoever has the two references already.
///
/// The outer reference is there because one atomic word is all that some processors have.
///
/// # Errors
///
/// [`SetBackendError`]: the source in use stays.
///
/// # Examples
///
/// ```
/// # #[cfg(feature = "testing")] {
/// use wellspring_entropy::{Backend, SetBackendError, System, set_backend, testing::Replay};
///
/// static SCRIPT: Replay = Replay::repeating(&[1, 2, 3]);
/// static CHOSEN: &'static dyn Backend = &SCRIPT;
///
/// set_backend(&CHOSEN)?;
/// assert!(System.report().is_registered());
/// assert_eq!(set_backend(&CHOSEN), Err(SetBackendError::AlreadySet));
/// # }
/// # Ok::<(), wellspring_entropy::SetBackendError>(())
/// ```
pub fn set_backend(backend: &'static &'static dyn Backend) -> Result<(), SetBackendError> {
    sys::register(backend).map_err(|decided| match decided {
        Registered::Backend(_) => SetBackendError::AlreadySet,
        Registered::Open | Registered::Ladder => SetBackendError::AlreadyUsed,
    })
}

/// Why a backend was not registered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum SetBackendError {
    /// There is a registered backend already, and there can be one only.
    AlreadySet,
    /// `System` has turned to the operating system already.
    AlreadyUsed,
}

impl fmt::Display for SetBackendError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::AlreadySet => "a backend is registered already; set_backend! works once",
            Self::AlreadyUsed => {
                "the operating system's source is in use already; set_backend! has to come before the first draw"
            }
        })
    }
}

impl core::error::Error for SetBackendError {}
