//! Pinned texts: the same bytes become the same characters everywhere and for ever.
//!
//! Computed by Python 3.11: its `int` for the digits of numbers, `%` for the check symbol, its `base64` for the rest.
#![cfg(feature = "alloc")]

use wellspring_tokens::encoding::{
    BASE32, BASE32_HEX, BASE58, BASE62, BASE64, CROCKFORD, CROCKFORD_CHECKED, Encoding, HEX,
    HEX_UPPER, URLSAFE,
};

fn pinned(encoding: Encoding, bytes: &[u8], text: &str) {
    assert_eq!(encoding.encode_to_secret(bytes).expose_secret(), text, "{encoding:?}");
    let decoded = encoding.decode_to_secret(text);
    assert_eq!(decoded.as_ref().map(|bytes| bytes.expose_secret()), Ok(bytes), "{encoding:?}");
}

/// The byte at place `i` is `37 i + 11` modulo 256.
#[test]
fn bytes_of_a_line() {
    let bytes: [u8; 32] = core::array::from_fn(|i| (i * 37 + 11).to_le_bytes()[0]);
    let hex = "0b30557a9fc4e90e33587da2c7ec11365b80a5caef14395e83a8cdf2173c6186";
    pinned(HEX, &bytes, hex);
    pinned(HEX_UPPER, &bytes, &hex.to_uppercase());
    pinned(BASE64, &bytes, "CzBVep/E6Q4zWH2ix+wRNluApcrvFDleg6jN8hc8YYY=");
    pinned(URLSAFE, &bytes, "CzBVep_E6Q4zWH2ix-wRNluApcrvFDleg6jN8hc8YYY");
    pinned(BASE32, &bytes, "BMYFK6U7YTUQ4M2YPWRMP3ARGZNYBJOK54KDSXUDVDG7EFZ4MGDA====");
    pinned(BASE32_HEX, &bytes, "1CO5AUKVOJKGSCQOFMHCFR0H6PDO19EATSA3INK3L36V45PSC630====");
    let crockford = "02SGANX9ZH791RSNGZD2RZP12DJVG2JWNVRM75F87A6DY8BKRRC6";
    pinned(CROCKFORD, &bytes, crockford);
    pinned(CROCKFORD_CHECKED, &bytes, &format!("{crockford}T"));
    pinned(BASE58, &bytes, "1kgERWXbLfq6MHcWLd86a5dpmSvM86QhQrQjL2gGPbnD");
    pinned(BASE62, &bytes, "2eUwG5VtttVn7JL0USGLl77WLbEz76RYn7kQpV8htm2");
}

/// 0, 1, 2, …, 31: a byte of zeros in front.
#[test]
fn bytes_that_count() {
    let bytes: [u8; 32] = core::array::from_fn(|i| i.to_le_bytes()[0]);
    pinned(BASE64, &bytes, "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=");
    pinned(BASE32, &bytes, "AAAQEAYEAUDAOCAJBIFQYDIOB4IBCEQTCQKRMFYYDENBWHA5DYPQ====");
    let crockford = "0001081G81860W40J2GB1G6GW3RG2491650N2RBHG68T3CE1T7GZ";
    pinned(CROCKFORD_CHECKED, &bytes, &format!("{crockford}2"));
    pinned(BASE58, &bytes, "111thX6LZfHDZZKUs92febYZhYRcXddmzfzF2NvTkPNE");
    pinned(BASE62, &bytes, "003aUlTJC7tjlCTQj2uNU3MFagCXG9LRKRcwGkBIDlf");
}
