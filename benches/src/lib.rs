//! Measures a piece of work against a peer's in one run, prints the ratio, and keeps the figures as rows.
//!
//! The two are timed in turn, batch by batch, so that whatever else the machine does meets both; the median
//! of the batches is kept, and between which values the middle half of them lies. A ratio above 1 means that ours
//! is faster. Nothing here judges: `cargo xtask bench` reads the rows and holds them against the bars.
//!
//! # Rows
//!
//! With `--rows=FILE` lines of fields between tabs are added to a file: numbers are nanoseconds a call, the median and the
//! quartiles, or ratios.
//!
//! ```text
//! with     bench  what  value
//! pair     bench  table  work  peer  ours low high  theirs low high  ratio low high
//! point    bench  table  series  n  time low high
//! missing  bench  table  what  reason
//! ```
#![forbid(unsafe_code)]

mod bench;
mod crossing;
mod setting;
mod table;
mod timing;
#[cfg_attr(not(target_os = "linux"), path = "vdso_rng_disabled.rs")]
pub mod vdso_rng;

pub use crate::{
    bench::{Bench, Series},
    crossing::crossing,
    table::Table,
    timing::{Pair, Times},
};
