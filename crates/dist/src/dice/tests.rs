//! Exact uniformity by enumeration: every word that the source can give, for every number of faces.

#![allow(
    clippy::integer_division_remainder_used,
    reason = "the oracle divides, and has no secrets"
)]

extern crate std;
use core::num::NonZero;
use std::{format, vec, vec::Vec};

use rand_core::TryRng;
use wellspring_entropy::{
    Error,
    testing::{Counting, Failing, Replay},
};

use super::{Cup, Dice, LIMIT, Word, roll};

/// All dice of `word` as one number, or `None` if the word is rejected.
fn dice<W: Word + Into<usize>>(cup: &mut Cup<W>, word: W) -> Option<usize> {
    let (mut words, mut all, faces) = (Some(word), 0, cup.faces.into());
    cup.left = 0;
    for _ in 0..cup.a_word {
        let die: usize = cup.roll(|| words.take().ok_or(())).ok()?.into();
        assert!(die < faces);
        all = all * faces + die;
    }
    Some(all)
}

/// The negative control: the same digits, without looking whether the word may be used.
fn unchecked<W: Word + Into<usize>>(cup: &Cup<W>, mut word: W) -> usize {
    (0..cup.a_word).fold(0, |all, _| all * cup.faces.into() + roll(&mut word, cup.faces).into())
}

/// How often each outcome of all dice of a word comes, over all words.
fn counts<W: Word + Into<usize>>(
    cup: &Cup<W>,
    outcomes: impl Iterator<Item = Option<usize>>,
) -> Vec<usize> {
    let mut counts = vec![0; cup.product.into()];
    outcomes.flatten().for_each(|outcome| counts[outcome] += 1);
    counts
}

fn is_exact(counts: &[usize], words: usize) -> bool {
    counts.iter().all(|&count| count == words / counts.len())
}

#[test]
fn every_die_over_8_bit_words_is_exact_and_biased_without_rejection() {
    for (faces, limit) in (1..=u8::MAX).flat_map(|faces| [255, 128, 16].map(|limit| (faces, limit)))
    {
        let mut cup = Cup::new(faces, limit);
        let checked: Vec<_> = (0..=u8::MAX).map(|word| dice(&mut cup, word)).collect();
        assert!(is_exact(&counts(&cup, checked.into_iter()), 256), "{faces} faces, {limit}");
        let biased = counts(&cup, (0..=u8::MAX).map(|word| Some(unchecked(&cup, word))));
        assert_eq!(is_exact(&biased, 256), faces.is_power_of_two(), "{faces} faces, {limit}");
    }
}

#[test]
fn dice_over_16_bit_words_are_exact_and_biased_without_rejection() {
    for (faces, a_word) in [(2, 15), (3, 10), (6, 6), (10, 4), (26, 3), (62, 2), (94, 2), (257, 1)]
    {
        let mut cup = Cup::new(faces, u16::MAX);
        assert_eq!(cup.a_word, a_word);
        let checked: Vec<_> = (0..=u16::MAX).map(|word| dice(&mut cup, word)).collect();
        assert!(is_exact(&counts(&cup, checked.into_iter()), 65_536), "{faces} faces");
        let biased = counts(&cup, (0..=u16::MAX).map(|word| Some(unchecked(&cup, word))));
        assert_eq!(is_exact(&biased, 65_536), faces.is_power_of_two(), "{faces} faces");
    }
}

#[test]
fn a_word_gives_what_the_limit_allows() {
    for (faces, a_word) in
        [(1, 60), (2, 60), (10, 18), (62, 10), (64, 10), (94, 9), (95, 9), (1 << 30, 2)]
    {
        assert_eq!(Cup::new(faces, LIMIT).a_word, a_word, "{faces} faces");
    }
    for faces in [(1 << 30) + 1, u32::MAX.into()] {
        assert_eq!(Cup::new(faces, LIMIT).a_word, 1, "{faces} faces");
    }
}

#[test]
fn announced_dice_cost_one_call() {
    // 20 numbers below 62 take two words, 20 below 94 three, and 5000 below 6 take 218 in blocks of 32.
    for (n, count, draws, bytes) in [(62, 20, 1, 16), (94, 20, 1, 24), (6, 5000, 7, 218 * 8)] {
        // The greatest word is never rejected.
        let mut source = Counting::new(Replay::repeating(&[0xFF]));
        let mut dice = Dice::new(&mut source, NonZero::new(n).unwrap(), count);
        (0..count).for_each(|_| assert!(dice.roll() < n));
        drop(dice);
        assert_eq!((source.draws(), source.bytes()), (draws, bytes), "{count} below {n}");
    }
}

#[test]
fn dice_that_were_not_announced_come_all_the_same() {
    let script: Vec<u8> = (0..=255).collect();
    let (mut announced, mut not) = (Replay::new(&script), Replay::new(&script));
    let six = NonZero::new(6).unwrap();
    let (mut a, mut b) = (Dice::new(&mut announced, six, 100), Dice::new(&mut not, six, 0));
    assert!((0..100).all(|_| a.roll() == b.roll()));
    drop((a, b));
    assert_eq!(announced.remaining(), not.remaining());
}

/// The first digit of a word is what Lemire's method makes of it, and the others are those of the product.
#[test]
fn dice_are_the_digits_of_the_product() {
    let word = 0x0123_4567_89AB_CDEF_u64;
    let mut digits = (u128::from(word) * 10u128.pow(18)) >> 64;
    let mut expected = [0; 18];
    for digit in expected.iter_mut().rev() {
        *digit = u32::try_from(digits % 10).unwrap();
        digits /= 10;
    }
    let script = word.to_le_bytes();
    let mut source = Replay::new(&script);
    let mut dice = Dice::new(&mut source, NonZero::new(10).unwrap(), 18);
    assert_eq!(expected.map(|_| dice.roll()), expected);
}

#[test]
fn rejected_words_are_drawn_again() {
    // 2^64 mod 6^23 is not 0, so the word 0 is rejected.
    let mut script = [0; 24];
    script[16..].copy_from_slice(b"accepted");
    let mut source = Replay::new(&script);
    let mut dice = Dice::new(&mut source, NonZero::new(6).unwrap(), 1);
    assert_eq!(dice.roll(), 2);
    drop(dice);
    assert_eq!(source.remaining(), 0);
}

#[test]
fn a_failing_source_fails_at_the_word_that_needs_it() {
    let mut source = Failing::at_draw(2, Replay::repeating(b"No word of these is rejected."));
    let mut dice = Dice::new(&mut source, NonZero::new(62).unwrap(), 10);
    assert!((0..10).all(|_| dice.try_roll().is_ok()));
    assert_eq!(dice.try_roll(), Err(Error::INJECTED));
    assert_eq!(dice.try_roll(), Err(Error::INJECTED));
}

#[test]
fn does_not_print_what_is_left() {
    let mut source = Replay::repeating(&[0x5A]);
    assert!(source.try_next_u32().is_ok());
    let mut dice = Dice::new(&mut source, NonZero::new(62).unwrap(), 10);
    dice.roll();
    assert_eq!(format!("{dice:?}"), "Dice([REDACTED])");
}
