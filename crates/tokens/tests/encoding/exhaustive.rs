//! All inputs of small sizes, and all sizes up to where every loop has run and ended in every way.

use wellspring_tokens::encoding::{BASE64, URLSAFE};

use crate::{decode, encode, noise, reference};

#[test]
fn every_byte_and_every_pair() {
    for (encoding, reference) in reference::all() {
        for byte in 0..=u8::MAX {
            assert_eq!(encode(encoding, &[byte]), reference.encode(&[byte]), "{encoding:?}");
        }
        // Debug builds take their time.
        for pair in (0..=u16::MAX).step_by(if cfg!(debug_assertions) { 7 } else { 1 }) {
            let bytes = pair.to_be_bytes();
            let text = encode(encoding, &bytes);
            assert_eq!(text, reference.encode(&bytes), "{encoding:?}");
            assert_eq!(decode(encoding, text.as_bytes()).unwrap(), bytes, "{encoding:?}");
        }
    }
}

/// All groups of base64, in streams of 65536 at a time.
#[test]
fn every_three_bytes_as_base64() {
    // Debug builds take their time.
    for first in (0..=u8::MAX).step_by(if cfg!(debug_assertions) { 51 } else { 1 }) {
        let bytes: Vec<u8> = (0..=u16::MAX)
            .flat_map(|pair| [first, pair.to_be_bytes()[0], pair.to_be_bytes()[1]])
            .collect();
        for (ours, theirs) in [(BASE64, data_encoding::BASE64), (URLSAFE, data_encoding::BASE64URL)]
        {
            let mut text = vec![0; ours.encoded_len(bytes.len())];
            ours.encode(&bytes, &mut text).unwrap();
            assert!(text == theirs.encode(&bytes).into_bytes(), "{first}");
            assert!(ours.decode_in_place(&mut text).unwrap() == bytes, "{first}");
        }
    }
}

#[test]
fn every_length() {
    for (encoding, reference) in reference::all() {
        for n in (0..130).chain([255, 256, 257, 1000]) {
            for bytes in [vec![0; n], vec![0xFF; n], noise(n as u64).take(n).collect()] {
                let text = encode(encoding, &bytes);
                assert_eq!(text, reference.encode(&bytes), "{encoding:?}");
                assert_eq!(decode(encoding, text.as_bytes()).unwrap(), bytes, "{encoding:?}");
            }
        }
    }
}

/// Zeros in front, the numbers just below and above the powers of the base, and one bit in each place.
#[test]
fn numbers_at_their_edges() {
    for (encoding, reference) in reference::all() {
        for n in [1, 2, 3, 4, 5, 7, 8, 9, 23, 32] {
            for bit in 0..8 * n {
                let mut bytes = vec![0u8; n];
                bytes[bit / 8] = 0x80 >> (bit % 8);
                let one_bit = bytes.clone();
                bytes[bit / 8] -= 1;
                bytes[bit / 8 + 1..].fill(0xFF);
                for bytes in [one_bit, bytes] {
                    let text = encode(encoding, &bytes);
                    assert_eq!(text, reference.encode(&bytes), "{encoding:?}");
                    assert_eq!(decode(encoding, text.as_bytes()).unwrap(), bytes);
                }
            }
        }
    }
}
