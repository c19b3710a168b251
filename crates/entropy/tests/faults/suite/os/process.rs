//! Processes made in every way that Linux has, and what became of them.

use core::{
    ffi::{c_int, c_long, c_void},
    time::Duration,
};
use std::{thread::sleep, time::Instant};

use super::checked;

/// How a child came to its end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Ended {
    Exit(i32),
    Signal(i32),
    /// It was still running when its time was over, and was killed.
    Stuck,
}

/// `fork(2)` by way of the C library and its handlers: `None` in the child.
pub(crate) fn fork() -> Option<libc::pid_t> {
    // SAFETY: takes no arguments. The child has a copy of this memory and this thread alone; there the
    // tests draw, write to shared atomics and exit, all of which needs no lock (signal-safety(7)).
    let pid = checked(unsafe { libc::fork() });
    (pid != 0).then_some(pid)
}

/// The same by the system call, of which the C library learns nothing: `None` in the child.
pub(crate) fn clone() -> Option<libc::pid_t> {
    let flags = c_long::from(libc::SIGCHLD);
    // On s390x the stack comes first (clone(2), "C library/kernel differences").
    let [first, second] = if cfg!(target_arch = "s390x") { [0, flags] } else { [flags, 0] };
    let none: c_long = 0;
    // SAFETY: numbers alone. Without flags and without a stack the child is a copy, as after fork, and does no
    // more than a child of `fork` above does.
    let pid = unsafe { libc::syscall(libc::SYS_clone, first, second, none, none, none) };
    let pid = checked(pid.try_into().unwrap());
    (pid != 0).then_some(pid)
}

/// Runs `child` in a process that shares this one's memory and, as no thread would, this thread's
/// thread-local storage. `parent` runs beside it; after it, with `CLONE_VFORK` among the `flags`.
///
/// `child` must do nothing that needs storage of its own: no allocation, no lock, no panic. Its stack, of `STACK` bytes, is in the
/// parent's own frame.
pub(crate) fn beside_on<const STACK: usize>(
    flags: c_int,
    child: &dyn Fn(),
    parent: &dyn Fn(),
) -> Ended {
    extern "C" fn run(argument: *mut c_void) -> c_int {
        // SAFETY: `argument` is the address of `work` in `beside_on`, which waits for the end of this child
        // before `work` goes.
        let work = unsafe { *argument.cast::<&dyn Fn()>() };
        work();
        0
    }
    #[repr(align(4096))]
    struct Stack<const STACK: usize>(
        #[allow(dead_code, reason = "it is used by the child")] [u8; STACK],
    );
    let mut stack = Stack([0; STACK]);
    let mut work = child;
    let argument = (&raw mut work).cast();
    let top = (&raw mut stack).wrapping_add(1).cast();
    // SAFETY: the child runs `run` on a stack of its own, from its upper end, which is aligned to a page; both
    // that stack and the argument outlive it, as it is waited for below (clone(2)).
    let pid = unsafe { libc::clone(run, top, libc::CLONE_VM | libc::SIGCHLD | flags, argument) };
    let pid = checked(pid);
    parent();
    wait(pid)
}

/// Waits for a child to end.
pub(crate) fn wait(pid: libc::pid_t) -> Ended {
    let mut status = 0;
    // SAFETY: `status` is an exclusive borrow of the integer that the call writes (waitpid(2)).
    checked(unsafe { libc::waitpid(pid, &raw mut status, 0) });
    ended(status)
}

/// Waits until a child that is forgotten has ended.
pub(crate) fn gone(pid: libc::pid_t) {
    // SAFETY: writes nowhere; the call fails when no child is left (waitpid(2), "ECHILD").
    unsafe { libc::waitpid(pid, core::ptr::null_mut(), 0) };
}

/// Waits for a child to end, and kills it when its `time` is over.
pub(crate) fn wait_within(pid: libc::pid_t, time: Duration) -> Ended {
    let start = Instant::now();
    let mut status = 0;
    loop {
        // SAFETY: as in `wait`.
        let found = checked(unsafe { libc::waitpid(pid, &raw mut status, libc::WNOHANG) });
        if found == pid {
            return ended(status);
        }
        if start.elapsed() > time {
            // SAFETY: touches no memory; `pid` is a child that was not waited for, so the number is its
            // own (kill(2)).
            checked(unsafe { libc::kill(pid, libc::SIGKILL) });
            wait(pid);
            return Ended::Stuck;
        }
        sleep(Duration::from_micros(200));
    }
}

fn ended(status: c_int) -> Ended {
    if libc::WIFEXITED(status) {
        Ended::Exit(libc::WEXITSTATUS(status))
    } else {
        Ended::Signal(libc::WTERMSIG(status))
    }
}

/// Runs `work` in a forked child, whose exit status is what it returns. A panic there is status 101.
pub(crate) fn in_child(time: Duration, work: impl FnOnce() -> i32) -> Ended {
    match fork() {
        Some(pid) => wait_within(pid, time),
        None => {
            let work = core::panic::AssertUnwindSafe(work);
            exit(std::panic::catch_unwind(work).unwrap_or(101))
        }
    }
}

/// Ends this process at once: no destructor runs, nothing is flushed.
pub(crate) fn exit(status: i32) -> ! {
    // SAFETY: touches no memory and does not return (_exit(2)).
    unsafe { libc::_exit(status) }
}

/// Nobody waits for children from now on: the kernel forgets them when they end.
pub(crate) fn forget_children() {
    // SAFETY: ignoring a signal runs no code of ours (signal(2); waitpid(2), "NOTES").
    let before = unsafe { libc::signal(libc::SIGCHLD, libc::SIG_IGN) };
    assert_ne!(before, libc::SIG_ERR);
}

/// Keeps the calling thread on one processor, where there is more than one.
pub(crate) fn pin(cpu: usize) {
    let mask = [1u64 << (cpu & 1)];
    let size = size_of_val(&mask);
    // SAFETY: the kernel reads `size` bytes of `mask` (sched_setaffinity(2)). A machine of one processor
    // refuses the second, which is no loss, so the answer is not looked at.
    unsafe { libc::syscall(libc::SYS_sched_setaffinity, 0, size, mask.as_ptr()) };
}
