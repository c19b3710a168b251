//! What cannot bind is not counted, so that it costs nothing; what binds is.

use super::{Class, PasswordPolicy, PolicyError, Rules, String, enumeration::is_complete, vec};
use crate::password::PolicyRule;

fn length(length: usize) -> PasswordPolicy {
    PasswordPolicy::length(length)
}

fn each(policy: PasswordPolicy, minimum: usize, maximum: usize) -> PasswordPolicy {
    Class::ALL.into_iter().fold(policy, |policy, class| {
        policy.at_least(minimum, class.clone()).at_most(maximum, class)
    })
}

/// Two classes that are the same in the alphabet, with all numbers that bind there or do not, alone and beside a smaller and a larger one:
/// every password is counted, once.
#[test]
fn the_stricter_of_two_equal_classes_counts() {
    let windows = || (0..3).flat_map(|least| [None, Some(0), Some(1), Some(2)].map(|n| (least, n)));
    let (mut sets, mut impossible) = (0, 0);
    for (a, b) in windows().flat_map(|a| windows().map(move |b| (a, b))) {
        for third in [None, Some(("aZ", 1, None)), Some(("ab1Z", 2, Some(2)))] {
            for least in [1, 3] {
                let rules = Rules::new("ab1", least, 3).limit("ab", a.0, a.1);
                let rules = rules.limit("abX", b.0, b.1);
                let rules = third.iter().fold(rules, |rules, third| {
                    let (class, minimum, maximum) = *third;
                    rules.limit(class, minimum, maximum)
                });
                match is_complete(&rules) {
                    0 => impossible += 1,
                    _ => sets += 1,
                }
            }
        }
    }
    assert!(sets > 300 && impossible > 100, "{sets} {impossible}");
}

/// The classes of ASCII, without a character of each; and the same ones, written with that character.
fn doubled(policy: PasswordPolicy, minimum: usize, maximum: usize) -> PasswordPolicy {
    const LEFT_OUT: &str = "x7X!";
    let once = each(policy.without(LEFT_OUT), minimum, maximum);
    let all = || ('!'..='~').filter(|c| !LEFT_OUT.contains(*c));
    let twins: [String; 4] = [
        all().filter(char::is_ascii_lowercase).collect(),
        all().filter(char::is_ascii_uppercase).collect(),
        all().filter(char::is_ascii_digit).collect(),
        all().filter(char::is_ascii_punctuation).collect(),
    ];
    twins.iter().fold(once, |policy, twin| {
        policy.at_least(minimum, twin.as_str()).at_most(maximum, twin.as_str())
    })
}

/// These policies can only be counted class by class, for which no two may have characters in common: so one of two equal rules is left
/// out, whether minimum or maximum, and both are those of the same class.
#[test]
fn a_rule_that_is_said_twice_costs_nothing() {
    for (n, minimum, maximum) in [(128, 16, 128), (64, 0, 20), (64, 1, 20)] {
        let once = each(length(n).without("x7X!"), minimum, maximum).to_set().unwrap();
        let twice = doubled(length(n), minimum, maximum).to_set().unwrap();
        assert_eq!(once.count(), twice.count());
        // The control: one more that binds is too much.
        let third = doubled(length(n), minimum, maximum).at_least(minimum + 1, "aB");
        assert!(third.to_set().is_err_and(|error| error.is_for_size()));
    }
}

#[test]
fn what_others_imply_costs_nothing() {
    // A minimum that smaller classes have between them, and not one more.
    let plain = || each(length(128), 16, 128);
    let implied = plain().at_least(32, Class::Letter).to_set().unwrap();
    assert_eq!(implied.count(), plain().to_set().unwrap().count());
    assert!(plain().at_least(33, Class::Letter).to_set().is_err_and(|error| error.is_for_size()));
    // A maximum up to which the minimums of the others leave room anyway, and not one less.
    let runs = |maximum| each(length(64), 1, maximum).max_consecutive(2).to_set();
    assert_eq!(runs(61).unwrap().count(), runs(64).unwrap().count());
    assert_eq!(runs(60).err(), Some(PolicyError::TooComplex));
}

/// What may not be the first has one place less to run.
#[test]
fn a_run_that_no_password_has_room_for_costs_nothing() {
    let many = ('!'..='Q').fold(length(128), |p, c| p.at_most(5, c)).starting_with('!'..='Q');
    let limited = many.clone().max_consecutive(127).to_set().unwrap();
    assert_eq!(limited.count(), many.clone().to_set().unwrap().count());
    let binds = many.max_consecutive(126).to_set();
    assert!(binds.is_err_and(|error| error.is_for_size()));
}

fn at_least(minimum: usize, class: impl Into<Class>) -> PolicyRule {
    PolicyRule::AtLeast { minimum, class: class.into() }
}

/// Sums of classes within another are looked at before anything is counted, which here would be too much.
#[test]
fn what_cannot_be_counted_may_still_contradict_itself() {
    let policy = each(length(128), 12, 128).max_consecutive(2);
    assert_eq!(policy.validate(), Err(PolicyError::TooComplex));
    match policy.at_most(20, Class::Letter).validate() {
        Err(PolicyError::Conflict { rules, .. }) => {
            let most = PolicyRule::AtMost { maximum: 20, class: Class::Letter };
            assert_eq!(rules, [most, at_least(12, Class::Lower), at_least(12, Class::Upper)]);
        }
        other => std::panic!("{other:?}"),
    }
}

/// Of classes that overlap, the disjoint ones with the greatest sum: not the greatest one, nor what is in the way without a minimum.
#[test]
fn the_greatest_sum_of_disjoint_classes_is_named() {
    let exceed = |minimums, length, rules| {
        Err(PolicyError::MinimumsExceedLength { minimums, length, rules })
    };
    // To count these would be too much.
    let policy =
        length(99).at_most(1, "w").at_least(60, "abw").at_least(60, "cd").at_least(70, "bc");
    assert_eq!(policy.validate(), exceed(120, 99, vec![at_least(60, "abw"), at_least(60, "cd")]));
    assert_eq!(policy.with_length(120).validate(), Err(PolicyError::TooComplex));
    // Two such sums are equal: those that were said first.
    let policy = length(5).at_least(3, "pq").at_least(3, "rs").at_least(4, "pr").at_least(2, "qt");
    assert_eq!(policy.validate(), exceed(6, 5, vec![at_least(3, "pq"), at_least(3, "rs")]));
    // The class of the first character is none that another meets: "ap" and "bq" meet fewer than "hpq" does.
    let policy = length(3)
        .only("abhpq")
        .at_least(3, "hpq")
        .at_least(2, "ap")
        .at_least(2, "bq")
        .starting_with("ab");
    assert_eq!(policy.validate(), exceed(4, 3, vec![at_least(2, "ap"), at_least(2, "bq")]));
}
