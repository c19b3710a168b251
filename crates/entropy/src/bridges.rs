//! The traits of other crates and of `std` that this crate's sources implement, one file each.

#[cfg(feature = "rand_core")]
mod rand_core_0_10;
