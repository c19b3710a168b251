//! Streams that are wrong, each in a way of its own, for the batteries to reject.

use super::{Key, Source};

/// A counter of 64 bits, the lowest byte first.
pub(super) struct Counter(u64);

impl Counter {
    pub(super) fn new() -> Self {
        Self(0)
    }
}

impl Source for Counter {
    fn fill(&mut self, dest: &mut [u8]) -> Result<(), String> {
        for chunk in dest.chunks_mut(8) {
            chunk.copy_from_slice(&self.0.to_le_bytes()[..chunk.len()]);
            self.0 += 1;
        }
        Ok(())
    }
}

/// Bytes of a good stream without their highest bit, as from a source that was meant for text.
pub(super) struct SevenBit<S>(pub(super) S);

impl<S: Source> Source for SevenBit<S> {
    fn fill(&mut self, dest: &mut [u8]) -> Result<(), String> {
        self.0.fill(dest)?;
        dest.iter_mut().for_each(|byte| *byte &= 0x7F);
        Ok(())
    }
}

/// Bits that are one with a probability of 1/2 + 2^-10: those of a good stream, or one where nine others are.
pub(super) struct Biased<S>(pub(super) S);

impl<S: Source> Source for Biased<S> {
    fn fill(&mut self, dest: &mut [u8]) -> Result<(), String> {
        let mut nine = vec![0; 9 * dest.len()];
        self.0.fill(dest)?;
        self.0.fill(&mut nine)?;
        for (byte, nine) in dest.iter_mut().zip(nine.chunks(9)) {
            *byte |= nine.iter().fold(u8::MAX, |all, byte| all & byte);
        }
        Ok(())
    }
}

/// Bits that are like the one before with a probability of 1/2 + 2^-10, and as often one as zero.
pub(super) struct Sticky<S> {
    changes: Biased<S>,
    last: u8,
}

impl<S: Source> Sticky<S> {
    pub(super) fn new(good: S) -> Self {
        Self { changes: Biased(good), last: 0 }
    }
}

impl<S: Source> Source for Sticky<S> {
    fn fill(&mut self, dest: &mut [u8]) -> Result<(), String> {
        self.changes.fill(dest)?;
        for byte in dest {
            // Each bit is the parity of all changes so far: a one in the biased stream is no change.
            let mut parity = !*byte;
            parity ^= parity >> 1;
            parity ^= parity >> 2;
            parity ^= parity >> 4;
            *byte = parity ^ self.last;
            self.last = if *byte & 1 == 1 { u8::MAX } else { 0 };
        }
        Ok(())
    }
}

/// A linear shift register of 61 bits with the longest period, x^61 + x^5 + x^2 + x + 1, which looks random to whatever is
/// not linear.
pub(super) struct ShiftRegister(u64);

impl ShiftRegister {
    pub(super) fn new(key: Key) -> Self {
        let start = key.iter().fold(1_u64, |state, byte| state << 8 | u64::from(*byte));
        Self(start >> 3 | 1)
    }
}

impl Source for ShiftRegister {
    fn fill(&mut self, dest: &mut [u8]) -> Result<(), String> {
        for byte in dest {
            // Bit `j` is what came `j` bits ago, the last one lowest; each new bit is the sum of those 61, 60, 59 and 56
            // bits ago, so that eight come at once.
            let ago = |bits: u32| (self.0 >> (bits - 8)) as u8;
            *byte = ago(61) ^ ago(60) ^ ago(59) ^ ago(56);
            self.0 = self.0 << 8 | u64::from(*byte);
        }
        Ok(())
    }
}

/// A good stream that begins anew after 1 MiB, which is eight sequences.
pub(super) struct Repeating<S> {
    good: S,
    bytes: Vec<u8>,
    place: usize,
}

impl<S: Source> Repeating<S> {
    pub(super) fn new(good: S) -> Self {
        Self { good, bytes: Vec::new(), place: 0 }
    }
}

impl<S: Source> Source for Repeating<S> {
    fn fill(&mut self, dest: &mut [u8]) -> Result<(), String> {
        if self.bytes.is_empty() {
            self.bytes.resize(1 << 20, 0);
            self.good.fill(&mut self.bytes)?;
        }
        for byte in dest {
            *byte = self.bytes[self.place];
            self.place = (self.place + 1) % self.bytes.len();
        }
        Ok(())
    }
}
