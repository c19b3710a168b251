//! Linux on processors whose system call instruction this crate does not know, as PowerPC, MIPS and SPARC, and
//! the ILP32 variants of x86-64 and AArch64.
//!
//! The `getrandom` crate calls the C library's function: in glibc since 2.25, in musl since 1.1.20. Where it is
//! missing or the kernel lacks the call, and the processor is one for which Rust still supports such kernels,
//! that crate reads /dev/urandom after /dev/random was ready to be read. It decides so once for the life of the
//! process.

use super::Platform;

pub(super) const PLATFORM: Platform = Platform {
    system: "Linux, by the C library",
    interface: "getrandom of the C library, else /dev/urandom once /dev/random is ready",
    since: "Linux 3.17, glibc 2.25, musl 1.1.20",
    pool: "the kernel's ChaCha20 generator, as /dev/urandom",
    limits: "waits for the first seed; a seccomp filter installed after the first call is an \
             error; the device needs a file descriptor",
    may_be_predictable: false,
};
