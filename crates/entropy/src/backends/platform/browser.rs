//! Web pages and workers, Node.js, Deno and Bun: `wasm32-unknown-unknown` with the feature `wasm_js`.
//!
//! That target is also used where there is no JavaScript at all, and nothing tells the two apart, so the
//! feature says it. The bytes come from the engine, which takes them from its operating system. Found as
//! `globalThis.crypto`: in all browsers, in workers and in Node.js since version 19. (Web Cryptography API,
//! section 10.1.1.)

use super::Platform;

pub(super) const PLATFORM: Platform = Platform {
    system: "JavaScript, with the feature `wasm_js`",
    interface: "crypto.getRandomValues",
    since: "Web Cryptography API (2014), all browsers since 2015, Node.js 19",
    pool: "the engine's generator, seeded by its system",
    limits: "65 536 bytes a call, made in pieces; a failure carries no code",
    may_be_predictable: false,
};
