#![no_std]
#![forbid(unsafe_code)]
#![cfg_attr(feature = "alloc", doc = include_str!("../README.md"))]
#![cfg_attr(
    not(feature = "alloc"),
    doc = "Constant-time comparison and encoders; the README is here with the feature `alloc`."
)]
#![cfg_attr(docsrs, feature(doc_cfg))]

#[cfg(feature = "alloc")]
extern crate alloc;

pub mod encoding;

mod compare;
#[cfg(feature = "alloc")]
mod error;
#[cfg(feature = "alloc")]
mod password;
#[cfg(feature = "alloc")]
mod secret;
#[cfg(feature = "alloc")]
mod secrets;

pub use crate::compare::compare_digest;
#[cfg(feature = "alloc")]
#[cfg_attr(docsrs, doc(cfg(feature = "alloc")))]
pub use crate::{
    error::Error,
    password::{Class, PasswordPolicy, PolicyError},
    secret::{SecretArray, SecretBytes, SecretString},
    secrets::Secrets,
};
pub use rand_core;
pub use subtle;
