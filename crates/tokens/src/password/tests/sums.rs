//! Policies whose minimums and maximums do not fit together.

use std::string::ToString;

use super::{Class, PasswordPolicy, PolicyError, vec};
use crate::password::{
    PolicyRule,
    conflict::{PATIENCE, culprit},
    plan::Plan,
};

fn each(policy: PasswordPolicy, minimum: usize, maximum: usize) -> PasswordPolicy {
    let limited = |policy: PasswordPolicy, class: Class| {
        policy.at_least(minimum, class.clone()).at_most(maximum, class)
    };
    Class::ALL.into_iter().fold(policy, limited)
}

fn length(length: usize) -> PasswordPolicy {
    PasswordPolicy::length(length)
}

/// What counting would give up on is refused for what is wrong with it.
#[test]
fn sums_are_looked_at_before_anything_is_counted() {
    for (policy, sum, named) in [
        (each(length(20), 20, 20), 40, 2),
        (each(length(40), 16, 40), 48, 3),
        (each(length(100), 26, 100), 104, 4),
        ("!?#$%&*+-=@^_~.,:;".chars().fold(length(16), |p, c| p.at_least(1, c)), 17, 17),
        (('!'..='~').fold(length(40), |p, c| p.at_least(1, c)), 41, 41),
    ] {
        match policy.validate() {
            Err(PolicyError::MinimumsExceedLength { minimums, length, rules }) => {
                assert_eq!((minimums, rules.len()), (sum, named));
                assert!(minimums > length);
            }
            other => std::panic!("{other:?}"),
        }
    }
    for (policy, sum) in [
        (each(length(64), 1, 15), 60),
        (each(length(48), 1, 11), 44),
        (each(length(100), 1, 20), 80),
        (each(length(128), 0, 30), 120),
        (each(length(30), 1, 7).max_consecutive(2).starting_with(Class::Letter), 28),
        (each(length(56), 1, 13).max_consecutive(2).starting_with(Class::Letter), 52),
    ] {
        match policy.validate() {
            Err(PolicyError::MaximumsBelowLength { maximums, rules, .. }) => {
                assert_eq!((maximums, rules.len()), (sum, 4));
            }
            other => std::panic!("{other:?}"),
        }
    }
}

#[test]
fn sums_within_a_class_and_at_the_start() {
    let at_least = |minimum, class| PolicyRule::AtLeast { minimum, class };
    let at_most = |maximum, class| PolicyRule::AtMost { maximum, class };
    let start = |class| PolicyRule::StartingWith { class };
    let two = || length(60).at_least(20, Class::Lower).at_least(20, Class::Upper);
    for (policy, expected) in [
        (
            each(two(), 1, 50).at_most(1, Class::Letter),
            vec![at_most(1, Class::Letter), at_least(1, Class::Lower), at_least(1, Class::Upper)],
        ),
        (
            two().at_most(30, Class::Letter).max_consecutive(3),
            vec![
                at_most(30, Class::Letter),
                at_least(20, Class::Lower),
                at_least(20, Class::Upper),
            ],
        ),
        (
            length(60)
                .at_most(9, Class::Lower)
                .at_most(10, Class::Upper)
                .at_least(20, Class::Letter),
            vec![at_most(9, Class::Lower), at_most(10, Class::Upper), at_least(20, Class::Letter)],
        ),
        (
            two()
                .with_length(40)
                .at_least(1, Class::Symbol)
                .at_least(0, Class::Symbol)
                .starting_with(Class::Digit),
            vec![start(Class::Digit), at_least(20, Class::Lower), at_least(20, Class::Upper)],
        ),
        (
            two().at_most(0, Class::Digit).starting_with(Class::Digit),
            vec![start(Class::Digit), at_most(0, Class::Digit)],
        ),
    ] {
        match policy.validate() {
            Err(PolicyError::Conflict { rules, .. }) => assert_eq!(rules, expected),
            other => std::panic!("{other:?}"),
        }
    }
}

