//! All steps through ranges of 8-bit numbers, on the code that runs for every width, against a loop.

#![allow(
    clippy::reversed_empty_ranges,
    reason = "with a negative step they go down, and else they are bad arguments"
)]

extern crate std;
use std::{vec, vec::Vec};

use super::{StepRange, Steps};
use crate::{ArgumentError, Int, Value};

/// All numbers that can be drawn, in the order of their indices.
fn numbers<T: Int, B: StepRange<T>>(range: B, step: Value) -> Vec<T> {
    Steps::new(range, step)
        .map_or(vec![], |steps| (0..=steps.last).map(|i| steps.number(i)).collect())
}

/// What Python's `range` gives.
fn looped(start: i32, end: i32, inclusive: bool, step: i32) -> Vec<i32> {
    let (mut number, mut numbers) = (start, vec![]);
    let inside = |n: i32| match (step.signum(), inclusive) {
        (1, false) => n < end,
        (1, true) => n <= end,
        (-1, false) => n > end,
        (-1, true) => n >= end,
        _ => false,
    };
    while inside(number) {
        numbers.push(number);
        number += step;
    }
    numbers
}

/// How many of the two forms of range have another set of numbers than the loop.
fn differences<T: Int + Into<i32> + TryFrom<i32>>(start: T, end: T, step: i32) -> u32 {
    let written = Value::Signed(step.into());
    let widened = |drawn: Vec<T>| drawn.into_iter().map(Into::into).collect::<Vec<i32>>();
    let (a, b) = (start.into(), end.into());
    u32::from(widened(numbers(start..end, written)) != looped(a, b, false, step))
        + u32::from(widened(numbers(start..=end, written)) != looped(a, b, true, step))
}

#[test]
fn every_range_of_i8_in_some_steps() {
    let check = |start: i8, steps: &[i32]| {
        for end in i8::MIN..=i8::MAX {
            for &step in steps {
                assert_eq!(differences(start, end, step), 0, "{start}, {end}, {step}");
            }
        }
    };
    for start in i8::MIN..=i8::MAX {
        check(start, &[7, 64, 127, 128, 255, 256, -10, -127, -128]);
    }
    // Short steps give many numbers.
    for start in (i8::MIN..=i8::MAX).step_by(15) {
        check(start, &[1, 2, 3, -1, -2, -3]);
    }
}

#[test]
fn some_ranges_of_8_bits_in_every_step() {
    for step in -260..=260 {
        for (start, end) in
            [(-128, 127), (127, -128), (0, 100), (-1, 1), (5, 5), (3, -9), (-128, -127)]
        {
            assert_eq!(differences::<i8>(start, end, step), 0, "{start}, {end}, {step}");
        }
        for (start, end) in [(0, 255), (255, 0), (0, 100), (254, 255), (5, 5), (130, 120)] {
            assert_eq!(differences::<u8>(start, end, step), 0, "{start}, {end}, {step}");
        }
    }
}

/// The control: a count that forgets that the end does not belong to `start..end` is caught where it matters.
#[test]
fn a_count_that_is_one_too_high_is_caught() {
    let wrong = |start: i8, end: i8, step: i128| {
        numbers(start..=end, Value::Signed(step)).into_iter().map(i32::from).collect::<Vec<_>>()
    };
    let right = |start: i8, end: i8, step| looped(start.into(), end.into(), false, step);
    assert_ne!(wrong(0, 6, 3), right(0, 6, 3));
    assert_ne!(wrong(6, 0, -3), right(6, 0, -3));
    assert_eq!(wrong(0, 5, 3), right(0, 5, 3));
}

/// The first two and the last, and how many there are but one.
fn outline<T: Int, B: StepRange<T>>(range: B, step: impl Int) -> (T, T, T, u128) {
    let steps = Steps::new(range, step.value()).unwrap();
    (steps.number(0), steps.number(1), steps.number(steps.last), steps.last)
}

#[test]
fn full_domains_of_128_bits() {
    let (min, max) = (i128::MIN, i128::MAX);
    assert_eq!(outline(0..=u128::MAX, 1), (0, 1, u128::MAX, u128::MAX));
    assert_eq!(outline(u128::MAX..=0, -1), (u128::MAX, u128::MAX - 1, 0, u128::MAX));
    assert_eq!(outline(min..=max, 1), (min, min + 1, max, u128::MAX));
    assert_eq!(outline(max..min, -1), (max, max - 1, min + 1, u128::MAX - 1));
    assert_eq!(outline(min..=max, u128::MAX), (min, max, max, 1));
    assert_eq!(outline(0..=u128::MAX, u128::MAX), (0, u128::MAX, u128::MAX, 1));
    assert_eq!(outline(u128::MAX..=0, min), (u128::MAX, u128::MAX >> 1, u128::MAX >> 1, 1));
    assert_eq!(outline(max..=min, min), (max, -1, -1, 1));
    assert_eq!(outline(min..=max, max), (min, -1, max - 1, 2));
    assert_eq!(outline(u64::MIN..=u64::MAX, 1u8), (0, 1, u64::MAX, u64::MAX.into()));
    // A step that the type could not hold.
    assert_eq!(numbers(-100i8..=100, Value::Unsigned(200)), [-100, 100]);
    assert_eq!(numbers(255u8..=0, Value::Signed(-255)), [255, 0]);
    assert_eq!(numbers(255u8..0, Value::Signed(-255)), [255]);
}

#[test]
fn what_leads_nowhere_is_refused_as_it_was_written() {
    let refused = |result: Result<Steps<i32>, _>, start, end, inclusive, step| {
        let (start, end, step) = (Value::Signed(start), Value::Signed(end), Value::Signed(step));
        let error = ArgumentError::EmptySteps { start, end, inclusive, step };
        assert_eq!(result.err(), Some(error));
    };
    refused(Steps::new(3..9, Value::Signed(0)), 3, 9, false, 0);
    refused(Steps::new(3..=3, Value::Signed(0)), 3, 3, true, 0);
    refused(Steps::new(3..3, Value::Signed(1)), 3, 3, false, 1);
    refused(Steps::new(3..3, Value::Signed(-1)), 3, 3, false, -1);
    refused(Steps::new(9..3, Value::Signed(1)), 9, 3, false, 1);
    refused(Steps::new(3..=9, Value::Signed(-1)), 3, 9, true, -1);
    let up = 3..=9;
    refused(Steps::new(&up, Value::Signed(i128::MIN)), 3, 9, true, i128::MIN);
    let mut used_up = 5..=5;
    used_up.next();
    refused(Steps::new(&used_up, Value::Signed(1)), 5, 5, true, 1);
    refused(Steps::new(&used_up, Value::Signed(-1)), 5, 5, true, -1);
    assert_eq!(numbers(5..=5, Value::Signed(-1)), [5]);
}
