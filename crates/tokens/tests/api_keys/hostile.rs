//! Changed characters, hostile texts, failing sources, and what must not be printed.

use proptest::prelude::*;
use regex::Regex;
use wellspring_entropy::{
    Error as SourceError, System,
    testing::{Counting, Failing, Replay},
};
use wellspring_tokens::{Error, KeyAlphabet, KeyChecksum, KeyError, KeyFormat, Secrets};

use crate::{ALPHABETS, CHECKSUMS, LIVE, formats, verdict};

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
