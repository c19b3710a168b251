//! What the secret types are made of and become, and what they promise of themselves.
#![cfg(feature = "alloc")]
#![allow(clippy::unwrap_used, reason = "a test may stop where it stands")]

use core::panic::AssertUnwindSafe;
use std::panic::{catch_unwind, resume_unwind};

use wellspring_entropy::System;
use wellspring_tokens::{
    NotUtf8, SecretArray, SecretBytes, SecretString, Secrets, compare_digest,
    subtle::ConstantTimeEq,
};
use zeroize::{Zeroize, ZeroizeOnDrop};

fn promises<
    T: Send + Sync + Unpin + core::fmt::Debug + ConstantTimeEq + Zeroize + ZeroizeOnDrop,
>() {
}

#[test]
fn every_secret_type_is_wiped_compared_in_constant_time_and_sent_between_threads() {
    promises::<SecretString>();
    promises::<SecretBytes>();
    promises::<SecretArray<32>>();
    promises::<wellspring_tokens::ApiKey>();
    #[cfg(feature = "locked")]
    promises::<wellspring_tokens::Locked>();
    holds_one::<wellspring_tokens::OtpAuthSecret>();
    #[cfg(feature = "sha2")]
    holds_one::<wellspring_tokens::PresentedToken>();
    #[cfg(feature = "url")]
    holds_one::<wellspring_tokens::SecretUrl>();
}

/// A secret type among its fields, which wipes it.
fn holds_one<T: Send + Sync + Unpin + core::fmt::Debug + ZeroizeOnDrop>() {}

/// The bytes stay where they are: only what they are called changes.
#[test]
fn conversions_between_the_types_copy_nothing() {
    let text = System.token_hex(32);
    let at = text.expose_secret().as_ptr();
    let bytes = SecretBytes::from(text);
    assert_eq!(bytes.expose_secret().as_ptr(), at);
    let array = SecretArray::<64>::try_from(bytes).unwrap();
    assert_eq!(array.expose_secret().as_ptr(), at);
    let bytes = SecretBytes::from(array);
    assert_eq!(bytes.expose_secret().as_ptr(), at);
    let text = SecretString::try_from(bytes).unwrap();
    assert_eq!(text.expose_secret().as_ptr(), at);
}

/// Text and bytes that fill their allocation are taken over; others are copied once, and wiped.
#[test]
fn what_is_full_is_taken_over() {
    let text = String::from("correct horse").into_boxed_str();
    let at = text.as_ptr();
    let secret = SecretString::from(text);
    assert_eq!(secret.expose_secret().as_ptr(), at);
    let full = String::from("correct horse").into_boxed_str().into_string();
    let at = full.as_ptr();
    assert_eq!(SecretString::from(full).expose_secret().as_ptr(), at);
    let full = vec![7; 100].into_boxed_slice().into_vec();
    let at = full.as_ptr();
    assert_eq!(SecretBytes::from(full).expose_secret().as_ptr(), at);
    let mut spare = String::with_capacity(100);
    spare.push_str("correct horse");
    assert_eq!(SecretString::from(spare).expose_secret(), "correct horse");
    assert_eq!(SecretString::from(String::new()).expose_secret(), "");
    assert!(SecretBytes::from(Vec::new()).is_empty());
}

#[test]
fn what_does_not_fit_is_refused_without_a_word_about_it() {
    let bytes = |bytes: &[u8]| SecretBytes::from(bytes.to_vec());
    let error = SecretArray::<4>::try_from(bytes(b"horse")).unwrap_err();
    assert_eq!(error.to_string(), "the secret has 5 bytes, allowed are exactly 4");
    assert!(SecretArray::<0>::try_from(bytes(b"")).is_ok());
    for wrong in [&b"\xFF"[..], b"horse\xC3", b"\xED\xA0\x80", b"\xC0\x80", b"\xF4\x90\x80\x80"] {
        let error = SecretString::try_from(bytes(wrong)).unwrap_err();
        assert_eq!((error, format!("{error:?}")), (NotUtf8, "NotUtf8".into()));
        assert_eq!(error.to_string(), "the secret is not UTF-8, which text has to be");
    }
    assert_eq!(SecretString::try_from(bytes("pfärd".as_bytes())).unwrap().expose_secret(), "pfärd");
}

#[test]
fn sources_that_are_taken_from_are_zeros() {
    let mut bytes = *b"correct horse";
    assert_eq!(SecretBytes::take(&mut bytes[..7]).expose_secret(), b"correct");
    assert_eq!(&bytes, b"\0\0\0\0\0\0\0 horse");
    let mut bytes = *b"correct horse";
    assert_eq!(SecretArray::take(&mut bytes).expose_secret(), b"correct horse");
    assert_eq!(bytes, [0; 13]);
    assert!(SecretBytes::take(&mut []).is_empty());
}

