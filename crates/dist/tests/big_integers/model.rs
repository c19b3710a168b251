//! What is drawn, in long integers and from the bytes in the order in which they are handed out.

use num_bigint::BigUint;
use wellspring_dist::{Limb, Random};
use wellspring_entropy::testing::Replay;

/// The bytes of a source as they are handed out, with one request that begins in one block of 256 and ends in the next
/// leaving what the first has.
pub(crate) struct Bytes<'script> {
    pub(crate) script: &'script [u8],
    pub(crate) used: usize,
}

impl Bytes<'_> {
    fn take(&mut self, len: usize) -> BigUint {
        if self.used % 256 + len > 256 {
            self.used = self.used.next_multiple_of(256);
        }
        let bytes = &self.script[self.used..][..len];
        self.used += len;
        BigUint::from_bytes_le(bytes)
    }

    /// As words of 64 bits from the least significant one; the last gives its upper bits.
    pub(crate) fn bits(&mut self, k: u64) -> BigUint {
        let mut number = BigUint::ZERO;
        for at in (0..k).step_by(64) {
            let bits = (k - at).min(64);
            let len = if bits > 32 { 8 } else { 4 };
            number |= self.take(len) >> (8 * len as u64 - bits) << at;
        }
        number
    }

    /// One round: a candidate, if no word is rejected.
    pub(crate) fn below(&mut self, n: &BigUint) -> Option<BigUint> {
        let lemire = |word: BigUint, count: &BigUint, w: u32| {
            let product = word * count;
            let two_to_the_w = BigUint::from(1u8) << w;
            (&product % &two_to_the_w >= &two_to_the_w % count).then(|| product >> w)
        };
        let largest = n - 1u8;
        let len = largest.bits();
        if len <= 64 {
            let w = if len <= 32 { 32 } else { 64 };
            return lemire(self.take(w / 8), n, u32::try_from(w).unwrap());
        }
        if n.count_ones() == 1 {
            return Some(self.bits(len));
        }
        let rest = len - 32;
        let low = self.bits(rest);
        let count = (&largest >> rest) + 1u8;
        let top = if count == BigUint::from(1u64 << 32) {
            Some(self.take(4))
        } else {
            lemire(self.take(8), &count, 64)
        };
        top.map(|top| top << rest | low).filter(|candidate| candidate < n)
    }
}

/// A number in as many limbs as hold `bytes`, which has the length of whole limbs.
pub(crate) trait FromBytes: Limb + Default + PartialEq + core::fmt::Debug {
    fn from_bytes(bytes: &[u8]) -> Vec<Self>;
    fn number(limbs: &[Self]) -> BigUint;
}

macro_rules! from_bytes {
    ($($limb:ty)+) => {$(
        impl FromBytes for $limb {
            fn from_bytes(bytes: &[u8]) -> Vec<Self> {
                let chunks = bytes.chunks(size_of::<Self>());
                chunks.map(|chunk| {
                    let mut bytes = [0; size_of::<Self>()];
                    bytes[..chunk.len()].copy_from_slice(chunk);
                    Self::from_le_bytes(bytes)
                }).collect()
            }

            fn number(limbs: &[Self]) -> BigUint {
                let bytes: Vec<u8> = limbs.iter().flat_map(|limb| limb.to_le_bytes()).collect();
                BigUint::from_bytes_le(&bytes)
            }
        }
    )+};
}
from_bytes!(u8 u16 u32 u64 usize);

/// The number below `bound` in limbs of type `L`, of which there may be more than it needs.
pub(crate) fn below<L: FromBytes>(bound: &[u8], script: &[u8]) -> (BigUint, usize) {
    let bound = L::from_bytes(bound);
    let mut dest = L::from_bytes(&vec![0xAA; size_of_val(&bound[..])]);
    let mut source = Replay::new(script);
    assert_eq!(source.try_fill_below(&bound, &mut dest), Ok(()));
    (L::number(&dest), script.len() - source.remaining())
}

pub(crate) fn bits<L: FromBytes>(k: u64, len: usize, script: &[u8]) -> (BigUint, usize) {
    let mut dest = L::from_bytes(&vec![0xAA; len]);
    let mut source = Replay::new(script);
    assert_eq!(source.try_fill_bits(k, &mut dest), Ok(()));
    (L::number(&dest), script.len() - source.remaining())
}
