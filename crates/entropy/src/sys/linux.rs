//! Linux without a C library: one file per architecture for the instruction and its numbers, and on top of it
//! the calls, the auxiliary vector, the vDSO and the pages that a fork wipes.
//!
//! Calling conventions: syscall(2), "Architecture calling conventions", and where that page is silent on what
//! is lost, the documents that the files name. Arguments are passed as whole registers, since a filter may
//! compare all of their bits. Numbers: the kernel's
//! `arch/*/entry/syscalls/*.tbl` and `include/uapi/asm-generic/unistd.h`.

// The gate in sys.rs once more: on another system the same instructions would compile and do something else, and most of those
// targets are checked only, where no test runs that would see it.
#[cfg(any(miri, not(target_os = "linux")))]
compile_error!("the system calls of Linux are made on Linux alone");

#[cfg_attr(target_arch = "x86_64", path = "linux/x86_64.rs")]
#[cfg_attr(target_arch = "x86", path = "linux/x86.rs")]
#[cfg_attr(target_arch = "aarch64", path = "linux/aarch64.rs")]
#[cfg_attr(target_arch = "arm", path = "linux/arm.rs")]
#[cfg_attr(any(target_arch = "riscv32", target_arch = "riscv64"), path = "linux/riscv.rs")]
#[cfg_attr(target_arch = "loongarch64", path = "linux/loongarch64.rs")]
#[cfg_attr(target_arch = "s390x", path = "linux/s390x.rs")]
mod arch;
mod auxv;
mod calls;
mod device;
mod elf;
mod guard;
mod home;
mod memory;
mod pace;
mod pages;
mod pool;
mod slot;
mod vdso;

#[allow(unused_imports, reason = "AArch64 alone asks for the processor's features")]
pub(crate) use self::auxv::auxv;
pub(crate) use self::{
    calls::{getrandom, pool_is_initialised},
    device::open_random_device,
    home::fork_generation,
    pace::vdso_is_faster,
    pages::Region,
    pool::vdso_getrandom,
};

/// What `guard` is built on; the model of it in `tests/loom.rs` has others here.
use core::sync::atomic;

/// Whether this is the file in use, and not its twin.
pub(crate) const NATIVE: bool = true;

/// The numbers of the calls that this crate makes.
struct Numbers {
    getrandom: usize,
    openat: usize,
    read: usize,
    fcntl: usize,
    close: usize,
    ppoll: usize,
    prctl: usize,
    mmap: usize,
    munmap: usize,
    clock_gettime: usize,
    madvise: usize,
    mlock: usize,
    stat: Stat,
    mmap_args: MmapArgs,
}

/// How an open file is asked what it is, and where in the answer the type and the device number stand.
#[allow(dead_code, reason = "each architecture has one of them")]
enum Stat {
    Fstat {
        number: usize,
        mode_at: usize,
        rdev_at: usize,
    },
    /// Where fstat is missing or newer than getrandom.
    Statx {
        number: usize,
    },
}

/// How mmap takes its six arguments.
#[allow(dead_code, reason = "each architecture has one of them")]
enum MmapArgs {
    Registers,
    Pointer,
}

/// A function of the vDSO.
struct Symbol {
    name: &'static [u8],
    version: &'static [u8],
}
