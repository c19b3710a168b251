//! NetBSD.
//!
//! The call came with NetBSD 10 and waits until the pool has full entropy. On older systems the `getrandom`
//! crate asks the sysctl `kern.arandom` instead, which gives 256 bytes a call and never waits, not even for the
//! first seed. Both read generators of the kind Hash_DRBG (SP 800-90A), seeded from the entropy pool.
//! (getrandom(2), rnd(4), sysctl(7).)

use super::Platform;

pub(super) const PLATFORM: Platform = Platform {
    system: "NetBSD",
    interface: "getrandom(2), else sysctl kern.arandom",
    since: "NetBSD 10 (2024), the sysctl before",
    pool: "the kernel's Hash_DRBG, seeded from the entropy pool, as /dev/urandom",
    limits: "waits for full entropy, the sysctl does not; up to 256 bytes come whole; 256 bytes a \
             call of the sysctl",
    may_be_predictable: false,
};
