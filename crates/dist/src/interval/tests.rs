//! Exact uniformity by enumeration: every pair of ends of a small float format, and neighbours in `f32`, each end
//! included and excluded, against a search through all floats.

extern crate std;
use core::ops::Bound::{self, Excluded, Included, Unbounded};
use std::{string::ToString, vec, vec::Vec};

use wellspring_entropy::{
    Error,
    testing::{Counting, Failing, Replay},
};

use self::tiny::{Tiny, rounded, tiny};
use super::Interval;
use crate::{
    ArgumentError, Closed01, ClosedOpen01, Distribution, Open01, OpenClosed01, Value,
    float::{Float, Parts},
};

mod equality;
mod tiny;

fn bounds<F: Copy>(start: F, end: F) -> [(Bound<F>, Bound<F>); 4] {
    [
        (Included(start), Included(end)),
        (Included(start), Excluded(end)),
        (Excluded(start), Included(end)),
        (Excluded(start), Excluded(end)),
    ]
}

fn contains(range: (Bound<f64>, Bound<f64>), x: f64) -> bool {
    core::ops::RangeBounds::contains(&range, &x)
}

/// What the paper says, by a look at each of `floats`: those at a multiple of γ from the end that is larger in
/// magnitude, and an end that is included.
fn oracle(floats: &[f64], range: (Bound<f64>, Bound<f64>)) -> Vec<f64> {
    let (Included(a) | Excluded(a), Included(b) | Excluded(b)) = range else { unreachable!() };
    let place = |x: f64| floats.iter().position(|&float| float == x).unwrap();
    let (i, j) = (place(a), place(b));
    if i >= j {
        return floats.iter().copied().filter(|&x| contains(range, x)).collect();
    }
    let spacing = f64::max(floats[i + 1] - a, b - floats[j - 1]);
    let larger = if a.abs() > b.abs() { a } else { b };
    let inside = floats.iter().copied().filter(|&x| contains(range, x));
    inside.filter(|&x| x == a || x == b || libm::fmod(larger - x, spacing) == 0.0).collect()
}

/// The values in the order of the integers that are drawn; each of these has the same probability.
fn values<F: Float>(range: (Bound<F>, Bound<F>)) -> Vec<F> {
    let Ok(interval) = Interval::new(range) else { return vec![] };
    (interval.first..=interval.last).map(|count| interval.value(count)).collect()
}

#[test]
fn all_intervals_of_a_small_format_are_those_of_the_paper() {
    let floats = tiny();
    for (&a, &b) in floats.iter().flat_map(|a| floats.iter().map(move |b| (a, b))) {
        for (range, tiny) in bounds(a, b).into_iter().zip(bounds(Tiny(a), Tiny(b))) {
            let values: Vec<_> = values(tiny).into_iter().map(|tiny| tiny.0).collect();
            // Equal lists in strict order: each value comes once.
            assert_eq!(values, oracle(&floats, range), "{range:?}");
            assert_eq!(values.is_empty(), !floats.iter().any(|&x| contains(range, x)), "{range:?}");
        }
    }
}

/// The negative control: the usual expression, in the same arithmetic of 3 bits, for all of its `u`.
#[test]
fn the_usual_product_returns_excluded_ends_and_is_uneven() {
    let floats = tiny();
    let (mut intervals, mut ends, mut uneven) = (0, 0, 0);
    for (i, &a) in floats.iter().enumerate() {
        for &b in &floats[i + 1..] {
            let us = (0..8).map(|k| f64::multiple(k, 0.125));
            let drawn: Vec<_> = us.map(|u| rounded(a + rounded(rounded(b - a) * u))).collect();
            let count = |x: f64| drawn.iter().filter(|&&float| float == x).count();
            intervals += 1;
            ends += usize::from(count(b) > 0);
            uneven += usize::from(drawn.iter().any(|&x| count(x) != count(a)));
        }
    }
    assert_eq!((floats.len(), intervals), (47, 1081));
    assert!(ends > 150 && uneven > 700, "{ends} and {uneven} of {intervals}");
}

