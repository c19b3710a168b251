//! Any sequence of draws with any arguments from any bytes: no panic in a `try_` form, and every result in its
//! range.
#![no_main]

use core::{num::NonZero, ops::Bound, time::Duration};

use arbitrary::Arbitrary;
use libfuzzer_sys::fuzz_target;
use num_bigint::BigUint;
use wellspring::{Random, dist::DynamicWeights};
use wellspring_entropy::testing::Replay;

#[derive(Arbitrary, Debug)]
enum Draw {
    Below8(u8),
    Below64(u64),
    Below128(u128),
    Range32(i32, i32),
    Chars(char, char),
    NonZeros(NonZero<i64>, NonZero<i64>),
    Durations(Bound<Duration>, Bound<Duration>),
    Step(i16, i16, i64),
    StepWide(u128, u128, i128),
    BelowLimbs(Vec<u16>, usize),
    BitsLimbs(u64, u8),
    BelowBig(Vec<u32>),
    BitsBig(u64),
    RangeInclusive128(i128, i128),
    Bits64(u32),
    Bits128(u32),
    F64,
    Choose(Vec<u8>),
    ChooseMut(Vec<u8>),
    SampleArray(Vec<u8>),
    Sample(Vec<u8>, usize),
    SampleIndices(usize, u8),
    SampleIter(u16, usize),
    SampleCounts(Vec<u64>, u16),
    ChooseIter(u16),
    PartialShuffle(Vec<u8>, usize),
    Shuffle(Vec<u8>),
    Fill(u8),
    Weights(Vec<u64>, Vec<Change>),
}

#[derive(Arbitrary, Debug)]
enum Change {
    Set(usize, u64),
    Push(u64),
    Pop,
    Take,
}

/// A list beside the weights, which must have the same ones after every change, whether it was refused or not.
fn weights(source: &mut Replay<'_>, first: &[u64], changes: Vec<Change>) {
    let Ok(mut weights) = DynamicWeights::new(first.iter().copied()) else { return };
    let mut list = first.to_vec();
    for change in changes {
        match change {
            Change::Set(index, weight) => {
                if weights.set(index, weight).is_ok() {
                    list[index] = weight;
                }
            }
            Change::Push(weight) => {
                if weights.push(weight).is_ok() {
                    list.push(weight);
                }
            }
            Change::Pop => assert_eq!(weights.pop(), list.pop()),
            Change::Take => match weights.try_take(source) {
                Ok(Some(index)) => assert_ne!(core::mem::take(&mut list[index]), 0),
                Ok(None) => assert!(list.iter().all(|weight| *weight == 0)),
                Err(_) => {}
            },
        }
        let left: Vec<u64> = (0..=list.len()).map_while(|index| weights.weight(index)).collect();
        assert_eq!((left, weights.total()), (list.clone(), list.iter().sum()));
    }
}

