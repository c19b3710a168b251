use alloc::{format, string::ToString};

use super::{Digest, DigestError};

/// FIPS 180-4's examples as NIST publishes them, and the empty message; the rest by Python's hashlib.
const KNOWN: [(&[u8], &str); 5] = [
    (b"", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
    (b"abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
    (
        b"abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
        "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1",
    ),
    (&[0x5A; 64], "cc7321cce5e4409bd8077d58422e1214969059bbd40b4eeb0de0a642f40f7282"),
    (&[0x5A; 1000], "8fe15844cfeedd35f5dc30a9fa5ed38afd849dbe4f8dcae5642d934be0afb13d"),
];

#[test]
fn is_sha_256() {
    for (message, hex) in KNOWN {
        assert_eq!(Digest::of(message).to_string(), hex);
        assert_eq!(Digest::of(message).to_hex(), hex);
        assert_eq!(hex.parse(), Ok(Digest::of(message)));
        assert_eq!(hex.to_uppercase().parse(), Ok(Digest::of(message)));
    }
}

#[test]
fn bytes_make_the_round_trip() {
    let digest = Digest::of(b"abc");
    assert_eq!(Digest::from_bytes(*digest.as_bytes()), digest);
    assert_eq!(Digest::try_from(digest.as_ref()), Ok(digest));
    assert_eq!(Digest::from(<[u8; 32]>::from(digest)), digest);
}

#[test]
fn what_is_no_digest_is_named() {
    let hex = Digest::of(b"abc").to_hex();
    let wrong = DigestError::Length { len: 63, allowed: 64 };
    assert_eq!(hex[1..].parse::<Digest>(), Err(wrong));
    assert_eq!(Digest::try_from(&[0; 31][..]), Err(DigestError::Length { len: 31, allowed: 32 }));
    for index in 0..64 {
        for digit in ["g", "-", "G", "/", ":", "@", "`", " "] {
            let mut text = hex.clone();
            text.replace_range(index..=index, digit);
            assert_eq!(text.parse::<Digest>(), Err(DigestError::NotHex { index }));
        }
    }
    assert_eq!(wrong.to_string(), "the digest has a length of 63, allowed is 64");
    let text = DigestError::NotHex { index: 7 }.to_string();
    assert_eq!(text, "byte 7 of the digest is not a hexadecimal digit");
    // Two bytes in the place of two digits.
    let text = format!("{}é", &hex[..62]);
    assert_eq!(text.parse::<Digest>(), Err(DigestError::NotHex { index: 62 }));
}

#[cfg(feature = "serde")]
#[test]
fn a_sequence_of_numbers_is_as_long_as_the_digest() {
    use serde::{
        Deserialize,
        de::value::{Error, SeqDeserializer},
    };

    let read = |len: u8| Digest::deserialize(SeqDeserializer::<_, Error>::new(1..=len));
    let bytes: [u8; 32] = core::array::from_fn(|n| u8::try_from(n + 1).unwrap());
    assert_eq!(read(32), Ok(Digest::from_bytes(bytes)));
    for len in [0, 31, 33, 34] {
        // What follows a byte too many is not looked at.
        let seen = len.min(33);
        let expected = "expected a digest: 64 hexadecimal digits or 32 bytes";
        let error = read(len).unwrap_err().to_string();
        assert_eq!(error, format!("invalid length {seen}, {expected}"));
    }
}
