//! PlayStation Vita, homebrew.
//!
//! newlib's function asks sceKernelGetRandomNumber of the console's kernel.

use super::Platform;

pub(super) const PLATFORM: Platform = Platform {
    system: "PlayStation Vita",
    interface: "getentropy of newlib",
    since: "vitasdk of December 2021",
    pool: "the console's kernel",
    limits: "256 bytes a call, made in pieces",
    may_be_predictable: false,
};
