//! The way from an index to a character, for every small size and around the large ones. That the indices are uniform
//! is enumerated with [`dice`](crate::dice).

#![allow(
    clippy::integer_division_remainder_used,
    reason = "the oracle divides, and has no secrets"
)]

extern crate std;
use core::hash::{BuildHasher, BuildHasherDefault};
use std::{collections::HashSet, format, hash::DefaultHasher, string::ToString, vec::Vec};

use wellspring_entropy::testing::Replay;

use super::{Alphabet, Characters};
use crate::{ArgumentError, Distribution};

mod texts;

/// The first `size` characters but the control characters of ASCII.
fn first(size: usize) -> Alphabet {
    Alphabet::from_chars((' '..).take(size)).unwrap()
}

/// A word without a pattern.
const WORD: u64 = 0x0123_4567_89AB_CDEF;

/// The digits of the word's product, by division: see the essay of `dice`.
fn indices(size: usize, word: u64) -> Vec<usize> {
    let size = u64::try_from(size).unwrap();
    let (mut product, mut a_word) = (size, 1);
    while a_word < 60 && u128::from(product) * u128::from(size) <= 1 << 60 {
        (product, a_word) = (product * size, a_word + 1);
    }
    let mut number = (u128::from(word) * u128::from(product)) >> 64;
    let mut indices: Vec<_> = (0..a_word)
        .map(|_| {
            let digit = usize::try_from(number % u128::from(size)).unwrap();
            number /= u128::from(size);
            digit
        })
        .collect();
    indices.reverse();
    indices
}

#[test]
fn every_index_is_its_character() {
    for size in (1..=257).chain([1000, 4096, 65_535, 65_536]) {
        let alphabet = first(size);
        let characters: Vec<char> = (' '..).take(size).collect();
        assert_eq!((alphabet.len(), alphabet.chars().len()), (size, size));
        assert!(alphabet.chars().eq(characters.iter().copied()));
        for word in [1, WORD, WORD.rotate_left(32), u64::MAX] {
            let expected = indices(size, word);
            let drawn = alphabet.string(&mut Replay::new(&word.to_le_bytes()), expected.len());
            assert!(drawn.chars().eq(expected.iter().map(|&index| characters[index])), "{size}");
        }
    }
}

#[test]
fn the_first_and_the_last_character_can_come() {
    for size in [1, 2, 62, 95, 96, 255, 256, 257, 65_535, 65_536] {
        let alphabet = first(size);
        let (low, high) =
            (Replay::repeating(&[1, 0, 0, 0, 0, 0, 0, 0]), Replay::repeating(&[0xFF]));
        let ends = [alphabet.string(&mut { low }, 3), alphabet.string(&mut { high }, 1000)];
        assert!(ends[0].chars().all(|character| character == ' '));
        let last = alphabet.chars().next_back().unwrap();
        assert!(ends[1].chars().count() == 1000 && ends[1].chars().all(|c| c == last));
        let one = |word: u32| alphabet.sample(&mut Replay::new(&word.to_le_bytes()));
        assert_eq!((one(1), one(u32::MAX)), (' ', last));
    }
}

/// Whether each character has the words from `i / n` to `(i + 1) / n` of all, to the word.
fn has_equal_shares(alphabet: &Alphabet, first_of_text: impl Fn(&Alphabet, u64) -> char) -> bool {
    let size = u128::try_from(alphabet.len()).unwrap();
    alphabet.chars().zip(alphabet.chars().skip(1)).zip(1u128..).all(|((before, character), i)| {
        let start = u64::try_from((i << 64).div_ceil(size)).unwrap();
        let is = |word, character| first_of_text(alphabet, word) == character;
        is(start - 1, before) && is(start, character) && is(start + 1, character)
    })
}

/// The negative controls: a float in place of the product, and a modulus.
#[test]
fn every_character_has_the_same_share_of_all_words() {
    for size in (2..=257).chain([4096, 65_535, 65_536]) {
        let alphabet = first(size);
        assert!(
            has_equal_shares(&alphabet, |alphabet, word| {
                // A word may be rejected, but none behind it or before it.
                let script = [word.to_le_bytes(), (word + 1).to_le_bytes()].concat();
                alphabet.string(&mut Replay::new(&script), 1).chars().next().unwrap()
            }),
            "{size}"
        );
        let at = |index: usize| alphabet.characters.at(index.min(size - 1));
        #[allow(
            clippy::cast_possible_truncation,
            clippy::cast_precision_loss,
            clippy::cast_sign_loss,
            reason = "what the control is about"
        )]
        let float = |word: u64| (word as f64 / 18_446_744_073_709_551_616.0 * size as f64) as usize;
        assert!(!has_equal_shares(&alphabet, |_, word| at(float(word))), "{size}");
        let modulus = |word: u64| usize::try_from(word % u64::try_from(size).unwrap()).unwrap();
        assert!(!has_equal_shares(&alphabet, |_, word| at(modulus(word))), "{size}");
    }
}

