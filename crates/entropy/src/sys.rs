//! All `unsafe` code of this crate: the system call instruction of each architecture, the memory that the
//! vDSO works on, the hardware generators, the slot for a registered backend, and the step from memory that
//! was never written to bytes. What it offers to the rest of the crate is safe to call.
#![allow(
    unsafe_code,
    reason = "no C library and no dependency is required, so the instruction has to be written here"
)]

use core::mem::MaybeUninit;

use crate::Error;

// The 64-bit ABI of x86-64 and AArch64 only: x32 and ILP32 number their calls differently, and are left
// to the portable backend, as is every architecture whose `asm!` is newer than our oldest compiler, and the
// interpreter Miri, which knows no instructions.
#[cfg_attr(
    not(all(
        target_os = "linux",
        not(miri),
        any(
            all(target_arch = "x86_64", target_pointer_width = "64"),
            all(target_arch = "aarch64", target_pointer_width = "64"),
            target_arch = "x86",
            target_arch = "arm",
            target_arch = "riscv32",
            target_arch = "riscv64",
            target_arch = "loongarch64",
            target_arch = "s390x",
        )
    )),
    path = "sys/linux_disabled.rs"
)]
mod linux;
mod registry;

pub(crate) mod hardware;

pub(crate) use linux::{
    NATIVE, Region, fork_generation, getrandom, open_random_device, pool_is_initialised,
    vdso_getrandom, vdso_is_faster,
};
pub(crate) use registry::{Registered, close, register, registered};

/// A signal handler ran: the call is to be made again. The number is the same on all architectures.
pub(crate) const EINTR: Error = Error::from_os(4);
/// Nothing to be had without waiting: the pool was not seeded yet.
pub(crate) const EAGAIN: Error = Error::from_os(11);
/// Forbidden, as by a seccomp filter.
pub(crate) const EPERM: Error = Error::from_os(1);
/// No such system call; the number that it has on every architecture whose calls are made here.
pub(crate) const ENOSYS: Error = Error::from_os(38);

/// Writes zeros to `dest` and returns it as the bytes that it now is.
pub(crate) fn zeroed(dest: &mut [MaybeUninit<u8>]) -> &mut [u8] {
    for byte in dest.iter_mut() {
        byte.write(0);
    }
    let initialised: *mut [MaybeUninit<u8>] = dest;
    // SAFETY: every element was written above, so the memory holds valid `u8`s; `MaybeUninit<u8>` has
    // the layout of `u8` (core::mem::MaybeUninit, "Layout"), so the slice has the same length in bytes;
    // the pointer comes from an exclusive reference whose lifetime the result takes over.
    unsafe { &mut *(initialised as *mut [u8]) }
}
