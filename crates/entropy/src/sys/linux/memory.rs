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

const MADV_DONTDUMP: u32 = 16;

pub(super) const SMALLEST_PAGE: usize = 4096;

/// A page for whatever fits.
pub(super) fn page() -> Result<Mapping, Error> {
    Mapping::new(SMALLEST_PAGE, PROT_READ_WRITE, MAP_PRIVATE_ANONYMOUS)
}

/// Pages of this process alone, zeroed by the kernel.
pub(super) struct Mapping {
    start: NonNull<u8>,
    size: usize,
}

impl Mapping {
    /// New pages, with the protection and flags of mmap(2).
    pub(super) fn new(size: usize, protection: u32, flags: u32) -> Result<Self, Error> {
        const NO_FILE: usize = usize::MAX;
        const MAP_FIXED: u32 = 0x10;
        const MAP_FIXED_NOREPLACE: u32 = 0x10_0000;
        if flags & (MAP_FIXED | MAP_FIXED_NOREPLACE) != 0 {
            return Err(Error::UNEXPECTED);
        }
        let mut wanted = [0, size, word(protection), word(flags), NO_FILE, 0];
        let args = match NUMBERS.mmap_args {
            MmapArgs::Registers => wanted,
            MmapArgs::Pointer => [address(&mut wanted), 0, 0, 0, 0, 0],
        };
        // SAFETY: an address of 0 without the two flags above leaves the place to the kernel, which takes one that
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

    /// Keeps the pages for the life of the process, or until they are adopted.
    pub(super) fn leak(self) {
        let _kept = ManuallyDrop::new(self);
    }

    /// The mapping that was leaked.
    ///
    /// # Safety
    ///
    /// `start` and `size` must be those of a mapping that was leaked, and is not used after the result was dropped.
    pub(super) const unsafe fn adopt(start: NonNull<u8>, size: usize) -> Self {
        Self { start, size }
    }

    /// Has the kernel wipe these pages in every child, and makes sure that it heard.
    pub(super) fn wipe_on_fork(&self) -> Result<(), Error> {
        verified(|advice| self.advise(advice))
    }

    /// Has the kernel leave these pages out when it writes a core dump (MADV_DONTDUMP, Linux 3.4).
    pub(super) fn exclude_from_dumps(&self) -> Result<(), Error> {
        self.advise(MADV_DONTDUMP)
    }

    /// Keeps these pages in memory, so that they are never written to swap.
    pub(super) fn lock(&self) -> Result<(), Error> {
        let args = [self.start.as_ptr().expose_provenance(), self.size, 0, 0, 0, 0];
        // SAFETY: mlock changes nothing that the program can read or write (mlock(2)); the range is this value's own.
        check(unsafe { syscall(NUMBERS.mlock, args) }).map(|_| ())
    }

    fn advise(&self, advice: u32) -> Result<(), Error> {
        let args = [self.start.as_ptr().expose_provenance(), self.size, word(advice), 0, 0, 0];
        // SAFETY: the range is this value's own. MADV_WIPEONFORK changes what a child finds in it, MADV_DONTDUMP what a
        // dump holds, and neither anything here; an unknown advice changes nothing (madvise(2)).
        check(unsafe { syscall(NUMBERS.madvise, args) }).map(|_| ())
    }
}

/// Something that says yes to any advice (an emulator does) says nothing by it, so nonsense is tried first and has to be
/// refused.
fn verified(advise: impl Fn(u32) -> Result<(), Error>) -> Result<(), Error> {
    const MADV_WIPEONFORK: u32 = 18;
    const NONSENSE: u32 = 0x5757;
    match advise(NONSENSE) {
        Err(_) => advise(MADV_WIPEONFORK),
        Ok(()) => Err(Error::UNEXPECTED),
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
    extern crate std;

    use super::{Error, MAP_PRIVATE_ANONYMOUS, Mapping, PROT_READ_WRITE, verified};

    #[test]
    fn maps_and_gives_back() {
        let before = size_in_pages();
        for _ in 0..1_000 {
            let mapping = Mapping::new(1 << 20, PROT_READ_WRITE, MAP_PRIVATE_ANONYMOUS).unwrap();
            assert_eq!(mapping.start().addr().trailing_zeros().min(12), 12);
        }
        // Other tests map as well, but not half of what is to be given back here.
        let kept = size_in_pages().saturating_sub(before);
        assert!(kept < 1 << 17, "{kept} pages more");
    }

    /// The first number of proc_pid_statm(5).
    fn size_in_pages() -> u64 {
        let statm = std::fs::read_to_string("/proc/self/statm").unwrap();
        statm.split(' ').next().unwrap().parse().unwrap()
    }

    #[test]
    fn an_advice_counts_only_if_nonsense_is_refused() {
        let einval = Err(Error::from_os(22));
        assert_eq!(verified(|_| einval), einval, "an old kernel");
        assert_eq!(verified(|_| Ok(())), Err(Error::UNEXPECTED), "one that says yes to all");
        assert_eq!(verified(|advice| if advice == 18 { Ok(()) } else { einval }), Ok(()));
    }

    #[test]
    fn refuses_what_the_kernel_refuses() {
        let nothing = Mapping::new(0, PROT_READ_WRITE, MAP_PRIVATE_ANONYMOUS);
        assert_eq!(nothing.err(), Some(Error::from_os(22)));
        for fixed in [0x10, 0x10_0000] {
            let there = Mapping::new(4096, PROT_READ_WRITE, MAP_PRIVATE_ANONYMOUS | fixed);
            assert_eq!(there.err(), Some(Error::UNEXPECTED));
        }
    }
}
