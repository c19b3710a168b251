//! Policies small enough to draw every string there is.

#![allow(
    clippy::cast_precision_loss,
    clippy::integer_division_remainder_used,
    reason = "the oracle counts, and has no secrets"
)]

extern crate std;
use std::{
    collections::BTreeMap,
    string::{String, ToString},
    vec,
    vec::Vec,
};

use wellspring_entropy::{
    Error as SourceError,
    testing::{Counting, Replay},
};

use super::{Alphabet, Class, PasswordPolicy, PolicyError, draw};
use crate::Error;

/// Leaves `keep` and nothing else.
fn only(length: usize, keep: &str) -> PasswordPolicy {
    let others: String = ('!'..='~').filter(|&c| !keep.contains(c)).collect();
    PasswordPolicy::length(length).without_chars(&others)
}

/// Small policies of every kind: classes of equal and of different sizes, one or more obligatory
/// characters, tight and loose lengths.
fn small_policies() -> Vec<PasswordPolicy> {
    vec![
        only(1, "a"),
        only(3, "ab1"),
        only(4, "abA1!").at_least(1, Class::Lower),
        only(4, "abA1!").at_least(1, Class::Lower).at_least(1, Class::Symbol),
        only(4, "aA1!")
            .at_least(1, Class::Lower)
            .at_least(1, Class::Upper)
            .at_least(2, Class::Digit),
        only(5, "abcA1").at_least(1, Class::Upper).at_least(1, Class::Digit),
        only(5, "abAB").at_least(2, Class::Lower).at_least(3, Class::Upper),
        only(6, "a1!").at_least(4, Class::Digit),
    ]
}

fn len(policy: &PasswordPolicy) -> u32 {
    Class::ALL.into_iter().map(|class| policy.allowed(class).count_ones()).sum()
}

/// Draws every string of the policy's alphabet once, by words that select its characters, and returns how often
/// each password came out.
fn every_string(policy: &PasswordPolicy) -> BTreeMap<String, u32> {
    let len = u64::from(len(policy));
    let length = u32::try_from(policy.len()).unwrap();
    // As many characters come from a word as fit 60 bits, and at most 60; the last of them are not used.
    let a_word = (1..60).take_while(|&k| len.pow(k) <= (1 << 60) / len).count() + 1;
    let all = len.pow(a_word.try_into().unwrap());
    let mut drawn = BTreeMap::new();
    for string in 0..len.pow(length) {
        // The middle of the interval of words that give these characters first is never rejected.
        let index = u128::from(string * (all / len.pow(length)));
        let word = u64::try_from(((index << 64) + (1 << 63)) / u128::from(all)).unwrap();
        match draw(policy, &mut Replay::new(&word.to_le_bytes())) {
            Ok(password) => *drawn.entry(password.expose_secret().to_string()).or_default() += 1,
            // Thrown away: the next string would have been drawn.
            Err(error) => assert_eq!(error, Error::Source(SourceError::EXHAUSTED)),
        }
    }
    drawn
}

fn satisfies(policy: &PasswordPolicy, password: &str) -> bool {
    let has = |class: Class| password.chars().filter(|&c| class.contains(c)).count();
    Class::ALL.into_iter().zip(policy.minimums()).all(|(class, minimum)| has(class) >= minimum)
}

/// The naive oracle: all strings over the alphabet, filtered.
fn all_satisfying(policy: &PasswordPolicy) -> Vec<String> {
    let allowed =
        |c: &char| Class::ALL.iter().any(|&class| policy.allowed(class) >> *c as u32 & 1 == 1);
    let alphabet: Vec<char> = ('!'..='~').filter(allowed).collect();
    let mut strings = vec![String::new()];
    for _ in 0..policy.len() {
        strings = strings
            .iter()
            .flat_map(|s| alphabet.iter().map(move |c| [s.as_str(), &c.to_string()].concat()))
            .collect();
    }
    strings.retain(|s| satisfies(policy, s));
    strings.sort();
    strings
}

#[test]
fn every_satisfying_password_comes_out_exactly_once() {
    for policy in small_policies() {
        let drawn = every_string(&policy);
        assert!(drawn.values().all(|&count| count == 1), "{policy:?}");
        assert!(drawn.into_keys().eq(all_satisfying(&policy)), "{policy:?}");
    }
}

