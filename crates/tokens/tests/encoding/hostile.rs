//! Texts that nobody encoded.

use proptest::{collection::vec, prelude::*, sample::Index};
use wellspring_tokens::encoding::{DecodeError, Encoding, HEX, URLSAFE};

use crate::{
    decode, encode, noise,
    reference::{self, Reference},
};

fn same_verdict(encoding: Encoding, reference: &Reference, text: &[u8]) {
    let (ours, theirs) = (decode(encoding, text), reference.decode(text));
    assert_eq!(ours.ok(), theirs, "{encoding:?}, {:?}", text.escape_ascii().to_string());
}

/// Every value of every byte of a valid text, in texts of all shapes of the last group.
#[test]
fn every_byte_at_every_place() {
    for (encoding, reference) in reference::all() {
        for n in [1, 2, 3, 4, 5, 6, 7, 26] {
            let bytes: Vec<u8> = noise(3).take(n).collect();
            let text = encode(encoding, &bytes).into_bytes();
            for place in 0..text.len() {
                for byte in 0..=u8::MAX {
                    let mut text = text.clone();
                    text[place] = byte;
                    same_verdict(encoding, &reference, &text);
                }
            }
        }
    }
}

/// All texts of one and of two bytes.
#[test]
fn every_short_text() {
    for (encoding, reference) in reference::all() {
        same_verdict(encoding, &reference, b"");
        for pair in 0..=u16::MAX {
            let [first, second] = pair.to_be_bytes();
            same_verdict(encoding, &reference, &[first, second]);
            if first == 0 {
                same_verdict(encoding, &reference, &[second]);
            }
        }
    }
}

/// The last digits of the largest number, and of the first that is too large: refused although each digit is one.
#[test]
fn numbers_that_are_too_large() {
    for (encoding, reference) in reference::all() {
        for n in (1..12).chain([31, 32]) {
            let largest = encode(encoding, &vec![0xFF; n]).into_bytes();
            for place in 0..largest.len() {
                for character in *b"17FVZz" {
                    let mut text = largest.clone();
                    text[place] = character;
                    same_verdict(encoding, &reference, &text);
                    text[place..].fill(character);
                    same_verdict(encoding, &reference, &text);
                }
            }
        }
    }
}

/// The control: a decoder that does not look at the bits to spare takes texts that are nobody's, and is told from ours.
#[test]
fn bits_to_spare_are_looked_at() {
    let mut lenient = data_encoding::BASE64URL_NOPAD.specification();
    lenient.check_trailing_bits = false;
    let lenient = lenient.encoding().unwrap();
    let accepted = |last: &u8| lenient.decode(&[b'A', *last]).is_ok();
    let ours = |last: &u8| URLSAFE.decode_to_secret([b'A', *last]).is_ok();
    let all = || 0..=u8::MAX;
    assert_eq!((all().filter(accepted).count(), all().filter(ours).count()), (64, 4));
}

#[test]
fn padding_in_every_wrong_way() {
    for (encoding, reference) in reference::all() {
        for body in ["", "A", "AA", "AAA", "AAAA", "AAAAA", "AAAAAA", "AAAAAAA", "AAAAAAAA"] {
            for padding in 0..18 {
                let text = format!("{body}{}", "=".repeat(padding));
                same_verdict(encoding, &reference, text.as_bytes());
                same_verdict(encoding, &reference, format!("AAAAAAAA{text}").as_bytes());
                same_verdict(encoding, &reference, format!("{text}AAAAAAAA").as_bytes());
            }
        }
    }
}

#[test]
fn errors_say_lengths_and_nothing_else() {
    let mut dest = [0; 2];
    let errors = [
        (
            HEX.decode("00ff0", &mut dest),
            "`dest` has 2 bytes, allowed are exactly those of the text of 5 characters",
        ),
        (HEX.decode("00fg", &mut dest), "the text is not valid in this encoding"),
        (
            HEX.decoded_len("00f").map(|_| ()),
            "the text has 3 characters, which no number of bytes becomes",
        ),
    ];
    for (result, message) in errors {
        assert_eq!(result.unwrap_err().to_string(), message);
    }
    assert_eq!(HEX.decode("zzzz", &mut dest), Err(DecodeError::Invalid));
}

proptest! {
    #[test]
    fn any_text(text in vec(any::<u8>(), 0..100)) {
        for (encoding, reference) in reference::all() {
            same_verdict(encoding, &reference, &text);
        }
    }

    /// Characters that most alphabets have.
    #[test]
    fn likely_text(text in "[0-9A-Za-z=_-]{0,60}") {
        for (encoding, reference) in reference::all() {
            same_verdict(encoding, &reference, text.as_bytes());
        }
    }

    /// A valid text with two changes in it.
    #[test]
    fn changed_text(bytes in vec(any::<u8>(), 1..100), a: (Index, u8), b: (Index, u8)) {
        for (encoding, reference) in reference::all() {
            let mut text = encode(encoding, &bytes).into_bytes();
            for (index, byte) in [&a, &b] {
                let place = index.index(text.len());
                text[place] = *byte;
            }
            same_verdict(encoding, &reference, &text);
        }
    }
}

/// What is wrong at the end of a whole group and what is wrong in the rest behind it do not cancel out: no character that is none of the
/// alphabet is accepted beside any last one, whose spare bits may be set.
#[test]
fn two_faults_are_not_one_less() {
    let is_of_it = |byte: u8| byte.is_ascii_alphanumeric() || b"-_".contains(&byte);
    for bad in (0..=u8::MAX).filter(|byte| !is_of_it(*byte)) {
        for last in (0..=u8::MAX).filter(|byte| is_of_it(*byte)) {
            let mut text = *b"AAAAAAA?AA";
            (text[7], text[9]) = (bad, last);
            let mut bytes = [0; 7];
            assert!(URLSAFE.decode(text, &mut bytes).is_err(), "{text:?}");
        }
    }
}
