//! AIX.
//!
//! The devices came with AIX 5.2, with a Yarrow generator that the kernel seeds from the timing of interrupts.
//! /dev/urandom does not wait. (AIX files reference, random and urandom devices.)

use super::Platform;

pub(super) const PLATFORM: Platform = Platform {
    system: "AIX",
    interface: "/dev/urandom",
    since: "AIX 5.2 (2002)",
    pool: "the kernel's generator",
    limits: "needs a file descriptor; does not wait for a first seed",
    may_be_predictable: false,
};
