//! The `getrandom` crate, where it is part of the build.

// Cargo takes no package under two names, so the one for JavaScript is the release before.
#[cfg(all(target_arch = "wasm32", target_os = "unknown"))]
use getrandom_js as getrandom;

use crate::{Error, backend::wipe};

/// Whether this is the file in use that has a source.
pub(crate) const LINKED: bool = true;

pub(super) fn try_fill(dest: &mut [u8]) -> Result<(), Error> {
    getrandom::fill(dest).map_err(|error| {
        wipe(dest);
        translate(error)
    })
}

#[allow(clippy::useless_conversion, reason = "on UEFI the code is a `usize`")]
fn translate(error: getrandom::Error) -> Error {
    match error.raw_os_error() {
        // UEFI marks errors by the highest bit of a word; everywhere else the code is a positive `i32`.
        Some(code) => i32::try_from(code & 0x7FFF_FFFF).map_or(Error::UNEXPECTED, Error::from_os),
        None if error == getrandom::Error::UNSUPPORTED => Error::UNSUPPORTED,
        None => Error::UNEXPECTED,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn errors_keep_their_meaning() {
        assert_eq!(translate(getrandom::Error::UNSUPPORTED), Error::UNSUPPORTED);
        assert_eq!(translate(getrandom::Error::UNEXPECTED), Error::UNEXPECTED);
        assert_eq!(translate(getrandom::Error::new_custom(3)), Error::UNEXPECTED);
    }
}
