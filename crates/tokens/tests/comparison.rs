//! Secrets compare as their bytes do, and only through `subtle`.
#![cfg(feature = "alloc")]
#![allow(clippy::indexing_slicing, reason = "a test may stop where it stands")]

use wellspring_tokens::{SecretArray, SecretBytes, SecretString, subtle::ConstantTimeEq};

/// Equal to itself and to another secret of the same bytes; different from all that differ in one bit.
fn compares_as_bytes<S: ConstantTimeEq>(from: impl Fn(Vec<u8>) -> S) {
    let bytes: Vec<u8> = (b'a'..=b'z').chain(b'0'..=b'9').collect();
    let secret = from(bytes.clone());
    assert!(bool::from(secret.ct_eq(&from(bytes.clone()))));
    for place in 0..bytes.len() {
        // The low bits, which leave ASCII to be ASCII.
        for bit in 0..5 {
            let mut other = bytes.clone();
            other[place] ^= 1 << bit;
            assert!(!bool::from(secret.ct_eq(&from(other))), "byte {place}, bit {bit}");
        }
    }
}

fn string(bytes: Vec<u8>) -> SecretString {
    SecretString::from(String::from_utf8_lossy(&bytes).into_owned())
}

fn array(bytes: Vec<u8>) -> SecretArray<36> {
    SecretArray::from(Box::new(core::array::from_fn(|i| bytes[i])))
}

#[test]
fn every_secret_type() {
    compares_as_bytes(string);
    compares_as_bytes(SecretBytes::from);
    compares_as_bytes(array);
}

#[test]
fn different_lengths_are_different() {
    let lengths = [0, 1, 7, 8, 9, 16];
    for (a, b) in lengths.into_iter().flat_map(|a| lengths.map(|b| (a, b))) {
        let bytes = |len| SecretBytes::from(vec![0; len]);
        assert_eq!(bool::from(bytes(a).ct_eq(&bytes(b))), a == b);
        let text = |len| string(vec![b'a'; len]);
        assert_eq!(bool::from(text(a).ct_eq(&text(b))), a == b);
    }
}
