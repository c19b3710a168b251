//! UEFI applications, if they are built with `--cfg getrandom_backend="efi_rng"`.
//!
//! The flag is the `getrandom` crate's own, and a matter for the application, for two reasons: the backend
//! needs `std` for UEFI, which only a nightly compiler has, and the protocol is optional, so that firmware may
//! well be without it. It asks for the raw output of the entropy source. Firmware exists whose raw output
//! repeats, so put it behind `health`. Without the flag the crate compiles and answers `Error::UNSUPPORTED`.
//! (UEFI 2.10, section 37.5.)

use super::Platform;

pub(super) const PLATFORM: Platform = Platform {
    system: "UEFI, with getrandom's flag `efi_rng`",
    interface: "EFI_RNG_PROTOCOL with EFI_RNG_ALGORITHM_RAW",
    since: "UEFI 2.4 (2013)",
    pool: "the firmware's entropy source, raw",
    limits: "optional in firmware; gone after ExitBootServices",
    may_be_predictable: false,
};
