//! Fuchsia.
//!
//! Zircon's generator is ChaCha20 and is seeded from sources inside the kernel alone. The call cannot fail:
//! with a bad address it ends the process. (zx_cprng_draw, Zircon's concept page on its CPRNG.)

use super::Platform;

pub(super) const PLATFORM: Platform = Platform {
    system: "Fuchsia",
    interface: "zx_cprng_draw",
    since: "every Fuchsia that Rust supports",
    pool: "the kernel's ChaCha20 generator",
    limits: "none; never fails, never waits",
    may_be_predictable: false,
};