#[test]
fn neighbours_in_f32_are_those_of_the_paper() {
    let around = |bits: u32| -> Vec<f32> {
        let bits = bits.saturating_sub(7)..=bits + 7;
        let mut floats: Vec<_> = bits.map(f32::from_bits).filter(|x| x.is_finite()).collect();
        if floats[0] == 0.0 {
            floats.extend(floats.clone().iter().skip(1).map(|x| -x));
        }
        floats.sort_by(f32::total_cmp);
        floats
    };
    let mirrored = |floats: &[f32]| floats.iter().rev().map(|x| -x).collect();
    for bits in [0, 0x0080_0000, 0x0100_0000, 1.0f32.to_bits(), 0.1f32.to_bits(), 0x7F7F_FFFF] {
        for floats in [around(bits), mirrored(&around(bits))] {
            let doubles: Vec<_> = floats.iter().copied().map(f64::from).collect();
            for (&a, &b) in floats.iter().flat_map(|a| floats.iter().map(move |b| (a, b))) {
                for (range, double) in
                    bounds(a, b).into_iter().zip(bounds(f64::from(a), f64::from(b)))
                {
                    let values: Vec<_> = values(range).into_iter().map(f64::from).collect();
                    assert_eq!(values, oracle(&doubles, double), "{range:?}");
                }
            }
        }
    }
}

#[test]
fn the_widest_intervals_neither_overflow_nor_round() {
    let all = Interval::new(-f64::MAX..=f64::MAX).unwrap();
    assert_eq!((all.lowest, all.highest, all.last), (-f64::MAX, f64::MAX, (1 << 53) - 1));
    assert_eq!(Interval::new(-f32::MAX..f32::MAX).unwrap().last, (1 << 24) - 2);
    // Far apart: the other end is clamped if it is included, and left out if not.
    let least = f64::from_bits(1);
    for (start, end) in [(least, f64::MAX), (-f64::MAX, -least), (-least, 1e300), (-1.0, 1e-300)] {
        let closed = Interval::new(start..=end).unwrap();
        assert_eq!((closed.lowest, closed.highest), (start, end));
        assert_eq!((closed.value(closed.first), closed.value(closed.last)), (start, end));
        let open = Interval::new((Excluded(start), Excluded(end))).unwrap();
        assert!(open.lowest > start && open.highest < end);
    }
    assert_eq!(Interval::new((Excluded(least), Included(1.0))), Interval::new(f64::GRAIN..=1.0));
}

#[test]
fn an_interval_of_one_float_gives_it() {
    for x in [0.0, 0.1, -1e300, f64::MAX, f64::from_bits(1)] {
        let interval = Interval::new(x..=x).unwrap();
        assert_eq!(interval.sample(&mut Replay::repeating(&[0xAB])), x);
    }
    let next = 1.0 + f64::EPSILON;
    assert_eq!(values((Included(1.0), Excluded(next))), [1.0]);
    assert_eq!(values((Excluded(1.0), Included(next))), [next]);
}

#[test]
fn zero_has_one_sign() {
    for range in [-0.0..=0.0, 0.0..=-0.0, -0.0..=-0.0] {
        let zero: f64 = Interval::new(range).unwrap().sample(&mut Replay::repeating(&[1]));
        assert_eq!(zero.to_bits(), 0);
    }
    for range in [-0.0..=1.0f64, -1.0..=-0.0] {
        let interval = Interval::new(range).unwrap();
        assert_eq!(interval.value(0).to_bits(), 0);
    }
    assert_eq!(Interval::new(-0.0..1.0), Interval::new(0.0..1.0));
}

