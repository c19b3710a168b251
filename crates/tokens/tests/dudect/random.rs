use wellspring_entropy::System;

/// The operating system's bytes, many at a time.
pub(crate) struct Random {
    bytes: Vec<u8>,
    used: usize,
}

impl Random {
    pub(crate) fn new() -> Self {
        Self { bytes: vec![0; 1 << 16], used: 1 << 16 }
    }

    pub(crate) fn bytes<const N: usize>(&mut self) -> [u8; N] {
        if self.used + N > self.bytes.len() {
            System.try_fill(&mut self.bytes).unwrap();
            self.used = 0;
        }
        self.used += N;
        *self.bytes[self.used - N..].first_chunk().unwrap()
    }

    /// Below a power of two of at most 16 bits.
    pub(crate) fn below(&mut self, n: usize) -> usize {
        usize::from(u16::from_le_bytes(self.bytes())) & (n - 1)
    }

    pub(crate) fn coin(&mut self) -> bool {
        self.bytes::<1>()[0] & 1 == 1
    }
}
