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

/// The policies, the password that the script gives each, and the bytes it takes. The expected values come
/// from a program of its own: `alphabet[word * len >> 32]` for each little-endian word.
#[test]
fn passwords() {
    let all = PasswordPolicy::length(12);
    for (policy, password, bytes) in [
        (all, "a6v;Qf!z@Uj%", 48),
        (all.without(Class::Symbol), "aMoZBdPr2EgS", 48),
        (all.without_ambiguous().at_least(2, Class::Digit), "_2q,K~6u:Pd!", 192),
        (PasswordPolicy::length(20), "a6v;Qf!z@Uj%E^Yo*I|3", 80),
    ] {
        let script = script();
        let mut source = Replay::new(&script);
        assert_eq!(source.password(&policy).expose_secret(), password);
        assert_eq!(script.len() - source.remaining(), bytes, "{password}");
    }
}

/// The same by hand: the character at `floor(word * len / 2^32)` of lower, upper, digits, symbols.
#[test]
fn a_password_by_hand() {
    let alphabet: Vec<u8> = (b'a'..=b'z').chain(b'A'..=b'Z').chain(b'0'..=b'9').collect();
    let script = script();
    let by_hand: String = script
        .chunks_exact(4)
        .take(15)
        .map(|word| u64::from(u32::from_le_bytes(word.try_into().unwrap())))
        .map(|word| char::from(alphabet[usize::try_from((word * 62) >> 32).unwrap()]))
        .collect();
    let policy = PasswordPolicy::length(15).without(Class::Symbol);
    assert_eq!(Replay::new(&script).password(&policy).expose_secret(), by_hand);
}
