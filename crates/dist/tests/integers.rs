//! Ranges and steps of every type through the public methods: each value comes, at the cost of its count, and a bad
//! argument draws nothing.
#![allow(clippy::reversed_empty_ranges, reason = "they are bad arguments, or go down in steps")]
#![allow(
    clippy::unwrap_used,
    clippy::integer_division_remainder_used,
    reason = "the oracle divides, has no secrets and may stop where it stands"
)]

use core::{
    fmt::Debug,
    num::NonZero,
    ops::Bound::{Excluded, Included, Unbounded},
    time::Duration,
};

use wellspring_dist::{ArgumentError, Discrete, DiscreteRange, Error, Random, Value};
use wellspring_entropy::{
    Error as SourceError, System,
    testing::{Counting, Failing, Replay},
};

/// The greatest word of which Lemire's method makes the `i`th of `n` numbers: the high word of its product with `n`.
fn word_for(i: u32, n: u32) -> [u8; 4] {
    let end = ((u64::from(i) + 1) << 32).div_ceil(u64::from(n));
    u32::try_from(end - 1).unwrap().to_le_bytes()
}

/// What a range of `n` values gives for the `n` intervals of words, in order.
fn drawn<T: Discrete>(range: impl DiscreteRange<T> + Clone, n: u32) -> impl Iterator<Item = T> {
    (0..n).map(move |i| Replay::new(&word_for(i, n)).range(range.clone()))
}

fn non_zero(range: impl Iterator<Item = i8>) -> impl Iterator<Item = NonZero<i8>> {
    range.filter_map(NonZero::new)
}

#[test]
fn every_value_of_every_range_of_non_zero_8_bits() {
    for a in non_zero(i8::MIN..=i8::MAX) {
        for b in non_zero(a.get()..=i8::MAX) {
            let n = non_zero(a.get()..=b.get()).count();
            let n = n.try_into().unwrap();
            assert!(drawn(a..=b, n).eq(non_zero(a.get()..=b.get())), "{a}..={b}");
        }
    }
    // The control: 0 was counted, which the greatest offset shows.
    let (a, b) = (NonZero::<i8>::MIN, NonZero::<i8>::MAX);
    assert!(drawn(a..=b, 255).eq(non_zero(i8::MIN..=i8::MAX)));
    assert!(!drawn(a..=b, 256).eq((i8::MIN..=i8::MAX).map(|n| NonZero::new(n).unwrap_or(b))));
    let positive = (1..=u8::MAX).filter_map(NonZero::new);
    assert!(drawn::<NonZero<u8>>(.., 255).eq(positive));
}

#[test]
fn every_character_around_the_surrogates() {
    let around = || ('\u{D7F0}'..='\u{D7FF}').chain('\u{E000}'..='\u{E00F}');
    for a in around() {
        for b in around().filter(|&b| a <= b) {
            let n = (a..=b).count().try_into().unwrap();
            assert!(drawn(a..=b, n).eq(a..=b), "{a:?}..={b:?}");
        }
    }
    // Every 251st of all characters.
    let all = (0..1_112_064)
        .step_by(251)
        .map(|i| Replay::new(&word_for(i, 1_112_064)).range::<char, _>(..));
    assert!(all.eq(('\0'..=char::MAX).step_by(251)));
}

#[test]
fn durations_by_the_nanosecond() {
    let ends = [
        (Duration::new(1, 999_999_990), Duration::new(2, 9)),
        (
            Duration::from_nanos(u64::MAX - 9),
            Duration::from_nanos(u64::MAX) + Duration::from_nanos(10),
        ),
        (Duration::MAX - Duration::from_nanos(19), Duration::MAX),
    ];
    for (a, b) in ends {
        let all = (0..20).map(|i| a + Duration::from_nanos(i));
        assert!(drawn(a..=b, 20).eq(all), "{a:?}..={b:?}");
    }
}

