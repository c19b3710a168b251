//! What is wiped by hand, where no secret type is dropped or not all of it is in use.

use core::hint::black_box;

use wellspring_entropy::System;
use wellspring_tokens::{
    SecretArray, SecretBytes, SecretString, Secrets,
    encoding::{BASE32, BASE58, CROCKFORD, DecodeError, HEX, URLSAFE},
};
use zeroize::Zeroize;

use crate::{lock, search::Search};

/// Makes a plain buffer of random bytes in hexadecimal, and what finds all of it.
fn plain() -> (Vec<u8>, Search) {
    let mut bytes = Vec::with_capacity(1024);
    bytes.extend_from_slice(System.token_hex(256).expose_secret().as_bytes());
    let mut search = Search::for_secret(&bytes);
    assert!(search.survivors() > 0);
    (bytes, search)
}

/// The bytes behind the end of a vector are still those that were there before it was shortened.
#[test]
fn spare_capacity_is_wiped() {
    let _guard = lock();
    let (mut bytes, mut search) = plain();
    bytes.truncate(20);
    drop(SecretBytes::from(bytes));
    assert_eq!(search.survivors(), 0);
    let (mut bytes, mut search) = plain();
    bytes.truncate(20);
    drop(SecretString::from(String::from_utf8(bytes).unwrap()));
    assert_eq!(search.survivors(), 0);
    // The control: a vector that is dropped keeps them.
    let (mut bytes, mut search) = plain();
    bytes.truncate(20);
    drop(black_box(bytes));
    assert!(search.survivors() > 0);
}

#[test]
fn bytes_that_are_no_text_are_wiped() {
    let _guard = lock();
    let (mut bytes, mut search) = plain();
    bytes.push(0xFF);
    assert!(SecretString::try_from(SecretBytes::from(bytes)).is_err());
    assert_eq!(search.survivors(), 0);
    // The control: the error of the standard library's conversion holds them.
    let (mut bytes, mut search) = plain();
    bytes.push(0xFF);
    drop(black_box(String::from_utf8(bytes)));
    assert!(search.survivors() > 0);
}

/// While the value is still there.
#[test]
fn what_is_wiped_before_it_is_dropped() {
    let _guard = lock();
    let mut text = System.token_hex(256);
    let mut search = Search::for_secret(text.expose_secret().as_bytes());
    assert!(search.survivors() > 0);
    text.zeroize();
    assert_eq!(search.survivors(), 0);
    assert!(text.is_empty());
}

/// What a decoder has written when it finds the last character wrong, in memory that nobody looks at again: a wipe that
/// the compiler may leave out is left out here.
#[test]
fn what_was_decoded_of_a_refused_text_is_wiped() {
    let _guard = lock();
    let secret = System.token_bytes(300);
    let mut search = Search::for_secret(secret.expose_secret());
    let mut text = URLSAFE.encode_to_secret(secret.expose_secret()).expose_secret().to_owned();
    drop(secret);
    assert_eq!(search.survivors(), 0);
    let decode = |text: &str| {
        let mut dest = vec![0u8; 300];
        URLSAFE.decode(text, &mut dest)
    };
    let last = text.split_off(399);
    text.push('+');
    assert_eq!(decode(&text), Err(DecodeError::Invalid));
    assert_eq!(search.survivors(), 0);
    // The control: what is decoded and dropped is found.
    text.replace_range(399.., &last);
    assert_eq!(decode(&text), Ok(()));
    assert!(search.survivors() > 0);
    text.zeroize();
}

/// A hasher that is moved leaves the last block behind.
#[cfg(feature = "sha2")]
#[test]
fn nothing_is_left_of_what_was_hashed() {
    use sha2::{Digest as _, Sha256};
    use wellspring_tokens::Digest;

    let _guard = lock();
    for n in [32, 50, 55, 56, 63, 100, 127] {
        let secret = System.token_bytes(n);
        let mut search = Search::for_secret(secret.expose_secret());
        black_box(Digest::of(secret.expose_secret()));
        drop(secret);
        assert_eq!(search.survivors(), 0, "{n}");
    }
    let secret = System.token_bytes(50);
    let mut search = Search::for_secret(secret.expose_secret());
    let mut hasher = Sha256::new();
    hasher.update(secret.expose_secret());
    black_box(&mut hasher);
    drop(secret);
    // The control: while there is a hasher, the block is found.
    assert!(search.survivors() > 0);
    black_box(hasher.finalize());
}

/// What was filled in place and then failed, or has another length than was wanted.
#[test]
fn secrets_that_do_not_come_to_be_are_wiped() {
    let _guard = lock();
    let mut search = None;
    let mut fill = |bytes: &mut [u8]| {
        System.try_fill(bytes).unwrap();
        search = Some(Search::for_secret(bytes));
        Err(())
    };
    assert!(SecretArray::<300>::try_init_with(|bytes| fill(bytes)).unwrap().is_err());
    assert_eq!(search.take().unwrap().survivors(), 0);
    let mut fill = |bytes: &mut [u8]| {
        System.try_fill(bytes).unwrap();
        search = Some(Search::for_secret(bytes));
        Err(())
    };
    assert!(SecretBytes::try_init_with(300, &mut fill).unwrap().is_err());
    assert_eq!(search.take().unwrap().survivors(), 0);
    let bytes = System.token_bytes(300);
    let mut search = Search::for_secret(bytes.expose_secret());
    assert!(search.survivors() > 0);
    assert!(SecretArray::<299>::try_from(bytes).is_err());
    assert_eq!(search.survivors(), 0);
}

/// Into memory of who asks, and back, which stay alive.
#[test]
#[cfg_attr(
    debug_assertions,
    ignore = "unoptimised, decoders take more of the stack than is wiped: cargo xtask ci wiping"
)]
fn nothing_is_left_on_the_stack_of_what_was_encoded_and_decoded() {
    let _guard = lock();
    for encoding in [HEX, URLSAFE, BASE32, CROCKFORD, BASE58] {
        for n in [16, 32, 47, 100] {
            let bytes = System.token_bytes(n);
            let text = encoding.encode_to_secret(bytes.expose_secret());
            let both = [bytes.expose_secret(), text.expose_secret().as_bytes()].concat();
            let mut search = Search::for_secret(&both);
            let (mut to, mut back) = (vec![0; text.expose_secret().len()], vec![0; n]);
            encoding.encode(bytes.expose_secret(), &mut to).unwrap();
            assert_eq!(search.on_stack(), 0, "{encoding:?}, {n}");
            encoding.decode(text.expose_secret(), &mut back).unwrap();
            assert_eq!(search.on_stack(), 0, "{encoding:?}, {n}");
            encoding.decode_in_place(&mut to).unwrap();
            assert_eq!(search.on_stack(), 0, "{encoding:?}, {n}");
            let raw = to.len() - n;
            to[raw..].copy_from_slice(&back);
            encoding.encode_in_place(n, &mut to).unwrap();
            assert_eq!(search.on_stack(), 0, "{encoding:?}, {n}");
            assert_eq!(to, text.expose_secret().as_bytes());
        }
    }
    // The control.
    let secret = System.token_array::<1024>();
    let mut search = Search::for_secret(secret.expose_secret());
    leave(secret.expose_secret());
    assert!(search.on_stack() > 0);
}

#[inline(never)]
fn leave(secret: &[u8]) {
    let mut copy = [0; 1024];
    copy.copy_from_slice(secret);
    black_box(&mut copy);
}
