//! Hermit, the unikernel.
//!
//! The kernel's generator is ChaCha20, seeded by the processor and seeded again each second. **Where the kernel
//! finds no instruction to seed it with (RDSEED on x86-64; others depend on the version), the system call hands
//! out a linear congruential generator of 31 bits and reports success**; only the kernel's log tells. Its
//! documentation promises ENOSYS. (src/entropy.rs and src/syscalls/entropy.rs of the kernel.)

use super::Platform;

pub(super) const PLATFORM: Platform = Platform {
    system: "Hermit",
    interface: "sys_read_entropy",
    since: "its kernel of January 2023",
    pool: "the kernel's ChaCha20 generator, seeded by the processor",
    limits: "predictable on a processor without RDSEED (or its like), without an error",
    may_be_predictable: true,
};
