//! Every system that the `getrandom` crate reaches, and the one place that says which those are.
//!
//! That crate stops the build where it knows no source. So it is a dependency on the systems below alone, and
//! everywhere else its place is taken by `portable/unlinked.rs`.

use super::Platform;
use crate::{Backend, Error};

// The list in Cargo.toml, where it decides whether `getrandom` is built, is the same; `cargo xtask tidy`
// compares the two.
#[cfg_attr(
    not(any(
        all(
            feature = "portable",
            any(
                windows,
                target_os = "aix",
                target_os = "android",
                target_os = "cygwin",
                target_os = "dragonfly",
                target_os = "emscripten",
                target_os = "espidf",
                target_os = "freebsd",
                target_os = "fuchsia",
                target_os = "haiku",
                target_os = "hermit",
                target_os = "hurd",
                target_os = "illumos",
                target_os = "ios",
                target_os = "linux",
                target_os = "macos",
                target_os = "netbsd",
                target_os = "nto",
                target_os = "openbsd",
                target_os = "redox",
                target_os = "solaris",
                target_os = "solid_asp3",
                target_os = "tvos",
                target_os = "visionos",
                target_os = "vita",
                target_os = "vxworks",
                target_os = "watchos",
                all(target_os = "horizon", target_arch = "arm"),
                all(target_os = "motor", target_arch = "x86_64"),
                all(target_os = "uefi", getrandom_backend = "efi_rng"),
                all(target_os = "wasi", target_arch = "wasm32"),
                all(target_env = "sgx", target_arch = "x86_64", target_feature = "rdrand"),
            ),
        ),
        all(feature = "wasm_js", target_arch = "wasm32", target_os = "unknown"),
    )),
    path = "portable/unlinked.rs"
)]
mod linked;

pub(crate) use linked::LINKED;

/// The operating system's randomness through the [`getrandom`](https://docs.rs/getrandom) crate.
///
/// [`Platform`] has what is known of the interface that it ends in on this target, and its
/// [`name`](Backend::name) is that interface. It answers [`Error::UNSUPPORTED`] without the feature `portable`, and on
/// targets that crate reaches only with a build flag or not at all, as bare metal.
///
/// # Examples
///
/// ```
/// use wellspring_entropy::{Backend, Error, backends::Portable};
///
/// let mut key = [0; 32];
/// match Portable.try_fill(&mut key) {
///     Ok(()) => assert_ne!(key, [0; 32]),
///     Err(error) => assert_eq!(error, Error::UNSUPPORTED),
/// }
/// ```
#[doc(alias = "getrandom")]
#[derive(Clone, Copy, Debug, Default)]
pub struct Portable;

impl Portable {
    /// What this backend ends in on this target; [`Platform::current`] is what `System` ends in.
    ///
    /// # Examples
    ///
    /// ```
    /// use wellspring_entropy::{Backend, backends::Portable};
    ///
    /// assert_eq!(Portable.name(), Portable::platform().interface);
    /// ```
    #[must_use]
    pub const fn platform() -> &'static Platform {
        Platform::of_getrandom()
    }
}

impl Backend for Portable {
    fn try_fill(&self, dest: &mut [u8]) -> Result<(), Error> {
        linked::try_fill(dest)
    }

    fn name(&self) -> &'static str {
        Self::platform().interface
    }
}
