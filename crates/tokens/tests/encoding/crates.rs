//! Agreement with the crates that people come from.

use base64::Engine as _;
use base64ct::{Base64UrlUnpadded, Encoding as _};
use proptest::{collection::vec, prelude::*};
use wellspring_tokens::encoding::{BASE58, BASE64, HEX, HEX_UPPER, URLSAFE, URLSAFE_PADDED};

use crate::{decode, encode};

proptest! {
    #[test]
    fn hexadecimal(bytes in vec(any::<u8>(), 0..200)) {
        prop_assert_eq!(encode(HEX, &bytes), hex::encode(&bytes));
        prop_assert_eq!(encode(HEX_UPPER, &bytes), hex::encode_upper(&bytes));
        prop_assert_eq!(hex::decode(encode(HEX, &bytes)).unwrap(), bytes);
    }

    #[test]
    fn base64(bytes in vec(any::<u8>(), 0..200)) {
        use base64::engine::general_purpose as theirs;
        prop_assert_eq!(encode(BASE64, &bytes), theirs::STANDARD.encode(&bytes));
        prop_assert_eq!(encode(URLSAFE_PADDED, &bytes), theirs::URL_SAFE.encode(&bytes));
        prop_assert_eq!(encode(URLSAFE, &bytes), Base64UrlUnpadded::encode_string(&bytes));
    }

    /// Any text of base64: what is refused is refused there.
    #[test]
    fn base64_texts(text in "[0-9A-Za-z_-]{0,9}") {
        let text = text.as_bytes();
        let theirs = base64::engine::general_purpose::URL_SAFE_NO_PAD.decode(text);
        prop_assert_eq!(decode(URLSAFE, text).ok(), theirs.ok());
        let theirs = Base64UrlUnpadded::decode_vec(core::str::from_utf8(text).unwrap());
        prop_assert_eq!(decode(URLSAFE, text).ok(), theirs.ok());
    }

    /// Bitcoin's form is the same number, with a `1` for each byte of zeros in front instead of a fixed length.
    #[test]
    fn base58(bytes in vec(any::<u8>(), 0..100)) {
        let (ours, theirs) = (encode(BASE58, &bytes), bs58::encode(&bytes).into_string());
        prop_assert_eq!(ours.trim_start_matches('1'), theirs.trim_start_matches('1'));
        if theirs.len() == ours.len() {
            prop_assert_eq!(&ours, &theirs);
        }
        // From theirs to ours, the length of the bytes being known.
        let number = theirs.trim_start_matches('1');
        let text = format!("{number:1>width$}", width = BASE58.encoded_len(bytes.len()));
        prop_assert_eq!(decode(BASE58, text.as_bytes()).unwrap(), bytes);
    }

    #[test]
    fn base58_of_32_bytes_agrees_from_0x0f_on(mut bytes: [u8; 32], first in 0x0Fu8..) {
        bytes[0] = first;
        prop_assert_eq!(encode(BASE58, &bytes), bs58::encode(bytes).into_string());
    }
}