fuzz_target!(|input: (Vec<Draw>, Vec<u8>)| {
    let (draws, script) = input;
    // Not repeating: a script that ends is the failing source.
    let mut source = Replay::new(&script);
    for draw in draws {
        match draw {
            Draw::Below8(n) => assert!(source.try_below(n).map_or(true, |x| x < n)),
            Draw::Below64(n) => assert!(source.try_below(n).map_or(true, |x| x < n)),
            Draw::Below128(n) => assert!(source.try_below(n).map_or(true, |x| x < n)),
            Draw::Range32(a, b) => {
                assert!(source.try_range(a..b).map_or(true, |x| (a..b).contains(&x)));
            }
            Draw::Chars(a, b) => {
                assert!(source.try_range(a..=b).map_or(true, |x| (a..=b).contains(&x)));
            }
            Draw::NonZeros(a, b) => {
                assert!(source.try_range(a..=b).map_or(true, |x| (a..=b).contains(&x)));
            }
            Draw::Durations(a, b) => {
                use core::ops::RangeBounds;
                assert!(source.try_range((a, b)).map_or(true, |x| (a, b).contains(&x)));
            }
            Draw::Step(a, b, step) => {
                if let Ok(x) = source.try_range_step(a..=b, step) {
                    let on_the_way = (i64::from(x) - i64::from(a)) % step == 0;
                    assert!(on_the_way && (a.min(b)..=a.max(b)).contains(&x));
                }
            }
            Draw::StepWide(a, b, step) => {
                if let Ok(x) = source.try_range_step(a..b, step) {
                    assert!((a.min(b)..=a.max(b)).contains(&x) && x != b);
                    assert_eq!(x.abs_diff(a) % step.unsigned_abs(), 0);
                }
            }
            Draw::BelowLimbs(bound, len) => {
                let mut dest = vec![7; len.min(300)];
                match source.try_fill_below(&bound, &mut dest) {
                    Ok(()) => assert!(dest.iter().rev().lt(bound.iter().rev())),
                    Err(_) => assert!(dest.iter().all(|limb| *limb == 0)),
                }
            }
            Draw::BitsLimbs(k, len) => {
                let mut dest = vec![7u32; len.into()];
                if source.try_fill_bits(k, &mut dest).is_err() {
                    assert!(dest.iter().all(|limb| *limb == 0));
                }
            }
            Draw::BelowBig(digits) => {
                let n = BigUint::new(digits);
                assert!(source.try_below_big(&n).map_or(true, |x| x < n));
            }
            Draw::BitsBig(k) => {
                let drawn = source.try_bits_big::<BigUint>(k % (1 << 20));
                assert!(drawn.map_or(true, |x| x.bits() <= k % (1 << 20)));
                assert!(k <= 1 << 30 || source.try_bits_big::<BigUint>(k).is_err());
            }
            Draw::RangeInclusive128(a, b) => {
                assert!(source.try_range(a..=b).map_or(true, |x| (a..=b).contains(&x)));
            }
            Draw::Bits64(k) => {
                assert!(
                    source.try_bits::<u64>(k).map_or(true, |x| x.checked_shr(k).unwrap_or(0) == 0)
                );
            }
            Draw::Bits128(k) => {
                assert!(
                    source.try_bits::<u128>(k).map_or(true, |x| x.checked_shr(k).unwrap_or(0) == 0)
                );
            }
            Draw::F64 => assert!(source.try_f64().map_or(true, |x| (0.0..1.0).contains(&x))),
            Draw::Choose(items) => {
                if let Ok(item) = source.try_choose(&items) {
                    assert_eq!(item.is_none(), items.is_empty());
                }
            }
            Draw::ChooseMut(mut items) => {
                let is_empty = items.is_empty();
                if let Ok(item) = source.try_choose_mut(&mut items) {
                    assert_eq!(item.is_none(), is_empty);
                }
            }
            Draw::SampleArray(items) => {
                if let Ok(sample) = source.try_sample_array::<_, 5>(&items) {
                    let mut places = sample.map(core::ptr::from_ref);
                    places.sort_unstable();
                    assert!(places.windows(2).all(|pair| pair[0] != pair[1]));
                }
            }
            Draw::Sample(items, k) => {
                if let Ok(sample) = source.try_sample(&items, k) {
                    assert_eq!(sample.len(), k);
                }
            }
            Draw::SampleIndices(n, k) => {
                if let Ok(mut sample) = source.try_sample_indices(n, k.into()) {
                    sample.sort_unstable();
                    sample.dedup();
                    assert!(sample.len() == usize::from(k) && sample.iter().all(|i| *i < n));
                }
            }
            Draw::SampleIter(n, k) => {
                if let Ok(sample) = source.try_sample_iter(0..n, k) {
                    assert!(sample.len() == k);
                }
            }
            Draw::SampleCounts(counts, k) => {
                let items: Vec<usize> = (0..counts.len()).collect();
                if let Ok(sample) = source.try_sample_counts(&items, &counts, k.into()) {
                    let often = |i| sample.iter().filter(|item| ***item == i).count() as u64;
                    assert!(items.iter().all(|i| often(*i) <= counts[*i]));
                }
            }
            Draw::ChooseIter(n) => {
                if let Ok(item) = source.try_choose_iter(0..n) {
                    assert!(item.map_or(n == 0, |item| item < n));
                }
            }
            Draw::PartialShuffle(mut items, k) => {
                let mut before = items.clone();
                _ = source
                    .try_partial_shuffle(&mut items, k)
                    .map(|(chosen, _)| assert_eq!(chosen.len(), k));
                before.sort_unstable();
                items.sort_unstable();
                assert_eq!(items, before);
            }
            Draw::Shuffle(mut items) => {
                let mut before = items.clone();
                _ = source.try_shuffle(&mut items);
                before.sort_unstable();
                items.sort_unstable();
                assert_eq!(items, before);
            }
            Draw::Fill(len) => {
                let mut dest = vec![0x55; len.into()];
                if source.try_fill(&mut dest).is_err() {
                    assert!(dest.iter().all(|&byte| byte == 0));
                }
            }
            Draw::Weights(first, changes) => weights(&mut source, &first, changes),
        }
    }
});
