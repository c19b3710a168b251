//! Exact uniformity by enumeration: every sequence of words that the source can give, for every end of the iterator.

extern crate std;
use core::convert::Infallible;
use std::{collections::BTreeMap, vec, vec::Vec};

use super::{Rising, Word, batched, choose, sample};
use crate::{dice::roll, shuffle::Length};
use rand_core::{TryRng, utils};

mod iterators;

/// All sequences of `len` words below `2^width`.
fn sequences(len: usize, width: u32) -> impl Iterator<Item = Vec<u64>> {
    let len = u32::try_from(len).unwrap();
    (0..1u64 << (width * len))
        .map(move |all| (0..len).map(|i| all >> (width * i) & ((1 << width) - 1)).collect())
}

/// All orders of the numbers below `k`.
fn orders(k: usize) -> Vec<Vec<usize>> {
    if k == 0 {
        return vec![vec![]];
    }
    let shorter = orders(k - 1);
    let all = shorter.iter().flat_map(|order| {
        (0..k).map(|at| {
            let mut order = order.clone();
            order.insert(at, k - 1);
            order
        })
    });
    all.collect()
}

/// The reservoir after `n` items, with these words and dice from `faces` on; `None` if the words run out.
fn reservoir<W: Word + Length>(
    start: &[usize],
    n: usize,
    faces: u64,
    limit: u64,
    words: &[u64],
) -> Option<Vec<usize>> {
    let (mut sample, mut words) = (start.to_vec(), words.iter());
    let draw = || words.next().map(|&word| W::from_u64(word)).ok_or(());
    let (faces, limit) = (W::from_u64(faces), W::from_u64(limit));
    let dice = Rising { faces, last: limit, limit };
    let enter = |die: W, item| {
        if let Some(place) = sample.get_mut(usize::from_u64(die.to_u64())) {
            *place = item;
        }
    };
    batched(&mut (start.len()..n), dice, draw, enter).ok()?;
    Some(sample)
}

/// Whether each of the `n! / (n - k)!` ordered samples comes, and all equally often.
fn is_exact(n: usize, k: usize, samples: impl Iterator<Item = Vec<usize>>) -> bool {
    let mut counts = BTreeMap::new();
    samples.for_each(|sample| *counts.entry(sample).or_insert(0u32) += 1);
    let first = counts.values().next().copied();
    counts.len() == (n - k + 1..=n).product::<usize>()
        && counts.values().all(|&count| Some(count) == first)
}

/// Whether all words give exact samples of `k` of `n`, with dice that have `more` faces too many.
fn check<W: Word + Length>(
    width: u32,
    (n, k): (usize, usize),
    more: u64,
    limit: u64,
    words: usize,
) -> bool {
    let faces = k.to_u64() + 1 + more;
    let starts = orders(k);
    let samples = sequences(words, width).flat_map(|words| {
        starts
            .iter()
            .filter_map(|start| reservoir::<W>(start, n, faces, limit, &words))
            .collect::<Vec<_>>()
    });
    is_exact(n, k, samples)
}

#[test]
fn every_choice_and_sample_over_8_bit_words_is_exact() {
    // With 255 the first word of a choice has 5! outcomes, with 24 and 6 it ends earlier.
    for (limit, words, most) in [(255, 1, 5), (255, 2, 6), (6, 2, 4)] {
        for (n, k) in (1..=most).flat_map(|n| (1..=n.min(6 - words * 2)).map(move |k| (n, k))) {
            assert!(check::<u8>(8, (n, k), 0, limit, words), "{k} of {n}, {limit}");
            // The control: a die with a face too many.
            assert!(n == k || !check::<u8>(8, (n, k), 1, limit, words), "{k} of {n}, {limit}");
        }
    }
}

#[test]
fn every_choice_and_sample_over_16_bit_words_is_exact() {
    for n in [2, 5, 6, 8] {
        for k in [1, 2, 3] {
            assert!(n < k || check::<u16>(16, (n, k), 0, 65_535, 1), "{k} of {n}");
        }
    }
    assert!(!check::<u16>(16, (6, 2), 1, 65_535, 1));
}

