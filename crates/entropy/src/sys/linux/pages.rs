//! Pages that one value owns, seen as the words and bytes that stand in them.

use core::{hint::black_box, mem::ManuallyDrop, ptr::NonNull};

use super::memory::{MAP_PRIVATE_ANONYMOUS, Mapping, PROT_READ_WRITE, SMALLEST_PAGE};
use crate::{Error, pages::Content};

/// A `Content` at the start of a mapping that nobody else knows. It is a pointer and no more, so that whoever draws from a
/// generator in it takes one step.
///
/// The kernel may put zeros in the place of all of it, once: in a child, at the moment of the fork. So no step from here may
/// be unsound for a `Content` that turns to zeros: its words are atomics, and whatever they and the bytes hold is a valid value.
pub(crate) struct Region<const BYTES: usize>(NonNull<Content<BYTES>>);

// SAFETY: the value owns its pages, to which there is no pointer but its own; the system calls that it makes may be made
// by any thread; and a `Content` is `Send`, being atomics and bytes.
unsafe impl<const BYTES: usize> Send for Region<BYTES> {}

// SAFETY: what `&self` gives is a `&Content`, which is `Sync`, and system calls that change nothing in it.
unsafe impl<const BYTES: usize> Sync for Region<BYTES> {}

impl<const BYTES: usize> Region<BYTES> {
    const SIZE: usize = size_of::<Content<BYTES>>();

    /// New pages, of zeros, that the kernel is known to wipe in a child and to leave out of core dumps.
    pub(crate) fn new() -> Result<Self, Error> {
        const { assert!(align_of::<Content<BYTES>>() <= SMALLEST_PAGE) };
        let memory = Mapping::new(Self::SIZE, PROT_READ_WRITE, MAP_PRIVATE_ANONYMOUS)?;
        memory.wipe_on_fork()?;
        memory.exclude_from_dumps()?;
        let start = memory.start().cast();
        memory.leak();
        Ok(Self(start))
    }

    pub(crate) fn lock(&self) -> Result<(), Error> {
        self.mapping().lock()
    }

    #[inline]
    pub(crate) const fn content(&self) -> &Content<BYTES> {
        // SAFETY: the mapping has the size of a `Content`, is aligned to a page, and was zeros at first, which are one, as is
        // anything that was written there since. It lives as long as `self`, whose shared borrow this one is.
        unsafe { self.0.as_ref() }
    }

    #[inline]
    pub(crate) const fn content_mut(&mut self) -> &mut Content<BYTES> {
        // SAFETY: as above; and `self`, which alone knows the pages, is exclusively borrowed.
        unsafe { self.0.as_mut() }
    }

    fn mapping(&self) -> ManuallyDrop<Mapping> {
        // SAFETY: `new` has leaked a mapping with this start and this size; nobody but `drop` below drops what was adopted.
        ManuallyDrop::new(unsafe { Mapping::adopt(self.0.cast(), Self::SIZE) })
    }
}

impl<const BYTES: usize> Drop for Region<BYTES> {
    /// The kernel wipes pages before it gives them to anybody else; this is for whoever looks until then.
    fn drop(&mut self) {
        self.content_mut().wipe();
        black_box(self.content());
        drop(ManuallyDrop::into_inner(self.mapping()));
    }
}
