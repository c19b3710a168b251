//! The encodings against their standards' vectors and against other people's encoders and decoders.
#![cfg(feature = "alloc")]
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test may stop where it stands")]
#![allow(clippy::integer_division_remainder_used, reason = "the reference does what it likes")]

mod crates;
mod exhaustive;
mod hostile;
mod lengths;
mod reference;
mod tokens;
mod vectors;

use wellspring_tokens::encoding::{DecodeError, Encoding};

/// The text in every way in which it can be made.
fn encode(encoding: Encoding, bytes: &[u8]) -> String {
    let mut text = vec![0xAA; encoding.encoded_len(bytes.len())];
    encoding.encode(bytes, &mut text).unwrap();
    let text = String::from_utf8(text).unwrap();
    assert_eq!(encoding.encode_to_secret(bytes).expose_secret(), text);
    assert_eq!(encoding.try_encode_to_secret(bytes).unwrap().expose_secret(), text);
    let mut in_place = vec![0xAA; text.len() - bytes.len()];
    in_place.extend_from_slice(bytes);
    encoding.encode_in_place(bytes.len(), &mut in_place).unwrap();
    assert_eq!(in_place, text.as_bytes());
    text
}

/// The bytes in every way in which they can be had, or why not; nothing is left where there are none.
fn decode(encoding: Encoding, text: &[u8]) -> Result<Vec<u8>, DecodeError> {
    let secret = encoding.decode_to_secret(text).map(|bytes| bytes.expose_secret().to_vec());
    let same = encoding.try_decode_to_secret(text).map(|bytes| bytes.expose_secret().to_vec());
    assert_eq!(same, secret);
    let mut buffer = text.to_vec();
    let in_place = encoding.decode_in_place(&mut buffer).map(|bytes| bytes.to_vec());
    assert_eq!(in_place, secret);
    let n = encoding.decoded_len(text);
    match &secret {
        Ok(bytes) => assert!(buffer[bytes.len()..].iter().all(|byte| *byte == 0)),
        Err(DecodeError::Invalid) => assert!(buffer.iter().all(|byte| *byte == 0)),
        Err(error) => {
            assert_eq!((buffer.as_slice(), Err(*error)), (text, n));
            return secret;
        }
    }
    let mut dest = vec![0xAA; n?];
    let into_dest = encoding.decode(text, &mut dest);
    assert_eq!(into_dest.map(|()| dest.clone()), secret);
    assert!(into_dest.is_ok() || dest.iter().all(|byte| *byte == 0));
    secret
}

/// Bytes that look like nothing, the same in every run.
fn noise(seed: u64) -> impl Iterator<Item = u8> {
    let mut state = seed;
    core::iter::repeat_with(move || {
        // SplitMix64 (G. Steele, D. Lea and C. Flood, 2014).
        state = state.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let x = (state ^ state >> 30).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let x = (x ^ x >> 27).wrapping_mul(0x94D0_49BB_1331_11EB);
        (x ^ x >> 31).to_le_bytes()[0]
    })
}
