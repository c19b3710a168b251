//! Passphrases from outside: what given bytes lead to, and sources that fail.
#![cfg(feature = "alloc")]
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test may stop where it stands")]

use wellspring_entropy::{
    Error as SourceError, System,
    testing::{Counting, Failing, Replay},
};
use wellspring_tokens::{
    Bits, Capital, Error, Passphrase, PassphraseOptions, Place, Recipe, Secrets, WordList,
    WordListError,
};

const WORDS: [&str; 7] = ["correct", "horse", "battery", "staple", "über", "x", "yes"];

fn recipe(options: PassphraseOptions<'_>) -> Passphrase {
    Passphrase::new(&WordList::new(WORDS).unwrap(), options).unwrap()
}

fn everything() -> Passphrase {
    let options = PassphraseOptions::words(30).capital(Capital::OneWord);
    recipe(options.digits(3, Place::RandomWord).symbol(Place::RandomWord))
}

fn script() -> Vec<u8> {
    let mut byte = 102u8;
    (0..128)
        .map(|_| {
            byte = byte.wrapping_add(167);
            byte
        })
        .collect()
}

/// Value stability. The expected texts come from a Python program that divides: of each 64-bit word `w`, the digits of `w * n^k >> 64` in
/// base `n` are the next `k` numbers below `n`, for as many as `n^k` at most 2^60 allows.
#[test]
fn known_answers() {
    for (options, text) in [
        (PassphraseOptions::words(6), "über-battery-battery-yes-yes-staple"),
        (PassphraseOptions::words(3).separator(""), "überbatterybattery"),
        (
            PassphraseOptions::words(4)
                .capital(Capital::OneWord)
                .digits(2, Place::RandomWord)
                .symbol(Place::End),
            "über27-battery-battery-Yes&",
        ),
        (
            PassphraseOptions::words(25).separator(" ").capital(Capital::FirstLetters),
            "Über Battery Battery Yes Yes Staple Staple Horse Yes Battery Über X Correct Horse Correct X Über Staple Staple Horse Battery X X Yes Yes",
        ),
    ] {
        let script = script();
        assert_eq!(Replay::new(&script).passphrase(&recipe(options)).expose_secret(), text);
    }
}

#[cfg(feature = "wordlists")]
#[test]
fn known_answers_of_effs_lists() {
    for (list, text) in [
        (WordList::eff_long(), "pretext-petroleum-unstamped-dividing-subsonic-tummy"),
        (WordList::eff_short(), "prior-slab-hash-spent-jury-stool"),
        (WordList::eff_short_prefixes(), "nylon-sacrifice-hamburger-singles-jabbering-suffocate"),
    ] {
        let recipe = Passphrase::new(&list, PassphraseOptions::words(6)).unwrap();
        let script = script();
        let mut source = Counting::new(Replay::new(&script));
        assert_eq!(source.passphrase(&recipe).expose_secret(), text);
        // Four or five words to 64 bits.
        assert_eq!((source.draws(), source.bytes()), (1, 16));
    }
}

#[test]
fn a_failing_source() {
    let recipe = everything();
    let failed = Error::Source(SourceError::INJECTED);
    // Two calls for the words, which take two words of 64 bits, and one each for the five other throws.
    let mut draws = 0;
    for at in 1..100 {
        match Failing::at_draw(at, System).try_passphrase(&recipe) {
            Err(error) => assert_eq!(error, failed),
            Ok(_) => break,
        }
        draws = at;
    }
    assert!((6..20).contains(&draws), "{draws}");
    for at in 1..=16 + 5 * 8 {
        assert_eq!(Failing::at_byte(at, System).try_mint(&recipe).unwrap_err(), failed);
    }
}

#[test]
fn nothing_is_drawn_where_nothing_is_to_choose() {
    let mut source = Counting::new(System);
    let one = WordList::new(["only"]).unwrap();
    let recipe = Passphrase::new(&one, PassphraseOptions::words(2)).unwrap();
    assert_eq!(source.passphrase(&recipe).expose_secret(), "only-only");
    assert_eq!(recipe.bits(), Bits::ZERO);
    assert!(source.bytes() <= 8);
}

/// Where the parts may stand, over many passphrases: the place of the capital, of the digits and of the symbol are all reached.
#[test]
fn every_place_is_reached() {
    let options = PassphraseOptions::words(3).separator(" ").capital(Capital::OneWord);
    let list = WordList::new(["aa", "bb"]).unwrap();
    let options = options.digits(1, Place::RandomWord).symbol(Place::RandomWord);
    let recipe = Passphrase::new(&list, options).unwrap();
    let mut seen = [[false; 3]; 3];
    for _ in 0..1000 {
        let text = System.passphrase(&recipe);
        for (word, at) in text.expose_secret().split(' ').zip(0..) {
            let kinds = [
                word.starts_with(char::is_uppercase),
                word.contains(|c: char| c.is_ascii_digit()),
                word.contains(|c| Passphrase::SYMBOLS.contains(c)),
            ];
            for (kind, here) in kinds.into_iter().enumerate() {
                seen[kind][at] |= here;
            }
        }
    }
    // 9 * (2/3)^1000 < 2^-580
    assert_eq!(seen, [[true; 3]; 3]);
}

#[test]
fn lists_that_are_refused() {
    let too_many: Vec<String> = (0..=WordList::MAX_WORDS).map(|i| format!("w{i}")).collect();
    let long = "x".repeat(33);
    for (words, message) in [
        (&[][..], "the list has no words, allowed is 1..=65536"),
        (&["a", ""], "the word at index 1 is empty"),
        (&["a", &long], "the word at index 1 has 33 bytes, allowed is 1..=32"),
        (&["a", "b", "a"], "the word `a` is there twice, at the indices 0 and 2"),
    ] {
        assert_eq!(WordList::new(words).unwrap_err().to_string(), message);
    }
    assert_eq!(WordList::new(&too_many), Err(WordListError::TooMany));
    assert_eq!(WordList::new(&too_many[1..]).unwrap().len(), 65_536);
    assert_eq!(
        WordList::new(core::iter::repeat_n("a", 9)).unwrap_err().to_string(),
        "the word `a` is there twice, at the indices 0 and 1"
    );
    assert!(WordList::from_lines("\n \n\t\n").is_err());
    let lines = "1111 one\r\n1112\ttwo\n\n  three  \n";
    assert!(WordList::from_lines(lines).unwrap().words().eq(["one", "two", "three"]));
}

#[test]
fn formats() {
    let recipe = everything();
    let debug = format!("{recipe:?}");
    assert!(
        debug.starts_with("Passphrase { words: 30, separator: \"-\", capital: OneWord"),
        "{debug}"
    );
    assert_eq!(format!("{:?}", WordList::new(WORDS).unwrap()), "WordList(7 words)");
}
