//! What the samples are drawn from: the real source, or a stream cipher with a key that never changes.

use chacha20::ChaCha8Rng;
use wellspring_dist::rand_core::{Infallible, Rng, SeedableRng, TryRng};
use wellspring_entropy::{Error, System};

use super::Form;

/// RFC 8439's cipher with 8 rounds in place of 20, which is the same everywhere for ever: a row that passed once passes
/// always.
pub(crate) enum Source {
    Seeded(Box<ChaCha8Rng>, Calls),
    System,
}

impl Source {
    /// In the quick form the name is the key, so that a new row moves no other.
    pub(crate) fn of(form: &Form, name: &str) -> Self {
        if form.full { Self::System } else { Self::seeded(name) }
    }

    /// The cipher in either form.
    pub(crate) fn seeded(name: &str) -> Self {
        let mut key = [0u8; 32];
        for (index, byte) in name.bytes().enumerate() {
            let place = &mut key[index % 32];
            *place = place.rotate_left(3) ^ byte;
        }
        Self::Seeded(Box::new(ChaCha8Rng::from_seed(key)), Calls(0))
    }
}

/// How often a source was called. Whoever goes round in circles has to be told.
pub(crate) struct Calls(u32);

impl Calls {
    /// More than any row makes.
    const MOST: u32 = 20_000_000;

    fn one_more(&mut self) {
        self.0 += 1;
        assert!(self.0 < Self::MOST, "a draw does not end");
    }
}

impl TryRng for Source {
    type Error = Error;

    fn try_next_u32(&mut self) -> Result<u32, Error> {
        match self {
            Self::Seeded(rng, calls) => {
                calls.one_more();
                Ok(rng.next_u32())
            }
            Self::System => System.try_next_u32(),
        }
    }

    fn try_next_u64(&mut self) -> Result<u64, Error> {
        match self {
            Self::Seeded(rng, calls) => {
                calls.one_more();
                Ok(rng.next_u64())
            }
            Self::System => System.try_next_u64(),
        }
    }

    fn try_fill_bytes(&mut self, dest: &mut [u8]) -> Result<(), Error> {
        match self {
            Self::Seeded(rng, calls) => {
                calls.one_more();
                rng.fill_bytes(dest);
                Ok(())
            }
            Self::System => System.try_fill_bytes(dest),
        }
    }
}

/// The cipher cannot fail; this says so to the compiler.
const _: fn(&ChaCha8Rng) = |rng| {
    fn infallible<R: TryRng<Error = Infallible>>(_: &R) {}
    infallible(rng);
};
