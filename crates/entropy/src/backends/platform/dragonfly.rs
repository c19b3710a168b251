//! DragonFly BSD.
//!
//! The interface is FreeBSD's: one device under two names, GRND_RANDOM without effect, and a call that waits
//! for the first seed. (getrandom(2).)

use super::Platform;

pub(super) const PLATFORM: Platform = Platform {
    system: "DragonFly BSD",
    interface: "getrandom(2)",
    since: "DragonFly 5.7, released as 5.8 (2020)",
    pool: "the kernel's generator, as /dev/random",
    limits: "waits for the first seed; up to 256 bytes come whole",
    may_be_predictable: false,
};
