use std::collections::BTreeMap;

use super::{BTreeSet, PolicyError, Rules, String, Vec, all_of, vec};
use crate::{Bits, Recipe};

/// The check: each password once, all that satisfy the rules and no others, in the number that was counted.
pub(super) fn is_complete(rules: &Rules) -> usize {
    let expected = rules.passwords();
    let set = match rules.policy().to_set() {
        Ok(set) => set,
        Err(error) => {
            assert!(expected.is_empty(), "{rules:?}: {error}");
            assert_ne!(error, PolicyError::TooComplex);
            return 0;
        }
    };
    let drawn = all_of(&set);
    assert_eq!(drawn.len(), expected.len(), "{rules:?}");
    let distinct: BTreeSet<String> = drawn.iter().cloned().collect();
    assert_eq!(distinct, expected, "{rules:?}");
    let count = expected.len() as u128;
    assert_eq!(set.bits(), Bits::of_count(count));
    assert_eq!(set.count().to_string(), count.to_string());
    drawn.len()
}

use std::string::ToString;

/// What `contains` says of each string, and of some that are not of the alphabet or the length.
fn contains_the_same(rules: &Rules) {
    let Ok(set) = rules.policy().to_set() else { return };
    for string in rules.strings() {
        assert_eq!(set.contains(&string), rules.allow(&string), "{rules:?} {string}");
        assert!(!set.contains(&[&string, "\0"].concat()));
    }
    assert!(!set.contains(""));
    let longer = Rules { least: rules.most + 1, most: rules.most + 1, ..rules.clone() };
    assert!(!longer.strings().any(|string| set.contains(&string)));
}

/// All combinations of a few values of every rule, over alphabets of equal and different classes.
fn family() -> Vec<Rules> {
    let mut family = vec![];
    for (alphabet, classes) in [
        ("ab1", ["ab", "1", "b1"]),
        ("abA1", ["ab", "A", "bA1"]),
        ("äb", ["ä", "äb", "-"]),
        ("xß€😀", ["x😀", "ß", "ß€"]),
    ] {
        for (least, most) in [(1, 1), (3, 3), (4, 4), (1, 4), (2, 3)] {
            let plain = Rules::new(alphabet, least, most);
            let limits =
                [(0, None), (1, None), (2, None), (0, Some(0)), (0, Some(1)), (1, Some(2))];
            for (first, second) in limits.iter().flat_map(|a| limits.iter().map(move |b| (a, b))) {
                let limited = plain.clone().limit(classes[0], first.0, first.1);
                let limited = limited.limit(classes[1], second.0, second.1);
                for third in [(0, None), (1, Some(2))] {
                    let limited = limited.clone().limit(classes[2], third.0, third.1);
                    for (start, run) in
                        [(false, None), (true, None), (false, Some(1)), (true, Some(2))]
                    {
                        let start = start.then_some(classes[2]);
                        family.push(Rules { start, run, ..limited.clone() });
                    }
                }
            }
        }
    }
    family
}

#[test]
fn every_password_of_every_small_policy_has_one_rank() {
    let (mut sets, mut passwords, mut impossible) = (0, 0, 0);
    for rules in family() {
        match is_complete(&rules) {
            0 => impossible += 1,
            count => (sets, passwords) = (sets + 1, passwords + count),
        }
    }
    std::eprintln!("{sets} sets, {passwords} passwords, {impossible} impossible");
    assert!(sets > 3000 && passwords > 90_000 && impossible > 500);
}

#[test]
fn sets_contain_what_they_draw() {
    family().iter().step_by(7).for_each(contains_the_same);
}

/// Fewer and larger ones: longer runs, more atoms, more characters to an atom.
#[test]
fn larger_sets_are_complete_too() {
    let digits = "0123456789";
    let all = [
        Rules::new(digits, 5, 5).limit("02468", 2, Some(4)).limit("0369", 1, None),
        Rules { run: Some(2), start: Some("123456789"), ..Rules::new(digits, 4, 5) },
        Rules { run: Some(3), ..Rules::new("ab", 1, 14).limit("a", 3, Some(9)) },
        Rules { run: Some(2), ..Rules::new("abcA1!", 6, 6) }
            .limit("abc", 1, None)
            .limit("A", 1, None)
            .limit("1", 1, None)
            .limit("!", 1, None),
        Rules::new("абвгд€", 1, 6).limit("а€", 1, Some(3)),
        Rules::new("abcdefgh", 6, 6).limit("abcdefgh", 6, None),
        Rules::new("abcd", 1, 8),
    ];
    let passwords: usize = all.iter().map(is_complete).sum();
    std::eprintln!("{passwords}");
    assert!(passwords > 400_000);
}

/// The negative control: the same look at sets of which something was changed.
#[test]
fn the_check_finds_a_password_too_many_or_twice() {
    let rules = Rules::new("ab1", 3, 3).limit("1", 1, None);
    let fails = |drawn: &[String]| {
        let mut times = BTreeMap::<&str, u32>::new();
        drawn.iter().for_each(|password| *times.entry(password).or_default() += 1);
        !times.keys().copied().eq(rules.passwords().iter())
            || times.values().any(|times| *times != 1)
    };
    let drawn = all_of(&rules.policy().to_set().unwrap());
    assert!(!fails(&drawn));
    assert!(fails(&[&drawn[..], &drawn[3..4]].concat()));
    assert!(fails(&drawn[1..]));
    assert!(fails(&all_of(&rules.policy().at_least(2, "1").to_set().unwrap())));
    assert!(fails(&all_of(&rules.policy().at_least(0, "1").to_set().unwrap())));
}
