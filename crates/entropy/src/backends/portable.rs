//! Every system that the `getrandom` crate knows without being told by a build flag.
//!
//! | system | interface | since |
//! |---|---|---|
//! | Linux, Android | `getrandom`, else `/dev/urandom` after `/dev/random` was ready | Linux 3.17, Android 6 |
//! | Windows | `ProcessPrng` | Windows 10 |
//! | macOS, iOS and their kin | `getentropy`, `CCRandomGenerateBytes` | macOS 10.12, iOS 8 |
//! | FreeBSD, DragonFly, illumos, Solaris, NetBSD | `getrandom` | FreeBSD 12, NetBSD 10 |
//! | OpenBSD, Emscripten | `getentropy` | OpenBSD 5.6 |
//! | WASI | `random_get` (p1), `wasi:random/random` (p2) | |
//! | Hermit | `sys_read_entropy` | |

use crate::{Backend, Error, backend::wipe};

/// Whether this is the file in use, and not its twin.
pub(crate) const EXISTS: bool = true;

/// The operating system's randomness through the [`getrandom`](https://docs.rs/getrandom) crate.
///
/// Answers [`Error::UNSUPPORTED`] without the feature `portable`, and on targets that crate reaches only
/// with a build flag or not at all: bare metal, wasm in a browser, UEFI.
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
#[derive(Clone, Copy, Debug, Default)]
pub struct Portable;

impl Backend for Portable {
    fn try_fill(&self, dest: &mut [u8]) -> Result<(), Error> {
        getrandom::fill(dest).map_err(|error| {
            wipe(dest);
            translate(error)
        })
    }

    fn name(&self) -> &'static str {
        "the getrandom crate"
    }
}

fn translate(error: getrandom::Error) -> Error {
    match error.raw_os_error() {
        Some(code) => Error::from_os(code),
        None if error == getrandom::Error::UNSUPPORTED => Error::UNSUPPORTED,
        None => Error::UNEXPECTED,
    }
}

#[cfg(test)]
mod tests {
    use super::translate;
    use crate::Error;

    #[test]
    fn errors_keep_their_meaning() {
        assert_eq!(translate(getrandom::Error::UNSUPPORTED), Error::UNSUPPORTED);
        assert_eq!(translate(getrandom::Error::UNEXPECTED), Error::UNEXPECTED);
        assert_eq!(translate(getrandom::Error::new_custom(3)), Error::UNEXPECTED);
    }
}
