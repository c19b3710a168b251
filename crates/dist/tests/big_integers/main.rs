//! Numbers of any size against a model in long integers, in every kind of limb; what a failure leaves; what a draw costs.
#![cfg(feature = "num_bigint")]
#![allow(
    clippy::indexing_slicing,
    clippy::unwrap_used,
    clippy::integer_division_remainder_used,
    reason = "the oracle divides, has no secrets and may stop where it stands"
)]

use num_bigint::BigUint;
use proptest::{collection::vec, prelude::*};
use wellspring_dist::Random;
use wellspring_entropy::testing::{Counting, Replay};

use self::model::{Bytes, below, bits};

mod arguments;
#[cfg(feature = "crypto_bigint")]
mod crypto;
#[cfg(target_os = "linux")]
mod memory;
mod model;

/// Bounds of all sizes up to 3000 bits; some of them close to a power of two, and with zeros above.
fn bounds() -> impl Strategy<Value = Vec<u8>> {
    let bytes = vec(any::<u8>(), 1..375);
    (bytes, 0u8..8, 0usize..20).prop_map(|(mut bytes, kind, zeros)| {
        let last = bytes.len() - 1;
        match kind {
            0 => bytes[..last].fill(0),
            1 => bytes[..last].fill(0xFF),
            2 => bytes[last.saturating_sub(4)..].fill(0xFF),
            3 => bytes[..last.saturating_sub(3)].fill(0),
            _ => {}
        }
        if bytes.iter().all(|&byte| byte == 0) {
            bytes[0] = 1;
        }
        bytes.resize(bytes.len() + zeros, 0);
        bytes
    })
}

/// Enough for one round, and then words that are not rejected.
fn script() -> impl Strategy<Value = Vec<u8>> {
    vec(any::<u8>(), 512)
}

proptest! {
    #[test]
    fn below_is_that_of_the_model_in_every_limb(bound in bounds(), script in script()) {
        let n = BigUint::from_bytes_le(&bound);
        let mut bytes = Bytes { script: &script, used: 0 };
        // A second round is improbable but with short bounds, and would begin with other blocks.
        prop_assume!(bytes.below(&n).is_some());
        let mut bytes = Bytes { script: &script, used: 0 };
        let expected = (bytes.below(&n).unwrap(), bytes.used);
        prop_assert!(expected.0 < n);
        for drawn in [below::<u8>, below::<u16>, below::<u32>, below::<u64>, below::<usize>] {
            let (number, used) = drawn(&bound, &script);
            prop_assert_eq!(&number, &expected.0);
            // The last block is never smaller than 8 bytes.
            prop_assert!(used == expected.1 || used == expected.1.next_multiple_of(8));
        }
        prop_assert_eq!(Replay::new(&script).below_big(&n), expected.0);
    }

    #[test]
    fn bits_are_those_of_the_model_in_every_limb(k in 0u64..2048, extra in 0usize..20, script in script()) {
        let mut bytes = Bytes { script: &script, used: 0 };
        let expected = (bytes.bits(k), bytes.used);
        let len = usize::try_from(k.div_ceil(8)).unwrap() + extra;
        for drawn in [bits::<u8>, bits::<u16>, bits::<u32>, bits::<u64>, bits::<usize>] {
            prop_assert_eq!(&drawn(k, len, &script), &expected);
        }
        prop_assert_eq!(&Replay::new(&script).bits_big::<BigUint>(k), &expected.0);
    }

    #[test]
    fn short_bounds_are_those_of_below(n in 1u64.., narrow in 0u32..64, script in script()) {
        let n = (n >> narrow).max(1);
        let mut dest = [7];
        Replay::repeating(&script).fill_below(&[n], &mut dest);
        prop_assert_eq!(dest, [Replay::repeating(&script).below(n)]);
        let mut dest = [7];
        Replay::repeating(&script).fill_bits(narrow.into(), &mut dest);
        prop_assert_eq!(dest, [Replay::repeating(&script).bits::<u64>(narrow)]);
    }

    #[test]
    fn a_power_of_two_gives_its_bits(k in 0u64..2000, script in script()) {
        let n = BigUint::from(1u8) << k;
        let (mut a, mut b) = (Replay::new(&script), Replay::new(&script));
        prop_assert_eq!(a.below_big(&n), if k == 0 { BigUint::ZERO } else { b.bits_big(k) });
        prop_assert!(k == 0 || a.remaining() == b.remaining());
    }
}

/// A bound of 2^64 + 1, of which the candidate 2^64 + 1 is drawn first.
#[test]
fn a_candidate_that_is_too_large_is_drawn_again() {
    // 65 bits: 33 of the rest from 8 bytes, of which all but the last are 0, and then the word of the upper part.
    let rest = (1u64 << 31).to_le_bytes();
    let zero = [0; 8];
    let top = u64::MAX.to_le_bytes();
    let script = [rest, top, zero, top].concat();
    let bound = [1u64, 1];
    let mut dest = [7; 2];
    let mut source = Replay::new(&script);
    source.fill_below(&bound, &mut dest);
    assert_eq!((dest, source.remaining()), ([0, 1], 0));
    // The rest alone, with a lower upper part, is a number in the range.
    let top = (u64::MAX >> 1).to_le_bytes();
    let script = [rest, top].concat();
    let mut source = Replay::new(&script);
    source.fill_below(&bound, &mut dest);
    assert_eq!((dest, source.remaining()), ([1 | 1 << 63, 0], 0));
}

#[test]
fn costs() {
    let cost = |draw: &dyn Fn(&mut Counting<Replay<'static>>)| {
        let mut source = Counting::new(Replay::repeating(&[0x7F]));
        draw(&mut source);
        (source.draws(), source.bytes())
    };
    let below = |bound: BigUint| cost(&|r| assert!(r.below_big(&bound) < bound));
    let two_to_the = |k: u32| BigUint::from(1u8) << k;
    assert_eq!(below(1u8.into()), (1, 4));
    assert_eq!(below(two_to_the(32)), (1, 4));
    assert_eq!(below(two_to_the(64)), (1, 8));
    assert_eq!(below(two_to_the(64) + 1u8), (1, 16));
    assert_eq!(below(two_to_the(65)), (1, 12));
    assert_eq!(below(two_to_the(256)), (1, 32));
    // The orders of P-256 and of Ed25519's group, and the prime of Curve25519.
    let p256 = "115792089210356248762697446949407573529996955224135760342422259061068512044369";
    let ed25519 = "7237005577332262213973186563042994240857116359379907606001950938285454250989";
    assert_eq!(below(p256.parse().unwrap()), (1, 32));
    assert_eq!(below(ed25519.parse().unwrap()), (1, 36));
    assert_eq!(below(two_to_the(255) - 19u8), (1, 32));
    // 2048 bits, of which the upper part takes 8 bytes, and a block ends before them.
    assert_eq!(below(BigUint::from(3u8) << 2046), (2, 264));
    assert_eq!(below(two_to_the(2048)), (1, 256));
    let bits = |k| cost(&|r| assert!(r.bits_big::<BigUint>(k).bits() <= k));
    assert_eq!(bits(0), (0, 0));
    assert_eq!(bits(1), (1, 4));
    assert_eq!(bits(33), (1, 8));
    assert_eq!(bits(256), (1, 32));
    assert_eq!(bits(4096), (2, 512));
}
