//! Value stability: the texts that given bytes lead to. A change here is a breaking change.
//!
//! The expected values are those of a Python program that divides: the digits of `floor(x * B / 2^64)` in the base of the
//! alphabet's size, where `B` is its largest power up to 2^60, and rejects `x` where the rest is below `2^64 mod B`.

use wellspring_dist::{Alphabet, Distribution, Random};

use crate::first;

fn is(alphabet: &Alphabet, expected: &str, bytes: usize, single: char) {
    let text = first(|r| r.string(alphabet, expected.chars().count()));
    assert_eq!(text, (expected.to_owned(), bytes));
    assert_eq!(first(|r| alphabet.sample(r)), (single, 4));
}

#[test]
fn the_common_alphabets() {
    is(&Alphabet::digits(), "824350566960142737", 8, '5');
    is(&Alphabet::hex(), "d308a385886a3f24", 16, '8');
    is(&Alphabet::lowercase(), "vlgulbchwbfk", 8, 'n');
    is(&Alphabet::uppercase(), "VLGULBCHWBFK", 8, 'N');
    is(&Alphabet::letters(), "qtCOpRihDoNvAixbUVWk", 16, 'b');
    is(&Alphabet::alphanumeric(), "p6noxT8gRcGZpfpx6mZw", 16, 'X');
    is(&Alphabet::visible(), "nN{EjY254:-[u:}e^zmJ", 24, 'S');
    is(&Alphabet::crockford(), "TC4A71C8D8ZJ", 8, 'H');
    is(&Alphabet::base58(), "pp7gtq5WadGWVJYjKrL2pA", 24, 'X');
}

#[test]
fn characters_beyond_ascii() {
    is(&Alphabet::from_chars('α'..='ω').unwrap(), "υπζμψνπχωη", 8, 'ξ');
    is(&Alphabet::new("♠♥♦♣").unwrap(), "♣♥♠♣♠♠♦♠", 8, '♦');
    is(&Alphabet::new("a♠é𝄞").unwrap(), "𝄞♠a𝄞aaéa", 8, 'é');
    let han = Alphabet::from_chars(('\u{4E00}'..).take(20_000)).unwrap();
    assert_eq!(first(|r| r.string(&han, 6)), ("蹧仢譁外拣蛮".to_owned(), 16));
    let most = Alphabet::from_chars((' '..).take(65_536)).unwrap();
    assert_eq!(first(|r| r.string(&most, 3)), ("\u{D328}\u{A3A5}\u{888A}".to_owned(), 8));
}

#[test]
fn a_text_is_visited_character_by_character() {
    let mut text = String::new();
    let ((), bytes) =
        first(|r| Alphabet::crockford().each(r, 12, |character| text.push(character)));
    assert_eq!((text.as_str(), bytes), ("TC4A71C8D8ZJ", 8));
}
