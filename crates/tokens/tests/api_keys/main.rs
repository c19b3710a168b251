//! API keys: published tokens, and what is minted, read and told apart.
#![cfg(feature = "alloc")]
#![allow(
    clippy::panic,
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::integer_division_remainder_used,
    reason = "a test may stop where it stands, and divide"
)]

mod hostile;
mod scanners;

use regex::Regex;
use wellspring_entropy::{System, testing::Replay};
use wellspring_tokens::{
    Bits, KeyAlphabet, KeyChecksum, KeyError, KeyFormat, Recipe, Secrets, subtle::ConstantTimeEq,
};

pub(crate) const ALPHABETS: [(KeyAlphabet, &str); 4] = [
    (KeyAlphabet::Base62, "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"),
    (KeyAlphabet::Base58, "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"),
    (KeyAlphabet::Crockford, "0123456789ABCDEFGHJKMNPQRSTVWXYZ"),
    (KeyAlphabet::Hex, "0123456789abcdef"),
];
pub(crate) const CHECKSUMS: [KeyChecksum; 3] =
    [KeyChecksum::None, KeyChecksum::Payload, KeyChecksum::Whole];

pub(crate) const LIVE: KeyFormat = KeyFormat::new("acme_live_").payload_bits(160);
pub(crate) const TEST: KeyFormat = KeyFormat::new("acme_test_").payload_bits(160);

pub(crate) fn formats() -> impl Iterator<Item = (KeyFormat, &'static str)> {
    let combined = ALPHABETS.into_iter().flat_map(|a| CHECKSUMS.map(|checksum| (a, checksum)));
    combined.map(|((alphabet, text), checksum)| (LIVE.alphabet(alphabet).checksum(checksum), text))
}

pub(crate) fn verdict(format: &KeyFormat, text: impl AsRef<[u8]>) -> Result<(), KeyError> {
    format.parse(text).map(|_| ())
}

/// Revoked tokens of GitHub's, published as examples in the tests of therootcompany/base62-token.js (2022). Of npm's:
/// two that secretlint published in its issue 200 and its pull request 201 (2021). In parts, so that no scanner takes
/// them for leaked ones.
const PUBLISHED: [(&str, &str); 22] = [
    ("npm_", "qkJaB6MffYVzZXWqmcoF49yrUxP3wf0LsakP"),
    ("npm_", "bMyQ9CC9m5YKTg0jSrGgPT2dk5dZfp1SsARB"),
    ("ghp_", "zQWBuTSOoRi4A9spHcVY5ncnsDkxkJ0mLq17"),
    ("ghp_", "adE7dp8rHP6gUTuPwxLTZjZdtya3sV0UQzQM"),
    ("ghp_", "H3xbiBdlzffNx7Y56iNsPw3joObj7U2nO29h"),
    ("ghp_", "Ul6eIUhXOWE75DeLfPndUU0GbceBq80KIha4"),
    ("ghp_", "krLZ8fJtWbM6VhZVvXxLhocgw8JcfR2dBDWy"),
    ("ghp_", "rcECphp5g0lsT6dRwIiDCVbDQox6HL1HMj9z"),
    ("ghp_", "qZUDkTSrClTlGY6xZLXI3YySyJcDav0u0Nw4"),
    ("ghp_", "VUBNjI6qyUfLH0TzIOSAQvTi4BK6eo3Swomb"),
    ("ghp_", "A45pcUWyxpD3Clof4uvqtItiX3q0RH0OI2G4"),
    ("ghp_", "TU1MHRc9zg8H3ZejZna3vxiXu8Ce810JsMGK"),
    ("ghp_", "rfiEmMei16VFX94119HuTNTXmRlMmA425qZS"),
    ("ghp_", "2zvd1HvjzAGfAulOTlM4nSbwlc2cI844g2E1"),
    ("ghp_", "vdfp1qUnqw5LqXZvQd0nVXnYQi8vJP4MwNeY"),
    ("ghp_", "nrifU4rpjtzSPdQwLRNsqvODGhg4mq45jGii"),
    ("ghp_", "7kCWzkOmoipYYpSR2pIpJufkUvFlXY1dcyzZ"),
    ("ghp_", "VXfgI9esJZEU4aTro8AzbaOkgD2OKS3LCBuu"),
    ("ghp_", "5qWHBso9dDhZIoNyrCfxQ5bKPmeNn81dWlHT"),
    ("ghp_", "gUJRfvHURXXK1fKZbQexhV39VLxIgc2dmKds"),
    ("ghp_", "UWfZwHbDGofbxvubaSt3hVAtqrumVP03inMa"),
    ("ghp_", "MXum81IYH7kioWQyIvN4zPMfECIWYd1ldyCH"),
];

