#![forbid(unsafe_code)]
#![doc = include_str!("../README.md")]

#[cfg(all(target_arch = "wasm32", target_os = "unknown"))]
mod bindings;
mod chi_square;
mod maker;
mod strength;
mod uniformity;

pub use self::{
    chi_square::chi_square_tail,
    maker::{Maker, PasswordChoices, Refusal},
    strength::{count, verdict},
    uniformity::{NotASize, Uniformity, Way},
};
