//! The twin of `portable.rs` for targets and feature sets without the `getrandom` crate.

use crate::{Backend, Error, backend::wipe};

/// Whether this is the file in use, and not its twin.
pub(crate) const EXISTS: bool = false;

/// The operating system's randomness through the `getrandom` crate, which this build does not have.
///
/// It answers [`Error::UNSUPPORTED`]: either the feature `portable` is off, or the target is one that
/// crate reaches only with a build flag or not at all.
///
/// # Examples
///
/// ```
/// use wellspring_entropy::{Backend, Error, backends::Portable};
///
/// assert_eq!(Portable.try_fill(&mut [0; 32]), Err(Error::UNSUPPORTED));
/// ```
#[derive(Clone, Copy, Debug, Default)]
pub struct Portable;

impl Backend for Portable {
    fn try_fill(&self, dest: &mut [u8]) -> Result<(), Error> {
        if dest.is_empty() {
            return Ok(());
        }
        wipe(dest);
        Err(Error::UNSUPPORTED)
    }

    fn name(&self) -> &'static str {
        "the getrandom crate (not in this build)"
    }
}
