//! The random-number instructions of processors.
//!
//! Each is a type whose values exist only where the instruction does: `detect` makes one, and drawing needs
//! one. Everywhere else the twin's `detect` says `None`, and its type has no value at all.
//!
//! A draw is one attempt. `None` means that the generator had nothing ready; what to do about it, and whether
//! to trust what did come, is for `backends` to decide.

#[cfg_attr(
    not(all(any(target_arch = "x86", target_arch = "x86_64"), not(miri))),
    path = "hardware/x86_disabled.rs"
)]
mod x86;

#[cfg_attr(not(all(target_arch = "aarch64", not(miri))), path = "hardware/aarch64_disabled.rs")]
mod aarch64;

pub(crate) use self::{
    aarch64::RndrInstruction,
    x86::{RdRandInstruction, RdSeedInstruction},
};
