#![no_std]
#![doc = include_str!("../README.md")]
#![cfg_attr(docsrs, feature(doc_cfg))]

pub mod backends;
#[cfg(feature = "testing")]
#[cfg_attr(docsrs, doc(cfg(feature = "testing")))]
pub mod testing;

mod backend;
mod error;
#[cfg(feature = "rand_core")]
mod rng;
mod sys;
mod system;

pub use crate::{backend::Backend, error::Error, system::System};
#[cfg(feature = "rand_core")]
pub use rand_core;
