//! Every public type, formatted in every way it can be, and searched for the secret.
#![cfg(feature = "alloc")]
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test may stop where it stands")]

#[cfg(all(
    feature = "locked",
    feature = "serde",
    feature = "sha2",
    feature = "url",
    feature = "wordlists"
))]
mod everything;
#[cfg(all(
    feature = "locked",
    feature = "serde",
    feature = "sha2",
    feature = "url",
    feature = "wordlists"
))]
mod search;

use wellspring_entropy::testing::{Counting, Failing, Replay};
use wellspring_tokens::{
    Class, Error, KeyFormat, PasswordPolicy, SecretArray, SecretBytes, SecretString, Secrets,
    encoding::HEX,
};

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

/// Each way to write a value with `Debug` gives these very characters: no secret, no part of one, no length.
fn is_redacted<T: core::fmt::Debug>(value: &T, expected: &str) {
    for formatted in [
        format!("{value:?}"),
        format!("{value:#?}"),
        format!("{value:x?}"),
        format!("{value:#X?}"),
        format!("{value:200?}"),
        format!("{value:.3?}"),
    ] {
        assert_eq!(formatted, expected);
        assert!(!leaks(&formatted));
    }
    assert!(!leaks(&all_formats(value)));
}

#[test]
fn no_type_prints_its_secret() {
    let drawn = Replay::repeating(SECRET).token_array::<16>();
    let array = SecretArray::from(Box::new(*SECRET));
    let bytes = SecretBytes::from(SECRET.to_vec());
    let text = SecretString::from(String::from_utf8_lossy(SECRET).into_owned());
    let hex = Replay::repeating(SECRET).token_hex(16);
    let key = Replay::repeating(SECRET).mint(&KeyFormat::new("acme_"));
    is_redacted(&key, "ApiKey([REDACTED])");
    is_redacted(&drawn, "SecretArray([REDACTED])");
    is_redacted(&array, "SecretArray([REDACTED])");
    is_redacted(&bytes, "SecretBytes([REDACTED])");
    is_redacted(&text, "SecretString([REDACTED])");
    is_redacted(&hex, "SecretString([REDACTED])");
    #[cfg(feature = "locked")]
    if let Ok(locked) = wellspring_tokens::Locked::try_from(SecretBytes::from(SECRET.to_vec())) {
        is_redacted(&locked, "Locked([REDACTED])");
    }
}

/// The other public types have no secret to print: policies and errors, after a draw that used one.
#[test]
fn nothing_else_knows_the_secret() {
    let policy = PasswordPolicy::length(16).at_least(1, Class::Lower);
    let mut source = Failing::at_draw(2, Replay::repeating(SECRET));
    let password = source.password(&policy);
    let failed: Error<_> = source.try_password(&policy).unwrap_err();
    let refused = PasswordPolicy::length(0).validate().unwrap_err();
    let too_long = source.try_token_hex(usize::MAX).unwrap_err();
    let wrong_length = HEX.encode(SECRET, &mut [0; 3]).unwrap_err();
    let formatted = [
        all_formats(&password),
        all_formats(&policy),
        all_formats(&Class::Lower),
        all_formats(&HEX),
        format!("{} {failed}", all_formats(&failed)),
        format!("{} {refused}", all_formats(&refused)),
        format!("{} {too_long}", all_formats(&too_long)),
        format!("{} {wrong_length}", all_formats(&wrong_length)),
    ]
    .concat();
    assert!(!leaks(&formatted), "{formatted}");
    assert!(!formatted.contains(password.expose_secret()), "{formatted}");
}

/// What does not become a secret type is not repeated by the error that says so.
#[test]
fn refusals_do_not_know_the_secret() {
    let bytes = || SecretBytes::from(SECRET.to_vec());
    let length = SecretArray::<15>::try_from(bytes()).unwrap_err();
    let no_text = SecretBytes::from([SECRET, &b"\xFF"[..]].concat());
    let no_text = SecretString::try_from(no_text).unwrap_err();
    let mut formatted = format!("{length} {no_text} {}", all_formats(&length));
    formatted += &all_formats(&no_text);
    #[cfg(feature = "std")]
    {
        use wellspring_tokens::ReadError;

        let too_long: ReadError = SecretBytes::read(&mut &SECRET[..], 15).unwrap_err();
        let line = [SECRET, &b"\xFF"[..]].concat();
        let no_text: ReadError = SecretString::read_line(&mut &line[..], 100).unwrap_err();
        let too_short: ReadError = SecretArray::<17>::read(&mut &SECRET[..]).unwrap_err();
        for error in [too_long, no_text, too_short] {
            formatted += &format!("{error} {}", all_formats(&error));
        }
    }
    #[cfg(feature = "locked")]
    {
        let fills = |secret: &mut [u8]| secret.copy_from_slice(SECRET);
        let error = wellspring_tokens::Locked::init_with(usize::MAX, fills).unwrap_err();
        formatted += &format!("{error} {}", all_formats(&error));
    }
    assert!(!leaks(&formatted), "{formatted}");
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
