//! Motor OS on x86-64.
//!
//! The system is for virtual machines and names RDRAND as its source; it is tested at start-up as on SGX.

use super::Platform;

pub(super) const PLATFORM: Platform = Platform {
    system: "Motor OS",
    interface: "RDRAND",
    since: "every Motor OS",
    pool: "the processor's CTR_DRBG",
    limits: "8 bytes an instruction; can be out of bytes, after ten tries an error",
    may_be_predictable: false,
};
