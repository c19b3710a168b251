//! That a refusal names the fewest rules, whatever the order in which they were said, and however many there are.

use super::{Class, PasswordPolicy, PolicyError, Vec, vec};
use crate::password::PolicyRule;

fn length(length: usize) -> PasswordPolicy {
    PasswordPolicy::length(length)
}

/// Rules for a policy, said in their order and the other way round.
fn both_orders(
    policy: &PasswordPolicy,
    rules: &[PolicyRule],
) -> [Result<super::PasswordSet, PolicyError>; 2] {
    let add = |policy: PasswordPolicy, rule: &PolicyRule| match rule.clone() {
        PolicyRule::AtLeast { minimum, class } => policy.at_least(minimum, class),
        PolicyRule::AtMost { maximum, class } => policy.at_most(maximum, class),
        PolicyRule::StartingWith { class } => policy.starting_with(class),
        PolicyRule::MaxConsecutive { maximum } => policy.max_consecutive(maximum),
    };
    [
        rules.iter().fold(policy.clone(), add).to_set(),
        rules.iter().rev().fold(policy.clone(), add).to_set(),
    ]
}

fn named(result: Result<super::PasswordSet, PolicyError>) -> Vec<PolicyRule> {
    match result.unwrap_err() {
        PolicyError::MinimumsExceedLength { rules, .. }
        | PolicyError::MaximumsBelowLength { rules, .. }
        | PolicyError::Conflict { rules, .. } => rules,
        other => std::panic!("{other:?}"),
    }
}

fn at_least(minimum: usize, class: impl Into<Class>) -> PolicyRule {
    PolicyRule::AtLeast { minimum, class: class.into() }
}

fn at_most(maximum: usize, class: impl Into<Class>) -> PolicyRule {
    PolicyRule::AtMost { maximum, class: class.into() }
}

#[test]
fn the_greatest_minimums_are_enough() {
    let small = [Class::Upper, Class::Digit, "!".into(), "?".into()];
    let mut rules = vec![at_least(3, Class::Lower)];
    rules.extend(small.map(|class| at_least(1, class)));
    let [forth, back] = both_orders(&length(3), &rules);
    assert_eq!(named(forth), [at_least(3, Class::Lower), at_least(1, Class::Upper)]);
    assert_eq!(named(back), [at_least(1, "?"), at_least(3, Class::Lower)]);
    // Within a class that has a maximum.
    let rules = [
        at_least(1, "x"),
        at_least(1, "y"),
        at_least(4, "abc"),
        at_least(1, "z"),
        at_most(5, Class::Lower),
    ];
    for result in both_orders(&length(20), &rules) {
        let named = named(result);
        assert_eq!(named.len(), 4);
        assert!(named.contains(&at_least(4, "abc")) && named.contains(&at_most(5, Class::Lower)));
    }
    // Beside the first character; those that it is of are not to blame.
    let start = PolicyRule::StartingWith { class: Class::Letter };
    let others = [at_least(1, "!"), at_least(9, Class::Digit), at_least(1, "?"), start];
    let rules = [&others[..], &[at_least(0, Class::Upper)]].concat();
    for result in both_orders(&length(11), &rules) {
        let named = named(result);
        assert!(named.len() == 4 && others.iter().all(|rule| named.contains(rule)));
    }
}

/// Of three classes that have all characters, each two have them as well: one is not to blame.
#[test]
fn what_the_others_cover_is_left_out() {
    let rules = [at_most(2, "ab"), at_most(2, "bc"), at_most(2, "ca")];
    for (characters, is_possible) in [(3, true), (5, false), (10, false)] {
        for result in both_orders(&length(characters).only("abc"), &rules) {
            assert_eq!(result.is_ok(), is_possible);
            if !is_possible {
                let named = named(result);
                assert!(named.len() == 2 && named.iter().all(|rule| rules.contains(rule)));
            }
        }
    }
}

