//! What a user sees of the generator for simulations: the numbers of the RFC, the same for ever, and no generator of secrets.
#![cfg(feature = "std")]
#![allow(clippy::indexing_slicing, clippy::unwrap_used, reason = "a test may stop where it stands")]

use std::collections::HashSet;

use wellspring_csprng::{
    KeyErasureRng, Protection, ReproducibleRng,
    rand_core::{CryptoRng, Rng},
};

/// RFC 8439, A.1, test vectors 1 and 2: the first 128 bytes of a seed of zeros.
const ZEROS: &str = "76b8e0ada0f13d90405d6ae55386bd28bdd219b8a08ded1aa836efcc8b770dc7\
                     da41597c5157488d7724e03fb8d84a376a43b8f41518a11cc387b669b2ee6586\
                     9f07e7be5551387a98ba977c732d080dcb0f29a048e3656912c6533e32ee7aed\
                     29b721769ce64e43d57133b074d839d531ed1f28510afb45ace10a1f4b794d6f";

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn first<const N: usize>(mut rng: ReproducibleRng) -> [u8; N] {
    let mut bytes = [0; N];
    rng.fill_bytes(&mut bytes);
    bytes
}

/// These values never change.
#[test]
fn the_numbers_are_those_of_the_rfc() {
    assert_eq!(hex(&first::<128>(ReproducibleRng::from_seed([0; 32]))), ZEROS);
    // A.1, test vector 5: the nonce ends in 2.
    let stream = ReproducibleRng::from_seed([0; 32]).with_stream(2 << 56);
    assert_eq!(hex(&first::<16>(stream)), "c2c64d378cd536374ae204b9ef933fcd");
    let mut seed = [0; 32];
    seed[..8].copy_from_slice(&0x0102_0304_0506_0708_u64.to_le_bytes());
    let number = ReproducibleRng::from_number(0x0102_0304_0506_0708);
    assert_eq!(first::<64>(number), first::<64>(ReproducibleRng::from_seed(seed)));
    assert_eq!(seed[0], 8);
}

/// However the bytes are asked for, they are the same ones; over the ends of the buffer, too.
#[test]
fn every_call_takes_the_next_bytes() {
    const LEN: usize = 3000;
    let whole = first::<LEN>(ReproducibleRng::from_number(3));
    let (mut rng, mut bytes) = (ReproducibleRng::from_number(3), Vec::new());
    for turn in 0_usize.. {
        match turn & 3 {
            0 => bytes.extend(rng.next_u32().to_le_bytes()),
            1 => bytes.extend(rng.next_u64().to_le_bytes()),
            _ => {
                let mut some = vec![0; (turn * turn) & 127];
                rng.fill_bytes(&mut some);
                bytes.extend(some);
            }
        }
        if bytes.len() > LEN {
            break;
        }
    }
    assert_eq!(bytes[..LEN], whole);
}

#[test]
fn seeds_and_streams_differ_and_copies_do_not() {
    let rngs = [
        ReproducibleRng::from_number(0),
        ReproducibleRng::from_number(1),
        ReproducibleRng::from_number(0).with_stream(1),
        ReproducibleRng::from_number(0).with_stream(2),
    ];
    let distinct: HashSet<_> = rngs.into_iter().map(first::<32>).collect();
    assert_eq!(distinct.len(), 4);
    let mut rng = ReproducibleRng::from_number(9);
    rng.next_u32();
    assert_eq!(first::<700>(rng.clone()), first::<700>(rng.clone()));
    assert_ne!(first::<700>(rng.clone().with_stream(0)), first::<700>(rng), "from its start");
}

/// It is no `CryptoRng`, which the documentation shows does not compile; a generator over a source that cannot fail is.
#[test]
fn what_cannot_fail_and_is_secure_is_a_crypto_rng() {
    struct Fixed;

    impl wellspring_csprng::Source for Fixed {
        type Error = core::convert::Infallible;

        fn try_seed(&self, seed: &mut [u8]) -> Result<(), Self::Error> {
            seed.fill(1);
            Ok(())
        }
    }

    fn key(rng: &mut impl CryptoRng) -> u64 {
        rng.next_u64()
    }
    let mut rng = KeyErasureRng::over(Fixed);
    if rng.protection() == Protection::Pages {
        assert_ne!(key(&mut rng), key(&mut rng));
    }
    key(&mut rng);
}
