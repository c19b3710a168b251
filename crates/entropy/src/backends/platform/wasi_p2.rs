//! WASI 0.2 and 0.3: `wasm32-wasip2`, `wasm32-wasip3`.
//!
//! The interface demands bytes of a seeded cryptographic generator, without waiting, and forbids hosts to
//! answer with deterministic data: they are to leave the interface out. It is called for eight bytes at a time,
//! since the function for many allocates. (wasi:random/random.)

use super::Platform;

pub(super) const PLATFORM: Platform = Platform {
    system: "WASI 0.2 and 0.3",
    interface: "wasi:random get-random-u64",
    since: "WASI 0.2.0 (2024), 0.3.0",
    pool: "the host's cryptographic generator",
    limits: "8 bytes a call, made in pieces; never fails, never waits",
    may_be_predictable: false,
};
