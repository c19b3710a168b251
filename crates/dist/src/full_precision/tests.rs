//! Exact probabilities by enumeration: every row of bits that small formats can look at, for each rounding.

#![allow(
    clippy::integer_division_remainder_used,
    reason = "the oracle divides, and has no secrets"
)]

extern crate std;
use std::{vec, vec::Vec};

use wellspring_entropy::{
    Error,
    testing::{Counting, Failing, Replay},
};

use super::{Format, FullPrecision, Rounding};
use crate::{
    Closed01, ClosedOpen01, Distribution, Open01, OpenClosed01,
    float::{Float, Parts},
};

/// Small formats, and as many bits as they can look at.
const SMALL: [(Format, u32); 7] = [
    (Format { digits: 3, least: 6, word: 4 }, 12),
    (Format { digits: 3, least: 8, word: 4 }, 12),
    (Format { digits: 2, least: 9, word: 4 }, 16),
    (Format { digits: 5, least: 9, word: 6 }, 18),
    (Format { digits: 6, least: 7, word: 8 }, 16),
    (Format { digits: 3, least: 14, word: 4 }, 20),
    (Format { digits: 4, least: 8, word: 16 }, 16),
];

/// The words of a row of bits, the first bits first.
fn words(format: Format, bits: u32, row: u64) -> impl FnMut() -> Result<u64, ()> {
    let mut unread = bits;
    move || {
        unread = unread.checked_sub(format.word).ok_or(())?;
        Ok(row >> unread & ((1 << format.word) - 1))
    }
}

/// All floats from 0 to 1, in order, in units of 2^-bits.
fn floats(format: Format, bits: u32) -> Vec<u64> {
    let all = (0..format.least).flat_map(|e| (0..1 << format.digits).map(move |s: u64| s << e));
    let mut floats: Vec<_> = all.filter(|&float| float <= 1 << format.least).collect();
    floats.sort_unstable();
    floats.dedup();
    assert_eq!(floats.last(), Some(&(1 << format.least)), "1 is a float");
    floats.into_iter().map(|float| float << (bits - format.least)).collect()
}

/// How often each float comes, over all rows.
fn counts(format: Format, bits: u32, float: impl Fn(u64) -> Option<u64>) -> Vec<u64> {
    let mut counts = vec![0; floats(format, bits).len()];
    for float in (0..1 << bits).filter_map(float) {
        counts[usize::try_from(float).unwrap()] += 1;
    }
    counts
}

fn drawn<I: Rounding>(interval: I, format: Format, bits: u32) -> Vec<u64> {
    counts(format, bits, |row| {
        let (floor, half) = format.floor(words(format, bits, row)).expect("the row is long enough");
        interval.round(floor, half)
    })
}

/// How many rows are rounded to each float, found from the floats alone: to those from `edge` of the float and
/// the one before up to `edge` of the next one and the float.
fn measure(format: Format, bits: u32, edge: impl Fn(u64, u64) -> u64) -> Vec<u64> {
    let floats = floats(format, bits);
    let edges = floats.windows(2).map(|pair| edge(pair[0], pair[1]));
    let edges: Vec<_> = [0].into_iter().chain(edges).chain([1 << bits]).collect();
    edges.windows(2).map(|pair| pair[1] - pair[0]).collect()
}

fn down(_: u64, next: u64) -> u64 {
    next
}

fn up(float: u64, _: u64) -> u64 {
    float
}

fn nearest(float: u64, next: u64) -> u64 {
    u64::midpoint(float, next)
}

#[test]
fn each_float_has_the_measure_of_what_is_rounded_to_it() {
    for (format, bits) in SMALL {
        let floor = measure(format, bits, down);
        assert_eq!(drawn(ClosedOpen01, format, bits), floor, "{format:?}");
        assert_eq!(drawn(OpenClosed01, format, bits), measure(format, bits, up), "{format:?}");
        assert_eq!(drawn(Closed01, format, bits), measure(format, bits, nearest), "{format:?}");
        // The condition that it is not 0 leaves all others in proportion.
        let without_zero = [&[0], &floor[1..]].concat();
        assert_eq!(drawn(Open01, format, bits), without_zero, "{format:?}");
    }
}

/// The negative controls: the even grid, whose values are floats of the right interval; and rounding to nearest by the
/// exponent and a uniform significand, without the care for powers of two.
#[test]
fn other_methods_are_caught() {
    for (format, bits) in SMALL {
        let all = floats(format, bits);
        let grid = counts(format, bits, |row| {
            let cut = bits - format.digits;
            all.binary_search(&(row >> cut << cut)).ok()?.try_into().ok()
        });
        assert_eq!(grid.iter().sum::<u64>(), 1 << bits);
        assert_ne!(grid, measure(format, bits, down), "{format:?}");
        let careless = counts(format, bits, |row| {
            format.floor(words(format, bits, row)).ok().map(|(floor, _)| floor)
        });
        assert_ne!(careless, measure(format, bits, nearest), "{format:?}");
    }
}

#[test]
fn draws_again_for_the_zero_of_an_open_interval() {
    let format = Format { digits: 3, least: 6, word: 4 };
    // Two words of zeros are 0, as six zeros and a one are; then 1/2.
    for (row, bits, float) in [(0x008, 12, Some(16)), (0x028, 12, Some(16)), (0x00, 8, None)] {
        assert_eq!(format.draw(Open01, words(format, bits, row)).ok(), float, "{row:X}");
    }
    assert_eq!(floats(format, 6)[16], 1 << 5);
}

