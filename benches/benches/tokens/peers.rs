//! What the peers' users write, where it is more than one call.

use rand::{
    Rng,
    distr::{Alphanumeric, SampleString},
    seq::{IndexedRandom, SliceRandom},
};

const CLASSES: [&[u8]; 4] = [
    b"abcdefghijklmnopqrstuvwxyz",
    b"ABCDEFGHIJKLMNOPQRSTUVWXYZ",
    b"0123456789",
    b"!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~",
];

pub(crate) fn from_system<const N: usize>() -> [u8; N] {
    let mut bytes = [0; N];
    // A peer that fails would be measured as too fast, and is seen by its zeros.
    _ = getrandom::fill(&mut bytes);
    bytes
}

pub(crate) fn random<const N: usize>(rng: &mut impl Rng) -> [u8; N] {
    let mut bytes = [0; N];
    rng.fill_bytes(&mut bytes);
    bytes
}

/// A password with one character of each class at least, by the usual recipe: one of each, the rest of all, then a
/// shuffle. It is not uniform over the passwords.
pub(crate) fn one_of_each(rng: &mut impl Rng, length: usize) -> String {
    let all = CLASSES.concat();
    let mut password: Vec<u8> =
        CLASSES.iter().filter_map(|class| class.choose(rng).copied()).collect();
    while password.len() < length {
        password.extend(all.choose(rng));
    }
    password.shuffle(rng);
    String::from_utf8(password).unwrap_or_default()
}

/// A key of 38 characters and six of their checksum, as GitHub's are.
pub(crate) fn key(rng: &mut impl Rng, prefix: &str) -> String {
    const DIGITS: &[u8; 62] = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    let mut key = String::with_capacity(prefix.len() + 44);
    key.push_str(prefix);
    Alphanumeric.append_string(rng, &mut key, 38);
    let mut checksum = crc32fast::hash(key.as_bytes());
    let mut digits = [b'0'; 6];
    for place in digits.iter_mut().rev() {
        #[allow(clippy::integer_division_remainder_used, reason = "as the peers have it")]
        let (quotient, digit) = (checksum / 62, checksum % 62);
        *place = usize::try_from(digit).ok().and_then(|digit| DIGITS.get(digit)).map_or(0, |d| *d);
        checksum = quotient;
    }
    key.extend(digits.map(char::from));
    key
}

pub(crate) fn words(rng: &mut impl Rng, list: &[&str], count: usize) -> String {
    let words: Vec<&str> = (0..count).filter_map(|_| list.choose(rng).copied()).collect();
    words.join("-")
}
