//! WASI preview 1: `wasm32-wasip1` and its variant with threads.
//!
//! The host answers, and from where is the host's affair: an engine like wasmtime, wasmer or Node.js takes its
//! own operating system's bytes, an engine for replay may not. (wasi_snapshot_preview1, random_get.)

use super::Platform;

pub(super) const PLATFORM: Platform = Platform {
    system: "WASI preview 1",
    interface: "random_get",
    since: "preview 1 (2019)",
    pool: "the host's choice",
    limits: "as good as the host; errors are WASI's errno",
    may_be_predictable: false,
};