/// More negative controls: die `i` with `i` faces in place of `i + 1`, and words that are never rejected.
#[test]
fn a_face_less_and_unchecked_words_are_caught() {
    let one_less = |n| {
        let samples = sequences(1, 8);
        let samples = samples.filter_map(|words| reservoir::<u8>(&[0], n, 1, 255, &words));
        is_exact(n, 1, samples)
    };
    assert!((2..=5).all(|n| !one_less(n)));
    let unchecked = |n: u8| {
        let samples = (0..=u8::MAX).map(|mut word| {
            let mut chosen = 0;
            for item in 1..n {
                if roll(&mut word, item + 1) == 0 {
                    chosen = item.into();
                }
            }
            vec![chosen]
        });
        is_exact(n.into(), 1, samples)
    };
    assert!(unchecked(2) && !unchecked(3) && !unchecked(5));
}

/// The dice of the real words, against an oracle that multiplies.
#[test]
fn a_word_is_filled_as_far_as_it_goes() {
    let limit = crate::dice::LIMIT;
    for faces in [2, 3, 20, 1 << 20, (1 << 30) - 1, 1 << 30, 1 << 60, u64::MAX - 5, u64::MAX] {
        for last in [faces, faces.saturating_add(1), faces.saturating_add(100)] {
            let (dice, product) = Rising { faces, last, limit }.word();
            let all = |dice: u8| (u128::from(faces)..).take(dice.into()).product::<u128>();
            assert_eq!(u128::from(product), all(dice));
            assert!(dice == 1 || product <= limit, "{faces}");
            let end = faces + (u64::from(dice) - 1);
            assert!(end <= last && (end == last || all(dice + 1) > limit.into()), "{faces}");
        }
    }
}

/// A generator with a seed: Steele, Lea and Flood, "Fast Splittable Pseudorandom Number Generators", 2014.
struct SplitMix {
    state: u64,
    /// How many bytes were filled.
    bytes: usize,
}

impl SplitMix {
    fn new(state: u64) -> Self {
        Self { state, bytes: 0 }
    }
}

impl TryRng for SplitMix {
    type Error = Infallible;

    fn try_next_u32(&mut self) -> Result<u32, Infallible> {
        self.try_next_u64().map(|word| u32::try_from(word >> 32).unwrap())
    }

    fn try_next_u64(&mut self) -> Result<u64, Infallible> {
        self.state = self.state.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let word = (self.state ^ self.state >> 30).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let word = (word ^ word >> 27).wrapping_mul(0x94D0_49BB_1331_11EB);
        Ok(word ^ word >> 31)
    }

    fn try_fill_bytes(&mut self, dest: &mut [u8]) -> Result<(), Infallible> {
        self.bytes += dest.len();
        utils::fill_bytes_via_next_word(dest, || self.try_next_u64())
    }
}

/// The largest distance of a count from what is expected, in standard deviations.
fn distance(counts: &[u32], draws: f64) -> f64 {
    let cells = f64::from(u32::try_from(counts.len()).unwrap());
    let (mean, deviation) = (draws / cells, libm::sqrt(draws / cells * (1.0 - 1.0 / cells)));
    counts.iter().map(|count| (f64::from(*count) - mean).abs() / deviation).fold(0.0, f64::max)
}

/// Where dice and skips meet, by counting: a normal variable is 8 deviations off with less than 2^-49, and there are fewer
/// than 2^9 counts.
#[test]
fn choices_and_samples_over_both_methods_are_uniform() {
    let mut source = SplitMix::new(7);
    for n in [19, 20, 45, 150] {
        let mut counts = vec![0; n];
        for _ in 0..20_000 {
            let Ok(chosen) = choose(0..n, &mut source);
            counts[chosen.unwrap()] += 1;
        }
        assert!(distance(&counts, 20_000.0) < 8.0, "{n}");
    }
    for (n, k) in [(80, 2), (170, 3)] {
        let mut counts = vec![vec![0; n]; k];
        for _ in 0..20_000 {
            for (place, item) in sample(0..n, k, &mut source).unwrap().into_iter().enumerate() {
                counts[place][item] += 1;
            }
        }
        for counts in counts {
            assert!(distance(&counts, 20_000.0) < 8.0, "{k} of {n}");
        }
    }
}
