//! The encoders against the standard's vectors and against other people's encoders.
#![cfg(feature = "alloc")]
#![allow(clippy::unwrap_used, reason = "a test may stop where it stands")]

use base64ct::{Base64UrlUnpadded, Encoding as _};
use proptest::{collection::vec, prelude::*};
use wellspring_entropy::testing::Replay;
use wellspring_tokens::{
    Secrets,
    encoding::{Encoding, HEX, URLSAFE},
};

fn encode(encoding: Encoding, bytes: &[u8]) -> String {
    let mut text = vec![0; encoding.encoded_len(bytes.len())];
    encoding.encode(bytes, &mut text).unwrap();
    String::from_utf8(text).unwrap()
}

/// RFC 4648, section 10; base64url without its padding, hexadecimal in lower case.
#[test]
fn rfc_4648_vectors() {
    for (bytes, base64, hex) in [
        ("", "", ""),
        ("f", "Zg", "66"),
        ("fo", "Zm8", "666f"),
        ("foo", "Zm9v", "666f6f"),
        ("foob", "Zm9vYg", "666f6f62"),
        ("fooba", "Zm9vYmE", "666f6f6261"),
        ("foobar", "Zm9vYmFy", "666f6f626172"),
    ] {
        assert_eq!(encode(URLSAFE, bytes.as_bytes()), base64);
        assert_eq!(encode(HEX, bytes.as_bytes()), hex);
    }
    assert_eq!(encode(URLSAFE, &[0xFB, 0xEF, 0xFF]), "--__", "the two characters of section 5");
}

#[test]
fn all_pairs_of_bytes_agree_with_the_oracles() {
    for pair in 0..=u16::MAX {
        let bytes = [0x9C, pair.to_be_bytes()[0], pair.to_be_bytes()[1]];
        assert_eq!(encode(HEX, &bytes), hex::encode(bytes));
        assert_eq!(encode(URLSAFE, &bytes), Base64UrlUnpadded::encode_string(&bytes));
    }
}

#[test]
fn a_destination_of_another_length_is_refused_untouched() {
    for (encoding, expected) in [(HEX, 10), (URLSAFE, 7)] {
        for len in (0..20).filter(|&len| len != expected) {
            let mut dest = vec![0xAA; len];
            let error = encoding.encode(b"bytes", &mut dest).unwrap_err();
            assert_eq!(
                error.to_string(),
                format!("`dest` has {len} bytes, allowed are exactly the {expected} of the text")
            );
            assert_eq!(dest, vec![0xAA; len]);
        }
    }
    assert_eq!(HEX.encoded_len(usize::MAX), usize::MAX);
    assert_eq!(URLSAFE.encoded_len(usize::MAX), usize::MAX);
}

proptest! {
    #[test]
    fn round_trips(bytes in vec(any::<u8>(), 0..200)) {
        prop_assert_eq!(hex::decode(encode(HEX, &bytes)).unwrap(), &bytes[..]);
        let decoded = Base64UrlUnpadded::decode_vec(&encode(URLSAFE, &bytes)).unwrap();
        prop_assert_eq!(decoded, bytes);
    }

    /// A token is the encoding of the bytes that were drawn, and nothing else; plain equals try.
    #[test]
    fn tokens_are_encoded_draws(bytes in vec(any::<u8>(), 0..200)) {
        let n = bytes.len();
        let source = || Replay::new(&bytes);
        for token in [source().token_hex(n), source().try_token_hex(n).unwrap()] {
            prop_assert_eq!(token.expose_secret(), hex::encode(&bytes));
        }
        for token in [source().token_urlsafe(n), source().try_token_urlsafe(n).unwrap()] {
            prop_assert_eq!(token.expose_secret(), Base64UrlUnpadded::encode_string(&bytes));
        }
        for token in [source().token_bytes(n), source().try_token_bytes(n).unwrap()] {
            prop_assert_eq!(token.expose_secret(), &bytes[..]);
        }
    }
}
