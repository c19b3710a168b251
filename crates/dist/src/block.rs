use core::fmt;

use rand_core::{TryRng, utils};

/// A source read in blocks, for the length of one draw that takes many words.
///
/// Where each call is dear, as it is to the operating system, a shuffle or a password should not make one for
/// each of its items. A block asks for at most 256 bytes at a time, and for no more than the draw said it would
/// want, or 8. It is overwritten when it is dropped (a block that is moved when it is filled leaves a copy
/// behind); nothing is kept for another draw, so that a fork or a clone of the machine finds nothing to
/// repeat.
///
/// # Security
///
/// The overwriting is kept by [`black_box`](core::hint::black_box), as far as the compiler honours it. Words
/// that were handed out are the caller's to wipe.
///
/// # Examples
///
/// ```
/// use wellspring_dist::{Block, Random};
/// use wellspring_entropy::{System, testing::Counting};
///
/// let mut source = Counting::new(System);
/// let mut block = Block::new(&mut source, 10);
/// let dice: [u8; 10] = core::array::from_fn(|_| block.range(1..=6));
/// drop(block);
/// assert!(dice.iter().all(|die| (1..=6).contains(die)));
/// assert!(source.draws() < 10);
/// ```
pub struct Block<'source, R: TryRng + ?Sized> {
    source: &'source mut R,
    place: Place,
    room: Room<SIZE>,
}

/// As much as one call of getrandom(2) gives in one piece.
const SIZE: usize = 256;

impl<'source, R: TryRng + ?Sized> Block<'source, R> {
    /// For a draw of about `words` words of 32 bits. One that needs more, as after a rejected word, gets
    /// them in small blocks.
    pub fn new(source: &'source mut R, words: usize) -> Self {
        Self { source, place: Place::new(words.saturating_mul(4)), room: Room([0; SIZE]) }
    }

    /// For a draw of unknown length: each block is as large as all before it and 8 bytes more, up to 256.
    #[inline]
    pub(crate) fn growing(source: &'source mut R) -> Self {
        let mut block = Self::new(source, 2);
        block.place.grows = true;
        block
    }

    #[inline]
    fn next<const N: usize>(&mut self) -> Result<[u8; N], R::Error> {
        self.place.next(self.source, &mut self.room.0)
    }
}

impl<R: TryRng + ?Sized> TryRng for Block<'_, R> {
    type Error = R::Error;

    #[inline]
    fn try_next_u32(&mut self) -> Result<u32, R::Error> {
        self.next().map(u32::from_le_bytes)
    }

    #[inline]
    fn try_next_u64(&mut self) -> Result<u64, R::Error> {
        self.next().map(u64::from_le_bytes)
    }

    fn try_fill_bytes(&mut self, dest: &mut [u8]) -> Result<(), R::Error> {
        utils::fill_bytes_via_next_word(dest, || self.try_next_u64())
    }
}

/// What is in the block does not print.
impl<R: TryRng + ?Sized> fmt::Debug for Block<'_, R> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Block([REDACTED])")
    }
}

/// The 64-bit words of a source, read as by a [`Block`], for as long as [`with_words`] takes.
pub(crate) struct Words<'a, R: ?Sized> {
    source: &'a mut R,
    place: Place,
    room: &'a mut [u8],
}

impl<R: TryRng + ?Sized> Words<'_, R> {
    #[inline]
    pub(crate) fn next(&mut self) -> Result<u64, R::Error> {
        self.place.next(self.source, self.room).map(u64::from_le_bytes)
    }
}

/// Hands `draw` the words of `source`, of which it wants about as many as are said.
///
/// Few of them are read into a block that is no larger: to write and to wipe 256 bytes takes as long as ten numbers do.
#[inline]
pub(crate) fn with_words<R: TryRng + ?Sized, T>(
    source: &mut R,
    words: usize,
    draw: impl FnOnce(&mut Words<'_, R>) -> T,
) -> T {
    const FEW: usize = 64;
    let place = Place::new(words.saturating_mul(8));
    if place.wanted <= FEW {
        draw(&mut Words { source, place, room: &mut Room([0; FEW]).0 })
    } else {
        draw(&mut Words { source, place, room: &mut Room([0; SIZE]).0 })
    }
}

/// Where in the bytes of a source, and in the block that was read last, a draw stands.
struct Place {
    /// How many bytes the draw will still want.
    wanted: usize,
    /// Whether it is not known how many: then each block is twice as large as the one before.
    grows: bool,
    /// How many bytes of the block are random, and how many of those were handed out.
    filled: usize,
    used: usize,
}

impl Place {
    #[inline]
    fn new(wanted: usize) -> Self {
        Self { wanted, grows: false, filled: 0, used: 0 }
    }

    #[inline]
    fn next<R: TryRng + ?Sized, const N: usize>(
        &mut self,
        source: &mut R,
        room: &mut [u8],
    ) -> Result<[u8; N], R::Error> {
        loop {
            let unread = room.get(self.used..self.filled);
            if let Some(word) = unread.and_then(<[u8]>::first_chunk) {
                self.used += N;
                return Ok(*word);
            }
            self.refill(source, room)?;
        }
    }

    #[cold]
    fn refill<R: TryRng + ?Sized>(
        &mut self,
        source: &mut R,
        room: &mut [u8],
    ) -> Result<(), R::Error> {
        (self.filled, self.used) = (0, 0);
        let size = self.wanted.clamp(8, SIZE);
        if let Some(block) = room.get_mut(..size) {
            source.try_fill_bytes(block)?;
            self.filled = size;
            self.wanted = if self.grows { 2 * size } else { self.wanted.saturating_sub(size) };
        }
        Ok(())
    }
}

/// Memory for a block, overwritten when it is dropped.
struct Room<const SIZE: usize>([u8; SIZE]);

impl<const SIZE: usize> Drop for Room<SIZE> {
    fn drop(&mut self) {
        self.0.fill(0);
        core::hint::black_box(&mut self.0);
    }
}

#[cfg(test)]
mod tests;
