//! A source that never ends, and one that ends at a given call.

use core::{convert::Infallible, fmt};

use wellspring::rand_core::{TryCryptoRng, TryRng};

/// A script, and then the numbers of SplitMix64 (G. Steele, D. Lea, C. Flood, "Fast Splittable Pseudorandom Number Generators",
/// OOPSLA 2014): a script that repeated would be rejected for ever.
#[derive(Clone, Debug)]
pub struct Endless<'a> {
    script: &'a [u8],
    state: u64,
    /// How often it was asked.
    pub calls: usize,
}

impl<'a> Endless<'a> {
    pub fn new(script: &'a [u8]) -> Self {
        Self { script, state: script.len() as u64, calls: 0 }
    }

    fn byte(&mut self) -> u8 {
        if let Some((first, rest)) = self.script.split_first() {
            self.script = rest;
            return *first;
        }
        self.state = self.state.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.state;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        (z ^ (z >> 31)) as u8
    }

    fn bytes<const N: usize>(&mut self) -> [u8; N] {
        self.calls += 1;
        core::array::from_fn(|_| self.byte())
    }
}

impl TryRng for Endless<'_> {
    type Error = Infallible;

    fn try_next_u32(&mut self) -> Result<u32, Infallible> {
        Ok(u32::from_le_bytes(self.bytes()))
    }

    fn try_next_u64(&mut self) -> Result<u64, Infallible> {
        Ok(u64::from_le_bytes(self.bytes()))
    }

    fn try_fill_bytes(&mut self, dest: &mut [u8]) -> Result<(), Infallible> {
        self.calls += 1;
        dest.iter_mut().for_each(|byte| *byte = self.byte());
        Ok(())
    }
}

impl TryCryptoRng for Endless<'_> {}

/// The same, which fails at every call after so many; and then leaves ones in what it was to fill, so that whoever trusts it is
/// found.
#[derive(Debug)]
pub struct Cut<'a> {
    pub source: Endless<'a>,
    pub calls: usize,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ended;

impl fmt::Display for Ended {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the source has ended")
    }
}

impl core::error::Error for Ended {}

impl Cut<'_> {
    fn call(&mut self) -> Result<&mut Self, Ended> {
        self.calls = self.calls.checked_sub(1).ok_or(Ended)?;
        Ok(self)
    }
}

impl TryRng for Cut<'_> {
    type Error = Ended;

    fn try_next_u32(&mut self) -> Result<u32, Ended> {
        let Ok(word) = self.call()?.source.try_next_u32();
        Ok(word)
    }

    fn try_next_u64(&mut self) -> Result<u64, Ended> {
        let Ok(word) = self.call()?.source.try_next_u64();
        Ok(word)
    }

    fn try_fill_bytes(&mut self, dest: &mut [u8]) -> Result<(), Ended> {
        match self.call() {
            Ok(cut) => {
                let Ok(()) = cut.source.try_fill_bytes(dest);
                Ok(())
            }
            Err(ended) => {
                dest.fill(1);
                Err(ended)
            }
        }
    }
}

impl TryCryptoRng for Cut<'_> {}
