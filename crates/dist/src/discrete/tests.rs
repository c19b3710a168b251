//! Ranks and values correspond one to one, in order, at every value or at every edge.

extern crate std;
use core::{fmt::Debug, num::NonZero, time::Duration};
use std::vec::Vec;

use proptest::prelude::*;

use super::Ranked;
use crate::integer::Draw;

/// The values in their order, each with the one before it and the one after it.
fn are_neighbours<T: Draw + Debug>(values: &[T]) -> bool {
    let all_but_the_ends = values.windows(2).all(|pair| {
        pair[0] < pair[1]
            && pair[0].plus_one() == Some(pair[1])
            && pair[1].minus_one() == Some(pair[0])
    });
    let (first, last) = (values[0], values[values.len() - 1]);
    all_but_the_ends
        && (first, last) == (T::SMALLEST, T::LARGEST)
        && first.minus_one().is_none()
        && last.plus_one().is_none()
}

#[test]
fn every_value_of_the_small_types_has_its_neighbours() {
    assert!(are_neighbours::<u8>(&(0..=u8::MAX).collect::<Vec<_>>()));
    assert!(are_neighbours::<i8>(&(i8::MIN..=i8::MAX).collect::<Vec<_>>()));
    assert!(are_neighbours(&(0..=u8::MAX).filter_map(NonZero::new).collect::<Vec<_>>()));
    assert!(are_neighbours(&(i8::MIN..=i8::MAX).filter_map(NonZero::new).collect::<Vec<_>>()));
    assert!(are_neighbours(&(i16::MIN..=i16::MAX).filter_map(NonZero::new).collect::<Vec<_>>()));
    assert!(are_neighbours(&('\0'..=char::MAX).collect::<Vec<_>>()));
    // The control: a value that is left out.
    let gap: Vec<_> =
        (i8::MIN..=i8::MAX).filter(|&n| n != 0 && n != 1).filter_map(NonZero::new).collect();
    assert!(!are_neighbours(&gap));
}

#[test]
fn every_value_has_its_rank() {
    let ranks = |(rank, value): (u32, char)| value.rank() == rank && char::from_rank(rank) == value;
    assert!((0..).zip('\0'..=char::MAX).all(ranks));
    let below = (i8::MIN..=i8::MAX).zip((i8::MIN..=i8::MAX).filter_map(NonZero::new));
    assert!(below.into_iter().all(|(rank, n)| n.rank() == rank && NonZero::from_rank(rank) == n));
    let above = (0..u8::MAX).zip((1..=u8::MAX).filter_map(NonZero::new));
    assert!(above.into_iter().all(|(rank, n)| n.rank() == rank && NonZero::from_rank(rank) == n));
}

#[test]
fn the_ends_of_the_wide_types() {
    macro_rules! ends {
        ($($int:ty)+) => {$(
            let (first, last) = (NonZero::<$int>::MIN, NonZero::<$int>::MAX);
            assert_eq!((first.minus_one(), last.plus_one()), (None, None));
            assert_eq!((<$int>::MIN.minus_one(), <$int>::MAX.plus_one()), (None, None));
            assert_eq!((NonZero::from_rank(first.rank()), NonZero::from_rank(last.rank())), (first, last));
            assert_eq!(last.minus_one().and_then(Draw::plus_one), Some(last));
            assert_eq!(first.plus_one().and_then(Draw::minus_one), Some(first));
        )+};
    }
    ends!(u8 u16 u32 u64 u128 usize i8 i16 i32 i64 i128 isize);
    macro_rules! around_zero {
        ($($int:ty)+) => {$(
            let (below, above) = (NonZero::<$int>::new(-1).unwrap(), NonZero::<$int>::new(1).unwrap());
            assert_eq!((below.plus_one(), above.minus_one()), (Some(above), Some(below)));
        )+};
    }
    around_zero!(i8 i16 i32 i64 i128 isize);
    assert_eq!((Duration::ZERO.minus_one(), Duration::MAX.plus_one()), (None, None));
    assert_eq!(Duration::ZERO.plus_one(), Some(Duration::from_nanos(1)));
    assert_eq!(Duration::from_secs(1).minus_one(), Some(Duration::from_nanos(999_999_999)));
    assert_eq!(Duration::MAX.minus_one(), Some(Duration::new(u64::MAX, 999_999_998)));
    assert_eq!(Duration::new(7, 999_999_999).plus_one(), Some(Duration::from_secs(8)));
}

#[test]
fn the_longest_durations() {
    for rank in
        (0..3).chain([u64::MAX.into(), 1 << 64, (1 << 64) + 1]).chain([Duration::MAX.as_nanos()])
    {
        assert_eq!(Duration::from_rank(rank).rank(), rank);
    }
    assert_eq!(Duration::from_rank(Duration::MAX.as_nanos()), Duration::MAX);
    assert_eq!(super::duration::TWO_TO_THE_64.as_nanos(), 1 << 64);
}

proptest! {
    #[test]
    fn durations_are_their_nanoseconds(seconds: u64, nanos in 0u32..1_000_000_000) {
        let duration = Duration::new(seconds, nanos);
        prop_assert_eq!(duration.rank(), u128::from(seconds) * 1_000_000_000 + u128::from(nanos));
        prop_assert_eq!(Duration::from_rank(duration.rank()), duration);
    }
}
