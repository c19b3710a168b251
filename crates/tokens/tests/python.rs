//! Python's contract for tokens (`secrets`), line by line.
#![cfg(feature = "alloc")]

use wellspring_entropy::System;
use wellspring_tokens::{Secrets, compare_digest};

#[test]
fn token_bytes() {
    assert!(System.token_bytes(0).is_empty());
    assert_eq!(System.token_bytes(32).len(), 32);
    assert!(!compare_digest(
        System.token_bytes(32).expose_secret(),
        System.token_bytes(32).expose_secret()
    ));
    assert_eq!(System.token_array::<0>().expose_secret(), &[]);
    assert_eq!(System.token_array::<24>().expose_secret().len(), 24);
}

#[test]
fn token_hex() {
    for n in 0..70 {
        let token = System.token_hex(n);
        assert_eq!(token.len(), 2 * n);
        assert!(token.expose_secret().bytes().all(|c| b"0123456789abcdef".contains(&c)));
    }
}

#[test]
fn token_urlsafe() {
    for (n, characters) in [(0, 0), (1, 2), (2, 3), (3, 4), (16, 22), (32, 43)] {
        assert_eq!(System.token_urlsafe(n).len(), characters);
    }
    let token = System.token_urlsafe(3000);
    let urlsafe = |c: u8| c.is_ascii_alphanumeric() || c == b'-' || c == b'_';
    assert!(token.expose_secret().bytes().all(urlsafe), "no padding, `+` or `/`");
}

#[test]
fn compare_digest_takes_text_and_bytes() {
    assert!(compare_digest("a", "a"));
    assert!(compare_digest("a", b"a"));
    assert!(compare_digest(String::from("ä"), "ä".as_bytes()), "whole UTF-8, not ASCII alone");
    assert!(compare_digest([], ""));
    assert!(!compare_digest("a", "b"));
    assert!(!compare_digest("a", "aa"), "different lengths are false");
}
