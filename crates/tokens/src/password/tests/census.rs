//! How often each password of a small policy comes out, and complete families of these.
//!
//! Every string of the alphabet has a number, and whether it is a password is found out by counting its characters. What is drawn is
//! counted under its number. So nothing is sorted, and a million passwords take a moment.

use super::{PasswordPolicy, PasswordSet, String, Vec, control, vec};

/// A policy over a few characters; classes are bits for these.
#[derive(Clone, Debug)]
pub(super) struct Small {
    pub(super) alphabet: Vec<char>,
    pub(super) least: usize,
    pub(super) most: usize,
    pub(super) limits: Vec<(u64, usize, Option<usize>)>,
    pub(super) start: Option<u64>,
    pub(super) run: Option<usize>,
}

impl Small {
    pub(super) fn new(alphabet: &str, least: usize, most: usize) -> Self {
        let alphabet = alphabet.chars().collect();
        Self { alphabet, least, most, limits: vec![], start: None, run: None }
    }

    /// The bits of these characters.
    pub(super) fn class(&self, characters: &str) -> u64 {
        let bits = self.alphabet.iter().zip(0..).filter(|(c, _)| characters.contains(**c));
        bits.fold(0, |class, (_, bit)| class | 1 << bit)
    }

    pub(super) fn limit(mut self, class: &str, minimum: usize, maximum: Option<usize>) -> Self {
        self.limits.push((self.class(class), minimum, maximum));
        self
    }

    pub(super) fn policy(&self) -> PasswordPolicy {
        let text = |class: u64| -> String {
            let inside = self.alphabet.iter().zip(0..).filter(|(_, bit)| class >> bit & 1 == 1);
            inside.map(|(c, _)| *c).collect()
        };
        let mut policy = PasswordPolicy::length(self.least..=self.most).only(&text(u64::MAX));
        for &(class, minimum, maximum) in &self.limits {
            let class = text(class);
            policy = policy.at_least(minimum, &class);
            policy = maximum.iter().fold(policy, |policy, n| policy.at_most(*n, &class));
        }
        policy =
            self.start.iter().fold(policy, |policy, class| policy.starting_with(&text(*class)));
        self.run.iter().fold(policy, |policy, n| policy.max_consecutive(*n))
    }

    /// Whether a string is a password, by its characters' places in the alphabet.
    fn allow(&self, string: &[usize]) -> bool {
        let limits = self.limits.iter().all(|&(class, minimum, maximum)| {
            let count = string.iter().filter(|c| class >> **c & 1 == 1).count();
            count >= minimum && maximum.is_none_or(|maximum| count <= maximum)
        });
        let start = self.start.is_none_or(|class| class >> string[0] & 1 == 1);
        let too_long = |n: usize| string.windows(n + 1).any(|w| w.iter().all(|c| *c == w[0]));
        limits && start && !self.run.is_some_and(too_long)
    }

    /// Of each string, by its number, whether it is a password: the shorter ones first, the last character the most significant digit.
    pub(super) fn passwords(&self) -> Vec<bool> {
        let (mut all, size) = (vec![], self.alphabet.len());
        for length in self.least..=self.most {
            let mut string = vec![0; length];
            for _ in 0..size.pow(length as u32) {
                all.push(self.allow(&string));
                for digit in &mut string {
                    *digit = (*digit + 1) % size;
                    if *digit != 0 {
                        break;
                    }
                }
            }
        }
        all
    }

    /// The check: a set contains what the policy allows, and no other string of these lengths.
    pub(super) fn are_contained(&self, set: &PasswordSet) {
        let size = self.alphabet.len();
        let strings = (self.least..=self.most)
            .flat_map(|length| (0..size.pow(length as u32)).map(move |number| (length, number)));
        let passwords = self.passwords();
        for ((length, mut number), is_password) in strings.zip(passwords) {
            let mut digit = || {
                let digit = number % size;
                number /= size;
                self.alphabet[digit]
            };
            let string: String = (0..length).map(|_| digit()).collect();
            assert_eq!(set.contains(&string), is_password, "{self:?} {string}");
            assert!(!set.contains(&[&string, "\0"].concat()));
        }
    }

    fn number(&self, password: &str) -> Option<usize> {
        let (size, length) = (self.alphabet.len(), password.chars().count());
        let digits = password.chars().rev().try_fold(0, |number, character| {
            Some(number * size + self.alphabet.iter().position(|c| *c == character)?)
        });
        let shorter: usize = (self.least..length).map(|length| size.pow(length as u32)).sum();
        (self.least..=self.most).contains(&length).then_some(shorter + digits?)
    }

