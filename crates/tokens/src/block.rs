use rand_core::{TryRng, utils};

use crate::secret::wipe;

const SIZE: usize = 64;

/// Words from a source where a call is dear: it is asked for up to 64 bytes at once.
///
/// The bytes stay in this one place, which is wiped when the draw that wanted them is over; none are kept
/// for another draw, so a fork or a clone of the machine finds nothing to repeat.
pub(crate) struct Block<'source, R: TryRng + ?Sized> {
    source: &'source mut R,
    /// How many bytes the draw will want, so that no more are asked for.
    wanted: usize,
    bytes: [u8; SIZE],
    /// The bytes of the block that are filled and the bytes of it that are used.
    filled: usize,
    used: usize,
}

impl<'source, R: TryRng + ?Sized> Block<'source, R> {
    /// For a draw of about `words` words of 32 bits; a rejected one means a small block more.
    pub(crate) fn new(source: &'source mut R, words: usize) -> Self {
        Self { source, wanted: words.saturating_mul(4), bytes: [0; SIZE], filled: 0, used: 0 }
    }

    fn next<const N: usize>(&mut self) -> Result<[u8; N], R::Error> {
        loop {
            let unread = self.bytes.get(self.used..self.filled);
            if let Some(word) = unread.and_then(<[u8]>::first_chunk) {
                self.used += N;
                return Ok(*word);
            }
            self.refill()?;
        }
    }

    fn refill(&mut self) -> Result<(), R::Error> {
        (self.filled, self.used) = (0, 0);
        let size = self.wanted.clamp(8, SIZE);
        if let Some(block) = self.bytes.get_mut(..size) {
            self.source.try_fill_bytes(block)?;
            self.filled = size;
            self.wanted = self.wanted.saturating_sub(size);
        }
        Ok(())
    }
}

impl<R: TryRng + ?Sized> TryRng for Block<'_, R> {
    type Error = R::Error;

    fn try_next_u32(&mut self) -> Result<u32, R::Error> {
        self.next().map(u32::from_le_bytes)
    }

    fn try_next_u64(&mut self) -> Result<u64, R::Error> {
        self.next().map(u64::from_le_bytes)
    }

    fn try_fill_bytes(&mut self, dest: &mut [u8]) -> Result<(), R::Error> {
        utils::fill_bytes_via_next_word(dest, || self.try_next_u64())
    }
}

impl<R: TryRng + ?Sized> Drop for Block<'_, R> {
    fn drop(&mut self) {
        wipe(&mut self.bytes);
    }
}
