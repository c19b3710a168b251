//! SOLID on the TOPPERS/ASP3 kernel.
//!
//! The function belongs to SOLID's core services, and what is behind it to the board.

use super::Platform;

pub(super) const PLATFORM: Platform = Platform {
    system: "SOLID",
    interface: "SOLID_RNG_SampleRandomBytes",
    since: "every SOLID that Rust supports",
    pool: "the board's choice",
    limits: "as good as the board",
    may_be_predictable: false,
};
