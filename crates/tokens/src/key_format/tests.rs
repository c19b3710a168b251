//! Formats small enough to mint every key, and the arithmetic against what it stands for.

#![allow(
    clippy::integer_division_remainder_used,
    reason = "the oracles divide, and have no secrets"
)]

extern crate std;
use std::{
    collections::BTreeMap,
    string::{String, ToString},
    vec::Vec,
};

use proptest::prelude::*;
use wellspring_entropy::testing::Replay;

use super::{
    KeyAlphabet, KeyChecksum, KeyError, KeyFormat, KeyFormatError, Payload, checksum::crc32,
    strength,
};
use crate::{Bits, Recipe, Secrets};

const ALPHABETS: [(KeyAlphabet, &str); 4] = [
    (KeyAlphabet::Base62, "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"),
    (KeyAlphabet::Base58, "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"),
    (KeyAlphabet::Crockford, "0123456789ABCDEFGHJKMNPQRSTVWXYZ"),
    (KeyAlphabet::Hex, "0123456789abcdef"),
];

const CHECKSUMS: [KeyChecksum; 3] = [KeyChecksum::None, KeyChecksum::Payload, KeyChecksum::Whole];

/// A format that is too weak to be made from outside.
fn tiny(alphabet: KeyAlphabet, characters: usize, checksum: KeyChecksum) -> KeyFormat {
    let payload = Payload::Characters(characters);
    KeyFormat { payload, characters, alphabet, checksum, ..KeyFormat::new("ab_") }
}

/// Mints with the words that select each payload, and counts the keys.
fn every_key(format: &KeyFormat) -> BTreeMap<String, u32> {
    let size = u64::from(format.alphabet.size());
    let characters = u32::try_from(format.characters).unwrap();
    // As many characters come from a word as fit 60 bits; the last of them are not used.
    let all =
        (1..).map_while(|k| size.checked_pow(k)).filter(|&all| all <= 1 << 60).last().unwrap();
    let payloads = size.pow(characters);
    let mut keys = BTreeMap::new();
    for payload in 0..payloads {
        // The middle of the interval of words that give these characters first is never thrown away.
        let index = u128::from(payload * (all / payloads));
        let word = u64::try_from(((index << 64) + (1 << 63)) / u128::from(all)).unwrap();
        let key = Replay::new(&word.to_le_bytes()).mint(format);
        *keys.entry(key.expose_secret().to_string()).or_default() += 1;
    }
    keys
}

fn equally_often(counts: &BTreeMap<String, u32>, all: usize) -> bool {
    counts.len() == all && counts.values().all(|count| Some(count) == counts.values().next())
}

#[test]
fn every_payload_is_minted_equally_often_and_every_key_is_read() {
    for (alphabet, characters) in ALPHABETS {
        for checksum in CHECKSUMS {
            let format = tiny(alphabet, 2, checksum);
            let keys = every_key(&format);
            assert!(equally_often(&keys, characters.len().pow(2)), "{format:?}");
            assert_eq!(Bits::of_count(keys.len() as u128), format.bits());
            for key in keys.keys() {
                assert_eq!(format.parse(key).unwrap().expose_secret(), key);
                assert!(key.strip_prefix("ab_").unwrap().chars().all(|c| characters.contains(c)));
            }
        }
    }
}

/// The negative control: what a modulus makes of all pairs of bytes is found uneven by the same count.
#[test]
fn a_modulus_is_caught() {
    for (_, characters) in ALPHABETS.into_iter().filter(|(_, text)| 256 % text.len() > 0) {
        let (mut counts, characters) = (BTreeMap::new(), characters.as_bytes());
        for byte in 0..256 {
            let character = char::from(characters[byte % characters.len()]);
            *counts.entry(character.to_string()).or_default() += 1;
        }
        assert!(!equally_often(&counts, characters.len()));
    }
}

