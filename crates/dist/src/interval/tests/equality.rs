//! Which intervals are equal: those with the same values.

extern crate std;
use core::ops::Bound::Excluded;
use std::vec;

use super::{
    bounds,
    tiny::{Tiny, tiny},
    values,
};
use crate::{Interval, float::Parts};

#[test]
fn intervals_are_equal_if_their_values_are() {
    let floats = tiny();
    let mut all = vec![];
    for (&a, &b) in floats.iter().flat_map(|a| floats.iter().skip(18).map(move |b| (a, b))) {
        let ranges = bounds(Tiny(a), Tiny(b)).into_iter();
        all.extend(ranges.filter_map(|range| Some((Interval::new(range).ok()?, values(range)))));
    }
    // Those from one value to another are all that can be alike.
    all.sort_by(|(a, _), (b, _)| {
        a.lowest.0.total_cmp(&b.lowest.0).then(a.highest.0.total_cmp(&b.highest.0))
    });
    let mut other_steps = 0;
    for group in all.chunk_by(|(a, _), (b, _)| (a.lowest, a.highest) == (b.lowest, b.highest)) {
        for (a, of_a) in group {
            for (b, of_b) in group {
                assert_eq!(a == b, of_a == of_b, "{of_a:?} {of_b:?}");
                other_steps += usize::from(of_a == of_b && a.step != b.step);
            }
        }
    }
    // The control: to compare the steps alone would be wrong.
    assert!(other_steps > 0);
    let grain = f64::GRAIN;
    let around = Interval::new((Excluded(1.0 - grain), Excluded(1.0 + 2.0 * grain))).unwrap();
    assert_eq!(Interval::new(1.0..=1.0).unwrap(), around);
    let two = Interval::new(1.0 - grain..1.0 + 2.0 * grain).unwrap();
    assert_eq!(Interval::new(1.0 - grain..=1.0).unwrap(), two);
    assert_ne!(Interval::new(1.0 - 2.0 * grain..=1.0).unwrap(), two);
    assert_ne!(two, around);
}
