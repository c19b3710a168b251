//! Exact uniformity by enumeration: every word that the source can give, for every number of faces.

#![allow(
    clippy::integer_division_remainder_used,
    reason = "the oracle divides, and has no secrets"
)]

extern crate std;
use core::num::NonZero;
use std::{vec, vec::Vec};

use wellspring_entropy::{
    Error,
    testing::{Counting, Failing, Replay},
};

use super::{Cup, Dice, LIMIT, Word, roll};

/// All dice of `word` as one number, or `None` if the word is rejected.
fn dice<W: Word + Into<usize>>(cup: &Cup<W>, word: W) -> Option<usize> {
    let (mut words, mut all, faces) = (Some(word), 0, cup.faces.into());
    let visit = |die: W| {
        assert!(die.into() < faces);
        all = all * faces + die.into();
    };
    cup.each(cup.a_word.into(), || words.take().ok_or(()), visit).ok()?;
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
        let cup = Cup::new(faces, limit);
        let checked: Vec<_> = (0..=u8::MAX).map(|word| dice(&cup, word)).collect();
        assert!(is_exact(&counts(&cup, checked.into_iter()), 256), "{faces} faces, {limit}");
        let biased = counts(&cup, (0..=u8::MAX).map(|word| Some(unchecked(&cup, word))));
        assert_eq!(is_exact(&biased, 256), faces.is_power_of_two(), "{faces} faces, {limit}");
    }
}

#[test]
fn dice_over_16_bit_words_are_exact_and_biased_without_rejection() {
    for (faces, a_word) in [(2, 15), (3, 10), (6, 6), (10, 4), (26, 3), (62, 2), (94, 2), (257, 1)]
    {
        let cup = Cup::new(faces, u16::MAX);
        assert_eq!(cup.a_word, a_word);
        let checked: Vec<_> = (0..=u16::MAX).map(|word| dice(&cup, word)).collect();
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

fn below(n: u32) -> Dice {
    Dice::new(NonZero::new(n).unwrap())
}

#[test]
fn dice_read_their_source_in_blocks() {
    // 20 numbers below 62 take two words, 20 below 94 three, and 5000 below 6 take 218 in blocks of 32.
    for (n, count, draws, bytes) in
        [(6, 0, 0, 0), (62, 20, 1, 16), (94, 20, 1, 24), (6, 5000, 7, 218 * 8)]
    {
        // The greatest word is never rejected, and gives the greatest numbers.
        let script = vec![0xFF; bytes];
        let mut source = Counting::new(Replay::new(&script));
        let mut seen = 0;
        below(n).each(&mut source, count, |die| {
            assert_eq!(die, n - 1);
            seen += 1;
        });
        assert_eq!(seen, count);
        assert_eq!((source.draws(), source.bytes()), (draws, bytes), "{count} below {n}");
    }
}

/// The dice of a word are the digits of its product, which the oracle finds by division.
#[test]
fn dice_are_the_digits_of_the_product() {
    let word = 0x0123_4567_89AB_CDEF_u64;
    let mut digits = (u128::from(word) * 10u128.pow(18)) >> 64;
    let mut expected = vec![0; 18];
    for digit in expected.iter_mut().rev() {
        *digit = u32::try_from(digits % 10).unwrap();
        digits /= 10;
    }
    let mut drawn = vec![];
    below(10).each(&mut Replay::new(&word.to_le_bytes()), 18, |die| drawn.push(die));
    assert_eq!(drawn, expected);
}

#[test]
fn rejected_words_are_drawn_again() {
    // 2^64 mod 6^23 is not 0, so the word 0 is rejected.
    let mut script = [0; 24];
    script[16..].copy_from_slice(b"accepted");
    let (mut source, mut drawn) = (Replay::new(&script), vec![]);
    below(6).each(&mut source, 1, |die| drawn.push(die));
    assert_eq!((drawn, source.remaining()), (vec![2], 0));
}

#[test]
fn a_failing_source_fails_at_the_word_that_needs_it() {
    // 41 words of 9 numbers below 94: two blocks.
    for (at, expected) in [(1, 0), (2, 32 * 9)] {
        let mut source = Failing::at_draw(at, Replay::new(&[0xFF; 41 * 8]));
        let mut seen = 0;
        assert_eq!(below(94).try_each(&mut source, 361, |_| seen += 1), Err(Error::INJECTED));
        assert_eq!(seen, expected);
    }
}