    /// How often the rarest password was drawn, and the most frequent; an error if something else was drawn. And how many there are.
    pub(super) fn census(
        &self,
        drawn: impl Iterator<Item = String>,
    ) -> Result<(u32, u32, usize), String> {
        let passwords = self.passwords();
        let mut times = vec![0u32; passwords.len()];
        for password in drawn {
            match self.number(&password).filter(|number| passwords[*number]) {
                Some(number) => times[number] += 1,
                None => return Err(password),
            }
        }
        let times = times.iter().zip(&passwords).filter(|(_, is_password)| **is_password);
        let (times, count) = (times.clone().map(|(times, _)| *times), times.count());
        Ok((times.clone().min().unwrap_or(1), times.max().unwrap_or(1), count))
    }

    /// The check: each rank is a password, and each password has one rank. How many there are.
    pub(super) fn has_each_once(&self) -> usize {
        let Ok(set) = self.policy().to_set() else {
            assert!(!self.passwords().contains(&true), "{self:?}");
            return 0;
        };
        self.are_each_once(&set)
    }

    /// The same of a set that was made from the policy.
    pub(super) fn are_each_once(&self, set: &PasswordSet) -> usize {
        let count = set.count().limbs()[0];
        assert!(set.count().limbs().len() == 1 && set.unrank(&[count]).is_none());
        let password = |rank| set.unrank(&[rank]).unwrap().expose_secret().into();
        let census = self.census((0..count).map(password));
        assert_eq!(census, Ok((1, 1, count as usize)), "{self:?}");
        count as usize
    }
}

/// Every policy over these characters with `1 <= least <= most <= 3`, with up to two limits, to any two classes of its characters, of which
/// the minimum is 0, 1 or 2 and the maximum 0, 1, 2 or none, with any class of the first character or none, and runs of at most
/// 1, of at most 2, or not limited. Returns how many policies, how many of them nobody can satisfy, and how many passwords.
pub(super) fn complete_family(alphabet: &str) -> (usize, usize, usize) {
    let all = Small::new(alphabet, 1, 1).class(alphabet);
    let limits =
        || (0..3).flat_map(|minimum| [None, Some(0), Some(1), Some(2)].map(|n| (minimum, n)));
    let (mut policies, mut impossible, mut passwords) = (0, 0, 0);
    for (least, most) in (1..4).flat_map(|least| (least..4).map(move |most| (least, most))) {
        let plain = Small::new(alphabet, least, most);
        for (first, second) in (1..=all).flat_map(|a| (a + 1..=all).map(move |b| (a, b))) {
            for ((a, b), (c, d)) in limits().flat_map(|a| limits().map(move |b| (a, b))) {
                for start in core::iter::once(None).chain((1..=all).map(Some)) {
                    for run in [None, Some(1), Some(2)] {
                        let limits = vec![(first, a, b), (second, c, d)];
                        let count = Small { limits, start, run, ..plain.clone() }.has_each_once();
                        policies += 1;
                        impossible += usize::from(count == 0);
                        passwords += count;
                    }
                }
            }
        }
    }
    (policies, impossible, passwords)
}

#[test]
fn every_policy_over_two_characters() {
    let (policies, impossible, passwords) = complete_family("aß");
    assert_eq!(policies, 6 * 3 * 144 * 4 * 3);
    assert!(impossible > 1000 && passwords > 10_000, "{impossible} {passwords}");
}

/// The negative controls: the recipe that people write, and sets that have too many, too few, or others.
#[test]
fn the_check_finds_what_is_not_uniform() {
    let rules = Small::new("ab1", 4, 4).limit("ab", 1, None).limit("1", 1, None);
    let set = |policy: PasswordPolicy| -> Vec<String> {
        let set = policy.to_set().unwrap();
        let count = set.count().limbs()[0];
        (0..count).map(|rank| set.unrank(&[rank]).unwrap().expose_secret().into()).collect()
    };
    let census = |drawn: Vec<String>| rules.census(drawn.into_iter());
    let good = set(rules.policy());
    assert_eq!(census(good.clone()), Ok((1, 1, good.len())));
    // Each as often as each other would be 64 * 27 / 64 times; it is 6 to 8 of them.
    let recipe = census(control::one_of_each_then_shuffle());
    assert_eq!(recipe, Ok((6, 8, good.len())));
    assert_eq!(census([&good[..], &good[3..4]].concat()), Ok((1, 2, good.len())));
    assert_eq!(census(good[1..].to_vec()), Ok((0, 1, good.len())));
    assert!(census(set(rules.policy().at_least(0, "1"))).is_err());
    assert_eq!(census(set(rules.policy().at_least(2, "1"))), Ok((0, 1, good.len())));
}