/// `bytes`, and what the four intervals make of them.
fn all_four<F: Float>(bytes: &[u8]) -> [F; 4] {
    let draw = || Replay::repeating(bytes);
    [
        FullPrecision(ClosedOpen01).sample(&mut draw()),
        FullPrecision(OpenClosed01).sample(&mut draw()),
        FullPrecision(Closed01).sample(&mut draw()),
        FullPrecision(Open01).sample(&mut draw()),
    ]
}

#[test]
fn reaches_the_greatest_and_the_least_floats() {
    let (below, below_f32) = (1.0 - f64::GRAIN, 1.0 - f32::GRAIN);
    assert_eq!(all_four::<f64>(&[0xFF; 8]), [below, 1.0, 1.0, below]);
    assert_eq!(all_four::<f32>(&[0xFF; 4]), [below_f32, 1.0, 1.0, below_f32]);
    // 1074 = 16 * 64 + 50 zeros are below the least float, and 1073 are the least.
    let at = |zeros: u32| [&[0; 128][..], &(1u64 << (63 - zeros)).to_le_bytes(), &[0; 8]].concat();
    let least = f64::from_bits(1);
    assert_eq!(all_four::<f64>(&at(49))[..], [least, 2.0 * least, least, least]);
    assert_eq!(all_four::<f64>(&at(50))[..3], [0.0, least, least]);
    assert_eq!(all_four::<f64>(&at(51))[..3], [0.0, least, 0.0]);
    let zero: f64 = FullPrecision(Closed01).sample(&mut Replay::new(&[0; 17 * 8]));
    assert_eq!(zero, 0.0);
    // 149 = 4 * 32 + 21.
    let at = |zeros: u32| [&[0; 16][..], &(1u32 << (31 - zeros)).to_le_bytes(), &[0; 4]].concat();
    let least = f32::from_bits(1);
    assert_eq!(all_four::<f32>(&at(20))[..], [least, 2.0 * least, least, least]);
    assert_eq!(all_four::<f32>(&at(21))[..3], [0.0, least, least]);
    assert_eq!(all_four::<f32>(&at(22))[..3], [0.0, least, 0.0]);
    let drawn: f32 = FullPrecision(OpenClosed01).sample(&mut Replay::new(&[0; 5 * 4]));
    assert_eq!(drawn, least);
}

/// The same row of bits, shifted: with each zero more the float is halved.
#[test]
fn every_binade_is_half_of_the_one_above_it() {
    let pattern = 1 << 127 | 0x1243_F6A8_885A_308D_3131_98A2_E037_0734_u128 >> 1;
    let draw = |zeros: u32| {
        let (skipped, zeros) = (usize::try_from(zeros / 64).unwrap(), zeros % 64);
        let (high, low) = (pattern >> zeros, if zeros == 0 { 0 } else { pattern << (128 - zeros) });
        let words = [high, low].map(|half| half.rotate_left(64).to_le_bytes()).concat();
        all_four::<f64>(&[vec![0; 8 * skipped], words].concat())
    };
    let mut expected = draw(0);
    assert_eq!(expected[0].to_bits() >> 52, 1022);
    // Down to the least normal float, 2^-1022.
    for zeros in 1..1022 {
        expected = expected.map(|float| float / 2.0);
        assert_eq!(draw(zeros), expected, "{zeros} zeros");
    }
}

#[test]
fn takes_one_word_nearly_always() {
    let words = |bytes: &[u8], draw: fn(&mut Counting<Replay<'_>>)| {
        let mut source = Counting::new(Replay::new(bytes));
        draw(&mut source);
        (source.draws(), source.bytes())
    };
    let double = |leading: u32| {
        let word = (u64::MAX >> leading).to_le_bytes();
        words(&[word, word].concat(), |source| {
            let _: f64 = FullPrecision(Closed01).sample(source);
        })
    };
    assert_eq!((double(0), double(10), double(11)), ((1, 8), (1, 8), (2, 16)));
    let single = |leading: u32| {
        let word = (u32::MAX >> leading).to_le_bytes();
        words(&[word, word].concat(), |source| {
            let _: f32 = FullPrecision(Closed01).sample(source);
        })
    };
    assert_eq!((single(0), single(7), single(8)), ((1, 4), (1, 4), (2, 8)));
}

#[test]
fn a_failing_source_fails_at_every_word() {
    let draw = |at| {
        let mut source = Failing::at_draw(at, Replay::repeating(&[0]));
        let double: Result<f64, _> = FullPrecision(ClosedOpen01).try_sample(&mut source);
        double
    };
    for at in 1..=17 {
        assert_eq!(draw(at), Err(Error::INJECTED));
    }
    assert_eq!(draw(18), Ok(0.0));
    let single = |at| {
        let mut source = Failing::at_draw(at, Replay::repeating(&[0]));
        let single: Result<f32, _> = FullPrecision(OpenClosed01).try_sample(&mut source);
        single
    };
    assert_eq!((single(5), single(6)), (Err(Error::INJECTED), Ok(f32::from_bits(1))));
}
