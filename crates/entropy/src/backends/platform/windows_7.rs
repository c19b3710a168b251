//! Windows 7 and 8: Rust's targets `*-win7-windows-*` alone.
//!
//! RtlGenRandom is exported by advapi32.dll as SystemFunction036 since Windows XP. Since Windows Vista SP1 the
//! generator is AES in counter mode after SP 800-90, seeded by the kernel. Not to be had by applications of the
//! Universal Windows Platform, which need Windows 10 anyway. (ntsecapi.h.)

use super::Platform;

pub(super) const PLATFORM: Platform = Platform {
    system: "Windows 7 and 8",
    interface: "RtlGenRandom",
    since: "Windows XP (2001)",
    pool: "the process's AES counter generator, seeded by the kernel's",
    limits: "2^31 - 1 bytes a call, made in pieces; a failure carries no code",
    may_be_predictable: false,
};