/// All texts that differ from a key in the checksum alone, and all payloads with the checksum of another: only the key
/// passes.
#[test]
fn a_checksum_is_of_one_payload() {
    let format = tiny(KeyAlphabet::Hex, 2, KeyChecksum::Whole);
    let keys: Vec<String> = every_key(&format).into_keys().collect();
    for (i, a) in keys.iter().enumerate() {
        for (j, b) in keys.iter().enumerate() {
            let mixed = [&a[..5], &b[5..]].concat();
            let parsed = format.parse(mixed).map(|_| ());
            assert_eq!(parsed, if i == j { Ok(()) } else { Err(KeyError::Checksum) });
        }
    }
}

#[test]
fn each_index_is_its_character() {
    for (alphabet, characters) in ALPHABETS {
        assert_eq!(usize::try_from(alphabet.size()).unwrap(), characters.len());
        let spelled = |mut indices: Vec<u8>| {
            alphabet.spell(&mut indices);
            String::from_utf8(indices).unwrap()
        };
        // In every place of a word, and of what is left of one.
        for len in 0..20 {
            for first in 0..characters.len() {
                let indices = (first..first + len).map(|i| i % characters.len());
                let text: String =
                    indices.clone().map(|i| char::from(characters.as_bytes()[i])).collect();
                assert_eq!(spelled(indices.map(|i| u8::try_from(i).unwrap()).collect()), text);
            }
        }
    }
}

#[test]
fn each_byte_is_recognised_in_each_place() {
    for (alphabet, characters) in ALPHABETS {
        for len in 1..20 {
            for (place, byte) in (0..len).flat_map(|place| (0..=255).map(move |byte| (place, byte)))
            {
                let mut text: Vec<u8> = characters.bytes().rev().cycle().take(len).collect();
                text[place] = byte;
                let mut copy = std::vec![0; len];
                let member = characters.as_bytes().contains(&byte);
                assert_eq!(alphabet.copy(&text, &mut copy), member, "{alphabet} {byte}");
                assert!(!member || copy == text);
                assert!(copy.is_ascii());
            }
        }
    }
}

/// That `class` is the alphabet is tested with the regular expressions, in tests/api_keys/scanners.rs.
#[test]
fn digits_are_those_of_a_division() {
    for (alphabet, characters) in ALPHABETS {
        let size = alphabet.size();
        let len = alphabet.checksum_len();
        assert!(u64::from(size).pow(u32::try_from(len).unwrap()) > u64::from(u32::MAX));
        assert!(u64::from(size).pow(u32::try_from(len - 1).unwrap()) <= u64::from(u32::MAX));
        // Around each multiple of the size near powers of two, of the size, and at both ends.
        let powers = (0..32).map(|bit| 1u32 << bit);
        let multiples = (1..6).filter_map(|power| size.checked_pow(power));
        let places = powers.chain(multiples).chain([0, u32::MAX]).flat_map(|place| {
            let place = place / size * size;
            (0..3 * size).map(move |step| place.wrapping_sub(size).wrapping_add(step))
        });
        for number in places {
            let mut digits = std::vec![0; len];
            alphabet.digits(number, &mut digits);
            assert!(digits.iter().all(|&digit| usize::from(digit) < characters.len()));
            let value = digits.iter().fold(0, |value, &d| value * u64::from(size) + u64::from(d));
            assert_eq!(value, u64::from(number));
        }
    }
}

#[test]
fn crc32_of_the_catalogue() {
    // The check value of CRC-32/ISO-HDLC: G. Cook's catalogue of parametrised CRC algorithms.
    assert_eq!(crc32(b"123456789"), 0xCBF4_3926);
    assert_eq!(crc32(b""), 0);
}

#[test]
fn strength_is_exact() {
    for (alphabet, _) in ALPHABETS {
        let size = alphabet.size();
        for characters in 1..=128 {
            let bits = strength::whole_bits(size, characters);
            assert_eq!(bits, Bits::of_text(size, characters).floor());
            assert!(strength::characters(size, bits) <= characters);
            assert!(strength::characters(size, bits + 1) > characters || size < 3);
        }
        assert_eq!(strength::characters(size, u32::MAX), 129);
    }
}

