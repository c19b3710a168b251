//! The secret types, tokens and comparisons.

use core::hint::black_box;

use wellspring_tokens::{
    Digest, SecretArray, SecretBytes, SecretString, Secrets, compare_digest, rand_core::TryRng,
    subtle::ConstantTimeEq,
};

use super::memcheck::{Undefined, errors, secret};

pub(super) fn tokens() -> usize {
    errors(|| {
        for n in 0..=100 {
            let _ = (Undefined.token_hex(n), Undefined.token_urlsafe(n), Undefined.token_bytes(n));
        }
        Undefined.token_array::<32>()
    })
}

pub(super) fn comparisons() -> usize {
    let (a, b) = (secret::<100>(), secret::<100>());
    errors(|| (0..=100).for_each(|n| _ = black_box(compare_digest(&a[..n], &b[..n]))))
}

/// The secret types, made beforehand: only their comparison is watched.
pub(super) fn secret_types() -> usize {
    let strings = (Undefined.token_hex(32), Undefined.token_hex(32));
    let bytes = (Undefined.token_bytes(32), Undefined.token_bytes(32));
    let arrays = (Undefined.token_array::<32>(), Undefined.token_array::<32>());
    errors(|| {
        let same = strings.0.ct_eq(&strings.1) & bytes.0.ct_eq(&bytes.1);
        black_box(same & arrays.0.ct_eq(&arrays.1));
        // As `compare_digest` takes them: of known lengths and of others, mixed.
        black_box(compare_digest(&arrays.0, &arrays.1));
        black_box(compare_digest(&arrays.0, &bytes.1));
        black_box(compare_digest(&strings.0, &strings.1))
    })
}

/// Taken from a source, filled in place, turned into one another where no UTF-8 is checked.
pub(super) fn conversions() -> usize {
    let (mut plain, mut array) = (secret::<100>(), secret::<32>());
    let text = Undefined.token_hex(32);
    errors(|| {
        let taken = (SecretBytes::take(&mut plain), SecretArray::take(&mut array));
        let filled = SecretBytes::init_with(77, |bytes| _ = Undefined.try_fill_bytes(bytes));
        // Hexadecimal digits, whose top bits are defined.
        let text = SecretString::try_from(SecretBytes::from(text));
        (taken.0, SecretBytes::from(taken.1), filled, text)
    })
}

/// Every length around the blocks of SHA-256.
pub(super) fn digests() -> usize {
    let secret = secret::<200>();
    errors(|| (0..=200).for_each(|n| _ = black_box(Digest::of(&secret[..n]))))
}

/// What serde reads and writes of bytes as text. The one branch is on whether there are only digits.
pub(super) fn hexadecimal_fields() -> usize {
    use serde::de::{Deserialize, value::StrDeserializer};

    let text = Undefined.token_hex(50);
    let read = || {
        let from = StrDeserializer::<serde::de::value::Error>::new(text.expose_secret());
        SecretBytes::deserialize(from)
    };
    errors(|| _ = black_box(read())).abs_diff(1)
}
