extern crate std;

use std::{
    collections::BTreeSet,
    format,
    string::{String, ToString},
    vec,
    vec::Vec,
};

use super::{Capital, NUMBER, Passphrase, PassphraseError, PassphraseOptions, Place, WordList};
use crate::{Bits, Recipe};

fn list(words: &[&str]) -> WordList {
    WordList::new(words).unwrap()
}

/// The text of each combination of numbers that can be drawn.
fn all_texts(recipe: &Passphrase) -> Vec<String> {
    // For each place, how many numbers can stand there.
    let mut faces = Vec::new();
    for (n, count, places) in recipe.throws() {
        faces.extend((0..places).map(|place| if place < count { n } else { 1 }));
    }
    let mut texts = Vec::new();
    let mut numbers = vec![0; faces.len()];
    loop {
        let drawn: Vec<u8> =
            numbers.iter().flat_map(|&n| u32::try_from(n).unwrap().to_le_bytes()).collect();
        assert_eq!(drawn.len(), faces.len() * NUMBER);
        texts.push(recipe.spell(&drawn).unwrap().expose_secret().to_string());
        let Some(place) = (0..faces.len()).find(|&place| numbers[place] + 1 < faces[place]) else {
            return texts;
        };
        numbers[place] += 1;
        numbers[..place].fill(0);
    }
}

/// Every recipe of a few words with every combination of options: no text comes from two draws, and the strength is the logarithm of how
/// many there are.
#[test]
fn as_many_texts_as_draws() {
    let mut recipes = 0;
    for words in [&["a", "b"][..], &["a", "ab", "ac"], &["x", "yz", "é"]] {
        for separator in ["", "-", "ab"] {
            for capital in [Capital::None, Capital::FirstLetters, Capital::OneWord] {
                for digits in [None, Some((1, Place::End)), Some((1, Place::RandomWord))] {
                    for symbol in [None, Some(Place::End), Some(Place::RandomWord)] {
                        for count in 1..=3 {
                            let mut options = PassphraseOptions::words(count).separator(separator);
                            options = options.capital(capital);
                            if let Some((count, place)) = digits {
                                options = options.digits(count, place);
                            }
                            if let Some(place) = symbol {
                                options = options.symbol(place);
                            }
                            let Ok(recipe) = Passphrase::new(&list(words), options) else {
                                assert_eq!((words[0], separator), ("a", "ab"));
                                continue;
                            };
                            if recipe.bits() > Bits::new(12) {
                                continue;
                            }
                            let texts = all_texts(&recipe);
                            let distinct: BTreeSet<_> = texts.iter().collect();
                            assert_eq!(distinct.len(), texts.len(), "{words:?} {options:?}");
                            let all = Bits::of_count(u128::try_from(texts.len()).unwrap());
                            assert_eq!(recipe.bits(), all, "{words:?} {options:?}");
                            recipes += 1;
                        }
                    }
                }
            }
        }
    }
    assert!(recipes > 500, "{recipes}");
}

/// The negative control: without the check, the same enumeration finds texts that come from two draws.
#[test]
fn ambiguous_recipes_have_fewer_texts_than_draws() {
    let words = ["in", "put", "input"];
    let sound = Passphrase::new(&list(&words), PassphraseOptions::words(3)).unwrap();
    let unsound = Passphrase { separator: "".into(), ..sound };
    let texts = all_texts(&unsound);
    let distinct: BTreeSet<_> = texts.iter().collect();
    assert_eq!(texts.len(), 27);
    assert!(distinct.len() < 27);
    let refused = Passphrase::new(&list(&words), PassphraseOptions::words(3).separator(""));
    assert!(matches!(refused, Err(PassphraseError::Ambiguous { .. })));

    // A digit that a word has as well does not show where it was added.
    let options = PassphraseOptions::words(2).separator("").digits(1, Place::RandomWord);
    let sound = Passphrase::new(&list(&["a", "b"]), options).unwrap();
    assert_eq!(all_texts(&sound).iter().collect::<BTreeSet<_>>().len(), 80);
    let unsound = Passphrase { table: super::Table::new(&["a", "a1"]), ..sound };
    assert!(all_texts(&unsound).iter().collect::<BTreeSet<_>>().len() < 80);
}

#[test]
fn what_the_parts_look_like() {
    let words = ["correct", "horse", "battery", "staple"];
    let recipe = |options| Passphrase::new(&list(&words), options).unwrap();
    let spell = |recipe: &Passphrase, numbers: &[u32]| {
        let drawn: Vec<u8> = numbers.iter().flat_map(|n| n.to_le_bytes()).collect();
        recipe.spell(&drawn).unwrap().expose_secret().to_string()
    };
    let options = PassphraseOptions::words(3);
    let numbers = [2, 0, 3, 1, 2, 4, 0, 7, 0, 0, 0, 0, 0, 0, 0, 9];
    for (options, text) in [
        (options, "battery-correct-staple"),
        (options.separator(""), "batterycorrectstaple"),
        (options.separator(", "), "battery, correct, staple"),
        (options.capital(Capital::FirstLetters), "Battery-Correct-Staple"),
        (options.capital(Capital::OneWord), "battery-Correct-staple"),
        (options.digits(3, Place::End), "battery-correct-staple407"),
        (options.digits(2, Place::RandomWord), "battery-correct-staple40"),
        (options.symbol(Place::RandomWord), "battery@-correct-staple"),
        (options.digits(1, Place::End).symbol(Place::End), "battery-correct-staple4@"),
    ] {
        assert_eq!(spell(&recipe(options), &numbers), text);
    }
}

