//! Mappings: shared with children, private, and those that the kernel may drop.

use core::{
    ffi::{c_int, c_void},
    ops::Range,
    ptr::null_mut,
    slice,
    sync::atomic::{AtomicU64, Ordering},
};
use std::fs;

/// Zeros that this process and all its children see alike, for the rest of their lives.
pub(crate) fn shared(words: usize) -> &'static [AtomicU64] {
    let len = words * size_of::<AtomicU64>();
    let address =
        map(len, libc::PROT_READ | libc::PROT_WRITE, libc::MAP_SHARED | libc::MAP_ANONYMOUS);
    // SAFETY: `map` returned `len` bytes of zeros, aligned to a page, which are never unmapped and which
    // nobody knows but this slice; any bytes are valid atomics, and all access is atomic.
    unsafe { slice::from_raw_parts(address.cast(), words) }
}

/// Zeros of this process alone, which a forked child gets a copy of.
pub(crate) fn private(len: usize) -> *mut c_void {
    map(len, libc::PROT_READ | libc::PROT_WRITE, libc::MAP_PRIVATE | libc::MAP_ANONYMOUS)
}

/// Memory where the kernel likes, of the given protection and kind.
pub(crate) fn map(len: usize, protection: c_int, flags: c_int) -> *mut c_void {
    // SAFETY: without MAP_FIXED and with a null hint no memory that is in use is replaced (mmap(2)).
    let address = unsafe { libc::mmap(null_mut(), len, protection, flags, -1, 0) };
    assert_ne!(address, libc::MAP_FAILED, "{}", std::io::Error::last_os_error());
    address
}

/// Memory that is written to and never given back, as a leak is.
pub(crate) fn leak(len: usize) {
    shared_word(private(len)).store(1, Ordering::Relaxed);
}

fn shared_word(address: *mut c_void) -> &'static AtomicU64 {
    // SAFETY: the start of a mapping of zeros that is never unmapped; aligned to a page, and any bytes are a
    // valid atomic.
    unsafe { &*address.cast() }
}

/// Asks the kernel to take these pages back now, as it may do with any page when memory is short.
///
/// For pages that it may drop, that means that they read as zeros afterwards.
pub(crate) fn page_out(pages: &Range<usize>) {
    let address = core::ptr::with_exposed_provenance_mut(pages.start);
    // SAFETY: the pages belong to a mapping whose owner has agreed to lose its content at any moment, by
    // MAP_DROPPABLE; of any other kind of page the content is kept (madvise(2)). No reference to it exists.
    // An unmapped range is refused, which is no loss, so the answer is not looked at.
    unsafe { libc::madvise(address, pages.len(), libc::MADV_PAGEOUT) };
}

/// The mappings of this process that the kernel may drop: where states of the vDSO are kept.
pub(crate) fn droppable() -> Vec<Range<usize>> {
    droppable_in(&fs::read_to_string("/proc/self/smaps").unwrap())
}

fn droppable_in(smaps: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut range = 0..0;
    for line in smaps.lines() {
        if let Some(flags) = line.strip_prefix("VmFlags:") {
            if flags.split_whitespace().any(|flag| flag == "dp") {
                found.push(range.clone());
            }
        } else if let Some((start, rest)) = line.split_once('-') {
            let end = rest.split(' ').next().unwrap_or_default();
            let parse = |text| usize::from_str_radix(text, 16).ok();
            if let (Some(start), Some(end)) = (parse(start), parse(end)) {
                range = start..end;
            }
        }
    }
    found
}

/// What a leak would make grow.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Usage {
    pub(crate) resident_kib: u64,
    pub(crate) files: u64,
    pub(crate) mappings: u64,
}

impl Usage {
    pub(crate) fn now() -> Self {
        let status = fs::read_to_string("/proc/self/status").unwrap();
        let resident = status.lines().find_map(|line| line.strip_prefix("VmRSS:")).unwrap();
        let resident = resident.trim().trim_end_matches(" kB").trim();
        let maps = fs::read_to_string("/proc/self/maps").unwrap();
        Self {
            resident_kib: resident.parse().unwrap(),
            files: fs::read_dir("/proc/self/fd").unwrap().count().try_into().unwrap(),
            mappings: maps.lines().count().try_into().unwrap(),
        }
    }
}
