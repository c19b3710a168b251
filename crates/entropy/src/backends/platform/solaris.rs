//! Oracle Solaris.
//!
//! The call differs from all others of its name: a failure is 0 and not -1, and a call for more than 1024 bytes
//! failed in 11.3. It is made with GRND_RANDOM, for the manual left open whether the other pool waits for its
//! first seed. The bytes pass through a generator approved by FIPS 140-2. (getrandom(2).)

use super::Platform;

pub(super) const PLATFORM: Platform = Platform {
    system: "Solaris",
    interface: "getrandom(2) with GRND_RANDOM",
    since: "Solaris 11.3 (2015)",
    pool: "the kernel's DRBG, as /dev/random",
    limits: "1024 bytes a call, made in pieces; may wait",
    may_be_predictable: false,
};
