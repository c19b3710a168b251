//! What the tests ask of Linux, each call in a safe function of its own: the rest of the tests has no `unsafe`.
#![allow(unsafe_code, reason = "fork, filters and signals are calls of the C library")]

pub(crate) mod confine;
pub(crate) mod memory;
pub(crate) mod process;
pub(crate) mod signal;

use core::ffi::c_int;
use std::io;

/// The result of a call that answers -1 when it fails, which no test expects.
#[track_caller]
pub(crate) fn checked(result: c_int) -> c_int {
    assert_ne!(result, -1, "{}", io::Error::last_os_error());
    result
}

/// Whether this process may mount, and may reseed the kernel's generator: CAP_SYS_ADMIN, which root in a container
/// often lacks.
pub(crate) fn is_admin() -> bool {
    has_capability(21)
}

/// Whether this process may change its root directory: CAP_SYS_CHROOT.
pub(crate) fn may_change_root() -> bool {
    has_capability(18)
}

/// By the mask in `/proc/self/status` (capabilities(7), proc_pid_status(5)).
fn has_capability(number: u32) -> bool {
    let status = std::fs::read_to_string("/proc/self/status").unwrap();
    let mask = status.lines().find_map(|line| line.strip_prefix("CapEff:")).unwrap();
    u64::from_str_radix(mask.trim(), 16).unwrap() >> number & 1 == 1
}

/// Whether the kernel told this process where its vDSO is: not under valgrind, and not in an emulator.
pub(crate) fn has_vdso() -> bool {
    // SAFETY: reads the auxiliary vector, which the C library keeps; any number may be asked for
    // (getauxval(3)).
    unsafe { libc::getauxval(libc::AT_SYSINFO_EHDR) != 0 }
}

/// Whether calls go to a kernel: an emulator of user programs lets nobody filter the calls that it needs itself,
/// and answers that there are no filters.
pub(crate) fn is_emulated() -> bool {
    // SAFETY: takes numbers alone and writes nothing (PR_GET_SECCOMP(2const)).
    unsafe { libc::prctl(libc::PR_GET_SECCOMP, 0, 0, 0, 0) != 0 }
}

/// What a program does that never looks at what `getrandom` says.
pub(crate) fn careless_getrandom(dest: &mut [u8]) -> isize {
    // SAFETY: `dest` is an exclusive borrow of that many bytes, and the kernel writes no more (getrandom(2)).
    unsafe { libc::getrandom(dest.as_mut_ptr().cast(), dest.len(), 0) }
}

/// Throws the kernel's generator away and makes a new one: `RNDRESEEDCRNG` (random(4)).
pub(crate) fn reseed(device: &impl std::os::fd::AsRawFd) {
    // `_IO('R', 7)`, whose number differs between architectures in the bits that say "no argument".
    let none: u64 =
        if cfg!(any(target_arch = "powerpc64", target_arch = "mips64")) { 1 } else { 0 };
    let request = (none << 29) | (u64::from(b'R') << 8) | 7;
    // SAFETY: this request takes no argument and touches no memory of the caller's (random(4)).
    checked(unsafe { libc::ioctl(device.as_raw_fd(), request) });
}
