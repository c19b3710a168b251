//! The same generator with its state in plain memory, of which a child has a copy: the negative control of every test here.
//!
//! It is written from the description of the algorithm and shares no code with the library; the check `same` holds it against
//! the library, byte for byte.

use aes::Aes256;
use chacha20::ChaCha20;
use cipher::{KeyIvInit, StreamCipher};
use ctr::Ctr128BE;
use wellspring_csprng::{
    Cipher, Source,
    entropy::{Error, System},
    rand_core::TryRng,
};

/// Fast key erasure without a look at whether this is a child.
#[derive(Clone, Debug)]
pub(crate) struct Naive<S = System> {
    source: S,
    cipher: Cipher,
    key: [u8; KEY],
    buffer: [u8; BUFFER],
    /// The bytes that are left, from the front on; they are taken from the end.
    left: usize,
    /// Whether fresh bytes are mixed in.
    mixes: bool,
}

/// What a refill makes, and so the most that two copies can have in common.
pub(crate) const BUFFER: usize = 4096 - KEY;

const KEY: usize = 32;
const LONGEST_BUFFERED: usize = 2048;

impl Naive {
    pub(crate) fn new(cipher: Cipher) -> Self {
        Self::over(System, cipher)
    }
}

impl<S: Source> Naive<S> {
    pub(crate) fn over(source: S, cipher: Cipher) -> Self {
        Self { source, cipher, key: [0; KEY], buffer: [0; BUFFER], left: 0, mixes: true }
    }

    /// After its first refill it never asks its source again.
    pub(crate) fn never_fresh(mut self) -> Self {
        self.refill().unwrap();
        self.mixes = false;
        self
    }

    /// Makes a new buffer, unless there is enough for all that one process draws between two forks. A child that finds an empty
    /// buffer asks the source at once, and would repeat nothing.
    pub(crate) fn top_up(&mut self) {
        if self.left < BUFFER / 2 {
            self.refill().unwrap();
        }
    }

    fn fresh(&self) -> Result<[u8; KEY], S::Error> {
        let mut fresh = [0; KEY];
        if self.mixes {
            self.source.try_seed(&mut fresh)?;
        }
        Ok(fresh)
    }

    fn refill(&mut self) -> Result<(), S::Error> {
        let mut block = [0; KEY + BUFFER];
        stream(self.cipher, &sum(self.key, self.fresh()?), &mut block);
        let (key, buffer) = block.split_at(KEY);
        self.key.copy_from_slice(key);
        self.buffer.copy_from_slice(buffer);
        self.left = BUFFER;
        Ok(())
    }

    fn take(&mut self, dest: &mut [u8]) {
        let start = self.left - dest.len();
        dest.copy_from_slice(&self.buffer[start..self.left]);
        self.buffer[start..self.left].fill(0);
        self.left = start;
    }

    fn fill(&mut self, dest: &mut [u8]) -> Result<(), S::Error> {
        if dest.len() > LONGEST_BUFFERED {
            let mut key = [0; KEY];
            if self.left < KEY {
                self.refill()?;
                self.take(&mut key);
            } else {
                let fresh = self.fresh()?;
                self.take(&mut key);
                key = sum(key, fresh);
            }
            stream(self.cipher, &key, dest);
        } else if dest.len() > self.left {
            let (first, rest) = dest.split_at_mut(self.left);
            self.take(first);
            self.refill()?;
            self.take(rest);
        } else {
            self.take(dest);
        }
        Ok(())
    }
}

fn sum(mut one: [u8; KEY], other: [u8; KEY]) -> [u8; KEY] {
    one.iter_mut().zip(other).for_each(|(one, other)| *one ^= other);
    one
}

fn stream(cipher: Cipher, key: &[u8; KEY], dest: &mut [u8]) {
    dest.fill(0);
    match cipher {
        Cipher::Aes256 => {
            Ctr128BE::<Aes256>::new(key.into(), &[0; 16].into()).apply_keystream(dest)
        }
        Cipher::ChaCha20 => ChaCha20::new(key.into(), &[0; 12].into()).apply_keystream(dest),
        other => panic!("no control for {other:?}"),
    }
}

impl<S: Source<Error = Error>> TryRng for Naive<S> {
    type Error = Error;

    fn try_next_u32(&mut self) -> Result<u32, Error> {
        let mut bytes = [0; 4];
        self.fill(&mut bytes)?;
        Ok(u32::from_le_bytes(bytes))
    }

    fn try_next_u64(&mut self) -> Result<u64, Error> {
        let mut bytes = [0; 8];
        self.fill(&mut bytes)?;
        Ok(u64::from_le_bytes(bytes))
    }

    fn try_fill_bytes(&mut self, dest: &mut [u8]) -> Result<(), Error> {
        self.fill(dest)
    }
}
