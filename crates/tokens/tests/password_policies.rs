//! Properties of arbitrary policies, possible or not.
#![cfg(feature = "alloc")]
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test may stop where it stands")]

use num_bigint::BigUint;
use proptest::{collection::vec, option, prelude::*};
use wellspring_entropy::System;
use wellspring_tokens::{Bits, Class, PasswordPolicy, PolicyError, PolicyRule, Recipe, Secrets};

/// Rules in the order in which they are said.
#[derive(Clone, Debug)]
struct Rules {
    least: usize,
    most: usize,
    alphabet: Option<String>,
    left_out: String,
    limits: Vec<(String, usize, Option<usize>)>,
    start: Option<String>,
    run: Option<usize>,
}

impl Rules {
    fn policy(&self) -> PasswordPolicy {
        let mut policy = PasswordPolicy::length(self.least..=self.most).without(&self.left_out);
        policy = self.alphabet.iter().fold(policy, |policy, alphabet| policy.only(alphabet));
        for (class, minimum, maximum) in &self.limits {
            policy = policy.at_least(*minimum, class);
            policy = maximum.iter().fold(policy, |policy, n| policy.at_most(*n, class));
        }
        policy = self.start.iter().fold(policy, |policy, class| policy.starting_with(class));
        self.run.iter().fold(policy, |policy, n| policy.max_consecutive(*n))
    }

    fn allow(&self, password: &str) -> bool {
        let characters: Vec<char> = password.chars().collect();
        let run = self.run.unwrap_or(usize::MAX);
        let in_alphabet = |c: char| match &self.alphabet {
            Some(alphabet) => alphabet.contains(c),
            None => c.is_ascii_graphic(),
        };
        // Of rules for the same characters the last counts, of each kind.
        let limits = self.limits.iter().all(|(class, minimum, maximum)| {
            let same = |other: &str| {
                class.chars().all(|c| other.contains(c)) && other.chars().all(|c| class.contains(c))
            };
            let later = self.limits.iter().rev().filter(|(other, ..)| same(other));
            let (minimum, maximum) = (
                later.clone().map(|(_, minimum, _)| *minimum).next().unwrap_or(*minimum),
                later.filter_map(|(.., maximum)| *maximum).next().or(*maximum),
            );
            let count = characters.iter().filter(|c| class.contains(**c)).count();
            count >= minimum && maximum.is_none_or(|maximum| count <= maximum)
        });
        (self.least..=self.most).contains(&characters.len())
            && characters.iter().all(|c| in_alphabet(*c) && !self.left_out.contains(*c))
            && self
                .start
                .as_ref()
                .is_none_or(|class| characters.iter().take(1).all(|c| class.contains(*c)))
            && characters.chunk_by(|a, b| a == b).all(|same| same.len() <= run)
            && limits
    }
}

fn class() -> impl Strategy<Value = String> {
    prop_oneof![
        Just("abcdefghijklmnopqrstuvwxyz".to_owned()),
        Just("0123456789".to_owned()),
        Just("!?#".to_owned()),
        "[a-f0-3€ä]{1,6}",
        "[ -~]{0,3}",
    ]
}

