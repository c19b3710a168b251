//! What a sandbox takes from a process, for good: system calls, files, the file system, devices.

use core::{
    ffi::{CStr, c_char, c_int, c_ulong},
    ptr::null,
};
use std::{ffi::CString, os::unix::ffi::OsStrExt, path::Path};

use super::checked;

/// From now on `getrandom` in this process ends in `action`, one of `SECCOMP_RET_…`.
pub(crate) fn filter_getrandom(action: u32) {
    filter(&mut [
        step(LOAD, 0, 0, CALL),
        step(IS, 0, 1, libc::SYS_getrandom.try_into().unwrap()),
        step(RETURN, 0, 0, action),
        step(RETURN, 0, 0, libc::SECCOMP_RET_ALLOW),
    ]);
}

/// From now on `getrandom` in this process answers as before the kernel's pool has its first seed: `EAGAIN` to who will not wait, and
/// who would wait ends in `waits`, one of `SECCOMP_RET_…`.
pub(crate) fn filter_early_boot(waits: u32) {
    filter(&mut [
        step(LOAD, 0, 0, CALL),
        step(IS, 0, 4, libc::SYS_getrandom.try_into().unwrap()),
        step(LOAD, 0, 0, FLAGS),
        step(HAS, 0, 1, libc::GRND_NONBLOCK),
        step(RETURN, 0, 0, libc::SECCOMP_RET_ERRNO | libc::EAGAIN.unsigned_abs()),
        step(RETURN, 0, 0, waits),
        step(RETURN, 0, 0, libc::SECCOMP_RET_ALLOW),
    ]);
}

/// Loads a word of `struct seccomp_data` (seccomp(2)), compares it, looks for bits in it, or ends the filter.
const LOAD: u32 = libc::BPF_LD | libc::BPF_W | libc::BPF_ABS;
const IS: u32 = libc::BPF_JMP | libc::BPF_JEQ | libc::BPF_K;
const HAS: u32 = libc::BPF_JMP | libc::BPF_JSET | libc::BPF_K;
const RETURN: u32 = libc::BPF_RET | libc::BPF_K;
/// The places of the call's number, and of the lower half of its third argument, which has 64 bits whatever the machine has.
const CALL: u32 = 0;
const FLAGS: u32 = if cfg!(target_endian = "little") { 32 } else { 36 };

fn step(code: u32, jt: u8, jf: u8, k: u32) -> libc::sock_filter {
    libc::sock_filter { code: code.try_into().unwrap(), jt, jf, k }
}

fn filter(steps: &mut [libc::sock_filter]) {
    let len = steps.len().try_into().unwrap();
    let program = libc::sock_fprog { len, filter: steps.as_mut_ptr() };
    let [on, off]: [c_ulong; 2] = [1, 0];
    // SAFETY: takes numbers alone, and gives up the right to gain privileges (PR_SET_NO_NEW_PRIVS(2const)).
    checked(unsafe { libc::prctl(libc::PR_SET_NO_NEW_PRIVS, on, off, off, off) });
    let mode = c_ulong::from(libc::SECCOMP_MODE_FILTER);
    // SAFETY: the kernel copies the instructions that `program` points to, which outlive the call
    // (PR_SET_SECCOMP(2const)).
    checked(unsafe { libc::prctl(libc::PR_SET_SECCOMP, mode, &raw const program) });
}

/// From now on this process can open no file.
pub(crate) fn no_files() {
    let none = libc::rlimit { rlim_cur: 0, rlim_max: 0 };
    // SAFETY: the kernel reads the structure, which outlives the call (setrlimit(2)).
    checked(unsafe { libc::setrlimit(libc::RLIMIT_NOFILE, &raw const none) });
}

/// From now on `path` is all of the file system.
pub(crate) fn change_root(path: &Path) {
    let path = c_string(path);
    // SAFETY: the kernel reads a string that ends in a zero and outlives the call (chroot(2)).
    checked(unsafe { libc::chroot(path.as_ptr()) });
    // SAFETY: the same (chdir(2)).
    checked(unsafe { libc::chdir(c"/".as_ptr()) });
}

/// From now on this process has mounts of its own.
pub(crate) fn private_mounts() {
    // SAFETY: takes flags alone; the process has one thread (unshare(2)).
    checked(unsafe { libc::unshare(libc::CLONE_NEWNS) });
    mount(null(), c"/", libc::MS_REC | libc::MS_PRIVATE);
}

/// Puts the file `from` in the place of the file `to`.
pub(crate) fn bind(from: &Path, to: &CStr) {
    mount(c_string(from).as_ptr(), to, libc::MS_BIND);
}

fn mount(from: *const c_char, to: &CStr, flags: c_ulong) {
    // SAFETY: `from` is null, where the flags ignore it, or a string that ends in a zero, as is `to`; both
    // outlive the call. File system type and data are ignored with these flags and may be null (mount(2)).
    let result: c_int = unsafe { libc::mount(from, to.as_ptr(), null(), flags, null()) };
    checked(result);
}

fn c_string(path: &Path) -> CString {
    CString::new(path.as_os_str().as_bytes()).unwrap()
}
