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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{bits::Bits, source::chacha};

    fn bits(source: &mut impl Source, bytes: usize) -> Bits {
        let mut buffer = vec![0; bytes];
        // In uneven pieces, which must not show.
        buffer.chunks_mut(1000).try_for_each(|piece| source.fill(piece)).unwrap();
        Bits::of_bytes(&buffer)
    }

    fn bit(bits: &Bits, place: usize) -> u64 {
        bits.at(place) >> 63
    }

    #[test]
    fn the_shift_register_is_the_one_that_it_says() {
        let bits = bits(&mut ShiftRegister::new([7; 32]), 4096);
        for n in 61..bits.len() {
            let sum = [61, 60, 59, 56].map(|ago| bit(&bits, n - ago)).iter().sum::<u64>() % 2;
            assert_eq!(bit(&bits, n), sum, "{n}");
        }
    }

    /// 2^25 bits, where a bias of 2^-10 is 11 standard deviations; with a fixed key.
    #[test]
    fn few_bits_are_wrong_and_neither_fewer_nor_more() {
        let n = 1 << 25;
        let near = |count: u32, share: f64| {
            let expected = f64::from(n) * share;
            assert!(
                (f64::from(count) - expected).abs() < 5.0 * f64::from(n).sqrt() / 2.0,
                "{count}"
            );
        };
        let biased = bits(&mut Biased(chacha([1; 32])), n as usize / 8);
        near(biased.ones(0, biased.len()), 0.5 + 2f64.powi(-10));
        let sticky = bits(&mut Sticky::new(chacha([2; 32])), n as usize / 8);
        near(sticky.ones(0, sticky.len()), 0.5);
        let changes = (0..sticky.len()).step_by(32).map(|k| {
            let word = sticky.at(k);
            ((word ^ word << 1) >> 32).count_ones()
        });
        near(changes.sum(), 0.5 - 2f64.powi(-10));
    }

    #[test]
    fn what_repeats_and_what_counts() {
        let repeating = bits(&mut Repeating::new(chacha([3; 32])), 3 << 20);
        let period = 8 << 20;
        assert!((0..1000).all(|k| repeating.at(k * 999) == repeating.at(k * 999 + period)));
        assert_ne!(repeating.at(0), repeating.at(period / 2));
        let mut bytes = [0; 17];
        Counter::new().fill(&mut bytes).unwrap();
        assert_eq!((bytes[0], bytes[8], bytes[16]), (0, 1, 2));
        SevenBit(chacha([4; 32])).fill(&mut bytes).unwrap();
        assert!(bytes.iter().all(|byte| *byte < 0x80));
    }
}
