//! Both ways of counting have the same passwords, each once.

use std::string::ToString;

use super::{Class, PasswordPolicy, PasswordSet, Vec, census::Small, vec};

/// Policies over four characters of which limited classes have none in common: all windows of one class, and of two, with all kinds of
/// starts, where there is a free rest and where there is none.
fn family() -> Vec<Small> {
    let mut family = vec![];
    let windows: Vec<_> = (0..3)
        .flat_map(|least| [None, Some(0), Some(1), Some(2)].map(|most| (least, most)))
        .collect();
    for (least, most) in [(1, 1), (3, 3), (1, 4)] {
        for classes in [["ab", "c"], ["ab", "cé"], ["a", "abcé"], ["abcé", "a"]] {
            for (first, second) in windows.iter().flat_map(|a| windows.iter().map(move |b| (a, b)))
            {
                for start in [None, Some("b"), Some("acé"), Some("é")] {
                    let plain = Small::new("abcé", least, most);
                    let start = start.map(|start| plain.class(start));
                    let limited = plain.limit(classes[0], first.0, first.1);
                    let limited = limited.limit(classes[1], second.0, second.1);
                    family.push(Small { start, ..limited });
                }
            }
        }
    }
    family
}

/// The check: what is counted class by class is each password once, and as many as with the automaton. `None` if the policy cannot be
/// counted class by class.
fn is_complete(small: &Small) -> Option<usize> {
    let Ok([by_automaton, by_class]) = PasswordSet::both_ways(&small.policy()) else {
        assert!(!small.passwords().contains(&true), "{small:?}");
        return Some(0);
    };
    let set = by_class?;
    let by_automaton = by_automaton.unwrap();
    assert_eq!(set.count(), by_automaton.count(), "{small:?}");
    assert_eq!(set.count(), small.policy().to_set().unwrap().count());
    let count = small.are_each_once(&set);
    assert_eq!(count, small.are_each_once(&by_automaton));
    Some(count)
}

/// All of the family where tests are optimised, and else some of it.
#[test]
fn both_ways_have_each_password_once() {
    let step = if cfg!(debug_assertions) { 11 } else { 1 };
    let counts: Vec<_> = family().iter().step_by(step).filter_map(is_complete).collect();
    let possible = counts.iter().filter(|count| **count > 0).count();
    assert!(possible > 150 && counts.len() - possible > 100, "{possible} of {}", counts.len());
}

/// Fewer and larger ones.
#[test]
fn larger_sets_are_complete_by_class_too() {
    let digits = "0123456789";
    let all = [
        Small::new(digits, 5, 5).limit("0123", 1, Some(3)).limit("45678", 2, None),
        Small::new(digits, 2, 5).limit("01", 0, Some(1)).limit("2345", 1, Some(2)),
        Small::new("abcdefgh", 6, 6).limit("abcdefgh", 6, None).limit("a", 1, Some(1)),
        Small::new("абвгд€", 1, 6).limit("а€", 1, Some(3)).limit("в", 0, Some(2)),
        Small { start: Some(0b11_0101), ..Small::new("ab12!?", 6, 6) }
            .limit("ab", 1, Some(3))
            .limit("12", 2, None)
            .limit("!", 0, Some(2)),
        Small::new("ab", 1, 14).limit("a", 3, Some(9)),
        "abcdefg"
            .chars()
            .fold(Small::new("abcdefg", 7, 7), |small, c| small.limit(&c.to_string(), 1, None)),
        "abcdefg"
            .chars()
            .fold(Small::new("abcdefg", 5, 5), |small, c| small.limit(&c.to_string(), 0, Some(1))),
    ];
    let counts: Vec<_> = all.iter().map(|small| is_complete(small).unwrap_or(0)).collect();
    assert_eq!(counts[6..], [5040, 2520]);
    assert!(counts.iter().all(|count| *count > 1000), "{counts:?}");
}

/// Where the automaton is refused, or would be slow.
#[test]
fn what_only_classes_can_count() {
    let length = PasswordPolicy::length;
    let each = |policy: PasswordPolicy, least, most| {
        let limit = |policy: PasswordPolicy, class: Class| {
            policy.at_least(least, class.clone()).at_most(most, class)
        };
        Class::ALL.into_iter().fold(policy, limit)
    };
    for (policy, bits) in [
        (each(length(64), 1, 20), "416.4"),
        (each(length(128), 16, 128), "837.1"),
        (('!'..='0').fold(length(16), |p, c| p.at_least(1, c)), "44.2"),
        (('!'..='Q').fold(length(128), |p, c| p.at_most(5, c)), "838.8"),
    ] {
        let set = policy.to_set().unwrap();
        assert_eq!(set.count().bits().to_string(), bits);
    }
}
