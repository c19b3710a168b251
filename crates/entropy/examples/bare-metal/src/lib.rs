//! A board that has a TRNG and no operating system: the generator behind the health tests, registered as
//! the source of [`System`].
//!
//! ```
//! let mut key = [0; 32];
//! bare_metal::start().unwrap();
//! bare_metal::fill(&mut key).unwrap();
//! assert_ne!(key, [0; 32]);
//! ```
#![no_std]
#![forbid(unsafe_code)]
#![warn(missing_docs)]

mod trng;

use wellspring_entropy::{
    Error, SetBackendError, System,
    health::{Claim, Tested},
};

pub use trng::FakeTrng;

/// Half of the entropy that the data sheet promises of its conditioned bytes, so that an ageing part is not suspected before it is bad; one
/// false alarm in 2^40 samples. A claim that is out of range stops the build.
const CLAIM: Claim = match Claim::bytes(4.0, 40) {
    Ok(claim) => claim,
    Err(_) => panic!("the claim is out of range"),
};

/// The board's generator. Nothing gets out of it before 1024 samples have passed the start-up test.
pub static BOARD: Tested<FakeTrng> = Tested::new(FakeTrng::new(), CLAIM);

/// Makes [`BOARD`] the source of [`System`]. To be called once, before anything draws: it is the first thing that
/// a `main` does, and its failure a reason to stop there.
///
/// # Errors
///
/// A source was registered or used before.
pub fn start() -> Result<(), SetBackendError> {
    wellspring_entropy::set_backend!(BOARD)
}

/// What the rest of the firmware does: it names [`System`] and knows nothing of this board.
///
/// # Errors
///
/// [`Error::UNSUPPORTED`] before [`start`], [`Error::UNHEALTHY`] once the generator has failed its tests.
pub fn fill(dest: &mut [u8]) -> Result<(), Error> {
    System.try_fill(dest)
}
