#![no_std]
#![forbid(unsafe_code)]
#![cfg_attr(feature = "alloc", doc = include_str!("../README.md"))]
#![cfg_attr(
    not(feature = "alloc"),
    doc = "Exactly uniform draws over any `rand_core` generator; the README is here with the feature `alloc`."
)]
#![cfg_attr(docsrs, feature(doc_cfg))]

#[cfg(feature = "alloc")]
extern crate alloc;

mod block;
mod dice;
mod error;
mod float;
mod integer;
mod lemire;
mod random;
mod range;
#[cfg(feature = "alloc")]
mod sample;
mod shuffle;

pub use crate::{
    block::Block,
    dice::Dice,
    error::{ArgumentError, Error, Integer},
    integer::{FromBits, Int, Unsigned},
    random::Random,
    range::IntRange,
};
pub use rand_core;
