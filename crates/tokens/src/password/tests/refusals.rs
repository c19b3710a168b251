//! Policies that are refused, and the rules that are to blame.

use std::string::ToString;

use super::{Class, PasswordPolicy, PolicyError, vec};
use crate::password::PolicyRule;

fn refused(policy: PasswordPolicy) -> PolicyError {
    policy.validate().unwrap_err()
}

fn ten() -> PasswordPolicy {
    PasswordPolicy::length(10)
}

#[test]
fn one_rule_to_blame() {
    for length in [0, 129, usize::MAX] {
        let error = refused(PasswordPolicy::length(length));
        assert_eq!(error, PolicyError::Length { least: length, most: length });
    }
    for (least, most) in [(0, 5), (6, 5), (100, 129), (usize::MAX, 0)] {
        assert_eq!(refused(ten().with_length(least..=most)), PolicyError::Length { least, most });
    }
    assert_eq!(
        refused(Class::ALL.into_iter().fold(ten(), PasswordPolicy::without)),
        PolicyError::EmptyAlphabet
    );
    assert_eq!(refused(ten().only("").without("a")), PolicyError::EmptyAlphabet);
    assert_eq!(
        refused(ten().at_least(2, Class::Digit).without("0123456789")),
        PolicyError::EmptyClass { class: Class::Digit, minimum: 2 }
    );
    assert_eq!(
        refused(ten().at_least(1, "é")),
        PolicyError::EmptyClass { class: "é".into(), minimum: 1 }
    );
    assert_eq!(
        refused(ten().only(Class::Digit).starting_with(Class::Letter)),
        PolicyError::EmptyStart { class: Class::Letter }
    );
    assert_eq!(refused(ten().max_consecutive(0)), PolicyError::ZeroConsecutive);
    assert_eq!(
        refused(ten().at_least(3, Class::Digit).at_most(2, "9876543210")),
        PolicyError::MinimumAboveMaximum { class: Class::Digit, minimum: 3, maximum: 2 }
    );
    assert_eq!(
        refused(ten().only("x").max_consecutive(9)),
        PolicyError::OneCharacter { max_consecutive: 9, length: 10 }
    );
    assert!(ten().only("x").max_consecutive(10).validate().is_ok());
    assert!(ten().only("xy").max_consecutive(1).validate().is_ok());
}

/// A class whose minimum is above its maximum is told, unless another rule is impossible by itself: what takes two rules is not.
#[test]
fn of_several_contradictions_the_smallest_is_told() {
    let own = || ten().at_least(3, Class::Digit).at_most(2, Class::Digit);
    let expected = PolicyError::MinimumAboveMaximum { class: Class::Digit, minimum: 3, maximum: 2 };
    let two = own().at_least(6, Class::Lower).at_least(5, Class::Upper);
    assert_eq!(refused(two), expected);
    let two = own().only("12ab").at_most(4, "ab");
    assert_eq!(refused(two), expected);
    assert_eq!(refused(own().at_most(3, "ab").at_least(4, "ab")), expected);
    let one = refused(own().at_most(5, '!'..='~'));
    assert!(matches!(one, PolicyError::MaximumsBelowLength { maximums: 5, .. }), "{one:?}");
}

/// What is too much to count may have passwords; what is refused for another reason has none.
#[test]
fn size_is_no_contradiction() {
    let start = ten().only("ab1").starting_with("1").at_most(0, "1");
    let few = ten().only("abc").at_most(2, "ab").at_most(2, "bc").at_most(2, "ca");
    for policy in [ten().only(""), ten().with_length(0), ten().at_least(11, "a"), start, few] {
        assert!(!refused(policy).is_for_size());
    }
    let all = |n: usize| Class::ALL.into_iter().fold(ten(), |p, c| p.at_least(n, c));
    assert!(refused(all(12).with_length(128).max_consecutive(2)).is_for_size());
}

#[test]
fn minimums_and_maximums_that_do_not_fit_the_length() {
    let exceed = |rules: &[(usize, Class)]| {
        let minimums = rules.iter().map(|(minimum, _)| minimum).sum();
        let rule = |(minimum, class): (usize, _)| PolicyRule::AtLeast { minimum, class };
        let rules = rules.iter().cloned().map(rule).collect();
        PolicyError::MinimumsExceedLength { minimums, length: 10, rules }
    };
    assert_eq!(refused(ten().at_least(11, Class::Digit)), exceed(&[(11, Class::Digit)]));
    assert_eq!(
        refused(ten().at_least(usize::MAX, Class::Lower)),
        exceed(&[(usize::MAX, Class::Lower)])
    );
    assert_eq!(
        refused(ten().at_least(6, Class::Lower).at_least(5, Class::Symbol)),
        exceed(&[(6, Class::Lower), (5, Class::Symbol)])
    );
    // The others have nothing to do with it.
    let others = ten().at_least(1, Class::Digit).at_most(3, Class::Symbol).max_consecutive(2);
    let both =
        others.starting_with(Class::Upper).at_least(6, Class::Lower).at_least(5, Class::Upper);
    assert_eq!(refused(both), exceed(&[(6, Class::Lower), (5, Class::Upper)]));
    // Of overlapping classes one character may serve two.
    assert!(ten().at_least(6, Class::Letter).at_least(6, Class::Lower).validate().is_ok());
    let below = |rules: &[(usize, Class)]| {
        let maximums = rules.iter().map(|(maximum, _)| maximum).sum();
        let rule = |(maximum, class): (usize, _)| PolicyRule::AtMost { maximum, class };
        let rules = rules.iter().cloned().map(rule).collect();
        PolicyError::MaximumsBelowLength { maximums, length: 10, rules }
    };
    let nine = [(4, Class::Lower), (5, Class::Digit)];
    let few = ten().only([Class::Lower, Class::Digit]).at_most(4, Class::Lower);
    assert_eq!(refused(few.clone().at_most(5, Class::Digit).max_consecutive(2)), below(&nine));
    assert!(few.clone().at_most(6, Class::Digit).validate().is_ok());
    assert_eq!(refused(few.with_length(10..=12).at_most(5, Class::Digit)), below(&nine));
    assert_eq!(refused(ten().at_most(3, '!'..='~')), below(&[(3, ('!'..='~').into())]));
}

