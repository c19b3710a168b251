//! Secrets from anything that users and databases hand in: no panic, nothing that is taken for what it is not, and the same
//! bytes back.
#![no_main]

use core::str;

use arbitrary::Arbitrary;
use libfuzzer_sys::fuzz_target;
use wellspring_tokens::{
    Digest, SecretArray, SecretBytes, SecretString, compare_digest, expose_secret,
};

#[derive(Arbitrary, Debug)]
struct Input<'a> {
    bytes: &'a [u8],
    other: &'a [u8],
    max: u8,
}

fuzz_target!(|input: Input<'_>| {
    let Input { bytes, other, max } = input;
    let max = usize::from(max);
    assert_eq!(compare_digest(bytes, other), bytes == other);
    reading(bytes, max);
    text(bytes);
    digests(bytes);
    json(bytes);
});

fn reading(bytes: &[u8], max: usize) {
    let line = bytes.split(|byte| *byte == b'\n').next().unwrap_or_default();
    let ended = line.len() < bytes.len();
    let line = if ended { line.strip_suffix(b"\r").unwrap_or(line) } else { line };
    match SecretString::read_line(&mut &*bytes, max) {
        Ok(text) => assert_eq!(text.expose_secret().as_bytes(), line),
        Err(_) => assert!(bytes.is_empty() || line.len() > max || str::from_utf8(line).is_err()),
    }
    match SecretBytes::read(&mut &*bytes, max) {
        Ok(all) => assert_eq!(all.expose_secret(), bytes),
        Err(_) => assert!(bytes.len() > max),
    }
    match SecretArray::<7>::read(&mut &*bytes) {
        Ok(array) => assert_eq!(Some(array.expose_secret()), bytes.first_chunk()),
        Err(_) => assert!(bytes.len() < 7),
    }
}

fn text(bytes: &[u8]) {
    let secret = SecretString::try_from(SecretBytes::from(bytes.to_vec()));
    assert_eq!(secret.as_ref().map(SecretString::expose_secret).ok(), str::from_utf8(bytes).ok());
    let array = SecretArray::<5>::try_from(SecretBytes::from(bytes.to_vec()));
    assert_eq!(array.is_ok(), bytes.len() == 5);
}

fn digests(bytes: &[u8]) {
    let digest = Digest::of(bytes);
    assert_eq!(digest.to_hex().parse(), Ok(digest));
    if let Some(read) = str::from_utf8(bytes).ok().and_then(|hex| hex.parse::<Digest>().ok()) {
        assert!(read.to_hex().as_bytes().eq_ignore_ascii_case(bytes));
    }
}

/// Any document, and what is read of it written and read again.
fn json(bytes: &[u8]) {
    if let Ok(read) = serde_json::from_slice::<SecretString>(bytes) {
        again(&read, |secret| secret.expose_secret().as_bytes());
    }
    if let Ok(read) = serde_json::from_slice::<SecretBytes>(bytes) {
        again(&read, SecretBytes::expose_secret);
    }
    if let Ok(read) = serde_json::from_slice::<SecretArray<4>>(bytes) {
        again(&read, |array| array.expose_secret());
    }
    again(&SecretBytes::from(bytes.to_vec()), SecretBytes::expose_secret);
}

fn again<T>(secret: &T, expose: impl Fn(&T) -> &[u8])
where
    T: expose_secret::Exposed + serde::de::DeserializeOwned,
{
    let mut json = Vec::new();
    expose_secret::serialize(secret, &mut serde_json::Serializer::new(&mut json)).unwrap();
    let read: T = serde_json::from_slice(&json).unwrap();
    assert_eq!(expose(&read), expose(secret));
}
