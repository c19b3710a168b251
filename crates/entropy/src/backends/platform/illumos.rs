//! illumos: OmniOS, SmartOS, OpenIndiana and the others.
//!
//! Without GRND_RANDOM the call reads the pool behind /dev/urandom, which getentropy(3C) and arc4random(3C)
//! read as well. It may return less than was asked for. (getrandom(2).)

use super::Platform;

pub(super) const PLATFORM: Platform = Platform {
    system: "illumos",
    interface: "getrandom(2)",
    since: "December 2018",
    pool: "the kernel's generator, as /dev/urandom",
    limits: "2^31 - 1 bytes a call; more, or a signal, cuts it short, and the rest is asked for \
             again",
    may_be_predictable: false,
};