/// Neither one more nor one less than is needed.
#[test]
fn as_many_as_are_needed() {
    let rules: Vec<_> = ('!'..='~').take(70).map(|c| at_least(1, c)).collect();
    for (characters, count) in [(66, 67), (69, 70)] {
        for result in both_orders(&length(characters), &rules) {
            assert_eq!(named(result).len(), count);
        }
    }
    assert!(both_orders(&length(70), &rules).into_iter().all(|result| result.is_ok()));
}

/// Of several contradictions the one with the fewest rules is told.
#[test]
fn of_several_the_shortest() {
    let whole = at_most(3, '!'..='~');
    let both = [at_least(6, Class::Lower), at_least(5, Class::Upper)];
    let rules = [&both[..], core::slice::from_ref(&whole)].concat();
    for result in both_orders(&length(10), &rules) {
        assert_eq!(named(result), core::slice::from_ref(&whole));
    }
    let start = PolicyRule::StartingWith { class: Class::Digit };
    let three = Class::ALL.map(|class| at_least(3, class));
    let rules = [&three[..], &[at_most(0, "0123456789"), start.clone()]].concat();
    let allowed = rules.iter().filter(|rule| **rule != at_least(3, Class::Digit));
    let rules: Vec<_> = allowed.cloned().collect();
    for result in both_orders(&length(8), &rules) {
        assert_eq!(named(result), [start.clone(), at_most(0, "0123456789")]);
    }
    // Even if one class contradicts itself.
    let rules = [at_least(3, "x"), at_most(1, "x"), whole.clone()];
    for result in both_orders(&length(10), &rules) {
        assert_eq!(named(result), core::slice::from_ref(&whole));
    }
}

/// Of several with as few the one that is looked for first: lengths are told before anything else.
#[test]
fn of_several_as_short_the_first() {
    let start = PolicyRule::StartingWith { class: Class::Upper };
    let minimums = [at_least(3, Class::Lower), at_least(2, Class::Digit)];
    let rules = [&minimums[..], &[at_most(0, Class::Upper), start]].concat();
    for result in both_orders(&length(4), &rules) {
        let error = result.unwrap_err();
        assert!(matches!(error, PolicyError::MinimumsExceedLength { minimums: 5, .. }), "{error}");
    }
}

/// Sums that the length has room for are no reason: it is said what they do not go together with.
#[test]
fn what_the_length_has_room_for_is_not_to_blame() {
    let halves = [at_least(2, Class::Lower), at_least(2, Class::Upper)];
    let rules = [&halves[..], &[at_most(3, Class::Letter)]].concat();
    let whole = |maximum| [at_most(maximum, '!'..='~'), at_least(maximum + 1, Class::Lower)];
    // At most as many characters as the least length, and more of them.
    let lengths = [(4, 4, rules), (2, 8, whole(2).into()), (2, 8, whole(3).into())];
    for (least, most, rules) in lengths {
        for result in both_orders(&length(most).with_length(least..=most), &rules) {
            let error = result.unwrap_err();
            assert!(matches!(error, PolicyError::Conflict { .. }), "{error}");
            let named = named(Err(error));
            assert!(named.len() == rules.len() && rules.iter().all(|rule| named.contains(rule)));
        }
    }
}

/// One place is the first character's, and minimums that take all of them are enough: one more is not to blame.
#[test]
fn beside_the_first_character_all_places_are_enough() {
    let start = PolicyRule::StartingWith { class: "a".into() };
    // Those that overlap come first, so that it is not seen that the last three are too many.
    let overlapping = [at_least(3, "abc"), at_least(1, "de")];
    let (enough, one_more) = ([at_least(3, "bd"), at_least(2, "ce")], at_least(1, "x"));
    let rules = [&overlapping[..], &enough, &[one_more, start.clone()]].concat();
    let [result, _] = both_orders(&length(5).only("abcdex"), &rules);
    assert_eq!(named(result), [&[start][..], &enough].concat());
}

