//! How many passwords a policy has. Of few short ones all strings are looked at: as many satisfy the rules, by a predicate of this
//! file's own, as are counted, and each has one rank. Of many, with classes that have no character in common, the number is
//! that of a sum in whole numbers of any length; these are counted class by class.
#![no_main]

use std::collections::BTreeSet;
use std::sync::LazyLock;

use arbitrary::Arbitrary;
use libfuzzer_sys::fuzz_target;
use num_bigint::BigUint;
use wellspring::{PasswordPolicy, PasswordSet};

#[derive(Arbitrary, Debug)]
enum Input {
    Few(Few),
    Many(Many),
}

/// Sets of characters are bits: of the first, the second, and so on.
#[derive(Arbitrary, Debug)]
struct Few {
    lengths: (u8, u8),
    alphabet: u8,
    limits: Vec<(u8, u8, Option<u8>)>,
    start: Option<u8>,
    runs: Option<u8>,
}

const CHARACTERS: [char; 5] = ['a', 'B', '7', '-', 'é'];

fn class(mask: u8) -> String {
    let chosen = CHARACTERS.iter().zip(0..).filter(|(_, bit)| mask >> bit & 1 == 1);
    chosen.map(|(character, _)| character).collect()
}

impl Few {
    /// One limit for each class, since a later one replaces an earlier.
    fn limits(&self) -> Vec<(String, usize, Option<usize>)> {
        let mut seen = BTreeSet::new();
        let limits = self.limits.iter().map(|(mask, least, most)| (mask & 31, least % 4, most));
        let limits = limits.filter(|(mask, ..)| *mask != 0 && seen.insert(*mask)).take(5);
        limits
            .map(|(mask, least, most)| (class(mask), least.into(), most.map(|m| (m % 5).into())))
            .collect()
    }

    fn lengths(&self) -> (usize, usize) {
        let least = usize::from(self.lengths.0 % 4) + 1;
        (least, (least + usize::from(self.lengths.1 % 3)).min(4))
    }

    fn policy(&self) -> PasswordPolicy {
        let (least, most) = self.lengths();
        let policy = PasswordPolicy::length(least..=most).only(&class(self.alphabet));
        let limit = |policy: PasswordPolicy,
                     (class, least, most): (String, usize, Option<usize>)| {
            let policy = policy.at_least(least, &class);
            most.iter().fold(policy, |policy, most| policy.at_most(*most, &class))
        };
        let policy = self.limits().into_iter().fold(policy, limit);
        let policy = self.start.iter().fold(policy, |p, mask| p.starting_with(&class(*mask)));
        self.runs.iter().fold(policy, |policy, runs| policy.max_consecutive((*runs % 4).into()))
    }

    /// All strings of these characters, also those with characters that are not in the alphabet: those that the rules accept, and
    /// the others.
    fn passwords(&self) -> (BTreeSet<String>, Vec<String>) {
        let (least, most) = self.lengths();
        let (alphabet, limits) = (class(self.alphabet), self.limits());
        let (start, runs) = (self.start.map(class), self.runs.map(|runs| usize::from(runs % 4)));
        let accepts = |password: &[char]| {
            let count = |class: &str| password.iter().filter(|c| class.contains(**c)).count();
            let limit = |(class, least, most): &(String, usize, Option<usize>)| {
                (*least..=most.unwrap_or(usize::MAX)).contains(&count(class))
            };
            (least..=most).contains(&password.len())
                && count(&alphabet) == password.len()
                && limits.iter().all(limit)
                && start.as_ref().is_none_or(|start| start.contains(password[0]))
                && runs.is_none_or(|n| password.chunk_by(|a, b| a == b).all(|run| run.len() <= n))
        };
        let (mut good, mut bad) = (BTreeSet::new(), Vec::new());
        let mut strings: Vec<Vec<char>> = vec![vec![]];
        for _ in 0..most {
            let longer =
                strings.iter().flat_map(|s| CHARACTERS.map(|c| [s.as_slice(), &[c]].concat()));
            strings = longer.collect();
            for string in &strings {
                let text = string.iter().collect();
                if accepts(string) { _ = good.insert(text) } else { bad.push(text) }
            }
        }
        (good, bad)
    }

    fn check(&self) {
        let (good, bad) = self.passwords();
        let Ok(set) = self.policy().to_set() else { return assert!(good.is_empty(), "{self:?}") };
        assert_eq!(set.count().limbs(), [good.len() as u64], "{self:?}");
        let ranked = (0..good.len() as u64).map(|rank| set.unrank(&[rank]).unwrap());
        let ranked: BTreeSet<String> = ranked.map(|p| p.expose_secret().to_owned()).collect();
        assert_eq!(ranked, good, "{self:?}");
        assert!(set.unrank(set.count().limbs()).is_none());
        assert!(good.iter().all(|password| set.contains(password)), "{self:?}");
        assert!(!bad.iter().any(|password| set.contains(password)), "{self:?}");
    }
}

#[derive(Arbitrary, Debug)]
struct Many {
    lengths: (u8, u8),
    /// Of each class the number of its characters and its limits; the first of them have no limits.
    classes: [(u8, u8, Option<u8>); 5],
    free: u8,
    /// How many of the first characters of each class may stand first; the free ones come last.
    start: Option<[u8; 6]>,
    rank: [u64; 4],
}

/// A class with its limits.
struct Group {
    characters: String,
    least: usize,
    most: usize,
    starters: usize,
}

