//! Memory straight from the kernel: for the states of the vDSO, and pages that a fork wipes.

use core::{
    mem::ManuallyDrop,
    ptr::{NonNull, with_exposed_provenance_mut},
};

use super::{
    MmapArgs,
    arch::{NUMBERS, syscall},
    calls::{address, check, word},
};
use crate::Error;

pub(super) const PROT_READ_WRITE: u32 = 3;
pub(super) const MAP_PRIVATE_ANONYMOUS: u32 = 0x22;

/// Pages of this process alone, zeroed by the kernel.
pub(super) struct Mapping {
    start: NonNull<u8>,
    size: usize,
}

impl Mapping {
    /// New pages, with the protection and flags of mmap(2).
    pub(super) fn new(size: usize, protection: u32, flags: u32) -> Result<Self, Error> {
        const NO_FILE: usize = usize::MAX;
        let mut wanted = [0, size, word(protection), word(flags), NO_FILE, 0];
        let args = match NUMBERS.mmap_args {
            MmapArgs::Registers => wanted,
            MmapArgs::Pointer => [address(&mut wanted), 0, 0, 0, 0, 0],
        };
        // SAFETY: an address of 0 without MAP_FIXED leaves the place to the kernel, which takes one that
        // nobody uses (mmap(2)), so no memory in use changes. Where the arguments go by pointer, that
        // points to six words, which outlive the call.
        let start = check(unsafe { syscall(NUMBERS.mmap, args) })?;
        let start = NonNull::new(with_exposed_provenance_mut(start)).ok_or(Error::UNEXPECTED)?;
        Ok(Self { start, size })
    }

    /// The first byte, of as many as were asked for.
    pub(super) fn start(&self) -> NonNull<u8> {
        self.start
    }

    /// Keeps the pages for the life of the process.
    pub(super) fn leak(self) {
        let _kept = ManuallyDrop::new(self);
    }

    /// Has the kernel wipe these pages in every child, and makes sure that it heard.
    ///
    /// Something that says yes to any advice (an emulator does) says nothing by it, so nonsense is tried first
    /// and has to be refused.
    pub(super) fn wipe_on_fork(&self) -> Result<(), Error> {
        const MADV_WIPEONFORK: u32 = 18;
        const NONSENSE: u32 = 0x5757;
        match self.advise(NONSENSE) {
            Err(_) => self.advise(MADV_WIPEONFORK),
            Ok(()) => Err(Error::UNEXPECTED),
        }
    }

    fn advise(&self, advice: u32) -> Result<(), Error> {
        let args = [self.start.as_ptr().expose_provenance(), self.size, word(advice), 0, 0, 0];
        // SAFETY: the range is this value's own. MADV_WIPEONFORK changes what a child finds in it and nothing
        // here; an unknown advice changes nothing (madvise(2)).
        check(unsafe { syscall(NUMBERS.madvise, args) }).map(|_| ())
    }
}

impl Drop for Mapping {
    fn drop(&mut self) {
        let args = [self.start.as_ptr().expose_provenance(), self.size, 0, 0, 0, 0];
        // SAFETY: the range is this value's own, and whoever got a pointer into it by `start` does not use it
        // longer than the value lives, or has called `leak`.
        let _unmapped = unsafe { syscall(NUMBERS.munmap, args) };
    }
}

#[cfg(test)]
mod tests {
    use super::{MAP_PRIVATE_ANONYMOUS, Mapping, PROT_READ_WRITE};

    #[test]
    fn maps_and_gives_back() {
        for _ in 0..100_000 {
            let mapping = Mapping::new(1 << 16, PROT_READ_WRITE, MAP_PRIVATE_ANONYMOUS).unwrap();
            assert_eq!(mapping.start().addr().trailing_zeros().min(12), 12);
        }
    }

    #[test]
    fn refuses_what_the_kernel_refuses() {
        let nothing = Mapping::new(0, PROT_READ_WRITE, MAP_PRIVATE_ANONYMOUS);
        assert_eq!(nothing.err(), Some(crate::Error::from_os(22)));
    }
}
