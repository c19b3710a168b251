//! Emscripten.
//!
//! Its C library asks the JavaScript around it: crypto.getRandomValues in browsers, crypto.randomFillSync in
//! Node.js.

use super::Platform;

pub(super) const PLATFORM: Platform = Platform {
    system: "Emscripten",
    interface: "getentropy of its C library",
    since: "Emscripten 2.0.5 (2020)",
    pool: "the JavaScript engine's generator",
    limits: "256 bytes a call, made in pieces",
    may_be_predictable: false,
};