#[test]
fn what_is_no_alphabet_is_refused() {
    let refused = |text: &str| Alphabet::new(text).unwrap_err();
    assert_eq!(refused(""), ArgumentError::AlphabetSize { len: 0 });
    assert_eq!(refused("abca"), ArgumentError::RepeatedCharacter { character: 'a', index: 3 });
    assert_eq!(refused("äbbä"), ArgumentError::RepeatedCharacter { character: 'b', index: 2 });
    let many: std::string::String = ('\0'..).take(70_000).collect();
    assert_eq!(refused(&many), ArgumentError::AlphabetSize { len: 70_000 });
    let refused = Alphabet::from_chars('\0'..).unwrap_err();
    assert_eq!(refused, ArgumentError::AlphabetSize { len: 65_537 });
    let repeated = ArgumentError::RepeatedCharacter { character: 'x', index: 1 };
    assert_eq!(Alphabet::from_chars(core::iter::repeat('x')), Err(repeated));
    assert_eq!(Alphabet::from_chars([]), Err(ArgumentError::AlphabetSize { len: 0 }));
}

#[test]
fn the_common_alphabets_are_sets_in_the_order_of_ascii() {
    for (alphabet, len) in [
        (Alphabet::digits(), 10),
        (Alphabet::hex(), 16),
        (Alphabet::lowercase(), 26),
        (Alphabet::uppercase(), 26),
        (Alphabet::letters(), 52),
        (Alphabet::alphanumeric(), 62),
        (Alphabet::visible(), 94),
        (Alphabet::crockford(), 32),
        (Alphabet::base58(), 58),
    ] {
        assert_eq!(alphabet.len(), len);
        assert!(alphabet.chars().is_sorted());
        assert_eq!(Alphabet::from_chars(alphabet.chars()).as_ref(), Ok(&alphabet));
        assert!(alphabet.chars().all(|character| character.is_ascii_graphic()));
        assert!(matches!(alphabet.characters, Characters::Ascii(_)));
    }
    let without = |alphabet: Alphabet, left_out: &str| {
        Alphabet::from_chars(alphabet.chars().filter(|&c| !left_out.contains(c))).unwrap()
    };
    assert_eq!(Alphabet::base58(), without(Alphabet::alphanumeric(), "0IOl"));
    let capitals = Alphabet::from_chars(('0'..='9').chain('A'..='Z')).unwrap();
    assert_eq!(Alphabet::crockford(), without(capitals, "ILOU"));
    assert_eq!(
        Alphabet::hex().chars().collect::<Vec<_>>(),
        "0123456789abcdef".chars().collect::<Vec<_>>()
    );
}

#[test]
fn latin_letters_above_ascii_are_wide() {
    // These have one byte in Latin-1, and two in UTF-8.
    let alphabet = Alphabet::new("aé").unwrap();
    assert_eq!(alphabet.width, 2);
    assert_eq!(alphabet.string(&mut Replay::repeating(&[0xFF]), 3), "ééé");
}

#[test]
fn prints_and_compares_as_its_characters() {
    let alphabet = Alphabet::new("01").unwrap();
    assert_eq!(format!("{alphabet:?}"), r#"Alphabet("01")"#);
    assert_ne!(alphabet, Alphabet::new("10").unwrap());
    let both: HashSet<_> = [alphabet.clone(), alphabet].into();
    assert_eq!(both.len(), 1);
}

#[test]
fn is_hashed_as_its_characters() {
    let hash = |alphabet: &Alphabet| BuildHasherDefault::<DefaultHasher>::new().hash_one(alphabet);
    let digits = Alphabet::from_chars('0'..='9').unwrap();
    assert_eq!(hash(&digits), hash(&Alphabet::digits()));
    let others = [Alphabet::lowercase(), first(10), Alphabet::from_chars("éè".chars()).unwrap()];
    let all: HashSet<u64> = others.iter().chain([&digits]).map(hash).collect();
    assert_eq!(all.len(), 4);
}

#[test]
fn bits_are_exact_for_powers_of_two() {
    for k in 0..=16 {
        let bits = first(1 << k).bits_per_character();
        assert_eq!(bits.to_string(), k.to_string());
    }
    // Python: math.log2(62)
    assert_eq!(Alphabet::alphanumeric().bits_per_character().to_string(), "5.954196310386875");
}
