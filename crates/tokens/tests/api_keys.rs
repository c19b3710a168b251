//! API keys: published tokens, changed characters, scanners, hostile texts, failing sources.
#![cfg(feature = "alloc")]
#![allow(
    clippy::panic,
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::integer_division_remainder_used,
    reason = "a test may stop where it stands, and divide"
)]

use proptest::prelude::*;
use regex::Regex;
use wellspring_entropy::{
    Error as SourceError, System,
    testing::{Counting, Failing, Replay},
};
use wellspring_tokens::{
    Bits, Error, KeyAlphabet, KeyChecksum, KeyError, KeyFormat, Recipe, Secrets,
    subtle::ConstantTimeEq,
};

const ALPHABETS: [(KeyAlphabet, &str); 4] = [
    (KeyAlphabet::Base62, "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"),
    (KeyAlphabet::Base58, "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"),
    (KeyAlphabet::Crockford, "0123456789ABCDEFGHJKMNPQRSTVWXYZ"),
    (KeyAlphabet::Hex, "0123456789abcdef"),
];
const CHECKSUMS: [KeyChecksum; 3] = [KeyChecksum::None, KeyChecksum::Payload, KeyChecksum::Whole];

const LIVE: KeyFormat = KeyFormat::new("acme_live_").payload_bits(160);
const TEST: KeyFormat = KeyFormat::new("acme_test_").payload_bits(160);

fn formats() -> impl Iterator<Item = (KeyFormat, &'static str)> {
    let combined = ALPHABETS.into_iter().flat_map(|a| CHECKSUMS.map(|checksum| (a, checksum)));
    combined.map(|((alphabet, text), checksum)| (LIVE.alphabet(alphabet).checksum(checksum), text))
}

