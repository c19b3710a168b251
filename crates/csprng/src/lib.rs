#![no_std]
#![forbid(unsafe_code)]
#![doc = include_str!("../README.md")]
#![cfg_attr(docsrs, feature(doc_cfg))]

#[cfg(feature = "std")]
extern crate std;

mod cipher;
mod generator;
mod memory;
mod reproducible;
mod source;
mod state;
#[cfg(feature = "std")]
mod thread;

#[cfg(feature = "std")]
#[cfg_attr(docsrs, doc(cfg(feature = "std")))]
pub use crate::thread::{ThreadRng, thread_rng};
pub use crate::{
    cipher::Cipher, generator::KeyErasureRng, memory::Protection, reproducible::ReproducibleRng,
    source::Source,
};
pub use rand_core;
pub use wellspring_entropy as entropy;
