//! Codes, identifiers and passphrases.

use core::hint::black_box;

use wellspring_tokens::{
    Capital, NanoId, Otp, OtpAuth, Passphrase, PassphraseOptions, Place, RecoveryCode, Secrets,
    Uuid, WordList,
};

use super::memcheck::{MAKE_UNDEFINED, Undefined, errors, request};

/// Codes and ids by dice: one branch for each word of 64 bits, whether it is thrown away. Ten and more characters share a word.
pub(super) fn codes_and_ids() -> usize {
    let mut count = 0;
    for n in 1..=100 {
        let Ok(otp) = Otp::digits(n) else { return usize::MAX };
        // 10^18 < 2^60 < 10^19
        count += errors(|| Undefined.mint(&otp)).abs_diff(n.div_ceil(18));
        let Ok(id) = NanoId::new(n) else { return usize::MAX };
        count += errors(|| Undefined.mint(&id)).abs_diff(n.div_ceil(10));
    }
    for groups in 1..=5 {
        let Ok(code) = RecoveryCode::groups(groups, 7) else { return usize::MAX };
        // 32^12 = 2^60. 32 is a power of two, so that no word is thrown away. It is asked nevertheless, of each, but where all crates
        // are optimised as one and the compiler knows the answer.
        let found = errors(|| Undefined.mint(&code));
        count += found.min(found.abs_diff((groups * 7).div_ceil(12)));
    }
    let Ok(totp) = OtpAuth::totp("Example", "ann") else { return usize::MAX };
    count += errors(|| Undefined.mint(&totp));
    count += errors(|| Uuid::try_v4(&mut Undefined).map(Uuid::to_text));
    count
}

/// Typed codes: of each character whether it is ASCII, and whether it is left out, whatever it is otherwise; and the verdict at the end.
pub(super) fn typed_codes() -> usize {
    let Ok(code) = RecoveryCode::groups(4, 5) else { return usize::MAX };
    differing(|typed| drop(code.normalise(typed)))
}

/// The control: a digit is asked for less than a letter.
pub(super) fn typed_codes_by_class() -> usize {
    differing(|typed| {
        for byte in typed.bytes() {
            match byte {
                b'0'..=b'9' => drop(black_box(vec![byte; 7])),
                b'a'..=b'z' => drop(black_box(vec![byte; 11])),
                _ => {}
            }
        }
    })
}

/// What more is reported of some valid codes than of others, or at all beyond four jumps for each character and one at the end.
fn differing(read: impl Fn(&str)) -> usize {
    let typed = [
        "22222-33333-44444-99999",
        "aaaaa-bbbbb-ccccc-zzzzz",
        "AAAAA-BBBBB-CCCCC-ZZZZZ",
        "2a3B4-c5D6e-7F8g9-Hj2K3",
    ];
    let found = typed.map(|typed| {
        let text = typed.to_owned();
        request(MAKE_UNDEFINED, text.as_bytes());
        errors(|| read(&text))
    });
    let most = typed[0].len() * 4 + 1;
    found.iter().map(|n| n.abs_diff(found[0]) + n.saturating_sub(most)).sum()
}

/// Passphrases, with every option. The length of the text is told, by a comparison for each that it could have; words of one length do not
/// even need that.
pub(super) fn passphrases() -> usize {
    let several = ["a", "bcd", "efghi", "jklmnopqrs", "tuvwxyzabcdefg", "hi", "jkl"];
    let equal = ["correct", "battery", "chicken", "diamond", "eclipse"];
    let mut count = 0;
    for (words, a_word) in [(&several[..], 21), (&equal, 25)] {
        for capital in [Capital::None, Capital::FirstLetters, Capital::OneWord] {
            for place in [Place::End, Place::RandomWord] {
                for n in 1..=9 {
                    let options = PassphraseOptions::words(n).capital(capital);
                    let options = options.digits(2, place).symbol(place);
                    let list = WordList::new(words);
                    let recipe = list.map(|list| Passphrase::new(&list, options));
                    let Ok(Ok(recipe)) = recipe else { return usize::MAX };
                    let mut told = 0;
                    let found = errors(|| told = Undefined.passphrase(&recipe).len());
                    // 7^21 and 5^25 are below 2^60: a word for all words, and one for each further throw of dice.
                    let throws = [
                        1,
                        usize::from(capital == Capital::OneWord),
                        2,
                        2 * usize::from(place == Place::RandomWord),
                    ];
                    assert!(n <= a_word, "one word is enough");
                    let least = n - 1 + 3 + n;
                    let lengths = if words == equal { 0 } else { told - least + 1 };
                    count += found.abs_diff(throws.iter().sum::<usize>() + lengths);
                }
            }
        }
    }
    count
}
