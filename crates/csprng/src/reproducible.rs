use core::{convert::Infallible, fmt};

use rand_core::TryRng;

use crate::cipher::{KEY, chacha20};

/// A generator for simulations and tests, whose numbers are those of its seed: **not for secrets**.
///
/// Who knows the seed knows every number. So it is no `TryCryptoRng`, and nothing that mints secrets takes it: no token,
/// password or key can come from here by mistake. As a source of numbers it is as good as the secure ones.
///
/// # The numbers never change
///
/// They are the key stream of ChaCha20 (RFC 8439) with the seed as key, from counter 0 on, which anybody can compute anew:
/// `try_fill_bytes` takes the next bytes, `try_next_u32` the next four and `try_next_u64` the next eight, little-endian,
/// on every machine, in every release. [`with_stream`](Self::with_stream) sets the nonce. After 2^32 blocks (256 GiB), where
/// RFC 8439 ends, the counter goes on into the word before the nonce, as in Bernstein's ChaCha20.
///
/// It can be cloned, to run from one point twice; and a fork repeats it.
///
/// # Examples
///
/// ```
/// use wellspring_csprng::{ReproducibleRng, rand_core::Rng};
///
/// let mut rng = ReproducibleRng::from_seed([0; 32]);
/// assert_eq!(rng.next_u64(), 0x903d_f1a0_ade0_b876); // RFC 8439, A.1, test vector 1
/// assert_eq!(rng.clone().next_u32(), rng.next_u32());
/// ```
///
/// ```compile_fail,E0277
/// use wellspring_csprng::{ReproducibleRng, rand_core::TryCryptoRng};
///
/// fn mint(_: &mut impl TryCryptoRng) {}
/// mint(&mut ReproducibleRng::from_number(42));
/// ```
#[doc(alias = "seed", alias = "SeedableRng", alias = "StdRng", alias = "SimulationRng")]
#[derive(Clone)]
pub struct ReproducibleRng {
    seed: [u8; KEY],
    stream: u64,
    /// Of the next buffer.
    block: u64,
    buffer: [u8; BUFFER],
    /// Where in the buffer the next byte stands.
    next: usize,
}

/// Eight blocks, as many as the widest implementation makes at once.
const BUFFER: usize = 512;
const BLOCKS: u64 = 8;

impl ReproducibleRng {
    /// The numbers of this seed.
    #[must_use]
    pub const fn from_seed(seed: [u8; 32]) -> Self {
        Self { seed, stream: 0, block: 0, buffer: [0; BUFFER], next: BUFFER }
    }

    /// The numbers of a seed that is a number: for simulations, where rand has `seed_from_u64`.
    ///
    /// The seed begins with `number`, little-endian, and goes on with zeros. The values are not those of rand's generators for the same number.
    ///
    /// # Examples
    ///
    /// ```
    /// use wellspring_csprng::{ReproducibleRng, rand_core::Rng};
    ///
    /// let mut seed = [0; 32];
    /// seed[0] = 42;
    /// assert_eq!(ReproducibleRng::from_number(42).next_u64(), ReproducibleRng::from_seed(seed).next_u64());
    /// ```
    #[doc(alias = "seed_from_u64", alias = "new", alias = "seed")]
    #[must_use]
    pub const fn from_number(number: u64) -> Self {
        let [a, b, c, d, e, f, g, h] = number.to_le_bytes();
        let mut seed = [0; KEY];
        if let Some(front) = seed.first_chunk_mut() {
            *front = [a, b, c, d, e, f, g, h];
        }
        Self::from_seed(seed)
    }

    /// Another sequence of the same seed, from its start: for the threads or the runs of one simulation.
    ///
    /// The nonce of RFC 8439 is then four zeros and `stream`, little-endian. Without this call it is 0.
    ///
    /// # Examples
    ///
    /// ```
    /// use wellspring_csprng::{ReproducibleRng, rand_core::Rng};
    ///
    /// let [mut one, mut other] = [1, 2].map(|thread| ReproducibleRng::from_number(42).with_stream(thread));
    /// assert_ne!(one.next_u64(), other.next_u64());
    /// ```
    #[must_use]
    pub const fn with_stream(self, stream: u64) -> Self {
        let Self { seed, .. } = self;
        Self { stream, ..Self::from_seed(seed) }
    }

    fn take<const N: usize>(&mut self) -> [u8; N] {
        let mut bytes = [0; N];
        match self.buffer.get(self.next..).and_then(|rest| rest.first_chunk()) {
            Some(next) => {
                bytes = *next;
                self.next += N;
            }
            None => self.fill(&mut bytes),
        }
        bytes
    }

    #[cold]
    fn fill(&mut self, mut dest: &mut [u8]) {
        while !dest.is_empty() {
            let rest = match self.buffer.get(self.next..) {
                Some(rest) if !rest.is_empty() => rest,
                _ => {
                    let nonce = self.stream.to_le_bytes();
                    chacha20(&self.seed, nonce, self.block, &mut self.buffer);
                    self.block = self.block.wrapping_add(BLOCKS);
                    self.next = 0;
                    &self.buffer
                }
            };
            let len = rest.len().min(dest.len());
            let (now, later) = dest.split_at_mut_checked(len).unwrap_or_default();
            now.iter_mut().zip(rest).for_each(|(byte, &next)| *byte = next);
            self.next = self.next.saturating_add(len);
            dest = later;
        }
    }
}

impl TryRng for ReproducibleRng {
    type Error = Infallible;

    #[inline]
    fn try_next_u32(&mut self) -> Result<u32, Infallible> {
        Ok(u32::from_le_bytes(self.take()))
    }

    #[inline]
    fn try_next_u64(&mut self) -> Result<u64, Infallible> {
        Ok(u64::from_le_bytes(self.take()))
    }

    fn try_fill_bytes(&mut self, dest: &mut [u8]) -> Result<(), Infallible> {
        self.fill(dest);
        Ok(())
    }
}

/// Neither the seed nor the numbers: somebody may have used it for a secret after all.
impl fmt::Debug for ReproducibleRng {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ReproducibleRng").finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use ::chacha20::ChaCha20;
    use cipher::{KeyIvInit, StreamCipher};

    use super::*;

    /// Behind block 2^32 - 1 comes block 2^32, which is block 0 of the RFC's cipher with a 1 in the first word of its nonce.
    #[test]
    fn the_counter_goes_on_beyond_32_bits() {
        let mut rng = ReproducibleRng::from_number(3).with_stream(5);
        rng.block = (1 << 32) - BLOCKS;
        let mut found = [0; 2 * BUFFER];
        _ = rng.try_fill_bytes(&mut found);
        for (word, same) in [(1, true), (0, false)] {
            let mut nonce = [word, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0];
            nonce[4..].copy_from_slice(&5_u64.to_le_bytes());
            let mut expected = [0; BUFFER];
            ChaCha20::new(&rng.seed.into(), &nonce.into()).apply_keystream(&mut expected);
            assert_eq!(found[BUFFER..] == expected, same, "{word}");
        }
    }
}
