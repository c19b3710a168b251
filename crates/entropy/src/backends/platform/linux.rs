//! Linux, on the processors whose system call instruction this crate knows: x86, x86-64, Arm, AArch64, RISC-V,
//! LoongArch, s390x.
//!
//! The call is made without a C library, and where the kernel offers it in the vDSO (x86-64 since Linux 6.11,
//! AArch64, LoongArch, s390x since 6.12, RISC-V later), without entering the kernel. Both read the kernel's
//! ChaCha20 generator, and both wait until it was seeded once since boot. Where the call is missing or
//! forbidden, the kernel's devices take its place. (getrandom(2), random(4).)

use super::Platform;

pub(super) const PLATFORM: Platform = Platform {
    system: "Linux",
    interface: "getrandom(2), in the vDSO where there is one",
    since: "Linux 3.17 (2014); in the vDSO since 6.11 (2024)",
    pool: "the kernel's ChaCha20 generator, as /dev/urandom",
    limits: "waits for the first seed; up to 256 bytes come whole, more may be cut short and are \
             asked for again",
    may_be_predictable: false,
};
