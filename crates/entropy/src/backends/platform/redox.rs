//! Redox.
//!
//! The daemon randd answers, with ChaCha20 seeded once by the processor (RDRAND, RNDRRS). **On a processor
//! without such an instruction it says on the console that its numbers are not secure, and hands out bytes that
//! anybody can compute**; a reader of the device cannot tell. (randd, src/main.rs.)

use super::Platform;

pub(super) const PLATFORM: Platform = Platform {
    system: "Redox",
    interface: "/dev/urandom",
    since: "every Redox that Rust supports",
    pool: "randd's ChaCha20 generator, seeded by the processor",
    limits: "predictable on a processor without RDRAND (or RNDRRS), without an error; needs a \
             file descriptor",
    may_be_predictable: true,
};
