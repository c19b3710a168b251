//! Linux: the device `/dev/urandom`, for kernels before 3.17 and for sandboxes that forbid the system call.
//!
//! `/dev/random` and `/dev/urandom` are there since Linux 1.3.30 (1995). Both read the same pool; `/dev/urandom` does
//! so even before that was seeded, so `/dev/random` is waited for first, and not read (random(4)). Both files are opened
//! at each call: a descriptor kept open would be one that somebody else can close. Each is used only if it is the
//! character device that the kernel has under this number, since a file of the same name can hold anything.

use super::parts::fill_in_parts;
use crate::{Backend, Error, backend::wipe, sys};

/// Linux's `/dev/urandom`, once `/dev/random` says that the pool was seeded.
///
/// Answers [`Error::NOT_A_DEVICE`] if one of the two is not the kernel's device, the operating system's error if
/// one cannot be opened, and [`Error::UNSUPPORTED`] on other systems.
///
/// # Examples
///
/// ```
/// use wellspring_entropy::{Backend, backends::Device};
///
/// let mut key = [0; 32];
/// match Device.try_fill(&mut key) {
///     Ok(()) => assert_ne!(key, [0; 32]),
///     Err(error) => println!("no device here: {error}"),
/// }
/// ```
#[derive(Clone, Copy, Debug, Default)]
pub struct Device;

impl Backend for Device {
    fn try_fill(&self, dest: &mut [u8]) -> Result<(), Error> {
        if dest.is_empty() {
            return Ok(());
        }
        let read = sys::open_random_device().inspect_err(|_| wipe(dest))?;
        fill_in_parts(dest, read)
    }

    fn name(&self) -> &'static str {
        "/dev/urandom"
    }
}
