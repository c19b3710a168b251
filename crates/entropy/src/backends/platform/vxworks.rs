//! VxWorks.
//!
//! Before the first draw randSecure is asked, until it says that the generator was seeded.

use super::Platform;

pub(super) const PLATFORM: Platform = Platform {
    system: "VxWorks",
    interface: "randABytes",
    since: "every VxWorks that Rust supports (7)",
    pool: "the system's generator",
    limits: "2^31 - 1 bytes a call, made in pieces; waits for the first seed",
    may_be_predictable: false,
};
