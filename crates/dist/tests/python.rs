//! Python's contract for the draws (`secrets`, `random.SystemRandom`), line by line.
#![cfg(feature = "alloc")]
#![allow(clippy::reversed_empty_ranges, reason = "the reversed range is the bad argument")]

use core::ops::Bound;
use std::collections::HashSet;

use wellspring_dist::{ArgumentError, Error, Random, Value};
use wellspring_entropy::{System, testing::Counting};

#[test]
fn randbelow() {
    // n = 1 -> 0
    assert!((0..100).all(|_| System.below(1u32) == 0));
    // n <= 0 is an error
    assert_eq!(
        System.try_below(0u8),
        Err(Error::Argument(ArgumentError::ZeroBound { max: Some(Value::Unsigned(255)) }))
    );
    // Python rejects half of its draws at powers of two; here none is drawn twice.
    let mut source = Counting::new(System);
    for k in 0..31 {
        for _ in 0..100 {
            assert!(source.below(1u32 << k) < 1 << k);
        }
    }
    assert_eq!((source.draws(), source.bytes()), (3100, 12_400));
}

#[test]
fn randbits() {
    // k = 0 -> 0
    assert_eq!(System.bits::<u64>(0), 0);
    assert_eq!(System.bits::<u128>(0), 0);
    for k in 1..=64 {
        assert!((0..20).all(|_| System.bits::<u64>(k).checked_shr(k).unwrap_or(0) == 0), "{k}");
    }
    for k in 1..=128 {
        assert!((0..20).all(|_| System.bits::<u128>(k).checked_shr(k).unwrap_or(0) == 0), "{k}");
    }
    // Every bit is both 0 and 1 at times: 2^-199 that one is not.
    let (ones, zeros) = (0..200).fold((0, u128::MAX), |(ones, zeros), _| {
        let word: u128 = System.bits(128);
        (ones | word, zeros & word)
    });
    assert_eq!((ones, zeros), (u128::MAX, 0));
}

#[test]
fn choice() {
    // An empty sequence is an IndexError there, `None` here.
    assert_eq!(System.choose::<u8>(&[]), None);
    assert_eq!(System.choose(&["only"]), Some(&"only"));
    let seen: HashSet<_> = (0..500).filter_map(|_| System.choose(&[1, 2, 3])).collect();
    assert_eq!(seen.len(), 3, "chance of a miss 3 * (2/3)^500 < 2^-290");
}

#[test]
fn random() {
    for _ in 0..1000 {
        let (x, y) = (System.f64(), System.f32());
        assert!((0.0..1.0).contains(&x) && (0.0..1.0).contains(&y));
        assert_eq!((x * 2f64.powi(53)).fract(), 0.0, "a multiple of 2^-53");
        assert_eq!((y * 2f32.powi(24)).fract(), 0.0, "a multiple of 2^-24");
    }
}

#[test]
fn randrange_and_randint() {
    // Empty ranges are errors, in either form.
    assert!(matches!(
        System.try_range(5..5),
        Err(Error::Argument(ArgumentError::EmptyRange { end: Bound::Excluded(_), .. }))
    ));
    assert!(matches!(
        System.try_range(6..=5i8),
        Err(Error::Argument(ArgumentError::EmptyRange {
            start: Bound::Included(Value::Signed(6)),
            end: Bound::Included(Value::Signed(5)),
        }))
    ));
    assert_eq!(System.range(5..=5), 5);
    // A range that was used up as an iterator has no number left.
    let mut used_up = 5..=5;
    used_up.next();
    assert!(matches!(System.try_range(used_up), Err(Error::Argument(_))));
    let seen: HashSet<i32> = (0..500).map(|_| System.range(-1..=1)).collect();
    assert_eq!(seen, HashSet::from([-1, 0, 1]));
}

#[test]
fn randbytes() {
    let mut bytes = [0; 64];
    System.fill(&mut bytes);
    assert_ne!(bytes[..32], bytes[32..]);
    System.fill(&mut []);
}

#[test]
fn shuffle_and_sample() {
    let deck: Vec<u8> = (0..52).collect();
    let mut shuffled = deck.clone();
    System.shuffle(&mut shuffled);
    assert_ne!(shuffled, deck, "chance 1 / 52! < 2^-225");
    shuffled.sort_unstable();
    assert_eq!(shuffled, deck);

    // k > n is an error; k = 0 and k = n are not.
    assert!(System.sample(&deck, 0).is_empty());
    assert_eq!(System.sample(&deck, 52).len(), 52);
    assert_eq!(
        System.try_sample(&deck, 53),
        Err(Error::Argument(ArgumentError::SampleTooLarge { k: 53, population: 52 }))
    );
    // Elements repeat in a sample as often as they stand in the population.
    assert_eq!(System.sample(&[7, 7], 2), [&7, &7]);
}
