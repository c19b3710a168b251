//! FreeBSD.
//!
//! /dev/random and /dev/urandom are one device, and GRND_RANDOM does nothing. The kernel's generator follows
//! Fortuna, and the call waits until it was seeded. (getrandom(2), random(4).)

use super::Platform;

pub(super) const PLATFORM: Platform = Platform {
    system: "FreeBSD",
    interface: "getrandom(2)",
    since: "FreeBSD 12.0 (2018)",
    pool: "the kernel's Fortuna generator, as /dev/random",
    limits: "waits for the first seed; up to 256 bytes come whole; over IOSIZE_MAX (at least 2^31 \
             - 1) bytes a call is EINVAL",
    may_be_predictable: false,
};
