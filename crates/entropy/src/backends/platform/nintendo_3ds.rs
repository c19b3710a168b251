//! Nintendo 3DS, homebrew.
//!
//! The shim that Rust's programs link there asks the console's service `ps`.

use super::Platform;

pub(super) const PLATFORM: Platform = Platform {
    system: "Nintendo 3DS",
    interface: "getrandom of shim-3ds",
    since: "shim-3ds of February 2022",
    pool: "the console's service `ps`",
    limits: "none known",
    may_be_predictable: false,
};
