//! Strengths at the borders of what is counted, and how many words are exactly enough.
#![cfg(feature = "std")]
#![allow(clippy::unwrap_used, reason = "a test may stop where it stands")]

use num_bigint::BigUint;
use wellspring_tokens::{Bits, Passphrase, PassphraseError, PassphraseOptions, WordList};

/// Whatever a shift brings in from the limbs below: at the counts where one more makes one unit more, every bit is needed.
#[test]
fn a_shift_adds_whole_bits() {
    for start in [3u128 << 126, (1 << 127) + (1 << 90), u128::MAX >> 1, u128::MAX - (1 << 100)] {
        let strength = Bits::of_count(start);
        let (mut below, mut enough) = (1, start);
        while enough - below > 1 {
            let middle = below + ((enough - below) >> 1);
            let is_enough = Bits::of_count(middle) >= strength;
            (below, enough) = if is_enough { (below, middle) } else { (middle, enough) };
        }
        for count in [below, enough] {
            for shift in 0..130u32 {
                let limbs = (BigUint::from(count) << shift).to_u64_digits();
                let sum = Bits::of_count(count).plus(Bits::new(shift));
                assert_eq!(Bits::of_limbs(&limbs), sum, "{count:x} << {shift}");
            }
        }
    }
}

#[test]
fn the_most_that_is_counted_and_the_least() {
    // 2^32 - 2^-32, cut to 53 bits: 2^32 - 2^-21.
    let most = Bits::of_text(u32::MAX, usize::MAX);
    assert_eq!(most.as_f64(), 4_294_967_296.0 - 1.0 / 2_097_152.0);
    assert_eq!(Bits::of_text(0, 9), Bits::ZERO);
    assert_eq!(format!("{:?}", Bits::new(3)), "Bits(3.000)");
}

#[test]
fn what_is_exactly_enough_is_enough() {
    let two = WordList::new(["a", "b"]).unwrap();
    for words in 1..9 {
        let strength = Bits::new(words);
        let words = words.try_into().unwrap();
        for options in [PassphraseOptions::at_least(strength), PassphraseOptions::words(words)] {
            let recipe = Passphrase::new(&two, options.separator("-")).unwrap();
            assert_eq!(recipe.words(), words);
        }
    }
    let options = |separator| PassphraseOptions::words(2).separator(separator);
    let most = "-".repeat(PassphraseOptions::MAX_SEPARATOR_BYTES);
    assert!(Passphrase::new(&two, options(&most)).is_ok());
    let more = format!("{most}-");
    let refused = Passphrase::new(&two, options(&more)).unwrap_err();
    assert_eq!(refused, PassphraseError::Separator { bytes: more.len() });
}
