//! Policies small enough to look at every password there is.

#![allow(
    clippy::integer_division_remainder_used,
    clippy::cast_possible_truncation,
    reason = "the oracles count, and have no secrets"
)]

extern crate std;
use std::{collections::BTreeSet, string::String, vec, vec::Vec};

use super::{Class, PasswordPolicy, PasswordSet, PolicyError};

mod by_class;
mod census;
mod control;
mod enumeration;
mod fewest;
mod masks;
mod million;
mod needless;
mod parts;
mod ranks;
mod refusals;
mod spelling;
mod sums;

/// Rules as the tests have them, from which both the policy and the oracle are made.
#[derive(Clone, Debug)]
struct Rules {
    alphabet: &'static str,
    least: usize,
    most: usize,
    limits: Vec<(&'static str, usize, Option<usize>)>,
    start: Option<&'static str>,
    run: Option<usize>,
}

impl Rules {
    fn new(alphabet: &'static str, least: usize, most: usize) -> Self {
        Self { alphabet, least, most, limits: vec![], start: None, run: None }
    }

    fn limit(mut self, class: &'static str, minimum: usize, maximum: Option<usize>) -> Self {
        self.limits.push((class, minimum, maximum));
        self
    }

    fn policy(&self) -> PasswordPolicy {
        let mut policy = PasswordPolicy::length(self.least..=self.most).only(self.alphabet);
        for &(class, minimum, maximum) in &self.limits {
            policy = policy.at_least(minimum, class);
            policy = maximum.iter().fold(policy, |policy, n| policy.at_most(*n, class));
        }
        policy = self.start.iter().fold(policy, |policy, class| policy.starting_with(*class));
        self.run.iter().fold(policy, |policy, n| policy.max_consecutive(*n))
    }

    /// Whether a string of the alphabet is a password, by looking at it as a person would.
    fn allow(&self, password: &str) -> bool {
        let limits = self.limits.iter().all(|(class, minimum, maximum)| {
            let count = password.chars().filter(|c| class.contains(*c)).count();
            count >= *minimum && maximum.is_none_or(|maximum| count <= maximum)
        });
        let start = self
            .start
            .is_none_or(|class| password.chars().next().is_some_and(|c| class.contains(c)));
        let too_long = |c: char, n: usize| password.contains(&String::from(c).repeat(n + 1));
        let runs = self.run.is_none_or(|n| !self.alphabet.chars().any(|c| too_long(c, n)));
        limits && start && runs
    }

    /// All strings over the alphabet of all lengths.
    fn strings(&self) -> impl Iterator<Item = String> {
        let alphabet: Vec<char> = self.alphabet.chars().collect();
        (self.least..=self.most).flat_map(move |length| {
            let alphabet = alphabet.clone();
            let count = alphabet.len().pow(length as u32);
            (0..count).map(move |mut number| {
                let mut next = || {
                    let c = alphabet[number % alphabet.len()];
                    number /= alphabet.len();
                    c
                };
                (0..length).map(|_| next()).collect()
            })
        })
    }

    fn passwords(&self) -> BTreeSet<String> {
        self.strings().filter(|string| self.allow(string)).collect()
    }
}

/// What the passwords of a set are, by all of its ranks; how often the most frequent comes out, and the least.
fn all_of(set: &PasswordSet) -> Vec<String> {
    let count = set.count();
    assert!(count.limbs().len() <= 1, "too many to look at");
    let count = count.limbs().first().copied().unwrap_or(0);
    assert!(set.unrank(&[count]).is_none() && set.unrank(&[0, 1]).is_none());
    let password = |rank| set.unrank(&[rank]).unwrap().expose_secret().into();
    (0..count).map(password).collect()
}