#[test]
fn steps_go_up_and_down() {
    let all = |n, draw: &dyn Fn(&mut Replay<'_>) -> i32| {
        (0..n).map(|i| draw(&mut Replay::new(&word_for(i, n)))).collect::<Vec<_>>()
    };
    assert_eq!(all(4, &|r| r.range_step(10..0, -3)), [10, 7, 4, 1]);
    assert_eq!(all(4, &|r| r.range_step(10..=1, -3)), [10, 7, 4, 1]);
    assert_eq!(all(3, &|r| r.range_step(10..1, -3i8)), [10, 7, 4]);
    assert_eq!(all(4, &|r| r.range_step(0..10, 3u64)), [0, 3, 6, 9]);
    assert_eq!(all(2, &|r| r.range_step(i32::MIN..=i32::MAX, u32::MAX)), [i32::MIN, i32::MAX]);
    let five = 5..=5;
    assert_eq!(all(1, &|r| r.range_step(&five, i128::MIN)), [5]);
    let down = |i| Replay::new(&word_for(i, 2)).range_step(u128::MAX..=0, i128::MIN);
    assert_eq!([down(0), down(1)], [u128::MAX, u128::MAX >> 1]);
}

/// How many calls and bytes a draw takes. The greatest word is never rejected.
fn cost<T: PartialEq + Debug>(
    draw: impl Fn(&mut Counting<Replay<'static>>) -> T,
) -> (T, usize, usize) {
    let mut source = Counting::new(Replay::new(&[0xFF; 16]));
    let value = draw(&mut source);
    (value, source.draws(), source.bytes())
}

#[test]
fn a_draw_costs_what_its_count_needs() {
    assert_eq!(cost(|r| r.range::<char, _>(..)), (char::MAX, 1, 4));
    assert_eq!(cost(|r| r.range('a'..='z')), ('z', 1, 4));
    assert_eq!(cost(|r| r.range::<NonZero<u8>, _>(..)), (NonZero::<u8>::MAX, 1, 4));
    assert_eq!(cost(|r| r.range::<NonZero<i32>, _>(..)), (NonZero::<i32>::MAX, 1, 4));
    assert_eq!(cost(|r| r.range::<NonZero<u64>, _>(..)), (NonZero::<u64>::MAX, 1, 8));
    assert_eq!(cost(|r| r.range::<NonZero<i128>, _>(..)), (NonZero::<i128>::MAX, 2, 16));
    let ten: NonZero<i128> = NonZero::new(10).unwrap();
    assert_eq!(cost(|r| r.range(-ten..=ten)), (ten, 1, 4));
    let second = Duration::from_secs(1);
    assert_eq!(cost(|r| r.range(..second)), (second - Duration::from_nanos(1), 1, 4));
    let day = Duration::from_secs(86_400);
    assert_eq!(cost(|r| r.range(second..=day)), (day, 1, 8));
    assert_eq!(cost(|r| r.range::<Duration, _>(..)), (Duration::MAX, 2, 16));
    assert_eq!(cost(|r| r.range_step(0..=u128::MAX, 1u128 << 96)), (u128::MAX << 96, 1, 4));
    assert_eq!(cost(|r| r.range_step(0..=u128::MAX, 1u64 << 63)), (u128::MAX << 63, 2, 16));
    assert_eq!(cost(|r| r.range_step(0..=u128::MAX, 1u128 << 64)), (u128::MAX << 64, 1, 8));
    assert_eq!(cost(|r| r.range_step(i128::MIN..=i128::MAX, 1)), (i128::MAX, 2, 16));
    assert_eq!(cost(|r| r.range_step(i128::MAX..=i128::MIN, -1)), (i128::MIN, 2, 16));
    assert_eq!(cost(|r| r.range_step(7..=7, 1)), (7, 1, 4));
}

#[test]
fn every_form_of_range() {
    let least = |draw: &dyn Fn(&mut Replay<'static>) -> i16| draw(&mut Replay::new(&[0; 16]));
    let most = |draw: &dyn Fn(&mut Replay<'static>) -> i16| draw(&mut Replay::new(&[0xFF; 16]));
    // Powers of two, of which no word is rejected: from the least word comes the first number.
    assert_eq!(least(&|r| r.range(i16::MAX - 7..)), i16::MAX - 7);
    assert_eq!(most(&|r| r.range(i16::MAX - 7..)), i16::MAX);
    assert_eq!(least(&|r| r.range(..i16::MIN + 8)), i16::MIN);
    assert_eq!(most(&|r| r.range(..i16::MIN + 8)), i16::MIN + 7);
    assert_eq!(most(&|r| r.range(..=i16::MIN + 7)), i16::MIN + 7);
    assert_eq!((least(&|r| r.range(..)), most(&|r| r.range(..))), (i16::MIN, i16::MAX));
    assert_eq!(least(&|r| r.range((Excluded(2), Included(6)))), 3);
    assert_eq!(most(&|r| r.range((Excluded(2), Excluded(7)))), 6);
    assert_eq!(most(&|r| r.range((Excluded(i16::MAX - 1), Unbounded))), i16::MAX);
    let (die, half_open) = (1..=6, 3..7);
    assert_eq!(most(&|r| r.range(&die)), 6);
    assert_eq!((least(&|r| r.range(&half_open)), most(&|r| r.range(&half_open))), (3, 6));
}

/// `draw` is refused, and the source is not asked.
fn refused<T: PartialEq + Debug>(
    draw: impl Fn(&mut Counting<System>) -> Result<T, Error<SourceError>>,
    error: ArgumentError,
) {
    let mut source = Counting::new(System);
    assert_eq!(draw(&mut source), Err(Error::Argument(error)));
    assert_eq!(source.draws(), 0);
}

#[test]
fn bad_arguments_are_named_and_draw_nothing() {
    let range = |start, end| ArgumentError::EmptyRange { start, end };
    let signed = Value::Signed;
    refused(|r| r.try_range(3..3), range(Included(signed(3)), Excluded(signed(3))));
    refused(|r| r.try_range(3..=2i128), range(Included(signed(3)), Included(signed(2))));
    refused(|r| r.try_range(..i64::MIN), range(Unbounded, Excluded(signed(i64::MIN.into()))));
    refused(
        |r| r.try_range('b'..='a'),
        range(Included(Value::Char('b')), Included(Value::Char('a'))),
    );
    let one: NonZero<u8> = NonZero::new(1).unwrap();
    refused(|r| r.try_range(..one), range(Unbounded, Excluded(Value::Unsigned(1))));
    let second = Value::Duration(Duration::from_secs(1));
    refused(
        |r| r.try_range(Duration::from_secs(1)..Duration::from_secs(1)),
        range(Included(second), Excluded(second)),
    );
    let steps = |start, end, inclusive, step| {
        let (start, end, step) = (signed(start), signed(end), signed(step));
        ArgumentError::EmptySteps { start, end, inclusive, step }
    };
    refused(|r| r.try_range_step(0..10, 0), steps(0, 10, false, 0));
    refused(|r| r.try_range_step(0..10, -1), steps(0, 10, false, -1));
    refused(|r| r.try_range_step(10..=0, 1), steps(10, 0, true, 1));
    refused(|r| r.try_range_step(4..4, 1), steps(4, 4, false, 1));
}

#[test]
fn a_source_that_fails_at_any_draw() {
    fn at_every_draw<T>(
        calls: usize,
        draw: impl Fn(&mut Failing<System>) -> Result<T, Error<SourceError>>,
    ) {
        for at in 1..=calls {
            let error = draw(&mut Failing::at_draw(at, System)).err();
            assert_eq!(error, Some(Error::Source(SourceError::INJECTED)));
        }
        assert!(draw(&mut Failing::at_draw(calls + 1, System)).is_ok());
    }
    // Powers of two, so that the number of draws is known.
    at_every_draw(1, |r| r.try_range('\0'..'\u{80}'));
    at_every_draw(1, |r| r.try_range(NonZero::<u32>::MIN..=NonZero::new(8).unwrap()));
    at_every_draw(1, |r| r.try_range(Duration::ZERO..Duration::from_nanos(1 << 40)));
    at_every_draw(2, |r| r.try_range(Duration::ZERO..Duration::from_nanos(1 << 63) * 4));
    at_every_draw(1, |r| r.try_range_step(0..8u8, 2));
    at_every_draw(2, |r| r.try_range_step(i128::MAX..=i128::MIN, -1));
}