fn rules() -> impl Strategy<Value = Rules> {
    let lengths = (0usize..22, prop_oneof![3 => Just(0usize), 1 => 0usize..4]);
    let alphabet = option::weighted(0.3, "[a-f0-9€äß😀]{0,12}");
    let limit = (class(), 0usize..5, option::weighted(0.4, 0usize..6));
    let parts = (
        lengths,
        alphabet,
        "[ -~]{0,4}",
        vec(limit, 0..4),
        option::weighted(0.3, class()),
        option::weighted(0.3, 0usize..4),
    );
    parts.prop_map(|((least, more), alphabet, left_out, limits, start, run)| Rules {
        least,
        most: least + more,
        alphabet,
        left_out,
        limits,
        start,
        run,
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(600))]

    /// What is drawn, and the first and the last by rank, satisfy the policy; the number and the bits agree.
    #[test]
    fn passwords_satisfy_their_policy(rules in rules()) {
        if let Ok(set) = rules.policy().to_set() {
            let count = BigUint::from_bytes_le(&set.count().limbs().iter().flat_map(|l| l.to_le_bytes()).collect::<Vec<_>>());
            prop_assert_eq!(count.to_string(), set.count().to_string());
            prop_assert_eq!(set.bits(), Bits::of_limbs(set.count().limbs()));
            prop_assert!(set.unrank(&count.to_u64_digits()).is_none());
            let last = set.unrank(&(&count - 1u32).to_u64_digits()).unwrap();
            let first = set.unrank(&[]).unwrap();
            for password in [System.mint(&set), System.mint(&set), first, last] {
                prop_assert!(rules.allow(password.expose_secret()), "{}", password.expose_secret());
                prop_assert!(set.contains(password.expose_secret()));
            }
        }
    }

    /// Many classes with nothing in common, which are counted class by class: as many as a product of power series says.
    #[test]
    fn as_many_as_the_power_series_say(
        limits in vec((0usize..3, option::weighted(0.7, 0usize..4)), 12..40),
        length in 8usize..40,
        start in any::<bool>(),
    ) {
        let classes = ('!'..='~').zip(limits).map(|(c, (least, most))| (c, least, most.map(|most| most + least)));
        let classes: Vec<_> = classes.collect();
        let policy = classes.iter().fold(PasswordPolicy::length(length), |policy, (c, least, most)| {
            let policy = policy.at_least(*least, *c);
            most.iter().fold(policy, |policy, most| policy.at_most(*most, *c))
        });
        let policy = if start { policy.starting_with(Class::Letter) } else { policy };
        let free = 94 - classes.len();
        let starters = |first: char| usize::from(first.is_ascii_alphabetic());
        let limited = classes.iter().map(|(c, least, most)| (1, starters(*c), *least, *most));
        let letters = 52 - classes.iter().map(|(c, ..)| starters(*c)).sum::<usize>();
        let groups: Vec<_> = limited.chain([(free, letters, 0, None)]).collect();
        let expected = by_power_series(&groups, length, start);
        match policy.to_set() {
            Ok(set) => {
                prop_assert_eq!(set.count().to_string(), expected.to_string());
                let last = set.unrank(&(expected - 1u32).to_u64_digits()).unwrap();
                let mint = System.mint(&set);
                for password in [last, mint] {
                    let text = password.expose_secret();
                    let allowed = classes.iter().all(|(c, least, most)| {
                        let count = text.matches(*c).count();
                        count >= *least && most.is_none_or(|most| count <= most)
                    });
                    prop_assert!(allowed);
                    prop_assert!(set.contains(text));
                    prop_assert!(!start || text.starts_with(|c: char| c.is_ascii_alphabetic()));
                }
            }
            Err(_) => prop_assert_eq!(expected, BigUint::ZERO),
        }
    }

    /// Whatever the order of the rules, the same ranks give the same passwords.
    #[test]
    fn the_order_of_rules_changes_nothing(rules in rules()) {
        let mut reversed = rules.clone();
        reversed.limits.reverse();
        let distinct = rules.limits.iter().enumerate().all(|(i, (a, ..))| {
            rules.limits.iter().skip(i + 1).all(|(b, ..)| {
                !(a.chars().all(|c| b.contains(c)) && b.chars().all(|c| a.contains(c)))
            })
        });
        if let (true, Ok(one), Ok(two)) = (distinct, rules.policy().to_set(), reversed.policy().to_set()) {
            prop_assert_eq!(one.count(), two.count());
            for rank in [0, 1, 77, u64::MAX] {
                let (one, two) = (one.unrank(&[rank]), two.unrank(&[rank]));
                prop_assert_eq!(one.map(|p| p.expose_secret().to_owned()), two.map(|p| p.expose_secret().to_owned()));
            }
        }
    }

    /// One rule more never makes more passwords.
    #[test]
    fn rules_only_take_away(rules in rules()) {
        let mut fewer = rules.clone();
        fewer.limits.pop();
        fewer.run = None;
        if rules.limits.len() != 1 {
            fewer.limits.clone_from(&rules.limits);
        }
        if let (Ok(set), Ok(more)) = (rules.policy().to_set(), fewer.policy().to_set()) {
            prop_assert!(set.count() <= more.count());
        }
    }

    /// Of the rules that an error names, nobody can keep all, and somebody can keep all but one, whichever that is.
    #[test]
    fn conflicts_are_minimal(rules in rules()) {
        if let Err(PolicyError::Conflict { rules: named, least, most }) = rules.policy().to_set() {
            prop_assert!(named.len() > 1);
            let base = Rules { limits: vec![], start: None, run: None, ..rules.clone() }.policy();
            let base = base.with_length(least..=most);
            let keep = |left_out: usize| {
                let kept = named.iter().enumerate().filter(|(index, _)| *index != left_out);
                kept.fold(base.clone(), |policy, (_, rule)| match rule {
                    PolicyRule::AtLeast { minimum, class } => policy.at_least(*minimum, class.clone()),
                    PolicyRule::AtMost { maximum, class } => policy.at_most(*maximum, class.clone()),
                    PolicyRule::StartingWith { class } => policy.starting_with(class.clone()),
                    PolicyRule::MaxConsecutive { maximum } => policy.max_consecutive(*maximum),
                    _ => policy,
                })
            };
            prop_assert!(keep(named.len()).to_set().is_err());
            for index in 0..named.len() {
                prop_assert!(keep(index).to_set().is_ok(), "{:?} without {}", named, index);
            }
        }
    }

    /// Any text is rules or an error that says where; the strict reader never panics.
    #[test]
    fn rules_of_any_text(text in "(required|allowed|max-consecutive|minlength|maxlength|[a-z]{0,3}|:|;|,| |lower|digit|\\[|\\]|-|[!-~]|ä|[0-9]{1,3}){0,20}") {
        match text.parse::<PasswordPolicy>() {
            Ok(policy) => {
                if let Some(rules) = policy.to_rules() {
                    let again = rules.parse::<PasswordPolicy>().unwrap();
                    if let Ok(set) = policy.to_set() {
                        prop_assert_eq!(again.to_set().unwrap().count(), set.count(), "{}", rules);
                    }
                }
            }
            Err(error) => prop_assert!(error.to_string().contains("byte")),
        }
    }
}

