//! Cygwin.
//!
//! The function asks Windows' RtlGenRandom. (winsup/cygwin, getentropy.cc.)

use super::Platform;

pub(super) const PLATFORM: Platform = Platform {
    system: "Cygwin",
    interface: "getrandom of Cygwin",
    since: "Cygwin 2.7 (2017)",
    pool: "Windows' generator, by RtlGenRandom",
    limits: "up to 256 bytes come whole, the rest is asked for again",
    may_be_predictable: false,
};
