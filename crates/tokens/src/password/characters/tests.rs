extern crate std;
use std::{format, string::ToString};

use super::*;

fn all(set: &Characters) -> Vec<char> {
    set.spans().flat_map(|s| s.first..=s.last).map(|c| char::from_u32(c).unwrap()).collect()
}

/// Against sets of booleans, for every pair of sets of a small universe on both sides of ASCII's end and of the surrogates.
#[test]
fn sets_are_sets() {
    let universe = ['~', '\u{7F}', '\u{80}', '\u{81}', '\u{D7FF}', '\u{E000}', '\u{E001}'];
    let set = |bits: u32| -> Characters {
        universe.iter().zip(0..).filter(|(_, i)| bits >> i & 1 == 1).map(|(c, _)| *c).collect()
    };
    for (a, b) in (0..128).flat_map(|a| (0..128).map(move |b| (a, b))) {
        assert_eq!(set(a).union(&set(b)), set(a | b));
        assert_eq!(set(a).minus(&set(b)), set(a & !b));
        assert_eq!(set(a).common(&set(b)), set(a & b));
        assert_eq!(set(a).size(), a.count_ones());
        assert_eq!(set(a).is_empty(), a == 0);
        assert!(universe.iter().zip(0..).all(|(c, i)| set(a).contains(*c) == (a >> i & 1 == 1)));
    }
}

#[test]
fn ranges_leave_the_surrogates_out() {
    let everything = Characters::from('\0'..=char::MAX);
    assert_eq!(everything.len(), 1_112_064);
    assert!(all(&everything).into_iter().eq('\0'..=char::MAX));
    assert_eq!(everything.minus(&everything), Characters::default());
    assert_eq!(all(&Characters::VISIBLE), ('!'..='~').collect::<Vec<_>>());
    assert_eq!(all(&Characters::PRINTABLE), (' '..='~').collect::<Vec<_>>());
    assert!(Characters::from(RangeInclusive::new('b', 'a')).is_empty());
    assert_eq!(Characters::default().first(), u32::MAX);
}

#[test]
fn they_are_shown_in_short() {
    let shown = |text: &str| Characters::from(text).to_string();
    assert_eq!(shown(""), "[]");
    assert_eq!(shown("ba"), "[ab]");
    assert_eq!(shown("0123456789!?\n"), "[\\n!0-9?]");
    let odd: Characters = ('!'..='~').step_by(2).collect();
    assert_eq!(odd.to_string(), "[!#%\\')+-/1357 and 35 more]");
    assert_eq!(format!("{:?}", Characters::from('α'..='ω')), "Characters([α-ω])");
}
