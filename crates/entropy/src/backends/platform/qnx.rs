//! QNX Neutrino, QNX OS.
//!
//! /dev/random and /dev/urandom give the same. Behind them is the service `random`, which follows Fortuna
//! (Yarrow in version 6.3) and has to be started with at least one source of entropy by whoever puts the system
//! together. (QNX utilities reference, random.)

use super::Platform;

pub(super) const PLATFORM: Platform = Platform {
    system: "QNX",
    interface: "/dev/urandom",
    since: "every QNX that Rust supports (7.0)",
    pool: "the Fortuna generator of the service `random`",
    limits: "needs a file descriptor, and the service to run with a source",
    may_be_predictable: false,
};
