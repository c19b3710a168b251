//! Windows 10 and newer.
//!
//! ProcessPrng of bcryptprimitives.dll is what BCryptGenRandom, RtlGenRandom and CryptGenRandom end in; called
//! directly, it needs no registry and no second library. The generators are AES-256 in counter mode, one for
//! each processor in each process, seeded by the kernel's root generator. (The Windows 10 random number
//! generation infrastructure, Microsoft 2019.) It is documented to succeed always. Implementations by others,
//! as Wine's, can fail.

use super::Platform;

pub(super) const PLATFORM: Platform = Platform {
    system: "Windows 10 and newer",
    interface: "ProcessPrng",
    since: "Windows 10 (2015)",
    pool: "the process's AES-256 counter generators, seeded by the kernel's",
    limits: "none; a failure carries no code",
    may_be_predictable: false,
};