/// More limits than a word has bits are looked at all the same, in any order.
#[test]
fn beyond_sixty_four() {
    let whole = at_most(3, '!'..='~');
    let mut rules: Vec<_> = ('!'..='~').map(|c| at_most(2, c)).collect();
    rules.push(whole.clone());
    for result in both_orders(&length(10), &rules) {
        assert_eq!(named(result), core::slice::from_ref(&whole));
    }
    // No character more than once, and fewer of them than places.
    let rules: Vec<_> = ('!'..='~').map(|c| at_most(1, c)).collect();
    for result in both_orders(&length(95), &rules) {
        assert_eq!(named(result).len(), 94);
    }
    assert!(both_orders(&length(94), &rules).into_iter().all(|result| result.is_ok()));
}

/// What cannot bind takes none of the room that counting has.
#[test]
fn what_cannot_bind_costs_nothing_beyond_sixty_four() {
    let mut rules: Vec<_> = ('!'..='~').map(|c| at_most(3, c)).collect();
    rules.push(at_most(3, Class::Letter));
    let others = ('!'..='~').filter(|c| !c.is_ascii_alphabetic());
    let few = others.map(|c| at_most(3, c)).chain([at_most(3, Class::Letter)]);
    let [expected, _] = both_orders(&length(10), &few.collect::<Vec<_>>());
    let expected = expected.unwrap().count();
    for result in both_orders(&length(10), &rules) {
        assert_eq!(result.unwrap().count(), expected);
    }
}

/// A limit to runs is none where maximums, or minimums of others, do not let a run become longer.
#[test]
fn runs_that_cannot_be_too_long() {
    let each = |n: usize| {
        let policy = length(20).only(Class::Digit);
        ('0'..='9').fold(policy, |policy, c| policy.at_most(n, c))
    };
    let count = |policy: PasswordPolicy| policy.to_set().unwrap().count();
    assert_eq!(count(each(3).max_consecutive(3)), count(each(3)));
    // The control: 3 may stand in a row.
    assert!(each(3).max_consecutive(2).to_set().is_err());
    let others = |policy: PasswordPolicy| {
        policy.at_least(9, Class::Lower).at_least(8, Class::Upper).at_least(2, Class::Digit)
    };
    let (plain, limited) = (others(length(20)), others(length(20)).max_consecutive(10));
    assert_eq!(count(plain.clone()), count(limited));
    assert!(count(plain.clone()) > count(others(length(20)).max_consecutive(9)));
    // By the minimums of others alone, where the automaton could not count.
    let many = ('!'..='~').take(70).fold(length(72), |policy, c| policy.at_least(1, c));
    assert_eq!(count(many.clone().max_consecutive(3)), count(many.clone()));
    assert_eq!(many.max_consecutive(2).validate(), Err(PolicyError::TooManyLimits));
    // The whole length is no limit at all, with many classes either.
    let many = ('!'..='~').fold(length(12), |policy, c| policy.at_most(2, c));
    assert_eq!(count(many.clone().max_consecutive(12)), count(many.clone()));
    assert_eq!(count(many.clone().max_consecutive(2)), count(many.clone()));
    assert_eq!(many.max_consecutive(1).validate(), Err(PolicyError::TooManyLimits));
}

/// Adding a limit takes no longer for many than for a few, and too many are refused.
#[test]
fn thousands_of_limits() {
    let wide = || ('\u{4E00}'..).take(20_000);
    let policy = wide().fold(length(10).with('\u{4E00}'..='\u{9FFF}'), |p, c| p.at_most(1, c));
    assert_eq!(policy.validate(), Err(PolicyError::TooManyLimits));
    // A later call replaces an earlier.
    let policy = wide().take(20_000 - 10).fold(policy, |policy, c| policy.at_most(10, c));
    let few =
        wide().skip(19_990).fold(length(10).with('\u{4E00}'..='\u{9FFF}'), |p, c| p.at_most(1, c));
    assert_eq!(policy.to_set().unwrap().count(), few.to_set().unwrap().count());
}
