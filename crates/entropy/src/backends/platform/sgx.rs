//! Intel SGX enclaves: `x86_64-fortanix-unknown-sgx`.
//!
//! An enclave may not trust the operating system around it, so the processor is asked: RDRAND, up to ten times
//! for each word, after a start-up test. (Intel DRNG software implementation guide, 5.2.1.)

use super::Platform;

pub(super) const PLATFORM: Platform = Platform {
    system: "Intel SGX",
    interface: "RDRAND",
    since: "every processor with SGX (2015)",
    pool: "the processor's CTR_DRBG",
    limits: "8 bytes an instruction; can be out of bytes, after ten tries an error",
    may_be_predictable: false,
};