impl Many {
    fn groups(&self) -> Vec<Group> {
        let mut characters = '!'..='~';
        let mut take = |count: usize| characters.by_ref().take(count).collect::<String>();
        let start = self.start.unwrap_or([u8::MAX; 6]);
        let free = Group {
            characters: take((self.free % 20).into()),
            least: 0,
            most: 128,
            starters: start[5].into(),
        };
        let limited = self.classes.iter().zip(start).map(|((size, least, most), starters)| Group {
            characters: take(usize::from(size % 12) + 1),
            least: (least % 24).into(),
            most: most.map_or(128, |most| (most % 40).into()),
            starters: starters.into(),
        });
        limited.collect::<Vec<_>>().into_iter().chain([free]).collect()
    }

    fn check(&self) {
        let (least, groups) = (usize::from(self.lengths.0 % 60) + 1, self.groups());
        let most = least + usize::from(self.lengths.1 % 4);
        let all: String = groups.iter().map(|group| group.characters.as_str()).collect();
        let mut policy = PasswordPolicy::length(least..=most).only(&all);
        for Group { characters, least, most, .. } in groups.iter().take(5) {
            policy = policy.at_least(*least, characters);
            if *most < 128 {
                policy = policy.at_most(*most, characters);
            }
        }
        if self.start.is_some() {
            let first =
                |group: &Group| group.characters.chars().take(group.starters).collect::<String>();
            policy = policy.starting_with(&groups.iter().map(first).collect::<String>());
        }
        let expected: BigUint =
            (least..=most).map(|n| ways(&groups, n, self.start.is_some())).sum();
        match policy.to_set() {
            Ok(set) => self.ranks(&set, &groups, least..=most, &expected),
            // None of these is near the limits of what can be counted.
            Err(error) => assert_eq!(expected, BigUint::ZERO, "{error}"),
        }
    }

    fn ranks(
        &self,
        set: &PasswordSet,
        groups: &[Group],
        lengths: core::ops::RangeInclusive<usize>,
        expected: &BigUint,
    ) {
        let count = set.count();
        let bytes: Vec<u8> = count.limbs().iter().flat_map(|limb| limb.to_le_bytes()).collect();
        assert_eq!(BigUint::from_bytes_le(&bytes), *expected);
        assert!(set.unrank(count.limbs()).is_none());
        let limbs = self.rank.len().min(count.limbs().len());
        let last = count.limbs().iter().position(|limb| *limb > 0).map(|borrows| {
            let less = |(index, limb): (usize, &u64)| {
                if index <= borrows { limb.wrapping_sub(1) } else { *limb }
            };
            count.limbs().iter().enumerate().map(less).collect::<Vec<u64>>()
        });
        let ranks = [vec![], self.rank[..limbs].to_vec(), last.unwrap_or_default()];
        let mut seen = BTreeSet::new();
        for rank in &ranks {
            let Some(password) = set.unrank(rank) else { continue };
            let password = password.expose_secret();
            assert!(set.contains(password) && lengths.contains(&password.len()));
            for Group { characters, least, most, .. } in groups {
                let count = password.chars().filter(|c| characters.contains(*c)).count();
                assert!((*least..=*most).contains(&count));
            }
            let first = password.chars().next();
            let may = |group: &Group| {
                group.characters.chars().take(group.starters).any(|c| Some(c) == first)
            };
            assert!(self.start.is_none() || groups.iter().any(may));
            seen.insert(password.to_owned());
        }
        // The first and the last are two, if there are two.
        assert!(seen.len() > 1 || *expected == BigUint::from(1u8));
    }
}

/// In how many ways the groups fill `n` places: each takes so many of the places that are left.
fn ways(groups: &[Group], n: usize, has_start: bool) -> BigUint {
    if !has_start {
        return fill(groups, n, None);
    }
    let first = groups.iter().enumerate().map(|(index, group)| {
        fill(groups, n - 1, Some(index)) * group.starters.min(group.characters.len())
    });
    first.sum()
}

/// `taken` has the first place already.
fn fill(groups: &[Group], places: usize, taken: Option<usize>) -> BigUint {
    let mut ways = vec![BigUint::ZERO; places + 1];
    ways[0] = BigUint::from(1u8);
    for (index, group) in groups.iter().enumerate() {
        let has = usize::from(taken == Some(index));
        let size = BigUint::from(group.characters.len());
        let mut next = vec![BigUint::ZERO; places + 1];
        for k in group.least.saturating_sub(has)..=group.most.min(places + has) {
            // At most as many as are allowed, the first one counted.
            if k + has > group.most || k > places {
                continue;
            }
            let letters = size.pow(k as u32);
            for before in 0..=places - k {
                if ways[before] != BigUint::ZERO {
                    next[before + k] += &ways[before] * &letters * &CHOOSE[before + k][k];
                }
            }
        }
        ways = next;
    }
    ways.swap_remove(places)
}

/// Pascal's triangle, up to the greatest length.
static CHOOSE: LazyLock<Vec<Vec<BigUint>>> = LazyLock::new(|| {
    let mut rows = vec![vec![BigUint::from(1u8)]];
    for n in 1..64 {
        let above: &Vec<BigUint> = &rows[n - 1];
        let inner = above.windows(2).map(|pair| &pair[0] + &pair[1]);
        let row = core::iter::once(above[0].clone()).chain(inner).chain([above[0].clone()]);
        rows.push(row.collect());
    }
    rows
});

fuzz_target!(|input: Input| match input {
    Input::Few(few) => few.check(),
    Input::Many(many) => many.check(),
});
