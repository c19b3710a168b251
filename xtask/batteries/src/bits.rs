//! A row of bits, of which the first is the highest one of the first byte, as NIST's own program reads a file.

/// Bits in words, the first bit the highest of the first word. What lies behind the last bit reads as zeros.
#[derive(Clone, Debug)]
pub(crate) struct Bits {
    words: Vec<u64>,
    len: usize,
}

impl Bits {
    /// All bits of some bytes; a last group of fewer than eight bytes is filled up with zeros that do not count.
    pub(crate) fn of_bytes(bytes: &[u8]) -> Self {
        let word = |chunk: &[u8]| {
            let mut word = [0; 8];
            word[..chunk.len()].copy_from_slice(chunk);
            u64::from_be_bytes(word)
        };
        let mut words: Vec<u64> = bytes.chunks(8).map(word).collect();
        words.extend(BEHIND);
        Self { words, len: bytes.len() * 8 }
    }

    /// The same in the memory of this one, which must have been made of as many bytes.
    pub(crate) fn read(&mut self, bytes: &[u8]) {
        assert_eq!(self.len, bytes.len() * 8);
        for (word, chunk) in self.words.iter_mut().zip(bytes.chunks_exact(8)) {
            *word = chunk.try_into().map_or(0, u64::from_be_bytes);
        }
    }

    /// The first bits alone.
    #[cfg(test)]
    pub(crate) fn first(mut self, len: usize) -> Self {
        assert!(len <= self.len);
        self.words.truncate(len.div_ceil(64));
        if len % 64 > 0 {
            *self.words.last_mut().unwrap() &= !(u64::MAX >> (len % 64));
        }
        self.words.extend(BEHIND);
        Self { len, ..self }
    }

    /// Bits as the standard prints them; whatever is neither 0 nor 1 is skipped.
    #[cfg(test)]
    pub(crate) fn of_text(text: &str) -> Self {
        let digits: Vec<u8> = text.bytes().filter(|c| b"01".contains(c)).collect();
        let byte = |chunk: &[u8]| {
            chunk.iter().zip((0..8).rev()).fold(0, |byte, (c, place)| byte | ((c - b'0') << place))
        };
        let bytes: Vec<u8> = digits.chunks(8).map(byte).collect();
        Self::of_bytes(&bytes).first(digits.len())
    }

    /// How many bits.
    pub(crate) fn len(&self) -> usize {
        self.len
    }

    /// The words, the last one filled up with zeros.
    pub(crate) fn words(&self) -> &[u64] {
        &self.words[..self.len.div_ceil(64)]
    }

    /// The 64 bits from `start` on, the first one highest.
    pub(crate) fn at(&self, start: usize) -> u64 {
        let (index, shift) = (start / 64, start % 64);
        let (first, second) = (self.words[index], self.words[index + 1]);
        // In two steps, because a shift by 64 is none.
        (first << shift) | (second >> 1 >> (63 - shift))
    }

    /// How many ones there are among `len` bits from `start` on.
    pub(crate) fn ones(&self, start: usize, len: usize) -> u32 {
        let whole = len / 64 * 64;
        let count: u32 = (0..whole).step_by(64).map(|k| self.at(start + k).count_ones()).sum();
        match len % 64 {
            0 => count,
            rest => count + (self.at(start + whole) >> (64 - rest)).count_ones(),
        }
    }

    /// All bits, the last first.
    #[cfg(test)]
    pub(crate) fn reversed(&self) -> Self {
        let bits = (0..self.len).rev().map(|k| if self.at(k) >> 63 == 1 { '1' } else { '0' });
        Self::of_text(&bits.collect::<String>())
    }
}

/// For reads that look ahead, by up to two words.
const BEHIND: [u64; 3] = [0; 3];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_bit_is_the_highest_of_the_first_byte() {
        let bits = Bits::of_bytes(&[0x80, 0, 0, 0, 0, 0, 0, 0x01, 0xC0]);
        assert_eq!((bits.len(), bits.at(0), bits.at(63) >> 61), (72, 1 << 63 | 1, 0b111));
        assert_eq!((bits.ones(0, 72), bits.ones(1, 62), bits.ones(63, 2)), (4, 0, 2));
    }

    #[test]
    fn text_is_read_as_it_stands() {
        let bits = Bits::of_text("1011 0101\n011");
        assert_eq!((bits.len(), bits.at(0) >> 53), (11, 0b101_1010_1011));
        assert_eq!(bits.reversed().at(0) >> 53, 0b110_1010_1101);
        assert_eq!(bits.first(3).at(0), 0b101 << 61);
    }
}
