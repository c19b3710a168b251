//! Android.
//!
//! bionic has the function since Android 9 (API level 28), and most devices' kernels have the system call since
//! Android 6 (API level 23). Where either is missing, the `getrandom` crate reads /dev/urandom after
//! /dev/random was ready to be read; not on RISC-V, whose oldest Android has both. A call that is forbidden
//! stays forbidden here: the crate does not go on to the device after EPERM.

use super::Platform;

pub(super) const PLATFORM: Platform = Platform {
    system: "Android",
    interface: "getrandom of bionic, else /dev/urandom once /dev/random is ready",
    since: "Android 9 (API level 28), the device before",
    pool: "the kernel's ChaCha20 generator, as /dev/urandom",
    limits: "waits for the first seed; the device needs a file descriptor",
    may_be_predictable: false,
};