#[test]
fn rules_that_contradict_each_other() {
    let at_least = |minimum, class: &str| PolicyRule::AtLeast { minimum, class: class.into() };
    let at_most = |maximum, class: &str| PolicyRule::AtMost { maximum, class: class.into() };
    let conflict = |rules| PolicyError::Conflict { rules, least: 10, most: 10 };
    let base = ten().at_least(1, Class::Upper);
    assert_eq!(
        refused(base.clone().at_least(3, "12").at_most(2, "123")),
        conflict(vec![at_most(2, "123"), at_least(3, "12")])
    );
    assert_eq!(
        refused(base.clone().at_least(3, "x").only("xA").max_consecutive(1).at_most(2, "A")),
        conflict(vec![PolicyRule::MaxConsecutive { maximum: 1 }, at_most(2, "A")])
    );
    assert_eq!(
        refused(base.clone().starting_with("ab").at_most(0, "abc")),
        conflict(vec![PolicyRule::StartingWith { class: "ab".into() }, at_most(0, "abc")])
    );
    // Three that overlap: none has too much, and no two.
    let three = ten().with_length(3).at_least(2, "ab").at_least(2, "cd").at_most(1, "d");
    let three = three.at_most(1, "c");
    assert_eq!(
        refused(three),
        PolicyError::MinimumsExceedLength {
            minimums: 4,
            length: 3,
            rules: vec![at_least(2, "ab"), at_least(2, "cd")]
        }
    );
    let pairs =
        ten().with_length(2).at_least(1, "ab").at_least(1, "cd").at_least(2, "bc").at_most(1, "b");
    assert!(pairs.clone().validate().is_ok());
    let error = refused(pairs.at_most(0, "c"));
    assert_eq!(
        error.to_string(),
        "no password of 2 characters keeps all of these rules: at most 1 of [b]; at most 0 of [c]; at least 2 of [bc]"
    );
}

/// What there is too much of is refused soon, with every number in every place.
#[test]
fn what_is_too_complex() {
    let all = |n: usize| {
        Class::ALL.into_iter().fold(PasswordPolicy::length(128), |p, c| p.at_least(n, c))
    };
    assert!(all(2).validate().is_ok());
    assert!(all(30).validate().is_ok());
    assert_eq!(refused(all(30).max_consecutive(2)), PolicyError::TooComplex);
    let each = |n: usize| {
        let characters = ('!'..='~').take(n);
        characters.fold(PasswordPolicy::length(128), |p, c| p.at_most(1, c))
    };
    assert!(each(65).validate().is_ok());
    assert_eq!(refused(each(65).max_consecutive(1).at_most(2, "yz")), PolicyError::TooManyLimits);
    // As many classes as there may be, of which few have to be remembered at once.
    let many = ('!'..='~').take(64).fold(PasswordPolicy::length(2), |p, c| p.at_most(1, c));
    assert_eq!(many.to_set().unwrap().count().to_string(), (94 * 94 - 64).to_string());
    let runs = all(3).max_consecutive(100);
    assert_eq!(refused(runs), PolicyError::TooMuchWork);
}

#[test]
fn messages_name_the_rule_the_number_and_what_is_allowed() {
    for (policy, message) in [
        (ten().with_length(200), "the length is 200, allowed is 1..=128"),
        (
            ten().with_length(core::ops::RangeInclusive::new(9, 8)),
            "the lengths are 9..=8, allowed is a range within 1..=128 that is not empty",
        ),
        (ten().only(""), "all characters are left out, allowed is to leave at least one in"),
        (
            ten().at_least(2, "äöü"),
            "the minimum for [äöü] is 2, allowed is 0: all characters of that class are left out",
        ),
        (
            ten().at_least(3, Class::Digit).at_most(1, Class::Digit),
            "the minimum for digit is 3, allowed is at most its maximum, 1",
        ),
        (
            ten().at_most(3, '!'..='~'),
            "the maximums of classes that have all characters sum to 3, allowed is at least the length, 10: at most 3 of [!-~]",
        ),
    ] {
        assert_eq!(refused(policy).to_string(), message);
    }
}
