//! Regular expressions for scanners: they find keys wherever these leak, and nothing else.

use regex::Regex;
use wellspring_entropy::System;
#[cfg(feature = "sha2")]
use wellspring_tokens::KeyChecksum;
use wellspring_tokens::{KeyError, KeyFormat, Secrets};

#[cfg(feature = "sha2")]
use crate::LIVE;
use crate::{ALPHABETS, formats, verdict};

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
