//! Where a generator keeps its state: in pages of its own, or nowhere.

use wellspring_entropy::{Error, pages::Pages};

use crate::state::{SIZE, State};

/// A generator's state, once it has one. There is either, or neither.
pub(crate) struct Memory {
    pages: Option<Pages<SIZE>>,
    refusal: Option<Error>,
}

/// How a generator keeps its state: [`KeyErasureRng::protection`](crate::KeyErasureRng::protection).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Protection {
    /// Nothing was drawn yet, so there is nothing to protect.
    Unmade,
    /// In pages of its own, which the kernel wipes in every child and leaves out of core dumps.
    Pages,
    /// There is no state, since a fork could not be seen, for this reason: every draw comes from the source itself, and a long one
    /// from a key of which all bytes are fresh.
    NoState(Error),
}

impl Memory {
    pub(crate) const UNMADE: Self = Self { pages: None, refusal: None };

    /// The state, if it was made.
    #[inline]
    pub(crate) fn state(&mut self) -> Option<&mut State> {
        self.pages.as_deref_mut()
    }

    /// The state, made if this is the first time; a refusal is kept, and not asked for again.
    pub(crate) fn state_or_make(&mut self) -> Option<&mut State> {
        if let (None, None) = (&self.pages, self.refusal) {
            match Pages::new() {
                Ok(pages) => self.pages = Some(pages),
                Err(error) => self.refusal = Some(error),
            }
        }
        self.state()
    }

    /// Locks the pages, after making them if need be.
    pub(crate) fn lock(&mut self) -> Result<(), Error> {
        self.state_or_make();
        match (&self.pages, self.refusal) {
            (Some(pages), _) => pages.lock(),
            (None, refusal) => Err(refusal.unwrap_or(Error::UNSUPPORTED)),
        }
    }

    pub(crate) const fn protection(&self) -> Protection {
        match (&self.pages, self.refusal) {
            (Some(_), _) => Protection::Pages,
            (None, Some(error)) => Protection::NoState(error),
            (None, None) => Protection::Unmade,
        }
    }
}
