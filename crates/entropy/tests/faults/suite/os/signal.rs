//! Signals: who handles them, and a timer that sends them.

use core::{ffi::c_int, mem, ptr::null_mut};

use super::checked;

/// Sends SIGALRM to this process once, in so many microseconds. May be called by a handler.
pub(crate) fn alarm(microseconds: usize) {
    let never = libc::timeval { tv_sec: 0, tv_usec: 0 };
    let soon = libc::timeval { tv_sec: 0, tv_usec: microseconds.try_into().unwrap_or(1) };
    let timer = libc::itimerval { it_interval: never, it_value: soon };
    // SAFETY: the kernel reads the structure, which outlives the call, and writes nothing to the null pointer
    // (setitimer(2)).
    checked(unsafe { libc::setitimer(libc::ITIMER_REAL, &raw const timer, null_mut()) });
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
