//! Any system that has a row of its own, if the application sets another of the `getrandom` crate's flags,
//! `--cfg getrandom_backend="…"`.
//!
//! The application has then named the source for that crate, and this one can only say so.

use super::Platform;

pub(super) const PLATFORM: Platform = Platform {
    system: "any, with another of getrandom's flags",
    interface: "the getrandom crate's backend by build flag",
    since: "getrandom 0.3",
    pool: "the application's choice",
    limits: "the application's choice",
    may_be_predictable: false,
};
