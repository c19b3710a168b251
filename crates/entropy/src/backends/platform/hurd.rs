//! GNU/Hurd.
//!
//! glibc's function reads /dev/urandom, behind which is a translator, a process of the system.

use super::Platform;

pub(super) const PLATFORM: Platform = Platform {
    system: "Hurd",
    interface: "getrandom of glibc",
    since: "glibc 2.31 (2020)",
    pool: "the translator behind /dev/urandom",
    limits: "as good as the translator",
    may_be_predictable: false,
};
