//! Published examples.

use wellspring_tokens::encoding::{
    BASE32, BASE32_HEX, BASE32_HEX_UNPADDED, BASE32_UNPADDED, BASE58, BASE62, BASE64,
    BASE64_UNPADDED, CROCKFORD, CROCKFORD_CHECKED, Encoding, HEX, HEX_ANY_CASE, HEX_UPPER, URLSAFE,
    URLSAFE_PADDED,
};

use crate::{decode, encode};

fn both_ways(encoding: Encoding, bytes: &[u8], text: &str) {
    assert_eq!(encode(encoding, bytes), text);
    assert_eq!(decode(encoding, text.as_bytes()).as_deref(), Ok(bytes), "{encoding:?}, {text}");
}

/// RFC 4648, section 10.
#[test]
fn rfc_4648() {
    for (bytes, base64, base32, base32_hex, base16) in [
        ("", "", "", "", ""),
        ("f", "Zg==", "MY======", "CO======", "66"),
        ("fo", "Zm8=", "MZXQ====", "CPNG====", "666F"),
        ("foo", "Zm9v", "MZXW6===", "CPNMU===", "666F6F"),
        ("foob", "Zm9vYg==", "MZXW6YQ=", "CPNMUOG=", "666F6F62"),
        ("fooba", "Zm9vYmE=", "MZXW6YTB", "CPNMUOJ1", "666F6F6261"),
        ("foobar", "Zm9vYmFy", "MZXW6YTBOI======", "CPNMUOJ1E8======", "666F6F626172"),
    ] {
        let bytes = bytes.as_bytes();
        for (encoding, unpadded, text) in [
            (BASE64, BASE64_UNPADDED, base64),
            (URLSAFE_PADDED, URLSAFE, base64),
            (BASE32, BASE32_UNPADDED, base32),
            (BASE32_HEX, BASE32_HEX_UNPADDED, base32_hex),
        ] {
            both_ways(encoding, bytes, text);
            both_ways(unpadded, bytes, text.trim_end_matches('='));
        }
        both_ways(HEX_UPPER, bytes, base16);
        both_ways(HEX, bytes, &base16.to_lowercase());
        both_ways(HEX_ANY_CASE, bytes, &base16.to_lowercase());
    }
    both_ways(URLSAFE, &[0xFB, 0xEF, 0xFF], "--__");
    both_ways(BASE64, &[0xFB, 0xEF, 0xFF], "++//");
}

/// The example and the largest value of the ULID specification (ulid/spec), as numbers by Python's `int`; what is read
/// leniently by Crockford's table.
#[test]
fn crockford() {
    let ulid = 0x0156_3E3A_B5D3_D676_4C61_EFB9_9302_BD5Bu128;
    both_ways(CROCKFORD, &ulid.to_be_bytes(), "01ARZ3NDEKTSV4RRFFQ69G5FAV");
    both_ways(CROCKFORD_CHECKED, &ulid.to_be_bytes(), "01ARZ3NDEKTSV4RRFFQ69G5FAV$");
    both_ways(CROCKFORD, &[0xFF; 16], "7ZZZZZZZZZZZZZZZZZZZZZZZZZ");
    for text in ["1ZWF", "1zwf", "IZWF", "izwf", "LZWF", "lzwf"] {
        assert_eq!(decode(CROCKFORD, text.as_bytes()).unwrap(), [0xFF, 0x8F]);
    }
    for text in ["00", "OO", "oo", "0O"] {
        assert_eq!(decode(CROCKFORD, text.as_bytes()).unwrap(), [0]);
    }
    for text in ["1ZUF", "1-ZWF", "1Z-F", "1ZWF ", "2000"] {
        assert!(decode(CROCKFORD, text.as_bytes()).is_err(), "{text}");
    }
}

/// Each check symbol once: the numbers 0 to 36, in two digits.
#[test]
fn check_symbols() {
    let symbols = "0123456789ABCDEFGHJKMNPQRSTVWXYZ*~$=U0";
    for (number, symbol) in (0u8..).zip(symbols.chars()) {
        let digits = encode(CROCKFORD, &[number]);
        both_ways(CROCKFORD_CHECKED, &[number], &format!("{digits}{symbol}"));
    }
    assert_eq!(decode(CROCKFORD_CHECKED, b"14u").unwrap(), [36]);
    assert_eq!(decode(CROCKFORD_CHECKED, b"0LI").unwrap(), [1]);
    // Python's base32-crockford: encode(1234, checksum=True) is "16JD".
    both_ways(CROCKFORD_CHECKED, &[0x04, 0xD2], "016JD");
}

/// Of draft-msporny-base58-03, section 5, where it agrees with our fixed length; and the first of the others, which has
/// a zero in front here.
#[test]
fn base58() {
    both_ways(BASE58, b"Hello World!", "2NEpo7TZRRrLZSi2U");
    let text = "USm3fpXnKG5EUBx2ndxBDMPVciP5hGey2Jh4NDv6gmeo1LkMeiKrLJUUBk6Z";
    let fox = b"The quick brown fox jumps over the lazy dog.";
    assert_eq!(encode(BASE58, fox).trim_start_matches('1'), text);
    assert_eq!(decode(BASE58, encode(BASE58, fox).as_bytes()).as_deref(), Ok(&fox[..]));
}

#[test]
fn base62() {
    both_ways(BASE62, &[0], "00");
    both_ways(BASE62, &[61], "0z");
    both_ways(BASE62, &[62], "10");
    both_ways(BASE62, &[0xFF], "47");
}
