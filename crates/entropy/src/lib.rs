#![no_std]
#![doc = include_str!("../README.md")]
#![cfg_attr(docsrs, feature(doc_cfg))]

#[cfg(feature = "std")]
extern crate std;

pub mod backends;
pub mod fork;
pub mod health;
pub mod pages;
#[cfg(feature = "testing")]
#[cfg_attr(docsrs, doc(cfg(feature = "testing")))]
pub mod testing;

mod backend;
mod bridges;
mod error;
mod ladder;
mod registry;
mod report;
mod sys;
mod system;

pub use crate::{
    backend::Backend,
    error::Error,
    registry::{SetBackendError, set_backend},
    report::{Pool, Refusal, Report},
    system::System,
};
#[cfg(feature = "rand_core")]
pub use rand_core;
