//! Parameters that are refused, parameters at the ends of their ranges, sources that fail, costs and moments.
#![allow(
    clippy::cast_precision_loss,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test may stop where it stands"
)]

mod costs;
mod extremes;
mod failures;
mod moments;
mod parameters;
mod ranges;

use core::convert::Infallible;

use wellspring_dist::rand_core::{TryRng, utils};

/// More words than any test here takes of one source: whoever wants more goes round in circles.
const MOST: u64 = 2_000_000;

/// SplitMix64, of which a part of the words is replaced by those at the ends.
pub(crate) struct Seeded {
    state: u64,
    pub(crate) draws: u64,
    pub(crate) edges: bool,
}

impl Seeded {
    pub(crate) fn new(seed: u64) -> Self {
        Self { state: seed, draws: 0, edges: false }
    }

    fn word(&mut self) -> u64 {
        self.draws += 1;
        assert!(self.draws < MOST, "a draw does not end");
        self.state = self.state.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let z = (self.state ^ (self.state >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        let word = z ^ (z >> 31);
        match word & 15 {
            0 if self.edges => 0,
            1 if self.edges => u64::MAX,
            2 if self.edges => 1 << 63,
            3 if self.edges => (1 << 63) - 1,
            4 if self.edges => u64::MAX << 12,
            5 if self.edges => 0xFF,
            _ => word,
        }
    }
}

impl TryRng for Seeded {
    type Error = Infallible;

    fn try_next_u32(&mut self) -> Result<u32, Infallible> {
        self.try_next_u64().map(|word| (word >> 32) as u32)
    }

    fn try_next_u64(&mut self) -> Result<u64, Infallible> {
        Ok(self.word())
    }

    fn try_fill_bytes(&mut self, dest: &mut [u8]) -> Result<(), Infallible> {
        utils::fill_bytes_via_next_word(dest, || self.try_next_u64())
    }
}
