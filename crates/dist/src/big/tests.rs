//! Exact uniformity by enumeration: all candidates of a source with an upper part of four bits, for every bound.

extern crate std;
use std::{vec, vec::Vec};

use super::{Limb, Plan, Source, bits_cost, fill, less, limb::put_first, limb::words};
use crate::lemire;

/// One round: what the upper part is made of, and the bits of the rest; then it fails.
struct Once {
    upper: Option<Upper>,
    rest: Option<u64>,
}

#[derive(Clone, Copy)]
enum Upper {
    /// A word of eight bits, which may be rejected.
    Word(u8),
    /// What came of the words, each as often: a quicker enumeration, as Lemire's method has its own.
    Top(u32),
}

impl Source for Once {
    type Error = ();
    const TOP: u32 = 4;

    fn up_to(&mut self, max: u32) -> Result<u32, ()> {
        let mut word = match self.upper.take().ok_or(())? {
            Upper::Top(top) => return Some(top).filter(|&top| top <= max).ok_or(()),
            Upper::Word(word) => Some(word),
        };
        let mut draw = || word.take().ok_or(());
        if max == 15 {
            return draw().map(|word| u32::from(word >> 4));
        }
        lemire::up_to(u8::try_from(max).unwrap(), draw).map(u32::from)
    }

    fn bits(&mut self, k: u32) -> Result<u64, ()> {
        let rest = self.rest.take().ok_or(())?;
        assert_eq!(rest.checked_shr(k).unwrap_or(0), 0);
        Ok(rest)
    }
}

fn all_words() -> Vec<Upper> {
    (0..=u8::MAX).map(Upper::Word).collect()
}

fn all_tops() -> Vec<Upper> {
    (0..16).map(Upper::Top).collect()
}

/// A small number as limbs, with one more than it needs.
fn limbs<L: Limb>(number: u64) -> Vec<L> {
    let mut limbs = vec![L::default(); 64usize.div_ceil(L::BITS as usize) + 1];
    put_first(number, &mut limbs);
    limbs
}

/// How often each number below `n` is drawn, and whether all are below `n`; with and without the comparison.
fn is_exact<L: Limb>(n: u64, uppers: &[Upper], compared: bool) -> bool {
    let bound = limbs::<L>(n);
    let split = match Plan::new(&bound, Once::TOP, Once::TOP) {
        Plan::Zero => return n == 0,
        Plan::Short(max) => return n == max + 1 && n <= 16,
        Plan::Bits(k) => return n == 1 << k && k > 4,
        Plan::Long(split) => split,
    };
    let mut counts = vec![0u32; usize::try_from(n).unwrap()];
    let mut dest = limbs::<L>(0);
    for &upper in uppers {
        for rest in 0..1 << split.rest {
            let mut source = Once { upper: Some(upper), rest: Some(rest) };
            let drawn = if compared {
                split.draw(&bound, &mut dest, &mut source)
            } else {
                fill(split.rest, &mut dest, &mut source, |source| source.up_to(split.top))
            };
            if drawn.is_ok() {
                let number = words(&dest).next().unwrap();
                match counts.get_mut(usize::try_from(number).unwrap()) {
                    Some(count) => *count += 1,
                    None => return false,
                }
            }
        }
    }
    counts[0] > 0 && counts.iter().all(|&count| count == counts[0])
}

#[test]
fn every_bound_and_every_word_is_exact() {
    for n in 0..200 {
        assert!(is_exact::<u8>(n, &all_words(), true), "{n}");
    }
    for k in 8..12 {
        for n in [(1 << k) - 1, 1 << k, (1 << k) + 1, (1 << k) + 77] {
            assert!(is_exact::<u8>(n, &all_words(), true), "{n}");
        }
    }
}

#[test]
fn every_bound_and_every_upper_part_is_exact() {
    for n in 0..1100 {
        assert!(is_exact::<u8>(n, &all_tops(), true), "{n}");
    }
}

#[test]
fn the_limbs_make_no_difference() {
    for n in [17, 31, 32, 33, 100, 144, 255, 257] {
        let all = [is_exact::<u16>, is_exact::<u32>, is_exact::<u64>, is_exact::<usize>];
        assert!(all.iter().all(|is_exact| is_exact(n, &all_words(), true)), "{n}");
    }
}

/// The control: only where the rest of `n - 1` is all ones, as for a power of two, does the comparison refuse nothing.
#[test]
fn without_the_comparison_it_is_caught() {
    for n in 17..1024u64 {
        let rest = u64::BITS - (n - 1).leading_zeros() - 4;
        let all_ones = n & ((1 << rest) - 1) == 0;
        assert_eq!(is_exact::<u8>(n, &all_tops(), false), all_ones, "{n}");
        if n < 100 {
            assert_eq!(is_exact::<u8>(n, &all_words(), false), all_ones, "{n}");
        }
    }
}

#[test]
fn plans_of_long_bounds() {
    let plan = |words: &[u64]| Plan::new(words, 32, 64);
    let long = |top, rest| Plan::Long(super::Split { top, rest });
    assert_eq!(plan(&[]), Plan::Zero);
    assert_eq!(plan(&[0, 0]), Plan::Zero);
    assert_eq!(plan(&[1, 0]), Plan::Short(0));
    assert_eq!(plan(&[u64::MAX, 0]), Plan::Short(u64::MAX - 1));
    assert_eq!(plan(&[0, 1]), Plan::Short(u64::MAX));
    assert_eq!(plan(&[1, 1]), long(1 << 31, 33));
    assert_eq!(plan(&[0, 3]), long((3 << 30) - 1, 34));
    assert_eq!(plan(&[0, 2]), Plan::Bits(65));
    assert_eq!(plan(&[0, 0, 1 << 32]), Plan::Bits(160));
    assert_eq!(plan(&[0, 0, u64::MAX << 32]), long(u32::MAX - 1, 160));
    assert_eq!(plan(&[1, 0, u64::MAX << 32]), long(u32::MAX, 160));
    assert_eq!(plan(&[0, 1 << 31, 1]), long(1 << 31, 97));
    assert_eq!(plan(&[0, 1 << 32, 1]), long(1 << 31, 97));
    assert_eq!(plan(&[0, 1 << 33, 1]), long((1 << 31) + 1 - 1, 97));
    assert_eq!(plan(&[7, 1 << 33, 1]), long((1 << 31) + 1, 97));
}

#[test]
fn comparisons() {
    let numbers: Vec<[u8; 9]> = (0..3u8)
        .flat_map(|high| [0, 1, 255].map(|low| [low, 0, 0, 0, 0, 0, 0, 0, high]))
        .chain([[0, 0, 0, 0, 0, 0, 0, 1, 0], [255; 9], [0, 0, 0, 0, 0, 0, 0, 0, 255]])
        .collect();
    for a in &numbers {
        for b in &numbers {
            assert_eq!(less(a, b), a.iter().rev().lt(b.iter().rev()), "{a:?} {b:?}");
        }
    }
}

#[test]
fn costs() {
    let costs = [(0, 0), (1, 1), (32, 1), (33, 2), (64, 2), (65, 3), (97, 4), (128, 4), (224, 7)];
    for (k, words) in costs {
        assert_eq!(bits_cost(k), words, "{k}");
    }
}