#[test]
fn refuses_what_is_no_interval_and_says_why() {
    let parameter =
        |name, value| ArgumentError::Parameter { name, value, allowed: "a finite number" };
    let infinity = f64::INFINITY;
    for value in [f64::NAN, infinity, -infinity] {
        let refused = Interval::new(value..1.0).unwrap_err();
        assert_eq!(refused, parameter("start", Value::Float(value)));
        let refused = Interval::new(0.0..=value).unwrap_err();
        assert_eq!(refused, parameter("end", Value::Float(value)));
    }
    let missing = Interval::new((Unbounded, Included(1.0f32))).unwrap_err();
    assert_eq!(missing, parameter("start", Value::Float(-infinity)));
    let missing = Interval::new((Included(1.0), Unbounded)).unwrap_err();
    assert_eq!(missing, parameter("end", Value::Float(infinity)));
    for (start, end) in [
        (Included(1.0), Excluded(1.0)),
        (Included(1.0), Included(0.5)),
        (Included(0.0), Excluded(-0.0)),
        (Excluded(1.0), Included(1.0)),
        (Excluded(1.0), Excluded(1.0 + f64::EPSILON)),
    ] {
        let refused = Interval::new((start, end)).unwrap_err();
        let (start, end) = (start.map(Value::Float), end.map(Value::Float));
        assert_eq!(refused, ArgumentError::EmptyRange { start, end });
    }
    assert_eq!(Interval::new(1.0..1.0), Interval::new((Included(1.0), Excluded(1.0))));
    assert_eq!(Interval::new(1.0..=0.5), Interval::new((Included(1.0), Included(0.5))));
}

/// In their shortest form: not as the `f64`s they are equal to.
#[test]
fn ends_in_f32_print_as_they_are_written() {
    let refused = Interval::new(0.3f32..0.1).unwrap_err().to_string();
    assert_eq!(refused, "`range` is 0.3..0.1, which is empty: `start` must be less than `end`");
    let refused = Interval::new(0.1f32..f32::NAN).unwrap_err().to_string();
    assert_eq!(refused, "`end` is NaN, allowed is a finite number");
}

/// For all of these words: `same` gives what the interval gives.
fn same<F: Float + core::fmt::Debug>(
    range: (Bound<F>, Bound<F>),
    same: impl Fn(&mut Replay<'_>) -> F,
) {
    let interval = Interval::new(range).unwrap();
    let mut word = 1u64;
    for at in 0..1000 {
        word = word.wrapping_mul(0x5851_F42D_4C95_7F2D).wrapping_add(0x1405_7B7E_F767_814F);
        let bytes = [u64::MAX, 1 << 63, 1, 0].get(at).unwrap_or(&word).to_le_bytes();
        let script = [bytes, 0x5A5A_5A5A_5A5A_5A5A_u64.to_le_bytes()].concat();
        let (mut a, mut b) = (Replay::new(&script), Replay::new(&script));
        assert_eq!(interval.sample(&mut a), same(&mut b));
        assert_eq!(a.remaining(), b.remaining());
    }
}

#[test]
fn the_unit_interval_is_that_of_its_own_types() {
    let [closed, closed_open, open_closed, open] = bounds(0.0f64, 1.0);
    same(closed, |source| Closed01.sample(source));
    same(closed_open, |source| ClosedOpen01.sample(source));
    same(open_closed, |source| OpenClosed01.sample(source));
    same(open, |source| Open01.sample(source));
    let [closed, closed_open, open_closed, open] = bounds(0.0f32, 1.0);
    same(closed, |source| Closed01.sample(source));
    same(closed_open, |source| ClosedOpen01.sample(source));
    same(open_closed, |source| OpenClosed01.sample(source));
    same(open, |source| Open01.sample(source));
}

#[test]
fn takes_the_bytes_that_the_number_of_values_needs() {
    let bytes = |range| {
        let mut source = Counting::new(Replay::repeating(&[0x77]));
        let _: f64 = Interval::new(range).unwrap().sample(&mut source);
        source.bytes()
    };
    assert_eq!((bytes(0.0..1.0), bytes(-1e300..3.0), bytes(1.0..1.000_000_1)), (8, 8, 4));
    let mut source = Counting::new(Replay::repeating(&[0x77]));
    let _: f32 = Interval::new(-5.0..=5.0).unwrap().sample(&mut source);
    assert_eq!(source.bytes(), 4);
}

#[test]
fn a_failing_source_fails_at_every_word() {
    // The word 0 is rejected unless the number of values is a power of two.
    let script = [[0; 8], [0xFF; 8]].concat();
    let interval = Interval::new(0.0..=3.0).unwrap();
    let draw = |at| interval.try_sample(&mut Failing::at_draw(at, Replay::new(&script)));
    assert_eq!((draw(1), draw(2)), (Err(Error::INJECTED), Err(Error::INJECTED)));
    assert_eq!(draw(3), Ok(3.0));
}