#[test]
fn published_tokens_are_read() {
    for (prefix, rest) in PUBLISHED {
        let format = KeyFormat::new(prefix).checksum(KeyChecksum::Payload);
        let token = [prefix, rest].concat();
        let key = format.parse(&token).unwrap();
        assert_eq!(key.expose_secret(), token);
        assert!(Regex::new(&format.scanner_regex()).unwrap().is_match(&token));
        // The negative control: what the checksum covers makes a difference.
        let whole = format.checksum(KeyChecksum::Whole);
        assert_eq!(verdict(&whole, &token), Err(KeyError::Checksum));
    }
}

/// Of EdamAme-x/pentect's issue 974, made up there for a checksum that takes the prefix in, with two characters more.
#[test]
fn an_example_whose_checksum_takes_the_prefix_in_is_read() {
    let format = KeyFormat::new("npm_").payload_chars(32);
    let token = ["npm_", "1234567890abcdefghijklmnopqrstuv", "1i3RZI"].concat();
    assert_eq!(verdict(&format, &token), Ok(()));
    let payload = format.checksum(KeyChecksum::Payload);
    assert_eq!(verdict(&payload, &token), Err(KeyError::Checksum));
}

#[test]
fn what_is_minted_is_read() {
    for (format, characters) in formats() {
        for _ in 0..50 {
            let key = System.mint(&format);
            let text = key.expose_secret();
            assert_eq!((text.len(), key.format()), (format.len(), &format));
            let rest = text.strip_prefix("acme_live_").unwrap();
            assert!(rest.chars().all(|c| characters.contains(c)));
            let parsed = format.parse(text).unwrap();
            assert!(bool::from(parsed.ct_eq(&key)));
        }
        assert!(format.bits() >= Bits::new(160));
    }
    assert_eq!(LIVE.alphabet(KeyAlphabet::Hex).bits(), Bits::new(160));
    // 27 * log2(62) = 160.763…
    assert_eq!(format!("{:.3}", LIVE.bits()), "160.763");
}

#[test]
fn a_key_of_another_kind_is_told_apart() {
    let key = System.mint(&TEST);
    let text = key.expose_secret();
    assert_eq!(verdict(&LIVE, text), Err(KeyError::Prefix));
    // Only a checksum that covers the prefix sees that it was replaced.
    let forged = text.replace("acme_test_", "acme_live_");
    assert_eq!(verdict(&LIVE, &forged), Err(KeyError::Checksum));
    let payload = KeyChecksum::Payload;
    let text = System.mint(&TEST.checksum(payload)).expose_secret().to_owned();
    let forged = text.replace("acme_test_", "acme_live_");
    assert_eq!(verdict(&LIVE.checksum(payload), forged), Ok(()));
}

/// Prefixes that start with each other, and payloads that are longer by just what they are shorter.
#[test]
fn prefixes_that_start_alike_are_not_confused() {
    for checksum in CHECKSUMS {
        let formats = ["acme_", "acme_live_", "acme_live_eu_", "acm_"].map(|prefix| {
            let characters = 60 - prefix.len();
            KeyFormat::new(prefix).payload_chars(characters).checksum(checksum)
        });
        for format in formats {
            let text = System.mint(&format).expose_secret().to_owned();
            for other in formats.iter().filter(|other| **other != format) {
                assert!(verdict(other, &text).is_err(), "{other:?} {format:?}");
                let found = Regex::new(&other.scanner_regex()).unwrap();
                assert!(!found.is_match(&text), "{other:?} {format:?}");
            }
            assert_eq!(KeyFormat::parse_any(&formats, &text).unwrap().format(), &format);
        }
    }
}

#[test]
fn of_several_formats_the_best_says_what_is_wrong() {
    let formats = [KeyFormat::new("acme_"), LIVE, TEST];
    let any = |text: &str| KeyFormat::parse_any(&formats, text).map(|_| ());
    let text = System.mint(&LIVE).expose_secret().to_owned();
    assert_eq!(any(&text), Ok(()));
    let last = text.chars().last().unwrap();
    let other = if last == '0' { "1" } else { "0" };
    assert_eq!(any(&[&text[..text.len() - 1], other].concat()), Err(KeyError::Checksum));
    assert_eq!(any("acme_live_"), Err(KeyError::Length { expected: formats[0].len() }));
    assert_eq!(any("Bearer"), Err(KeyError::Prefix));
    assert_eq!(KeyFormat::parse_any(&[], &text).unwrap_err(), KeyError::Prefix);
}

/// A generator that is cloned for each key gives the same key again, as a crate for such keys once did.
#[test]
fn two_keys_in_a_row_differ() {
    let script: Vec<u8> = (0..=255).collect();
    let mut source = Replay::new(&script);
    let (first, second) = (source.mint(&LIVE), source.mint(&LIVE));
    assert_ne!(first.expose_secret(), second.expose_secret());
    assert_eq!(source.remaining(), 256 - 2 * 24);
    // The negative control.
    let again = Replay::new(&script).mint(&LIVE);
    assert_eq!(again.expose_secret(), first.expose_secret());
}
