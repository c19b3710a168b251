//! Every form of range, against a list of all values that are in it.

extern crate std;
use core::{
    fmt::Debug,
    num::NonZero,
    ops::{
        Bound::{self, Excluded, Included, Unbounded},
        RangeBounds,
    },
    time::Duration,
};
use std::vec::Vec;

use super::Bounds;
use crate::{ArgumentError, Discrete, Value};

/// What `range` should come to, by looking at each of `values`, which are all of the type, in their order.
fn listed<T: Discrete>(range: &impl RangeBounds<T>, values: &[T]) -> Option<(T, T)> {
    let mut inside = values.iter().copied().filter(|value| range.contains(value));
    let first = inside.next()?;
    Some((first, inside.last().unwrap_or(first)))
}

/// All forms with ends among `ends`.
fn check<T: Discrete + Debug>(values: &[T], ends: &[T]) {
    let agree = |bounds: (Bound<T>, Bound<T>)| {
        let drawn = bounds.first_and_last();
        assert_eq!((&bounds).first_and_last(), drawn);
        assert_eq!(drawn.ok(), listed(&bounds, values), "{bounds:?}");
        drawn
    };
    let all = |end: T| [Included(end), Excluded(end), Unbounded];
    for &a in ends {
        assert_eq!((a..).first_and_last(), agree((Included(a), Unbounded)));
        assert_eq!((..a).first_and_last(), agree((Unbounded, Excluded(a))));
        assert_eq!((..=a).first_and_last(), agree((Unbounded, Included(a))));
        for &b in ends {
            assert_eq!((a..b).first_and_last(), agree((Included(a), Excluded(b))));
            assert_eq!((a..=b).first_and_last(), agree((Included(a), Included(b))));
            for start in all(a) {
                for end in all(b) {
                    let _either = agree((start, end));
                }
            }
        }
    }
    assert_eq!((..).first_and_last(), Ok((values[0], values[values.len() - 1])));
}

#[test]
fn every_form_has_its_first_and_its_last_value() {
    let all: Vec<i8> = (i8::MIN..=i8::MAX).collect();
    let ends = [-128, -127, -2, -1, 0, 1, 2, 126, 127];
    check(&all, &ends);
    let non_zero =
        |numbers: &[i8]| numbers.iter().copied().filter_map(NonZero::new).collect::<Vec<_>>();
    check(&non_zero(&all), &non_zero(&ends));
    let all: Vec<u8> = (0..=u8::MAX).collect();
    let ends = [0, 1, 2, 127, 128, 254, 255];
    check(&all, &ends);
    let non_zero =
        |numbers: &[u8]| numbers.iter().copied().filter_map(NonZero::new).collect::<Vec<_>>();
    check(&non_zero(&all), &non_zero(&ends));
}

#[test]
fn every_range_of_8_bits() {
    let all: Vec<NonZero<i8>> = (i8::MIN..=i8::MAX).filter_map(NonZero::new).collect();
    for (i, &a) in all.iter().enumerate() {
        for (j, &b) in all.iter().enumerate() {
            assert_eq!((a..=b).first_and_last().ok(), (i <= j).then_some((a, b)));
            assert_eq!((a..b).first_and_last().ok(), (i < j).then(|| (a, all[j - 1])));
        }
    }
}

#[test]
fn ranges_around_the_surrogates() {
    let end = ('\u{D7FF}'..'\u{E000}').first_and_last();
    assert_eq!(end, Ok(('\u{D7FF}', '\u{D7FF}')));
    let both = (Excluded('\u{D7FF}'), Included('\u{E000}')).first_and_last();
    assert_eq!(both, Ok(('\u{E000}', '\u{E000}')));
    let none = (Excluded('\u{D7FF}'), Excluded('\u{E000}')).first_and_last();
    assert!(none.is_err());
    let domain: Result<(char, char), _> = (..).first_and_last();
    assert_eq!(domain, Ok(('\0', char::MAX)));
    let domain: Result<(Duration, Duration), _> = (..).first_and_last();
    assert_eq!(domain, Ok((Duration::ZERO, Duration::MAX)));
}

/// An error has the bounds of the range as it was written.
#[test]
fn errors_say_the_ends() {
    let says = |result: Result<(u8, u8), _>, start: Bound<u64>, end: Bound<u64>| {
        let (start, end) = (start.map(Value::from), end.map(Value::from));
        assert_eq!(result, Err(ArgumentError::EmptyRange { start, end }));
    };
    says((5..5).first_and_last(), Included(5), Excluded(5));
    #[allow(clippy::reversed_empty_ranges, reason = "it is the bad argument")]
    says((6..=5).first_and_last(), Included(6), Included(5));
    says((..0).first_and_last(), Unbounded, Excluded(0));
    for (start, end) in [
        (Excluded(3), Excluded(4)),
        (Excluded(3), Included(3)),
        (Excluded(255), Unbounded),
        (Excluded(255), Included(255)),
        (Excluded(255), Excluded(7)),
        (Included(7), Excluded(7)),
        (Included(7), Included(6)),
        (Unbounded, Excluded(0)),
    ] {
        says((start, end).first_and_last(), start.map(u64::from), end.map(u64::from));
    }
    let mut used_up = 5..=5;
    used_up.next();
    says(used_up.first_and_last(), Included(5), Included(5));
    let below = |end: Value| ArgumentError::EmptyRange { start: Unbounded, end: Excluded(end) };
    let none = (..Duration::ZERO).first_and_last();
    assert_eq!(none, Err(below(Value::Duration(Duration::ZERO))));
    assert_eq!((..'\0').first_and_last(), Err(below(Value::Char('\0'))));
    let none = (..NonZero::<i16>::MIN).first_and_last();
    assert_eq!(none, Err(below(Value::Signed(i16::MIN.into()))));
}
