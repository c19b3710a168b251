//! Everything else: bare metal, UEFI without the flag, wasm without JavaScript, and any system without the
//! feature `portable` that has no system call of ours.
//!
//! The crate compiles there, and says so when it is asked for bytes. An application that has a source registers
//! it with `set_backend`.

use super::Platform;

pub(super) const PLATFORM: Platform = Platform {
    system: "bare metal, wasm without JavaScript, the rest",
    interface: "none",
    since: "never",
    pool: "none",
    limits: "Error::UNSUPPORTED until a backend is registered",
    may_be_predictable: false,
};
