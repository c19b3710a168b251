//! The batteries: each takes a source and a number of bytes, and says what it found.

mod core_tests;
mod dieharder;
mod rngtest;

use crate::{report::Report, source::Source};

/// A row of the table of batteries.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Battery {
    pub(crate) name: &'static str,
    pub(crate) run: fn(&mut Streams<'_>, u64) -> Result<Report, Stop>,
}

/// Opens a new stream of the source at each call, or says why there is none.
pub(crate) type Streams<'a> = dyn FnMut() -> Result<Box<dyn Source>, String> + 'a;

/// Why there is no report.
#[derive(Debug)]
pub(crate) enum Stop {
    /// The program is not there, or the source is not.
    NotChecked(String),
    Failed(String),
}

pub(crate) const BATTERIES: &[Battery] = &[
    battery("sp800-22", core_tests::run),
    battery("rngtest", rngtest::run),
    battery("dieharder", dieharder::run),
];

const fn battery(
    name: &'static str,
    run: fn(&mut Streams<'_>, u64) -> Result<Report, Stop>,
) -> Battery {
    Battery { name, run }
}
