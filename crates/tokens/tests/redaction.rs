//! Every public type, formatted in every way it can be, and searched for the secret.
#![cfg(feature = "alloc")]

use wellspring_entropy::testing::{Counting, Replay};
use wellspring_tokens::{SecretArray, SecretBytes, SecretString, Secrets};

const SECRET: &[u8; 16] = b"correct horse ba";

/// The secret in the forms in which `Debug` writes text, bytes, arrays of numbers and hexadecimal.
fn forms() -> [String; 4] {
    [
        String::from_utf8_lossy(SECRET).into_owned(),
        format!("{SECRET:?}").trim_matches(['[', ']']).to_owned(),
        format!("{SECRET:x?}").trim_matches(['[', ']']).to_owned(),
        SECRET.iter().map(|byte| format!("{byte:02x}")).collect(),
    ]
}

fn leaks(formatted: &str) -> bool {
    forms().iter().any(|form| formatted.contains(form.as_str()))
}

fn all_formats<T: core::fmt::Debug>(value: &T) -> String {
    format!("{value:?} {value:#?} {value:x?} {value:#X?} {:?}", Some(value))
}

#[test]
fn no_type_prints_its_secret() {
    let drawn = Replay::repeating(SECRET).token_array::<16>();
    let array = SecretArray::from(Box::new(*SECRET));
    let bytes = SecretBytes::from(SECRET.to_vec());
    let text = SecretString::from(String::from_utf8_lossy(SECRET).into_owned());
    let hex = Replay::repeating(SECRET).token_hex(16);
    for formatted in [
        all_formats(&drawn),
        all_formats(&array),
        all_formats(&bytes),
        all_formats(&text),
        all_formats(&hex),
    ] {
        assert!(!leaks(&formatted), "{formatted}");
        assert!(formatted.contains("[REDACTED]"), "{formatted}");
        assert!(!formatted.contains("16"), "no length either: {formatted}");
    }
    assert_eq!(format!("{text:?}"), "SecretString([REDACTED])");
    assert_eq!(format!("{bytes:?}"), "SecretBytes([REDACTED])");
    assert_eq!(format!("{array:?}"), "SecretArray([REDACTED])");
}

/// The negative control: what a plain type prints is found, in each form.
#[test]
fn the_search_finds_what_plain_types_print() {
    assert!(leaks(&format!("{:?}", String::from_utf8_lossy(SECRET))));
    assert!(leaks(&format!("{:?}", SECRET.to_vec())));
    assert!(leaks(&format!("{SECRET:x?}")));
    // A scripted source is no secret type, and prints its script.
    assert!(leaks(&format!("{:?}", Counting::new(Replay::new(SECRET)))));
    assert!(leaks(Replay::repeating(SECRET).token_hex(16).expose_secret()));
}
