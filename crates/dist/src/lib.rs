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

#[cfg(feature = "alloc")]
mod alphabet;
mod big;
mod block;
mod dice;
mod discrete;
mod distribution;
pub mod distributions;
mod error;
mod float;
#[cfg(feature = "rand")]
mod from_rand;
mod full_precision;
mod integer;
mod interval;
mod lemire;
#[cfg(feature = "alloc")]
mod memory;
mod random;
mod range;
mod reservoir;
mod sample;
mod shuffle;
mod steps;
mod uniform;
mod unit;
mod value;
mod weights;

#[cfg(feature = "rand")]
#[cfg_attr(docsrs, doc(cfg(feature = "rand")))]
pub use crate::from_rand::{ForRand, FromRand};
#[cfg(feature = "alloc")]
#[cfg_attr(docsrs, doc(cfg(feature = "alloc")))]
pub use crate::{
    alphabet::Alphabet,
    weights::{AliasTable, DynamicWeights, Weights},
};
pub use crate::{
    big::Limb,
    block::Block,
    dice::Dice,
    distribution::Distribution,
    error::{ArgumentError, Error},
    full_precision::FullPrecision,
    integer::{Discrete, FromBits, Int, Unsigned},
    interval::{Float, FloatRange, Interval},
    random::Random,
    range::DiscreteRange,
    steps::StepRange,
    uniform::Uniform,
    unit::{Closed01, ClosedOpen01, Open01, OpenClosed01, UnitInterval},
    value::Value,
};
pub use rand_core;

#[cfg(any(feature = "crypto_bigint", feature = "num_bigint"))]
#[cfg_attr(docsrs, doc(cfg(any(feature = "crypto_bigint", feature = "num_bigint"))))]
pub use crate::big::BigUnsigned;
