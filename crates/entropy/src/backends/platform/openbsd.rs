//! OpenBSD.
//!
//! The kernel's generator is ChaCha20, seeded by the boot loader from a file that the last shutdown wrote and
//! from hardware, so that it is ready before the first process runs: nothing waits and nothing is accounted. A
//! longer request than 256 bytes is refused with EIO. (getentropy(2), arc4random(9).)

use super::Platform;

pub(super) const PLATFORM: Platform = Platform {
    system: "OpenBSD",
    interface: "getentropy(2)",
    since: "OpenBSD 5.6 (2014)",
    pool: "the kernel's ChaCha20 generator, as /dev/urandom",
    limits: "256 bytes a call, made in pieces",
    may_be_predictable: false,
};
