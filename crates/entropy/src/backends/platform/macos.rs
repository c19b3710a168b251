//! macOS.
//!
//! The kernel's generator follows Fortuna (Yarrow in older versions) and is the one behind /dev/random and
//! /dev/urandom, which do not differ. It is seeded by the boot loader, so nothing waits. The call refuses more
//! than 256 bytes with EIO, so long requests are made in pieces. (getentropy(2), random(4).)

use super::Platform;

pub(super) const PLATFORM: Platform = Platform {
    system: "macOS",
    interface: "getentropy(2)",
    since: "macOS 10.12 (2016)",
    pool: "the kernel's Fortuna generator, as /dev/random",
    limits: "256 bytes a call, made in pieces",
    may_be_predictable: false,
};
