//! The generators of `wellspring-csprng`, by draws of many lengths in turn, so that every way through them adds to the
//! stream: words, what fits in the buffer, what is longer than a refill, and what goes past it.

use wellspring_csprng::{Cipher, KeyErasureRng, ThreadRng, rand_core::TryRng, thread_rng};

use super::Source;

/// One generator for the whole stream.
pub(super) struct Draws<R> {
    rng: R,
    /// How many draws there were.
    count: usize,
}

/// With one cipher, whichever this processor would choose.
pub(super) fn key_erasure(cipher: Cipher) -> Draws<KeyErasureRng> {
    Draws { rng: KeyErasureRng::new().with_cipher(cipher), count: 0 }
}

/// This thread's.
pub(super) fn thread() -> Draws<ThreadRng> {
    Draws { rng: thread_rng(), count: 0 }
}

/// Bytes of a draw. Up to 1024 come from the buffer, which holds about four of those.
const LENGTHS: &[usize] = &[8, 4, 32, 8, 1, 16, 1024, 8, 1025, 300, 4, 64, 5000, 8, 999];

impl<R: TryRng> Source for Draws<R> {
    fn fill(&mut self, mut dest: &mut [u8]) -> Result<(), String> {
        while !dest.is_empty() {
            let length = LENGTHS[self.count % LENGTHS.len()].min(dest.len());
            self.count += 1;
            let (now, later) = dest.split_at_mut(length);
            let drawn = match length {
                4 => self.rng.try_next_u32().map(|word| now.copy_from_slice(&word.to_le_bytes())),
                8 => self.rng.try_next_u64().map(|word| now.copy_from_slice(&word.to_le_bytes())),
                _ => self.rng.try_fill_bytes(now),
            };
            drawn.map_err(|error| error.to_string())?;
            dest = later;
        }
        Ok(())
    }
}
