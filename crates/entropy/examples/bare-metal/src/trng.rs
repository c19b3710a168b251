//! The driver. A real one waits for the device's "ready" bit and reads its data register; this one computes.
//!
//! What the register holds has to be conditioned already, as the data sheets of most TRNGs promise: the health tests in front of it change no
//! byte. A device with raw samples needs a conditioner here (NIST SP 800-90B, section 3.1.5), behind tests of the samples.

use core::sync::atomic::{AtomicBool, AtomicU32, Ordering};

use wellspring_entropy::{Backend, Error};

/// A stand-in for a device, for this example alone. **Its bytes are the same at every start and fit for nothing.**
#[derive(Debug)]
pub struct FakeTrng {
    state: AtomicU32,
    is_unplugged: AtomicBool,
}

impl FakeTrng {
    /// The device as it comes out of reset.
    #[must_use]
    pub const fn new() -> Self {
        Self { state: AtomicU32::new(1), is_unplugged: AtomicBool::new(false) }
    }

    /// Breaks the wire: every byte is then all ones, as a floating input reads.
    pub fn unplug(&self, is_unplugged: bool) {
        self.is_unplugged.store(is_unplugged, Ordering::Relaxed);
    }

    /// What would be a read of the data register. `fetch_add` gives each caller a word of its own, also an
    /// interrupt that draws while the main program does: a driver has to see to that.
    fn data_register(&self) -> u32 {
        if self.is_unplugged.load(Ordering::Relaxed) {
            return u32::MAX;
        }
        let word = self.state.fetch_add(0x9E37_79B9, Ordering::Relaxed);
        let word = (word ^ word >> 16).wrapping_mul(0x85EB_CA6B);
        let word = (word ^ word >> 13).wrapping_mul(0xC2B2_AE35);
        word ^ word >> 16
    }
}

impl Default for FakeTrng {
    fn default() -> Self {
        Self::new()
    }
}

impl Backend for FakeTrng {
    fn try_fill(&self, dest: &mut [u8]) -> Result<(), Error> {
        for piece in dest.chunks_mut(size_of::<u32>()) {
            let word = self.data_register().to_le_bytes();
            for (byte, random) in piece.iter_mut().zip(word) {
                *byte = random;
            }
        }
        Ok(())
    }

    fn name(&self) -> &'static str {
        "the board's TRNG (a fake)"
    }
}