/// How many words of a length have so many letters of each group, of which are given the size, how many may stand first, and the least and
/// the greatest count: `n!` times the coefficient of `x^n` in the product of the sums of `size^k * x^k / k!`. With a start, one group after the
/// other has the first place.
fn by_power_series(
    groups: &[(usize, usize, usize, Option<usize>)],
    length: usize,
    start: bool,
) -> BigUint {
    let words = |length: usize, first: Option<usize>| {
        // Times n!, so that all is whole: each product takes a binomial coefficient more.
        let mut series = vec![BigUint::ZERO; length + 1];
        series[0] = BigUint::from(1u32);
        for (number, (size, _, least, most)) in groups.iter().enumerate() {
            let less = usize::from(first == Some(number));
            let mut product = vec![BigUint::ZERO; length + 1];
            for (i, before) in series.iter().enumerate() {
                let (mut choices, mut power) = (BigUint::from(1u32), BigUint::from(1u32));
                for k in 0..=length - i {
                    if k + less >= *least && most.is_none_or(|most| k + less <= most) {
                        product[i + k] += before * &choices * &power;
                    }
                    choices = choices * (i + k + 1) / (k + 1);
                    power *= *size;
                }
            }
            series = product;
        }
        series[length].clone()
    };
    if !start {
        return words(length, None);
    }
    let with = |(number, group): (usize, &(usize, usize, usize, Option<usize>))| match group {
        (_, 0, ..) | (.., Some(0)) => BigUint::ZERO,
        (_, starters, ..) => words(length - 1, Some(number)) * *starters,
    };
    groups.iter().enumerate().map(with).sum()
}

/// The conversions that arguments have.
#[test]
fn arguments_are_what_one_would_write() {
    let policy = PasswordPolicy::length(12..=14)
        .at_least(1, "!?#")
        .at_most(2, Class::Digit)
        .at_most(1, 'x')
        .at_least(1, 'a'..='f')
        .starting_with([Class::Lower, Class::Upper])
        .without("0O")
        .without(&String::from("l1"))
        .with("äöü")
        .with(['é'..='ë', 'à'..='â'])
        .max_consecutive(2);
    for _ in 0..100 {
        let password = System.password(&policy);
        let count =
            |class: &str| password.expose_secret().chars().filter(|c| class.contains(*c)).count();
        assert!(count("!?#") >= 1 && count("0123456789") <= 2 && count("x") <= 1);
        assert!(count("abcdef") >= 1 && count("0Ol1") == 0);
        assert!(password.expose_secret().starts_with(|c: char| c.is_ascii_alphabetic()));
    }
}
