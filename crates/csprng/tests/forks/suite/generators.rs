//! The generators under test, and how all of them are drawn from.

use wellspring_csprng::{
    Cipher, KeyErasureRng, Protection, ThreadRng, rand_core::TryRng, thread_rng,
};

use super::naive::Naive;

/// A generator of the library's, or the control.
pub(crate) trait Draw {
    /// Sixteen bytes, in a way that depends on the `turn`. An error is a draw of zeros, which no test lets pass.
    fn draw(&mut self, turn: usize) -> u128;

    /// Before a fork: the control sees to it that it has something to repeat.
    fn prepare(&mut self) {}
}

/// The ways to draw: every path that hands out bytes.
pub(crate) const WAYS: usize = 4;

/// From a request of more than 2048 bytes, which goes past the buffer, what is recorded is the last sixteen.
const LONG: usize = 2064;

fn drawn<R: TryRng>(rng: &mut R, turn: usize) -> Result<u128, R::Error> {
    let mut bytes = [0xC5; 16];
    match turn % WAYS {
        0 => rng.try_fill_bytes(&mut bytes)?,
        1 => {
            let halves = [rng.try_next_u64()?, rng.try_next_u64()?];
            return Ok(u128::from(halves[0]) | u128::from(halves[1]) << 64);
        }
        2 => {
            for part in bytes.chunks_exact_mut(4) {
                part.copy_from_slice(&rng.try_next_u32()?.to_le_bytes());
            }
        }
        _ => return long(rng),
    }
    Ok(u128::from_le_bytes(bytes))
}

/// On its own, so that the other ways do not spend instructions on its buffer.
#[inline(never)]
fn long<R: TryRng>(rng: &mut R) -> Result<u128, R::Error> {
    let mut bytes = [0xC5; LONG];
    rng.try_fill_bytes(&mut bytes)?;
    Ok(u128::from_le_bytes(*bytes.last_chunk().unwrap()))
}

impl Draw for KeyErasureRng {
    fn draw(&mut self, turn: usize) -> u128 {
        drawn(self, turn).unwrap_or(0)
    }
}

impl Draw for ThreadRng {
    fn draw(&mut self, turn: usize) -> u128 {
        drawn(self, turn).unwrap_or(0)
    }
}

impl Draw for Naive {
    fn draw(&mut self, turn: usize) -> u128 {
        drawn(self, turn).unwrap_or(0)
    }

    fn prepare(&mut self) {
        self.top_up();
    }
}

/// A generator under test: how it is made, in the thread that draws, and the control of the same cipher.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Subject {
    pub(crate) name: &'static str,
    pub(crate) make: fn() -> Box<dyn Draw>,
    pub(crate) control: fn() -> Naive,
}

pub(crate) const SUBJECTS: &[Subject] = &[
    Subject {
        name: "owned, AES-256",
        make: || owned(Cipher::Aes256),
        control: || Naive::new(Cipher::Aes256),
    },
    Subject {
        name: "owned, ChaCha20",
        make: || owned(Cipher::ChaCha20),
        control: || Naive::new(Cipher::ChaCha20),
    },
    Subject { name: "owned, locked", make: locked, control: || Naive::new(Cipher::detect()) },
    Subject { name: "thread_rng", make: of_thread, control: || Naive::new(Cipher::detect()) },
];

fn owned(cipher: Cipher) -> Box<dyn Draw> {
    let mut rng = KeyErasureRng::new().with_cipher(cipher);
    rng.reseed().unwrap();
    Box::new(rng)
}

/// Where there is too little memory that may be locked, one that is not.
fn locked() -> Box<dyn Draw> {
    let mut rng = KeyErasureRng::new();
    _ = rng.lock();
    rng.reseed().unwrap();
    Box::new(rng)
}

/// After the draws of a thread that are left to the system.
fn of_thread() -> Box<dyn Draw> {
    let mut rng = thread_rng();
    (0..16).for_each(|turn| _ = rng.draw(turn));
    Box::new(rng)
}

/// Whether there is anything to test: where memory that a fork wipes cannot be had, nothing is kept that a child could repeat.
pub(crate) fn are_kept() -> Result<(), String> {
    let mut rng = KeyErasureRng::new();
    rng.reseed().map_err(|error| error.to_string())?;
    match rng.protection() {
        Protection::Pages => Ok(()),
        other => Err(format!("no state is kept here: {other:?}")),
    }
}