/// Numbers that cannot make a difference cost nothing.
#[test]
fn limits_that_cannot_bind_are_not_counted() {
    // At most 61 of each are left by one of each other.
    let counted = each(length(64), 1, 61).to_set().unwrap();
    assert_eq!(counted.count(), each(length(64), 1, 64).to_set().unwrap().count());
    let implied = each(length(64), 2, 64).at_least(4, Class::Letter).at_most(60, Class::Letter);
    assert_eq!(
        implied.to_set().unwrap().count(),
        each(length(64), 2, 64).to_set().unwrap().count()
    );
    // Of two classes with the same characters in the alphabet, the stricter counts, once.
    let twice = length(20).without("x").at_least(3, Class::Lower).at_most(9, Class::Lower);
    let twice =
        twice.at_least(3, [Class::Lower, 'x'.into()]).at_most(9, "abcdefghijklmnopqrstuvwyz");
    let once = length(20).without("x").at_least(3, Class::Lower).at_most(9, Class::Lower);
    assert_eq!(twice.to_set().unwrap().count(), once.to_set().unwrap().count());
}

#[test]
fn the_limit_that_was_hit_is_named() {
    for (policy, expected, message) in [
        (
            each(length(64), 1, 20).max_consecutive(2),
            PolicyError::TooComplex,
            "more than 65536 states",
        ),
        (
            ('!'..='b')
                .fold(length(128), |p, c| p.at_most(1, c))
                .at_most(2, 'x'..='z')
                .at_most(1, "bx"),
            PolicyError::TooManyLimits,
            "more than 64 classes",
        ),
        (
            ('!'..='Q').fold(length(128), |p, c| p.at_most(5, c)).max_consecutive(2),
            PolicyError::TooManyCounters { bits: 147 },
            "more than 96 bits, 147",
        ),
    ] {
        let error = policy.validate().unwrap_err();
        assert_eq!(error, expected);
        assert!(error.to_string().contains(message), "{error}");
    }
}

/// The table of the documentation.
#[test]
fn what_is_counted_and_what_is_not() {
    let at_least = |n: usize, minimum| each(length(n), minimum, n);
    let characters = |n: usize| ('!'..='~').take(n).fold(length(16), |p, c| p.at_least(1, c));
    for policy in [
        at_least(128, 8),
        at_least(128, 16),
        each(length(64), 1, 20),
        each(length(40), 2, 16),
        characters(16),
        at_least(128, 3).max_consecutive(8),
        at_least(64, 15),
        each(length(40), 2, 14),
        characters(15),
    ] {
        assert!(policy.validate().is_ok());
    }
    for (policy, error) in [
        (at_least(128, 12).max_consecutive(2), PolicyError::TooComplex),
        (at_least(128, 12).at_least(1, "aA"), PolicyError::TooMuchWork),
        (at_least(128, 3).max_consecutive(100), PolicyError::TooMuchWork),
        (each(length(64), 1, 20).max_consecutive(2), PolicyError::TooComplex),
        (each(length(40), 2, 16).max_consecutive(2), PolicyError::TooComplex),
        (
            characters(16).with_length(20).at_most(2, Class::Letter).at_most(1, "aA"),
            PolicyError::TooComplex,
        ),
    ] {
        assert_eq!(policy.validate(), Err(error));
    }
}

/// Where the fewest rules cannot be told, that is said.
#[test]
fn who_is_to_blame_may_not_be_known() {
    let policy = length(24).only("abcdefgh").max_consecutive(1).at_most(4, "b").at_least(13, "a");
    let plan = Plan::new(&policy).unwrap();
    match culprit(&plan, PATIENCE) {
        PolicyError::Conflict { rules, .. } => assert_eq!(rules.len(), 2),
        other => std::panic!("{other:?}"),
    }
    match culprit(&plan, 0) {
        error @ PolicyError::ConflictAmong { .. } => assert_eq!(
            error.to_string(),
            "no password of 24 characters keeps all of these rules, of which some may not be to blame: \
             no character more than 1 times in a row; at most 4 of [b]; at least 13 of [a]"
        ),
        other => std::panic!("{other:?}"),
    }
}
