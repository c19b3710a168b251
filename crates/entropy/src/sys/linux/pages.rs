//! Pages that one value owns, seen as the words and bytes that stand in them.

use core::hint::black_box;

use super::memory::{MAP_PRIVATE_ANONYMOUS, Mapping, PROT_READ_WRITE};
use crate::{Error, pages::Content};

/// A mapping that begins with a `Content`, which nobody else knows.
///
/// The kernel may put zeros in the place of all of it, once: in a child, at the moment of the fork. So no step from here may
/// be unsound for a `Content` that turns to zeros: its words are atomics, and whatever they and the bytes hold is a valid value.
pub(crate) struct Region<const BYTES: usize>(Mapping);

// SAFETY: the value owns its pages, to which there is no pointer but its own; the system calls that it makes may be made
// by any thread; and a `Content` is `Send`, being atomics and bytes.
unsafe impl<const BYTES: usize> Send for Region<BYTES> {}

// SAFETY: what `&self` gives is a `&Content`, which is `Sync`, and system calls that change nothing in it.
unsafe impl<const BYTES: usize> Sync for Region<BYTES> {}

impl<const BYTES: usize> Region<BYTES> {
    /// New pages, of zeros, that the kernel is known to wipe in a child.
    pub(crate) fn new() -> Result<Self, Error> {
        const { assert!(align_of::<Content<BYTES>>() <= super::memory::SMALLEST_PAGE) };
        let size = size_of::<Content<BYTES>>();
        let memory = Mapping::new(size, PROT_READ_WRITE, MAP_PRIVATE_ANONYMOUS)?;
        memory.wipe_on_fork()?;
        Ok(Self(memory))
    }

    pub(crate) fn exclude_from_dumps(&self) -> Result<(), Error> {
        self.0.exclude_from_dumps()
    }

    pub(crate) fn lock(&self) -> Result<(), Error> {
        self.0.lock()
    }

    #[inline]
    pub(crate) fn content(&self) -> &Content<BYTES> {
        let content = self.0.start().cast();
        // SAFETY: the mapping has the size of a `Content`, is aligned to a page, and was zeros at first, which are one, as is
        // anything that was written there since. It lives as long as `self`, whose shared borrow this one is.
        unsafe { content.as_ref() }
    }

    #[inline]
    pub(crate) fn content_mut(&mut self) -> &mut Content<BYTES> {
        let mut content = self.0.start().cast();
        // SAFETY: as above; and `self`, which alone knows the pages, is exclusively borrowed.
        unsafe { content.as_mut() }
    }
}

impl<const BYTES: usize> Drop for Region<BYTES> {
    /// The kernel wipes pages before it gives them to anybody else; this is for whoever looks until then.
    fn drop(&mut self) {
        self.content_mut().wipe();
        black_box(self.content());
    }
}
