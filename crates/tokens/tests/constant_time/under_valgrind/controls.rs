//! What must be reported: the same work in the usual ways.

use core::{hint::black_box, num::NonZero};

use wellspring_dist::Dice;
use wellspring_tokens::Secrets;

use super::memcheck::{Undefined, errors, secret};

/// What an encoder with a table does.
pub(super) fn table() -> usize {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    errors(|| secret::<32>().map(|byte| DIGITS[usize::from(black_box(byte) >> 4)]))
}

/// What a decoder with a table does.
pub(super) fn decoding_table() -> usize {
    let table: [u8; 256] = core::array::from_fn(|byte| byte.to_le_bytes()[0] ^ 0x55);
    errors(|| secret::<32>().map(|byte| table[usize::from(black_box(byte))]))
}

/// What a decoder does that stops at the first wrong character.
pub(super) fn early_end() -> usize {
    let text = secret::<32>();
    errors(|| black_box(&text).iter().position(|character| !character.is_ascii_hexdigit()))
}

/// The same of a password.
pub(super) fn letters() -> usize {
    const LETTERS: &[u8; 26] = b"abcdefghijklmnopqrstuvwxyz";
    let letters = Dice::new(NonZero::new(26).unwrap_or(NonZero::<u32>::MIN));
    let mut password = Vec::with_capacity(20);
    // 26^12 < 2^60 < 26^13
    let words = 2;
    let visit = |letter| password.push(LETTERS[black_box(letter) as usize]);
    errors(|| letters.each(&mut Undefined, 20, visit)).saturating_sub(words)
}

/// What a passphrase by look-up does.
pub(super) fn words() -> usize {
    const WORDS: [&str; 4] = ["correct", "horse", "battery", "staple"];
    let four = Dice::new(NonZero::new(4).unwrap_or(NonZero::<u32>::MIN));
    let mut passphrase = String::with_capacity(100);
    let visit = |word| passphrase.push_str(WORDS[black_box(word) as usize]);
    errors(|| four.each(&mut Undefined, 6, visit)).saturating_sub(1)
}

/// What a CRC-32 with a table does.
pub(super) fn table_of_remainders() -> usize {
    let mut entry = 0u32;
    let table = [0; 256].map(|_: u32| {
        entry = entry.wrapping_add(0x9E37_79B9);
        entry
    });
    errors(|| {
        secret::<32>().iter().fold(0, |remainder: u32, byte| {
            let [low, ..] = (remainder ^ u32::from(*byte)).to_le_bytes();
            (remainder >> 8) ^ table[usize::from(black_box(low))]
        })
    })
}

/// What percent-encoding from one character to the next does.
pub(super) fn percent_encoding() -> usize {
    let token = Undefined.token_urlsafe(48);
    let encode = |token: &str| url::form_urlencoded::byte_serialize(token.as_bytes()).count();
    errors(|| black_box(encode(token.expose_secret()))).saturating_sub(1)
}

/// What `==` does.
pub(super) fn equality() -> usize {
    let (a, b) = (secret::<32>(), secret::<32>());
    errors(|| if black_box(&a[..]) == black_box(&b[..]) { 1 } else { 2 })
}
