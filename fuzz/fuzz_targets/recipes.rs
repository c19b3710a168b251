//! Any lists of words, separators, names, and whatever people type as a code or an identifier: no panic, and what is accepted is what it says.
#![no_main]

use std::collections::BTreeSet;

use arbitrary::Arbitrary;
use libfuzzer_sys::fuzz_target;
use wellspring_entropy::System;
use wellspring_tokens::{
    Bits, Capital, NanoId, OtpAuth, Passphrase, PassphraseOptions, Place, Recipe, RecoveryCode,
    Secrets, Ulid, Uuid, WordList, compare_digest, encoding::BASE32_UNPADDED,
};

#[derive(Arbitrary, Debug)]
enum Input<'a> {
    Words {
        words: Vec<&'a str>,
        separator: &'a str,
        capital: u8,
        digits: Option<(u8, bool)>,
        symbol: Option<bool>,
        count: u8,
        bits: Option<u8>,
    },
    Lines(&'a str),
    Typed {
        groups: u8,
        characters: u8,
        typed: &'a str,
    },
    Name {
        issuer: &'a str,
        account: &'a str,
    },
    Id(&'a str),
    Alphabet {
        characters: &'a str,
        length: u8,
    },
}

/// Percent-encoded text (RFC 3986, section 2.1).
fn decoded(text: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = text;
    while let Some(first) = rest.bytes().next() {
        let (byte, len) = match first {
            b'%' => (u8::from_str_radix(&rest[1..3], 16).unwrap(), 3),
            other => (other, 1),
        };
        bytes.push(byte);
        rest = &rest[len..];
    }
    String::from_utf8(bytes).unwrap()
}

fn place(end: bool) -> Place {
    if end { Place::End } else { Place::RandomWord }
}

fuzz_target!(|input: Input<'_>| match input {
    Input::Words { words, separator, capital, digits, symbol, count, bits } => {
        let Ok(list) = WordList::new(&words) else { return };
        let mut options = match bits {
            Some(bits) => PassphraseOptions::at_least(Bits::new(bits.into())),
            None => PassphraseOptions::words((count % 9).into()),
        };
        options = options.separator(separator).capital(match capital % 3 {
            0 => Capital::None,
            1 => Capital::FirstLetters,
            _ => Capital::OneWord,
        });
        if let Some((count, end)) = digits {
            options = options.digits(count % 11, place(end));
        }
        if let Some(end) = symbol {
            options = options.symbol(place(end));
        }
        let Ok(recipe) = Passphrase::new(&list, options) else { return };
        let text = System.passphrase(&recipe);
        assert!(!text.is_empty());
        // Few enough for all of them to come up: never more texts than the strength says.
        if recipe.bits() < Bits::new(5) {
            let seen: BTreeSet<String> =
                (0..100).map(|_| System.passphrase(&recipe).expose_secret().into()).collect();
            assert!(Bits::of_count(seen.len() as u128) <= recipe.bits());
        }
    }
    Input::Lines(text) => {
        let last = |line: &'_ str| line.split_whitespace().next_back().map(str::to_owned);
        let words: Vec<String> = text.lines().filter_map(last).collect();
        if let Ok(list) = WordList::from_lines(text) {
            assert!(list.words().eq(words.iter().map(String::as_str)));
            assert_eq!(words.iter().collect::<BTreeSet<_>>().len(), list.len());
        }
    }
    Input::Typed { groups, characters, typed } => {
        let Ok(recipe) = RecoveryCode::groups(groups.into(), characters.into()) else { return };
        if let Ok(code) = recipe.normalise(typed) {
            assert!(recipe.matches(typed, &code));
            let again = recipe.normalise(code.expose_secret()).unwrap();
            assert!(compare_digest(again.expose_secret(), code.expose_secret()));
        }
    }
    Input::Name { issuer, account } => {
        if let Ok(recipe) = OtpAuth::totp(issuer, account) {
            let minted = System.mint(&recipe);
            let uri = minted.uri().expose_secret();
            assert!(uri.bytes().all(|byte| byte.is_ascii_graphic()));
            assert_eq!((uri.matches('?').count(), uri.matches('#').count()), (1, 0));
            assert_eq!(minted.to_bytes().len(), 20);
            // As an app reads it.
            let rest = uri.strip_prefix("otpauth://totp/").unwrap();
            let (label, query) = rest.split_once('?').unwrap();
            let parts: Vec<String> = label.split(':').map(decoded).collect();
            let expected = [issuer, account];
            assert_eq!(parts, if issuer.is_empty() { &expected[1..] } else { &expected[..] });
            let field = |name: &str| {
                query.split('&').find_map(|field| field.strip_prefix(name)?.strip_prefix('='))
            };
            assert_eq!(field("issuer").map(decoded).unwrap_or_default(), issuer);
            let secret = BASE32_UNPADDED.decode_to_secret(field("secret").unwrap()).unwrap();
            assert_eq!(secret.expose_secret(), minted.to_bytes().expose_secret());
        }
    }
    Input::Id(text) => {
        if let Ok(id) = text.parse::<Uuid>() {
            assert!(id.to_text().eq_ignore_ascii_case(text));
        }
        if let Ok(id) = text.parse::<Ulid>() {
            assert_eq!(id.to_text().parse(), Ok(id));
        }
    }
    Input::Alphabet { characters, length } => {
        if let Ok(recipe) = NanoId::with_alphabet(characters, length.into()) {
            let id = System.mint(&recipe);
            assert_eq!(id.chars().count(), usize::from(length));
            assert!(id.chars().all(|character| characters.contains(character)));
        }
    }
});
