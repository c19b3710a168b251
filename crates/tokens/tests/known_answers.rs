//! Value stability: what each method makes of given bytes. A change here is a breaking change.
#![cfg(feature = "alloc")]

use wellspring_entropy::testing::Replay;
use wellspring_tokens::{Class, PasswordPolicy, Secrets};

fn script() -> [u8; 256] {
    let mut byte = 102u8;
    core::array::from_fn(|_| {
        byte = byte.wrapping_add(167);
        byte
    })
}

#[test]
fn tokens() {
    let script = script();
    let mut source = Replay::new(&script);
    assert_eq!(source.token_hex(8).expose_secret(), "0db45b02a950f79e");
    assert_eq!(source.token_urlsafe(8).expose_secret(), "ReyTOuGIL9Y");
    assert_eq!(source.token_bytes(3).expose_secret(), [0x7D, 0x24, 0xCB]);
    assert_eq!(source.token_array::<2>().expose_secret(), &[0x72, 0x19]);
    assert_eq!(source.remaining(), 256 - 21);
}

/// The policies without rules (the others are in known_answers_passwords.rs), the password that the script gives each, and the bytes it takes. The expected values come
/// from a program of its own, which divides: the characters of a word are the digits of
/// `word * len^k >> 64` in base `len`, for as many as `len^k` at most 2^60 allows.
#[test]
fn passwords() {
    let all = PasswordPolicy::length(12);
    for (policy, password, bytes) in [
        (all.clone(), "[CmLAEdVSo]g", 16),
        (all.without(Class::Symbol), "cUyRkwAy7cps", 16),
        (PasswordPolicy::length(20), "[CmLAEdVSo]ggklg7h&<", 24),
    ] {
        let script = script();
        let mut source = Replay::new(&script);
        assert_eq!(source.password(&policy).expose_secret(), password);
        assert_eq!(script.len() - source.remaining(), bytes, "{password}");
    }
}

/// The same by hand: ten digits in base 62 for each word, which become characters in the order of ASCII.
#[test]
#[allow(clippy::integer_division_remainder_used, reason = "nothing here is secret")]
fn a_password_by_hand() {
    let alphabet: Vec<u8> = (b'0'..=b'9').chain(b'A'..=b'Z').chain(b'a'..=b'z').collect();
    let script = script();
    let mut by_hand = String::new();
    for word in script.chunks_exact(8).take(2) {
        let word = u64::from_le_bytes(word.try_into().unwrap());
        let digits = (u128::from(word) * 62u128.pow(10)) >> 64;
        let places = (0..10).rev().map(|place| digits / 62u128.pow(place) % 62);
        by_hand.extend(places.map(|place| char::from(alphabet[usize::try_from(place).unwrap()])));
    }
    by_hand.truncate(15);
    let policy = PasswordPolicy::length(15).without(Class::Symbol);
    assert_eq!(Replay::new(&script).password(&policy).expose_secret(), by_hand);
}
