//! Any text in every encoding: no panic, and what is accepted is what the bytes become again, but for what the encoding
//! reads leniently. What is refused leaves nothing behind.
#![no_main]

use libfuzzer_sys::fuzz_target;
use wellspring::encoding::{
    BASE32, BASE32_HEX, BASE32_HEX_UNPADDED, BASE32_UNPADDED, BASE58, BASE62, BASE64,
    BASE64_UNPADDED, CROCKFORD, CROCKFORD_CHECKED, DecodeError, Encoding, HEX, HEX_ANY_CASE,
    HEX_UPPER, URLSAFE, URLSAFE_PADDED,
};

const ENCODINGS: [Encoding; 15] = [
    BASE32,
    BASE32_HEX,
    BASE32_HEX_UNPADDED,
    BASE32_UNPADDED,
    BASE58,
    BASE62,
    BASE64,
    BASE64_UNPADDED,
    CROCKFORD,
    CROCKFORD_CHECKED,
    HEX,
    HEX_ANY_CASE,
    HEX_UPPER,
    URLSAFE,
    URLSAFE_PADDED,
];

fuzz_target!(|input: &[u8]| {
    for encoding in ENCODINGS {
        round_trip(encoding, input);
        hostile(encoding, input);
    }
    // One place changed in a valid text.
    if let [which, place, byte, bytes @ ..] = input {
        let encoding = ENCODINGS[usize::from(*which) % ENCODINGS.len()];
        let mut text = encoding.encode_to_secret(bytes).expose_secret().as_bytes().to_vec();
        let len = text.len().max(1);
        if let Some(character) = text.get_mut(usize::from(*place) % len) {
            *character = *byte;
        }
        hostile(encoding, &text);
    }
});

fn round_trip(encoding: Encoding, bytes: &[u8]) {
    let text = encoding.encode_to_secret(bytes);
    let mut dest = vec![0xAA; text.len()];
    assert_eq!(encoding.encode(bytes, &mut dest), Ok(()));
    assert_eq!(dest, text.expose_secret().as_bytes());
    let mut in_place = vec![0xAA; text.len() - bytes.len()];
    in_place.extend_from_slice(bytes);
    assert_eq!(encoding.encode_in_place(bytes.len(), &mut in_place), Ok(()));
    assert_eq!(in_place, dest);
    let decoded = encoding.decode_to_secret(text.expose_secret());
    assert_eq!(decoded.as_ref().map(|decoded| decoded.expose_secret()), Ok(bytes));
}

/// Slices of every length near the right one, and of some that are far from it. What is written is all of it or nothing.
fn any_length(encoding: Encoding, text: &[u8]) {
    let right = encoding.decoded_len(text).ok();
    let near = right.unwrap_or(text.len() / 2);
    let lengths = (near.saturating_sub(9)..near + 9).chain([0, 1, text.len(), 2 * text.len()]);
    for len in lengths {
        let mut dest = vec![0xAA; len];
        match encoding.decode(text, &mut dest) {
            Ok(()) => assert_eq!(right, Some(len)),
            // A text whose length is that of as many bytes; with padding there are several.
            Err(DecodeError::Invalid) => {
                assert_eq!(encoding.encoded_len(len), text.len());
                assert!(dest.iter().all(|byte| *byte == 0));
            }
            Err(error) => {
                let characters = text.len();
                assert_eq!(error, DecodeError::DestLength { dest: len, characters });
                assert_ne!(encoding.encoded_len(len), characters);
                assert!(dest.iter().all(|byte| *byte == 0xAA));
            }
        }
        let mut dest = vec![0xAA; len];
        if encoding.encode_in_place(text.len(), &mut dest).is_err() {
            assert!(dest.iter().all(|byte| *byte == 0xAA));
        }
    }
}

fn hostile(encoding: Encoding, text: &[u8]) {
    any_length(encoding, text);
    let secret = encoding.decode_to_secret(text);
    let mut buffer = text.to_vec();
    let in_place = encoding.decode_in_place(&mut buffer).map(|bytes| bytes.to_vec());
    assert_eq!(
        in_place.as_deref(),
        secret.as_ref().map(|bytes| bytes.expose_secret()).map_err(|e| e)
    );
    match secret {
        Ok(bytes) => {
            let bytes = bytes.expose_secret();
            assert_eq!(encoding.decoded_len(text), Ok(bytes.len()));
            assert!(buffer[bytes.len()..].iter().all(|byte| *byte == 0));
            let again = encoding.encode_to_secret(bytes);
            let same = again.expose_secret().as_bytes() == text;
            assert!(same || [HEX_ANY_CASE, CROCKFORD, CROCKFORD_CHECKED].contains(&encoding));
            assert_eq!(again.len(), text.len());
        }
        Err(DecodeError::Invalid) => assert!(buffer.iter().all(|byte| *byte == 0)),
        Err(_) => assert_eq!(buffer, text),
    }
}
