//! The two ciphers, each as a function from a key to a stream of bytes.
//!
//! Every key of this crate is used for one stream and never again, so the streams start at counter 0 with a nonce of zeros.
//! Both are what the standards say, so that anybody can compute them anew: `openssl enc -aes-256-ctr` and `-chacha20` of
//! zeros, with an IV of zeros.
//!
//! The code of both is RustCrypto's. `aes` finds AES instructions at run time (AES-NI, from its release 0.9.3 on the wider
//! VAES, ARMv8's), `chacha20` AVX2; neither has a table whose addresses depend on a secret, and both wipe their keys when dropped.

use aes::Aes256;
use chacha20::ChaCha20LegacyCore;
use cipher::{Block, KeyIvInit, StreamCipherCore};
use ctr::{CtrCore, flavors::Ctr32BE};
use zeroize::Zeroize;

/// What turns a key into bytes.
///
/// # Examples
///
/// ```
/// use wellspring_csprng::{Cipher, KeyErasureRng};
///
/// let rng = KeyErasureRng::new().with_cipher(Cipher::ChaCha20);
/// assert_eq!(rng.cipher(), Cipher::ChaCha20);
/// assert_eq!(KeyErasureRng::new().cipher(), Cipher::detect());
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Cipher {
    /// AES with 256-bit keys (FIPS 197) in counter mode (SP 800-38A, section 6.5): the faster one by far where the processor has
    /// instructions for it. Without them it is slow, and still in constant time.
    Aes256,
    /// ChaCha20 (RFC 8439), which needs no special instructions.
    ChaCha20,
}

impl Cipher {
    /// The one that is faster on this processor: AES if it has instructions for that.
    #[must_use]
    pub fn detect() -> Self {
        if aes::hardware_accelerated() { Self::Aes256 } else { Self::ChaCha20 }
    }

    /// Fills `dest` with the beginning of the stream of `key`, and leaves neither of them on the stack.
    #[inline(never)]
    pub(crate) fn stream(self, key: &[u8; KEY], dest: &mut [u8]) {
        self.stream_with_traces(key, dest);
        wipe_stack();
    }

    /// The ciphers move their keys and blocks about, and wipe one copy of several.
    #[inline(never)]
    fn stream_with_traces(self, key: &[u8; KEY], dest: &mut [u8]) {
        match self {
            Self::Aes256 => aes256_in_parts(key, PART, dest),
            Self::ChaCha20 => chacha20(key, [0; 8], 0, dest),
        }
    }
}

/// Overwrites what the function that was called before from the same place has left on the stack.
///
/// Optimised, its frames and those below were seen to take up to 8 KiB, with the compilers and crates of today; this is twice as much.
/// Unoptimised ones are larger, and what is in their lower part stays: there is no promise for such a build.
#[inline(never)]
fn wipe_stack() {
    let mut frame = [0_u8; STACK];
    core::hint::black_box(&mut frame);
}

/// How much of the stack is overwritten after each use of a key.
const STACK: usize = 16384;

/// The bytes of a key.
pub(crate) const KEY: usize = 32;

/// After how many bytes the upper half of AES's counter goes up by one. The lower one counts 32 bits, which is the fastest
/// form, and would start again after 64 GiB.
const PART: usize = 1 << 30;
const _: () = assert!(PART.trailing_zeros() < 32 + 4, "2^32 blocks of 16 bytes");

#[inline]
fn aes256_in_parts(key: &[u8; KEY], part: usize, dest: &mut [u8]) {
    for (part, number) in dest.chunks_mut(part).zip(0_u64..) {
        let mut counter = [0; 16];
        if let Some(upper) = counter.first_chunk_mut() {
            *upper = number.to_be_bytes();
        }
        aes256_ctr(key, counter, part);
    }
}

/// AES-256 in counter mode from the block `counter` on, of which the last 32 bits count up.
fn aes256_ctr(key: &[u8; KEY], counter: [u8; 16], dest: &mut [u8]) {
    fill(CtrCore::<Aes256, Ctr32BE>::new(key.into(), &counter.into()), dest);
}

/// ChaCha20 with a counter and a nonce of 64 bits: RFC 8439's, whose nonce is the upper half of the counter and this one, and
/// which would end after 2^32 blocks.
pub(crate) fn chacha20(key: &[u8; KEY], nonce: [u8; 8], block: u64, dest: &mut [u8]) {
    let mut core = ChaCha20LegacyCore::new(key.into(), &nonce.into());
    core.set_block_pos(block);
    fill(core, dest);
}

fn fill<C: StreamCipherCore>(mut core: C, dest: &mut [u8]) {
    let (blocks, rest) = Block::<C>::slice_as_chunks_mut(dest);
    core.write_keystream_blocks(blocks);
    if !rest.is_empty() {
        let mut last = Block::<C>::default();
        core.write_keystream_block(&mut last);
        rest.iter_mut().zip(&last).for_each(|(byte, &random)| *byte = random);
        last.zeroize();
    }
}

#[cfg(test)]
mod tests;