#[test]
fn fills_see_zeros_and_their_failures_are_passed_on() {
    let array = SecretArray::<5>::init_with(|bytes| {
        assert_eq!(bytes, &[0; 5]);
        bytes.copy_from_slice(b"horse");
    });
    assert_eq!(array.expose_secret(), b"horse");
    assert_eq!(SecretArray::<5>::try_init_with(|_| Err("no")).unwrap().unwrap_err(), "no");
    let array = SecretArray::<5>::try_init_with(|bytes| {
        bytes.fill(1);
        Ok::<_, ()>(())
    });
    assert_eq!(array.unwrap().unwrap().expose_secret(), &[1; 5]);
    let bytes = SecretBytes::init_with(5, |bytes| bytes.copy_from_slice(b"horse"));
    assert_eq!(bytes.expose_secret(), b"horse");
    assert_eq!(SecretBytes::try_init_with(5, |_| Err("no")).unwrap().unwrap_err(), "no");
    let bytes = SecretBytes::try_init_with(5, |bytes| {
        bytes.fill(1);
        Ok::<_, ()>(())
    });
    assert_eq!(bytes.unwrap().unwrap().expose_secret(), [1; 5]);
    // On 32 bits there are systems that have the 2 GiB of `isize::MAX`.
    let most = if usize::BITS == 32 { usize::MAX } else { isize::MAX.unsigned_abs() };
    for len in [usize::MAX, isize::MAX.unsigned_abs() + 1, most] {
        let error = SecretBytes::try_init_with(len, |_| -> Result<(), ()> { unreachable!() });
        let expected = format!("the secret has {len} bytes, allowed is what the memory holds");
        assert_eq!(error.unwrap_err().to_string(), expected);
        assert!(catch_unwind(|| SecretBytes::init_with(len, |_| unreachable!())).is_err());
    }
    let panics = || SecretBytes::init_with(5, |_| resume_unwind(Box::new("no")));
    let panics = catch_unwind(AssertUnwindSafe(panics));
    assert!(panics.is_err());
    // Not by way of the stack, which has less.
    assert_eq!(SecretArray::<{ 16 << 20 }>::init_with(|_| ()).expose_secret().len(), 16 << 20);
}

#[test]
fn wiped_by_hand_they_are_zeros_or_nothing() {
    let (mut text, mut bytes) = (System.token_hex(8), System.token_bytes(8));
    let mut array = System.token_array::<8>();
    text.zeroize();
    bytes.zeroize();
    array.zeroize();
    assert_eq!(text.expose_secret(), "");
    assert_eq!(bytes.expose_secret(), [0; 8]);
    assert_eq!(array.expose_secret(), &[0; 8]);
    const FORMAT: wellspring_tokens::KeyFormat = wellspring_tokens::KeyFormat::new("test_");
    let mut key = System.mint(&FORMAT);
    key.zeroize();
    assert_eq!(key.expose_secret(), "");
}

#[test]
fn they_know_how_much_they_hold() {
    let lens = [0, 1, 9];
    let texts = lens.map(|len| SecretString::from("x".repeat(len)));
    let bytes = lens.map(|len| SecretBytes::from(vec![0; len]));
    assert_eq!(texts.each_ref().map(SecretString::len), lens);
    assert_eq!(bytes.each_ref().map(SecretBytes::len), lens);
    assert_eq!(texts.each_ref().map(SecretString::is_empty), [true, false, false]);
    assert_eq!(bytes.each_ref().map(SecretBytes::is_empty), [true, false, false]);
}

#[test]
fn comparisons_take_secrets_and_plain_bytes_on_both_sides() {
    let text = || SecretString::from(String::from("horse"));
    let bytes = || SecretBytes::from(b"horse".to_vec());
    let array = || SecretArray::from(Box::new(*b"horse"));
    let (t, b, a) = (text(), bytes(), array());
    let same = [
        compare_digest("horse", &t),
        compare_digest(String::from("horse"), &b),
        compare_digest(b"horse".to_vec(), &a),
        compare_digest(b"horse", &t),
        compare_digest(*b"horse", &b),
        compare_digest(&b"horse"[..], &a),
        compare_digest(&t, "horse"),
        compare_digest(&t, &b),
        compare_digest(&b, &a),
        compare_digest(&a, &t),
        compare_digest(text(), bytes()),
        compare_digest(array(), "horse"),
    ];
    assert_eq!(same, [true; 12]);
    let different = [
        compare_digest("horsf", &t),
        compare_digest("horses", &b),
        compare_digest("", &a),
        compare_digest(&t, SecretArray::from(Box::new(*b"Horse"))),
    ];
    assert_eq!(different, [false; 4]);
}

#[cfg(feature = "sha2")]
#[test]
fn digests_are_those_of_the_bytes_whatever_holds_them() {
    let expected = wellspring_tokens::Digest::of(b"horse");
    assert_eq!(SecretString::from(String::from("horse")).digest(), expected);
    assert_eq!(SecretBytes::from(b"horse".to_vec()).digest(), expected);
    assert_eq!(SecretArray::from(Box::new(*b"horse")).digest(), expected);
}

#[cfg(feature = "secrecy")]
#[test]
fn to_secrecy_and_back() {
    use secrecy::{ExposeSecret, SecretBox};

    let text = System.token_hex(32);
    let (at, copy) = (text.expose_secret().as_ptr(), text.expose_secret().to_owned());
    let theirs = SecretBox::<str>::from(text);
    assert_eq!(theirs.expose_secret().as_ptr(), at);
    assert_eq!(SecretString::from(theirs).expose_secret(), copy);

    let theirs = SecretBox::<[u8]>::from(SecretBytes::from(b"horse".to_vec()));
    assert_eq!(SecretBytes::from(theirs).expose_secret(), b"horse");
    let theirs = SecretBox::<[u8; 5]>::from(SecretArray::from(Box::new(*b"horse")));
    assert_eq!(SecretArray::from(theirs).expose_secret(), b"horse");

    // Ours where theirs are asked for.
    fn theirs_of<T: ?Sized + 'static, S: ExposeSecret<T>>(secret: &S) -> &T {
        secret.expose_secret()
    }
    assert_eq!(theirs_of::<str, _>(&SecretString::from(String::from("horse"))), "horse");
    assert_eq!(theirs_of::<[u8], _>(&SecretBytes::from(b"horse".to_vec())), b"horse");
    assert_eq!(theirs_of::<[u8; 5], _>(&SecretArray::from(Box::new(*b"horse"))), b"horse");
}
