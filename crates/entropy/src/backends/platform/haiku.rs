//! Haiku.
//!
//! /dev/random and /dev/urandom are one device. It is opened at the first draw and stays open.

use super::Platform;

pub(super) const PLATFORM: Platform = Platform {
    system: "Haiku",
    interface: "/dev/urandom",
    since: "every Haiku that Rust supports",
    pool: "the kernel's generator, as /dev/random",
    limits: "needs a file descriptor",
    may_be_predictable: false,
};