#[test]
fn the_share_is_the_share() {
    for policy in small_policies() {
        let alphabet = Alphabet::new(&policy).unwrap();
        let strings = f64::from(len(&policy)).powi(policy.len().try_into().unwrap());
        let expected = all_satisfying(&policy).len() as f64 / strings;
        let share = alphabet.share(policy.len());
        assert!((share / expected - 1.0).abs() < 1e-12, "{policy:?}: {share} {expected}");
    }
}

/// What is taken for the share is never more, so that the source is not called stuck too early, and is the share itself
/// where that is small, so that no policy is refused for it.
#[test]
fn the_share_that_is_taken_is_not_more() {
    let lengths = (1..=PasswordPolicy::MAX_LENGTH).flat_map(|n| (0..6).map(move |k| (n, k)));
    let policies = lengths.flat_map(|(n, k)| {
        let one = PasswordPolicy::length(n).at_least(k, Class::Digit);
        let two = one.at_least(1, Class::Upper).without(Class::Symbol);
        let all = Class::ALL.into_iter().fold(one, |policy, class| policy.at_least(k, class));
        let only_digits = one.without(Class::Lower).without(Class::Upper).without(Class::Symbol);
        [one, two, all, only_digits]
    });
    let (mut less, mut same) = (0, 0);
    for policy in policies.chain(small_policies()) {
        let Ok(alphabet) = Alphabet::new(&policy) else { continue };
        let (taken, share) = (alphabet.share_at_least(policy.len()), alphabet.share(policy.len()));
        assert!(taken <= share * (1.0 + 1e-12), "{policy:?}: {taken} {share}");
        assert!(taken == share || taken >= 0.5, "{policy:?}: {taken} {share}");
        *if taken == share { &mut same } else { &mut less } += 1;
    }
    assert!(less > 100 && same > 100, "both ways were taken: {less} {same}");
}

/// The negative control: one of each class, filled up, shuffled, with all of its randomness enumerated.
/// The check that the true draw passes fails for it.
#[test]
fn one_of_each_then_shuffle_is_not_uniform() {
    let (lower, digit, all) = (['a', 'b'], ['1'], ['a', 'b', '1']);
    let mut drawn = BTreeMap::<String, u32>::new();
    for (l, d) in lower.iter().flat_map(|l| digit.map(|d| (*l, d))) {
        for (f, g) in all.iter().flat_map(|f| all.map(|g| (*f, g))) {
            // All 24 orders: each character goes to each place that is left.
            for (i, j, k) in
                (0..4).flat_map(|i| (0..3).flat_map(move |j| (0..2).map(move |k| (i, j, k))))
            {
                let mut password = vec![f];
                password.insert(k, g);
                password.insert(j, d);
                password.insert(i, l);
                *drawn.entry(password.into_iter().collect()).or_default() += 1;
            }
        }
    }
    let policy = only(4, "ab1").at_least(1, Class::Lower).at_least(1, Class::Digit);
    assert!(drawn.keys().eq(&all_satisfying(&policy)), "it reaches all of them");
    let (least, most) = (drawn.values().min().unwrap(), drawn.values().max().unwrap());
    assert_eq!((*least, *most), (6, 8), "but not equally often");
}

/// The characters at all indices, in order.
fn spelled(policy: &PasswordPolicy) -> Vec<u8> {
    let alphabet = Alphabet::new(policy).unwrap();
    let mut indices: Vec<u8> = (0..len(policy)).map(|i| i.try_into().unwrap()).collect();
    alphabet.spell(&mut indices);
    indices
}

#[test]
fn an_alphabet_is_what_is_allowed_in_the_order_of_ascii() {
    let visible = || b'!'..=b'~';
    let ten = PasswordPolicy::length(10);
    assert!(spelled(&ten).into_iter().eq(visible()));
    assert_eq!(
        spelled(&ten.without(Class::Symbol)),
        b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
    );
    // Every run of characters, everything but it, and each second and third character: the most gaps there are.
    let runs = visible().flat_map(|a| (a..=b'~').map(move |b| Vec::from_iter(a..=b)));
    let combs =
        (2..10).flat_map(|step| (0..step).map(move |from| visible().skip(from).step_by(step)));
    for left_out in runs.chain(combs.map(Iterator::collect)) {
        let (kept, others): (Vec<u8>, Vec<u8>) = visible().partition(|c| !left_out.contains(c));
        for (keep, leave) in
            [(&kept, &others), (&others, &kept)].into_iter().filter(|p| !p.0.is_empty())
        {
            let policy = ten.without_chars(core::str::from_utf8(leave).unwrap());
            assert_eq!(&spelled(&policy), keep);
        }
    }
}

