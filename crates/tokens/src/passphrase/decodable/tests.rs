extern crate std;
use alloc::{
    collections::BTreeMap,
    string::{String, ToString},
    vec::Vec,
};
use std::vec;

use super::ambiguity;

/// What is found, without `|` and the separator, and whether it is one text.
fn agree(words: &[&str], separator: &str, (a, b): &super::Readings) {
    let text = |reading: &str| {
        let parts: Vec<&str> = reading.split('|').collect();
        assert!(parts.iter().all(|part| words.contains(part)), "{reading}");
        parts.join(separator)
    };
    assert_eq!(text(a), text(b));
    assert_ne!(a, b);
}

#[test]
fn well_known_codes() {
    for (words, separator, unique) in [
        (&["a", "b"][..], "", true),
        (&["in", "put", "input"], "", false),
        (&["in", "put", "input"], "-", true),
        // Not free of prefixes and yet decodable.
        (&["a", "ab", "bb"], "", true),
        (&["0", "01", "011", "0111"], "", true),
        // Sardinas and Patterson need several rounds here.
        (&["1", "011", "01110", "1110", "10011"], "", false),
        (&["yo", "yo-yo"], "-", false),
        (&["yo", "yo-yo"], " ", true),
        (&["drop-down", "drop", "up"], "-", true),
        (&["xa", "x"], "aa", true),
        (&["xa", "x", "ax"], "a", false),
        // No word has the whole separator, and yet: `a---a--` is `a-|a` and `a|-a`, each with a separator behind.
        (&["a", "-a", "a-"], "--", false),
        (&["é", "è"], "", true),
        (&["only"], "", true),
    ] {
        let found = ambiguity(words, separator);
        assert_eq!(found.is_none(), unique, "{words:?} {separator:?} {found:?}");
        if let Some(readings) = found {
            agree(words, separator, &readings);
        }
    }
}

/// All sets of up to three words of at most three letters out of two, against a search through all texts. A text with two
/// readings that was found has a length; where none is found, none has up to eight letters.
#[test]
fn all_small_codes() {
    let mut words = vec![String::new()];
    for _ in 0..3 {
        let longer: Vec<String> =
            words.iter().flat_map(|word| ["a", "b"].map(|c| word.clone() + c)).collect();
        words.extend(longer);
        words.sort();
        words.dedup();
    }
    words.retain(|word| !word.is_empty());
    assert_eq!(words.len(), 14);
    let (mut unique, mut ambiguous) = (0, 0);
    for i in 0..14 {
        for j in i..14 {
            for k in j..14 {
                let mut code = vec![words[i].as_str(), &words[j], &words[k]];
                code.dedup();
                for separator in ["", "a"] {
                    match ambiguity(&code, separator) {
                        Some(readings) => {
                            agree(&code, separator, &readings);
                            ambiguous += 1;
                        }
                        None => {
                            assert_eq!(repeated(&code, separator, 8), None);
                            unique += 1;
                        }
                    }
                }
            }
        }
    }
    assert!(unique > 900 && ambiguous > 150, "{unique} {ambiguous}");
}

fn repeated(code: &[&str], separator: &str, length: usize) -> Option<String> {
    let mut texts = BTreeMap::from([(String::new(), 1u32)]);
    let mut all = texts.clone();
    while !texts.is_empty() {
        let mut next = BTreeMap::new();
        for (text, ways) in &texts {
            for word in code {
                let text = text.to_string() + word + separator;
                if text.len() <= length {
                    *next.entry(text).or_insert(0) += ways;
                }
            }
        }
        for (text, ways) in &next {
            *all.entry(text.clone()).or_insert(0) += ways;
        }
        texts = next;
    }
    all.into_iter().find(|(_, ways)| *ways > 1).map(|(text, _)| text)
}