#[test]
fn descriptions_that_are_no_good_are_refused() {
    use KeyFormatError as E;
    let new = |prefix: &str| KeyFormat::try_new(prefix).map(|_| ());
    let long = "abcdefghijklmnopqrstuvwxyz01234_";
    assert_eq!(new(long), Ok(()));
    for (prefix, error) in [
        ("", E::PrefixLength { length: 0 }),
        ("a_", E::PrefixLength { length: 2 }),
        (&["a", long].concat(), E::PrefixLength { length: 33 }),
        ("acme-live_", E::PrefixCharacter { index: 4 }),
        ("acme live_", E::PrefixCharacter { index: 4 }),
        ("acmé_", E::PrefixCharacter { index: 3 }),
        ("a%b_", E::PrefixCharacter { index: 1 }),
        ("1ab_", E::PrefixStart),
        ("_ab_", E::PrefixStart),
        ("acme", E::PrefixEnd),
        ("acm1", E::PrefixEnd),
    ] {
        assert_eq!(new(prefix), Err(error), "{prefix}");
    }
    let format = KeyFormat::new("acme_");
    let bits = |bits| format.try_payload_bits(bits).map(|format| format.characters);
    assert_eq!(bits(111), Err(E::Weak { bits: 111 }));
    assert_eq!([bits(112), bits(160), bits(762)], [Ok(19), Ok(27), Ok(128)]);
    assert_eq!([bits(763), bits(u32::MAX)], [Err(E::Long { characters: 129 }); 2]);
    let characters = |n| format.try_payload_chars(n).map(|format| format.characters);
    assert_eq!([characters(19), characters(128)], [Ok(19), Ok(128)]);
    assert_eq!(characters(18), Err(E::Weak { bits: 107 }));
    assert_eq!(characters(0), Err(E::Weak { bits: 0 }));
    for many in [129, usize::MAX] {
        assert_eq!(characters(many), Err(E::Long { characters: many }));
    }
    // A number of bits is kept in another alphabet, also the least to the last bit; a number of characters too.
    let [hex, least] = [160, 112].map(|bits| format.payload_bits(bits).alphabet(KeyAlphabet::Hex));
    assert_eq!((hex.characters, hex.bits()), (40, Bits::new(160)));
    assert_eq!([hex.alphabet(KeyAlphabet::Base58).characters, least.characters], [28, 28]);
    let few = format.payload_chars(20).try_alphabet(KeyAlphabet::Crockford);
    assert_eq!(few, Err(E::Weak { bits: 100 }));
    let many = format.payload_bits(700).try_alphabet(KeyAlphabet::Hex);
    assert_eq!(many, Err(E::Long { characters: 129 }));
    assert_eq!(
        E::Weak { bits: 100 }.to_string(),
        "the payload has 100 bits, allowed is at least 112"
    );
}

#[test]
fn plain_forms_panic_where_the_others_return() {
    use std::panic::catch_unwind;

    for (refused, message) in [
        (catch_unwind(|| KeyFormat::new("a_")), "the prefix must have 3 to 32 characters"),
        (
            catch_unwind(|| KeyFormat::new("a-b_")),
            "the prefix must have ASCII letters, digits and `_` only",
        ),
        (catch_unwind(|| KeyFormat::new("0ab_")), "the prefix must start with an ASCII letter"),
        (catch_unwind(|| KeyFormat::new("abc")), "the prefix must end with `_`"),
        (
            catch_unwind(|| KeyFormat::new("ab_").payload_bits(1)),
            "the payload must have at least 112 bits",
        ),
        (
            catch_unwind(|| KeyFormat::new("ab_").payload_chars(200)),
            "the payload must have at most 128 characters",
        ),
    ] {
        let panic = refused.unwrap_err();
        assert_eq!(panic.downcast_ref::<String>().unwrap(), message);
    }
}

proptest! {
    #[test]
    fn crc32_as_crc32fast_has_it(text in prop::collection::vec(any::<u8>(), 0..300)) {
        prop_assert_eq!(crc32(&text), crc32fast::hash(&text));
    }

    #[test]
    fn digits_of_any_number(number: u32) {
        for (alphabet, _) in ALPHABETS {
            let mut digits = std::vec![0; alphabet.checksum_len()];
            alphabet.digits(number, &mut digits);
            let size = u64::from(alphabet.size());
            let value = digits.iter().fold(0, |value, &digit| value * size + u64::from(digit));
            prop_assert_eq!(value, u64::from(number));
        }
    }
}