fn verdict(format: &KeyFormat, text: impl AsRef<[u8]>) -> Result<(), KeyError> {
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

/// A CRC of 32 bits finds every error within 32 bits in a row: each changed character, and each pair of neighbours that
/// were exchanged. In the checksum itself every change is found, since it is compared.
#[test]
fn every_changed_character_and_every_exchanged_pair_is_found() {
    for (format, characters) in formats() {
        let key = System.mint(&format);
        let text = key.expose_secret().as_bytes().to_vec();
        let mut missed = 0;
        for place in 10..text.len() {
            for &other in characters.as_bytes().iter().filter(|&&other| other != text[place]) {
                let mut changed = text.clone();
                changed[place] = other;
                missed += u32::from(verdict(&format, &changed) != Err(KeyError::Checksum));
            }
            let mut exchanged = text.clone();
            exchanged.swap(place - 1, place);
            if place > 10 && exchanged != text {
                missed += u32::from(verdict(&format, &exchanged) != Err(KeyError::Checksum));
            }
        }
        // The negative control: without a checksum nothing is found.
        let unchecked = format == format.checksum(KeyChecksum::None);
        assert_eq!(missed > 0, unchecked, "{format:?}: {missed}");
    }
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

#[test]
fn what_is_wrong_is_told_apart() {
    let text = System.mint(&LIVE).expose_secret().to_owned();
    let length = Err(KeyError::Length { expected: 43 });
    let character = Err(KeyError::Character { alphabet: KeyAlphabet::Base62 });
    assert_eq!(verdict(&LIVE, ""), Err(KeyError::Prefix));
    assert_eq!(verdict(&LIVE, text.to_uppercase()), Err(KeyError::Prefix));
    assert_eq!(verdict(&LIVE, format!(" {text}")), Err(KeyError::Prefix));
    for wrong in [format!("{text} "), format!("{text}\n"), text[..42].to_owned(), text.repeat(99)] {
        assert_eq!(verdict(&LIVE, wrong), length);
    }
    for place in 10..text.len() {
        for wrong in ['_', '-', '\0', ' ', '\u{7F}', '/', ':', '@', '[', '`', '{'] {
            let wrong: String =
                text.chars().enumerate().map(|(i, c)| if i == place { wrong } else { c }).collect();
            assert_eq!(verdict(&LIVE, wrong), character);
        }
        let mut wrong = text.clone().into_bytes();
        wrong[place] |= 0x80;
        assert_eq!(verdict(&LIVE, wrong), character);
    }
    let messages = [
        KeyError::Prefix.to_string(),
        KeyError::Length { expected: 43 }.to_string(),
        KeyError::Character { alphabet: KeyAlphabet::Base58 }.to_string(),
        KeyError::Checksum.to_string(),
    ];
    assert_eq!(
        messages,
        [
            "the key has another prefix",
            "the key has another length, allowed are exactly 43 characters",
            "the key has a character that is not one of [1-9A-HJ-NP-Za-km-z]",
            "the key's checksum is wrong: it was mistyped or altered",
        ]
    );
}

/// What stands around keys where they leak.
const PLACES: &[(&str, &str)] = &[
    ("", ""),
    ("key ", " is mine"),
    ("(", ")."),
    ("\"", "\","),
    ("KEY=", "\nNEXT=1"),
    ("{\"key\":\"", "\"}"),
    ("\"line\\n", "\\nline\""),
    ("\"\\u003c", "\\u003e\""),
    ("https://example.com/?key=", "&page=1"),
    ("https://example.com/%3Fkey%3D", "%26page%3D1"),
    ("https://user:", "@example.com/"),
    ("Authorization: Bearer ", "\r\n"),
    ("let key = '", "';"),
    ("backup_", "_old.txt"),
    ("<td>", "</td>"),
    // What `\b` means of Unicode in some dialects: letters that are not of ASCII.
    ("密钥", "是"),
    ("ü", "ü"),
    ("ключ", "ключ"),
    ("\u{FF10}", "\u{FF10}"),
    // Quoted-printable, JSON, C, Python and shell; colours of terminals, escaped and as they are.
    ("key=3D", "=0A"),
    ("\\x3d", "\\x0a"),
    ("\\075", "\\012"),
    ("\\0", "\\0"),
    ("\\v", "\\v"),
    ("\\u{3d}", "\\u{a}"),
    ("\\U0000003d", "\\U0000000a"),
    ("&#61;", "&#10;"),
    ("\u{1b}[32m", "\u{1b}[0m"),
    ("\\x1b[1;32m", "\\x1b[0m"),
    ("\\033[32m", "\\033[0m"),
    ("\0", "\0"),
    ("x", ""),
    ("0", "-"),
];

#[test]
fn scanners_find_keys_wherever_they_leak() {
    for (format, _) in formats() {
        let regex = Regex::new(&format.scanner_regex()).unwrap();
        for (before, after) in PLACES {
            let key = System.mint(&format);
            let text = [before, key.expose_secret(), after].concat();
            let found = regex.captures(&text).unwrap_or_else(|| panic!("{before}…{after}"));
            assert_eq!(&found[1], key.expose_secret());
        }
        // Two in a row.
        let keys: Vec<String> =
            (0..5).map(|_| System.mint(&format).expose_secret().to_owned()).collect();
        for joint in [",", "_", "\n", "\\n", "%2C", "=2C", "密"] {
            let line = keys.join(joint);
            let found: Vec<&str> =
                regex.captures_iter(&line).map(|found| found.get(1).unwrap().as_str()).collect();
            assert_eq!(found, keys, "{joint}");
        }
    }
}

#[test]
fn scanners_find_nothing_in_near_misses() {
    for (format, _) in formats() {
        let regex = Regex::new(&format.scanner_regex()).unwrap();
        let key = System.mint(&format).expose_secret().to_owned();
        assert!(regex.is_match(&key));
        let rest = &key[10..];
        for miss in [
            // A character too few or too many, another prefix, a longer word, a stranger, the bare name.
            key[..key.len() - 1].to_owned(),
            format!("{key}0"),
            format!("{key}z"),
            format!("{key}1_"),
            format!("acme_lives_{rest}"),
            format!("acme_Live_{rest}"),
            format!("acme_live-{rest}"),
            format!("acme_live_-{}", &rest[1..]),
            format!("acme_live__{}", &rest[1..]),
            format!("acme_live_ {}", &rest[1..]),
            "acme_live_".to_owned(),
            rest.to_owned(),
        ] {
            assert!(!regex.is_match(&miss), "{format:?}: {miss}");
        }
    }
}

/// A key of a longer prefix that ends like another is found by the expression of the shorter, and refused by its parser.
#[test]
fn what_only_ends_like_a_key_is_refused() {
    let (long, short) = (KeyFormat::new("acme_live_"), KeyFormat::new("live_"));
    let key = System.mint(&long);
    let found = Regex::new(&short.scanner_regex()).unwrap();
    let found = found.captures(key.expose_secret()).unwrap();
    assert_eq!(verdict(&short, &found[1]), Err(KeyError::Checksum));
}

/// The class of each regular expression is the alphabet, for all of ASCII and some of what is beyond.
#[test]
fn the_classes_are_the_alphabets() {
    for (alphabet, characters) in ALPHABETS {
        let class = Regex::new(&format!("^{alphabet}$")).unwrap();
        for character in ('\0'..='\u{3FF}').chain(['\u{FF10}', '\u{1D7D8}']) {
            let member = characters.contains(character);
            assert_eq!(class.is_match(&character.to_string()), member, "{alphabet} {character:?}");
        }
    }
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

#[test]
fn no_key_survives_a_failing_source() {
    for (format, _) in formats() {
        let mut draws = 0;
        for at in 1.. {
            match Failing::at_draw(at, System).try_mint(&format) {
                Err(error) => assert_eq!(error, Error::Source(SourceError::INJECTED)),
                Ok(key) => {
                    assert_eq!(key.expose_secret().len(), format.len());
                    break;
                }
            }
            draws = at;
        }
        assert!(draws >= 1);
        for at in 1..=20 {
            let failed = Failing::at_byte(at, System).try_mint(&format).unwrap_err();
            assert_eq!(failed, Error::Source(SourceError::INJECTED));
        }
    }
    // One call of the source, if no word is thrown away.
    let mut source = Counting::new(Replay::repeating(&[7; 24]));
    let _ = source.mint(&LIVE);
    assert_eq!((source.draws(), source.bytes()), (1, 24));
}

#[test]
fn nothing_prints_a_key() {
    let drawn = b"correct horse ba";
    let key = Replay::repeating(drawn).mint(&LIVE);
    let secret = &key.expose_secret()[10..];
    for formatted in
        [format!("{key:?}"), format!("{key:#?}"), format!("{key:x?}"), format!("{key:99?}")]
    {
        assert_eq!(formatted, "ApiKey([REDACTED])");
    }
    let mut wrong = key.expose_secret().to_owned();
    let last = if wrong.pop() == Some('0') { '1' } else { '0' };
    wrong.push(last);
    let errors = [
        LIVE.parse(&wrong).unwrap_err(),
        LIVE.parse(&wrong[1..]).unwrap_err(),
        LIVE.parse([&wrong, "x"].concat()).unwrap_err(),
        LIVE.parse(wrong.replace(last, "!")).unwrap_err(),
    ];
    let mut formatted = format!("{errors:?} {LIVE:?} {}", LIVE.scanner_regex());
    errors.iter().for_each(|error| formatted += &error.to_string());
    #[cfg(feature = "sha2")]
    {
        formatted += &format!("{} {:?}", key.id(), key.id());
    }
    let windows = |text: &str| (0..secret.len() - 5).any(|i| text.contains(&secret[i..i + 6]));
    assert!(!windows(&formatted), "{formatted}");
    // The negative control.
    assert!(windows(key.expose_secret()));
}

/// The name of a key is no key, even where it has as many characters as one.
#[cfg(feature = "sha2")]
#[test]
fn the_name_of_a_key_is_no_key() {
    for (format, _) in formats() {
        for characters in 19..40 {
            let Ok(format) = format.try_payload_chars(characters) else { continue };
            let name = System.mint(&format).id().to_string();
            assert!(verdict(&format, &name).is_err());
            assert!(!Regex::new(&format.scanner_regex()).unwrap().is_match(&name));
        }
    }
    // The control: a format that is named like names, as their documentation warns.
    let named = KeyFormat::new("acme_live_id_").payload_chars(24).checksum(KeyChecksum::None);
    assert!(verdict(&named, System.mint(&LIVE).id().to_string()).is_ok());
    let (a, b) = (System.mint(&LIVE), System.mint(&LIVE));
    assert_ne!(a.id(), b.id());
    // Apart from the digest: no part of the one is in the other.
    assert!(!a.digest().to_hex().contains(&a.id().to_string()[13..25]));
}

fn any_format() -> impl Strategy<Value = KeyFormat> {
    let parts = ("[A-Za-z][A-Za-z0-9_]{1,30}_", 0usize..4, 0usize..3, 112u32..600);
    parts.prop_filter_map("too long", |(prefix, alphabet, checksum, bits)| {
        let format = KeyFormat::try_new(&prefix).ok()?.checksum(CHECKSUMS[checksum]);
        format.try_payload_bits(bits).ok()?.try_alphabet(ALPHABETS[alphabet].0).ok()
    })
}

proptest! {
    #[test]
    fn any_prefix_is_taken_or_refused(prefix in ".{0,40}") {
        let ascii = prefix.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_');
        let good = ascii && (3..=32).contains(&prefix.len()) && prefix.ends_with('_')
            && prefix.starts_with(|c: char| c.is_ascii_alphabetic());
        prop_assert_eq!(KeyFormat::try_new(&prefix).is_ok(), good);
    }

    #[test]
    fn any_format_mints_what_it_reads_and_finds(format in any_format()) {
        let key = System.mint(&format);
        prop_assert_eq!(verdict(&format, key.expose_secret()), Ok(()));
        let found = Regex::new(&format.scanner_regex()).unwrap();
        let found = found.captures(key.expose_secret()).unwrap();
        prop_assert_eq!(&found[1], key.expose_secret());
    }

    /// Any bytes behind any prefix: what passes is a key, letter by letter.
    #[test]
    fn any_bytes_are_a_key_or_an_error(format in any_format(), bytes in prop::collection::vec(any::<u8>(), 0..200), fit: bool) {
        let mut text = format.prefix().as_bytes().to_vec();
        text.extend(&bytes);
        if fit {
            text.resize(format.len(), b'2');
        }
        for text in [text.as_slice(), &bytes] {
            if let Ok(key) = format.parse(text) {
                prop_assert_eq!(key.expose_secret().as_bytes(), text);
                prop_assert_eq!(text.len(), format.len());
            }
        }
    }

    /// As an oracle that computes the checksum in its own way and reads by a regular expression.
    #[test]
    fn as_the_oracle_reads(format in any_format(), place in 0usize..300, character in any::<char>()) {
        let key = System.mint(&format);
        let mut text: Vec<char> = key.expose_secret().chars().collect();
        let place = place % text.len();
        text[place] = character;
        let text: String = text.into_iter().collect();
        prop_assert_eq!(verdict(&format, &text).is_ok(), oracle(&format, &text));
    }
}

fn oracle(format: &KeyFormat, text: &str) -> bool {
    let Some(found) = Regex::new(&format.scanner_regex()).unwrap().captures(text) else {
        return false;
    };
    if found[1] != *text {
        return false;
    }
    let made = |alphabet: KeyAlphabet, checksum| {
        format.try_alphabet(alphabet).is_ok_and(|made| made.checksum(checksum) == *format)
    };
    let all = ALPHABETS.into_iter().flat_map(|a| CHECKSUMS.map(|checksum| (a, checksum)));
    let ((_, characters), checksum) = all.into_iter().find(|((a, _), c)| made(*a, *c)).unwrap();
    let len = [6, 6, 7, 8][ALPHABETS.iter().position(|(_, text)| *text == characters).unwrap()];
    let (payload, sum) = text.split_at(text.len() - len);
    let covered = match checksum {
        KeyChecksum::None => return true,
        KeyChecksum::Payload => payload.strip_prefix(format.prefix()).unwrap(),
        _ => payload,
    };
    let size = u64::try_from(characters.len()).unwrap();
    let value = sum
        .chars()
        .fold(0, |value, c| value * size + u64::try_from(characters.find(c).unwrap()).unwrap());
    value == u64::from(crc32fast::hash(covered.as_bytes()))
}