#[test]
fn demands_are_counted() {
    let alphabet = |policy: PasswordPolicy| Alphabet::new(&policy).unwrap();
    for (class, other) in [
        (Class::Lower, Class::Upper),
        (Class::Upper, Class::Lower),
        (Class::Digit, Class::Symbol),
        (Class::Symbol, Class::Digit),
    ] {
        let members = |class: Class| ('!'..='~').filter(move |&c| class.contains(c));
        let two = alphabet(PasswordPolicy::length(3).at_least(2, class));
        for (a, b, c) in members(class).flat_map(|a| {
            members(class).zip(members(other)).map(move |(b, c)| (a as u8, b as u8, c as u8))
        }) {
            assert!(two.satisfied(&[a, c, b]) && two.satisfied(&[a, b, b]));
            assert!(!two.satisfied(&[a, c, c]) && !two.satisfied(&[c, c, c]));
        }
    }
}

#[test]
fn refusals_name_the_rule() {
    let refused = |policy: PasswordPolicy| policy.validate().unwrap_err();
    let ten = PasswordPolicy::length(10);
    for length in [0, 129, usize::MAX] {
        assert_eq!(refused(PasswordPolicy::length(length)), PolicyError::Length { length });
    }
    let nothing = Class::ALL.into_iter().fold(ten, PasswordPolicy::without);
    assert_eq!(refused(nothing), PolicyError::EmptyAlphabet);
    assert_eq!(
        refused(ten.at_least(2, Class::Digit).without_chars("0123456789")),
        PolicyError::EmptyClass { class: Class::Digit, minimum: 2 }
    );
    assert_eq!(
        refused(ten.at_least(6, Class::Lower).at_least(5, Class::Symbol)),
        PolicyError::MinimumsExceedLength { minimums: 11, length: 10 }
    );
    assert_eq!(
        refused(ten.at_least(usize::MAX, Class::Lower).at_least(usize::MAX, Class::Upper)),
        PolicyError::MinimumsExceedLength { minimums: usize::MAX, length: 10 }
    );
    assert_eq!(
        refused(ten.at_least(10, Class::Digit)),
        PolicyError::TooRare { minimums: 10, length: 10 }
    );
    // The same demand without the unwanted classes is met at once.
    let pin = Class::ALL.into_iter().filter(|&class| class != Class::Digit);
    assert_eq!(
        pin.fold(ten.at_least(10, Class::Digit), PasswordPolicy::without).validate(),
        Ok(())
    );
    assert_eq!(PasswordPolicy::length(128).at_least(1, Class::Digit).validate(), Ok(()));
}

#[test]
fn a_stuck_source_is_an_error_and_not_a_loop() {
    let policy = PasswordPolicy::length(4).at_least(1, Class::Digit);
    // A third of the alphabet, and what is left of the word is a third again: always the same letter or symbol.
    let error = draw(&policy, &mut Replay::repeating(&[0x55])).unwrap_err();
    assert!(matches!(error, Error::Stuck { draws } if draws > 45), "{error:?}");
}

#[test]
fn one_password_costs_one_call_and_few_bytes() {
    let all = |length| PasswordPolicy::length(length);
    for (policy, bytes) in [
        (all(20).without(Class::Symbol), 16),
        (all(20), 24),
        (all(9), 8),
        (all(10), 16),
        (all(128), 120),
        (only(18, "0123456789"), 8),
    ] {
        // The greatest word is never rejected.
        let mut source = Counting::new(Replay::repeating(&[0xFF]));
        draw(&policy, &mut source).unwrap();
        assert_eq!((source.draws(), source.bytes()), (1, bytes), "{policy:?}");
    }
}
