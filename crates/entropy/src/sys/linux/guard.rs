//! The two places where threads, signal handlers and forked children meet: a guard that one of them takes, and
//! a pointer that one of them publishes. `tests/loom.rs` has this file run in every order that there is.

use super::atomic::{AtomicPtr, AtomicU32, Ordering};

/// 1 while somebody uses what it guards, else 0: a word in ordinary memory.
///
/// It has two cache lines to itself, since processors fetch them in pairs.
#[repr(align(128))]
pub(super) struct Guard(pub(super) AtomicU32);

impl Guard {
    /// Whether the guard is now the caller's, who then calls `release`; never waits.
    ///
    /// A swap, not a look and a store: between these two a signal handler or another processor would find the
    /// guard open as well.
    #[inline]
    pub(super) fn take(&self) -> bool {
        self.0.swap(1, Ordering::Acquire) == 0
    }

    /// Whoever takes the guard next sees all that was done while it was held.
    #[inline]
    pub(super) fn release(&self) {
        self.0.store(0, Ordering::Release);
    }
}

/// What has been published, or null; with it comes into view what was written before it was.
#[inline]
pub(super) fn published<T>(slot: &AtomicPtr<T>) -> *mut T {
    slot.load(Ordering::Acquire)
}

/// Publishes `new` if nothing has been; if not, gives what has.
pub(super) fn publish<T>(slot: &AtomicPtr<T>, new: *mut T) -> Result<(), *mut T> {
    let nothing = core::ptr::null_mut();
    let found = slot.compare_exchange(nothing, new, Ordering::AcqRel, Ordering::Acquire);
    found.map(|_| ())
}