#[test]
fn what_is_refused() {
    let short = list(&["polish", "Polish", "nine9", "a!"]);
    let refused = |options| Passphrase::new(&short, options).unwrap_err().to_string();
    let words = PassphraseOptions::words;
    for (options, message) in [
        (words(0), "the number of words is 0, allowed is 1..=128"),
        (words(129), "the number of words is 129, allowed is 1..=128"),
        (words(2).digits(0, Place::End), "the number of digits is 0, allowed is 1..=9"),
        (words(2).digits(10, Place::End), "the number of digits is 10, allowed is 1..=9"),
        (words(2).separator("12345678901234567"), "the separator has 17 bytes, allowed is 0..=16"),
        (words(2).capital(Capital::FirstLetters), "`Polish` can be two words of the list"),
        (words(2).capital(Capital::OneWord), "`Polish` can be two words of the list"),
        (words(2).digits(1, Place::End), "'9' is to be added"),
        (words(2).symbol(Place::End), "'!' is to be added"),
        (
            PassphraseOptions::at_least(Bits::new(257)),
            "the strength asked for is 257.0 bits, and 128 words of this list have 256.0",
        ),
    ] {
        let found = refused(options);
        assert!(found.starts_with(message), "{found}");
    }
    let plain = list(&["a", "b"]);
    let options = words(2).separator("+").symbol(Place::End);
    assert_eq!(
        Passphrase::new(&plain, options).unwrap_err(),
        PassphraseError::CharacterInUse { character: '+' }
    );
    let one = list(&["only"]);
    assert!(Passphrase::new(&one, PassphraseOptions::at_least(Bits::new(1))).is_err());
    assert_eq!(Passphrase::new(&one, words(3)).unwrap().bits(), Bits::ZERO);
}

/// The fewest words: one less has less than was asked for.
/// Words are code points: who normalises the text has to normalise the list, where equal words are then refused.
#[test]
fn words_are_code_points() {
    let (composed, decomposed) = ("caf\u{E9}", "cafe\u{301}");
    let two = list(&[composed, decomposed, "caf\u{E9}\u{200B}", "th\u{E9}"]);
    assert_eq!(Passphrase::new(&two, PassphraseOptions::words(3)).unwrap().bits(), Bits::new(6));
    assert!(WordList::new([composed, &decomposed.replace("e\u{301}", "\u{E9}")]).is_err());
}

#[test]
fn a_target_of_strength() {
    let letters = 'a'..='j';
    let words: Vec<String> =
        letters.clone().flat_map(|a| letters.clone().map(move |b| format!("{a}{b}"))).collect();
    let list = WordList::new(&words).unwrap();
    for options in [
        |o: PassphraseOptions<'static>| o,
        |o: PassphraseOptions<'static>| {
            o.capital(Capital::OneWord).digits(9, Place::RandomWord).symbol(Place::RandomWord)
        },
    ] {
        for target in [0, 1, 6, 7, 40, 64, 65, 80, 128, 500, 850].map(Bits::new) {
            let recipe =
                Passphrase::new(&list, options(PassphraseOptions::at_least(target))).unwrap();
            assert!(recipe.bits() >= target);
            if let Some(fewer) = recipe.words().checked_sub(1).filter(|words| *words > 0) {
                let fewer =
                    Passphrase::new(&list, options(PassphraseOptions::words(fewer))).unwrap();
                assert!(fewer.bits() < target, "{target}");
            }
        }
    }
}

#[cfg(feature = "wordlists")]
mod eff {
    use super::{super::WordList, *};

    fn lists() -> [(WordList, usize); 3] {
        [
            (WordList::eff_long(), 7776),
            (WordList::eff_short(), 1296),
            (WordList::eff_short_prefixes(), 1296),
        ]
    }

    /// As they are published: without repetitions, decodable with nothing between the words, and with anything.
    #[test]
    fn the_lists_are_what_they_are_said_to_be() {
        for (list, size) in lists() {
            assert_eq!(list.len(), size);
            assert_eq!(WordList::new(list.words()).as_ref(), Ok(&list));
            // The search takes long where it is not optimised.
            let all = [("-", Capital::None), ("", Capital::OneWord), ("", Capital::FirstLetters)];
            for (separator, capital) in all.into_iter().take(if size > 5000 { 1 } else { 3 }) {
                let options = PassphraseOptions::words(6).separator(separator).capital(capital);
                let options = options.digits(1, Place::RandomWord).symbol(Place::RandomWord);
                assert_eq!(Passphrase::new(&list, options).err(), None, "{size} {options:?}");
            }
        }
        let [(long, _), ..] = lists();
        assert!(long.words().take(2).eq(["abacus", "abdomen"]));
        // 7776^6 = 221073919720733357899776
        let six = Passphrase::new(&long, PassphraseOptions::words(6)).unwrap();
        assert_eq!(six.bits(), Bits::of_count(221_073_919_720_733_357_899_776));
        assert_eq!(six.bits().to_string(), "77.5");
    }
}
