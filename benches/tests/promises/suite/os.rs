//! What the checks ask of Linux: the calls of the acceptance suite of `wellspring-entropy`, and three more.
#![allow(unsafe_code, reason = "fork, filters and namespaces are calls of the C library")]
#![allow(dead_code, reason = "the other suite uses the rest")]

#[path = "../../../../crates/entropy/tests/faults/suite/os/confine.rs"]
pub(crate) mod confine;
#[path = "../../../../crates/entropy/tests/faults/suite/os/memory.rs"]
pub(crate) mod memory;
#[path = "../../../../crates/entropy/tests/faults/suite/os/process.rs"]
pub(crate) mod process;
#[path = "../../../../crates/entropy/tests/faults/suite/os/signal.rs"]
pub(crate) mod signal;

use core::{ffi::c_int, ops::Range};
use std::io;

/// The result of a call that answers -1 when it fails, which no check expects.
#[track_caller]
pub(crate) fn checked(result: c_int) -> c_int {
    assert_ne!(result, -1, "{}", io::Error::last_os_error());
    result
}

/// The next child is number 1 of a namespace of process numbers of its own: `false` where that is not allowed.
pub(crate) fn number_children_anew() -> bool {
    // SAFETY: takes flags alone; the process has one thread, as a new namespace of users asks (unshare(2)).
    let alone = unsafe { libc::unshare(libc::CLONE_NEWPID) };
    if alone == 0 {
        return true;
    }
    // SAFETY: the same.
    unsafe { libc::unshare(libc::CLONE_NEWUSER | libc::CLONE_NEWPID) == 0 }
}

/// Takes back that these pages are wiped in children, so that a child has what a copy of the machine would have.
pub(crate) fn copy_to_children(pages: &Range<usize>) {
    let address = core::ptr::with_exposed_provenance_mut(pages.start);
    // SAFETY: changes what a child gets, and no memory of this process; a range that is not of this kind is refused,
    // which is no loss, so the answer is not looked at (madvise(2), "MADV_KEEPONFORK").
    unsafe { libc::madvise(address, pages.len(), libc::MADV_KEEPONFORK) };
}

/// Interrupts this thread with a signal, whose handler has run on return.
pub(crate) fn interrupt(signal: c_int) {
    // SAFETY: runs the handler that a check has installed, and touches no memory (raise(3)).
    assert_eq!(unsafe { libc::raise(signal) }, 0);
}
