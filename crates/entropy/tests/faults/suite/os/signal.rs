//! Signals to one thread, in as quick a succession as it can take.

use core::{ffi::c_int, mem, ptr::null_mut};

use super::checked;

/// A thread that signals can be sent to.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Thread {
    process: libc::c_long,
    thread: libc::c_long,
}

impl Thread {
    /// The calling one.
    pub(crate) fn current() -> Self {
        // SAFETY: no arguments, no memory, never fails (getpid(2)).
        let process = unsafe { libc::syscall(libc::SYS_getpid) };
        // SAFETY: the same (gettid(2)).
        let thread = unsafe { libc::syscall(libc::SYS_gettid) };
        Self { process, thread }
    }

    /// Sends `signal` to this thread, if it still runs.
    pub(crate) fn signal(self, signal: c_int) {
        // SAFETY: touches no memory; a thread that has ended is refused by both of its numbers
        // (tgkill(2)).
        unsafe { libc::syscall(libc::SYS_tgkill, self.process, self.thread, signal) };
    }
}

/// Has `handler` run at every `signal` from now on. System calls are not restarted after it.
pub(crate) fn handle(signal: c_int, handler: extern "C" fn(c_int)) {
    // SAFETY: a structure of integers, flags and an optional function: all zeros are valid, and mean no
    // flags and an empty mask.
    let mut action: libc::sigaction = unsafe { mem::zeroed() };
    action.sa_sigaction = handler as usize;
    // SAFETY: `action` is valid and only read; `handler` has the type of a handler without SA_SIGINFO, and
    // those that the tests install draw, use atomics and make system calls alone (signal-safety(7)).
    checked(unsafe { libc::sigaction(signal, &raw const action, null_mut()) });
}
