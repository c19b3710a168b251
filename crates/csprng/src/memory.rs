//! Where a generator keeps its state: in pages of its own, or nowhere.

use core::fmt;

use wellspring_entropy::{Error, pages::Pages};

use crate::state::{SIZE, State};

/// A generator's state, once it has one.
pub(crate) enum Memory {
    /// Nothing was drawn yet.
    Unmade,
    Pages(Pages<SIZE>),
    /// Memory in which a fork is seen cannot be had, so nothing is kept.
    None(Error),
}

/// How a generator keeps its state: [`KeyErasureRng::protection`](crate::KeyErasureRng::protection).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Protection {
    /// Nothing was drawn yet, so there is nothing to protect.
    Unmade,
    /// In pages of its own, which the kernel wipes in every child. `Ok` means that it does the other thing, too; `Err` is why it does
    /// not.
    Pages {
        /// Core dumps leave them out.
        excluded_from_dumps: Result<(), Error>,
        /// They are locked in memory, never written to swap; `None` if that was not asked for.
        locked: Option<Result<(), Error>>,
    },
    /// There is no state, since a fork could not be seen, for this reason: every draw comes from the source itself, and a long one
    /// under a key of which all bytes are fresh.
    NoState(Error),
}

impl Memory {
    /// The state, made if this is the first time.
    #[inline]
    pub(crate) fn state(&mut self) -> Option<&mut State> {
        if let Self::Unmade = self {
            self.make();
        }
        match self {
            Self::Pages(pages) => Some(pages),
            _ => None,
        }
    }

    /// Locks the pages, after making them if need be.
    pub(crate) fn lock(&mut self) -> Result<(), Error> {
        self.state();
        match self {
            Self::Pages(pages) => pages.lock(),
            Self::None(error) => Err(*error),
            Self::Unmade => Err(Error::UNSUPPORTED),
        }
    }

    pub(crate) const fn protection(&self) -> Protection {
        match self {
            Self::Unmade => Protection::Unmade,
            Self::Pages(pages) => Protection::Pages {
                excluded_from_dumps: pages.excluded_from_dumps(),
                locked: pages.locked(),
            },
            Self::None(error) => Protection::NoState(*error),
        }
    }

    #[cold]
    fn make(&mut self) {
        *self = match Pages::new() {
            Ok(pages) => Self::Pages(pages),
            Err(error) => Self::None(error),
        };
    }
}

impl fmt::Debug for Memory {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.protection().fmt(f)
    }
}
