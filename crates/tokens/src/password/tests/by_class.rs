//! Both ways of counting have the same passwords, each once.

use std::string::ToString;

use num_bigint::BigUint;

use super::{Class, PasswordPolicy, PasswordSet, PolicyError, Vec, census::Small, vec};
use crate::password::{
    by_class::{Groups, build},
    plan::Plan,
};

/// Policies over four characters of which limited classes have none in common: all windows of one class, and of two, with all kinds of
/// starts, where there is a free rest and where there is none.
pub(super) fn family() -> Vec<Small> {
    let mut family = vec![];
    let windows: Vec<_> = (0..3)
        .flat_map(|least| [None, Some(0), Some(1), Some(2)].map(|most| (least, most)))
        .collect();
    for (least, most) in [(1, 1), (3, 3), (1, 4)] {
        for classes in [["ab", "c"], ["ab", "cé"], ["a", "abcé"], ["abcé", "a"]] {
            for (first, second) in windows.iter().flat_map(|a| windows.iter().map(move |b| (a, b)))
            {
                for start in [None, Some("b"), Some("acé"), Some("é")] {
                    let plain = Small::new("abcé", least, most);
                    let start = start.map(|start| plain.class(start));
                    let limited = plain.limit(classes[0], first.0, first.1);
                    let limited = limited.limit(classes[1], second.0, second.1);
                    family.push(Small { start, ..limited });
                }
            }
        }
    }
    family
}

/// The check: what is counted class by class is each password once, and as many as with the automaton. `None` if the policy cannot be
/// counted class by class.
pub(super) fn is_complete(small: &Small) -> Option<usize> {
    let Ok([by_automaton, by_class]) = PasswordSet::both_ways(&small.policy()) else {
        assert!(!small.passwords().contains(&true), "{small:?}");
        return Some(0);
    };
    let set = by_class?;
    let by_automaton = by_automaton.unwrap();
    assert_eq!(set.count(), by_automaton.count(), "{small:?}");
    assert_eq!(set.count(), small.policy().to_set().unwrap().count());
    let count = small.are_each_once(&set);
    assert_eq!(count, small.are_each_once(&by_automaton));
    if count < 1000 {
        small.are_contained(&set);
        small.are_contained(&by_automaton);
    }
    Some(count)
}

/// What the sums take is allowed, one word less is refused: before anything is written that is too much.
#[test]
fn the_limit_of_memory_is_exact() {
    let mut limited = 0;
    for small in family().iter().step_by(29) {
        let Ok(plan) = Plan::new(&small.policy()) else { continue };
        let Some(groups) = Groups::new(&plan) else { continue };
        let words = build(&groups, usize::MAX).unwrap().words();
        assert!(build(&groups, words).is_ok());
        if let Some(less) = words.checked_sub(1) {
            assert!(matches!(build(&groups, less), Err(PolicyError::TooManyTerms)), "{small:?}");
            limited += 1;
        }
    }
    assert!(limited > 20, "{limited}");
}

/// All of the family where tests are optimised, and else some of it.
#[test]
fn both_ways_have_each_password_once() {
    let step = if cfg!(debug_assertions) { 11 } else { 1 };
    let counts: Vec<_> = family().iter().step_by(step).filter_map(is_complete).collect();
    let possible = counts.iter().filter(|count| **count > 0).count();
    assert!(possible > 150 && counts.len() - possible > 100, "{possible} of {}", counts.len());
}

/// The negative control: with one sum that is one more than it should be.
#[test]
fn the_check_finds_a_wrong_sum() {
    let small = Small::new("abcé", 4, 4).limit("ab", 1, Some(3)).limit("c", 0, Some(2));
    let set = || PasswordSet::both_ways(&small.policy()).unwrap()[1].clone().unwrap();
    let census = |set: PasswordSet| {
        let count = set.count().limbs()[0];
        let password = |rank| set.unrank(&[rank]).unwrap().expose_secret().into();
        (small.census((0..count).map(password)), count as usize)
    };
    let (good, count) = census(set());
    assert_eq!(good, Ok((1, 1, count)));
    let (wrong, count) = census(set().with_a_wrong_sum());
    assert!(wrong.is_err() || wrong != Ok((1, 1, count)), "{wrong:?}");
}

/// Fewer and larger ones.
#[test]
fn larger_sets_are_complete_by_class_too() {
    let digits = "0123456789";
    let all = [
        Small::new(digits, 5, 5).limit("0123", 1, Some(3)).limit("45678", 2, None),
        Small::new(digits, 2, 5).limit("01", 0, Some(1)).limit("2345", 1, Some(2)),
        Small::new("abcdefgh", 6, 6).limit("abcdefgh", 6, None).limit("a", 1, Some(1)),
        Small::new("абвгд€", 1, 6).limit("а€", 1, Some(3)).limit("в", 0, Some(2)),
        Small { start: Some(0b11_0101), ..Small::new("ab12!?", 6, 6) }
            .limit("ab", 1, Some(3))
            .limit("12", 2, None)
            .limit("!", 0, Some(2)),
        Small::new("ab", 1, 14).limit("a", 3, Some(9)),
        "abcdefg"
            .chars()
            .fold(Small::new("abcdefg", 7, 7), |small, c| small.limit(&c.to_string(), 1, None)),
        "abcdefg"
            .chars()
            .fold(Small::new("abcdefg", 5, 5), |small, c| small.limit(&c.to_string(), 0, Some(1))),
    ];
    let counts: Vec<_> = all.iter().map(|small| is_complete(small).unwrap_or(0)).collect();
    assert_eq!(counts[6..], [5040, 2520]);
    assert!(counts.iter().all(|count| *count > 1000), "{counts:?}");
}

/// Where the automaton is refused, or would be slow.
#[test]
fn what_only_classes_can_count() {
    let length = PasswordPolicy::length;
    let each = |policy: PasswordPolicy, least, most| {
        let limit = |policy: PasswordPolicy, class: Class| {
            policy.at_least(least, class.clone()).at_most(most, class)
        };
        Class::ALL.into_iter().fold(policy, limit)
    };
    for (policy, bits) in [
        (each(length(64), 1, 20), "416.4"),
        (each(length(128), 16, 128), "837.1"),
        (('!'..='0').fold(length(16), |p, c| p.at_least(1, c)), "44.2"),
        (('!'..='Q').fold(length(128), |p, c| p.at_most(5, c)), "838.8"),
    ] {
        let set = policy.to_set().unwrap();
        assert_eq!(set.count().bits().to_string(), bits);
    }
}

/// Few states, and still too much for the automaton: too many classes, too many bits, or too many words.
#[test]
fn what_the_automaton_refuses_falls_to_the_classes() {
    let length = PasswordPolicy::length;
    let none = ('!'..='~').take(70).fold(length(10), |p, c| p.at_most(0, c));
    assert_eq!(none.to_set().unwrap().count().limbs(), [24u64.pow(10)]);
    // Ten classes of one character each, whose numbers take more than a word for each place.
    let ten = ('0'..='9').fold(length(128), |p, c| p.at_least(1, c));
    assert!(ten.clone().max_consecutive(64).to_set().is_err_and(|e| e.is_for_size()));
    assert_eq!(ten.to_set().unwrap().count().bits().to_string(), "834.6");
    let many = ('!'..='Q').fold(length(128), |p, c| p.at_most(5, c));
    let [by_automaton, by_class] = PasswordSet::both_ways(&many).unwrap();
    assert!(by_automaton.is_none() && by_class.is_some());
}

/// What is left out of the alphabet is left out of the classes.
#[test]
fn what_is_left_out_is_not_drawn() {
    let many = ('!'..='~').fold(PasswordPolicy::length(40), |p, c| p.at_most(1, c));
    let many = many.without('a'..='z').without_ambiguous();
    let set = many.to_set().unwrap();
    // 94 - 26 - 5 are left, since `l` and `o` are of the 26; each of 40 places takes one away.
    let count = (0..40u32).fold(BigUint::from(1u32), |count, taken| count * (63 - taken));
    assert_eq!(set.count().to_string(), count.to_string());
    for rank in [BigUint::ZERO, &count / 3u32, &count - 1u32] {
        let password = set.unrank(&rank.to_u64_digits()).unwrap();
        let allowed = |c: char| c.is_ascii_graphic() && !c.is_ascii_lowercase();
        assert!(password.expose_secret().chars().all(|c| allowed(c) && !"0O1I|".contains(c)));
        assert!(set.contains(password.expose_secret()));
    }
    assert!(!set.contains(&"A".repeat(40)));
    assert!(!set.contains(&('!'..='~').take(40).collect::<super::String>()));
}

/// Around the numbers at which a limb more is needed: all strings of `2^k` characters but those without one of them.
#[test]
fn numbers_at_the_ends_of_limbs() {
    for (alphabet, k) in [("ab", 1u32), ("abcd", 2), ("abcdefghijklmnop", 4), ("abcdefghijklm", 0)]
    {
        for n in (1..=128).filter(|n| n % 16 <= 1 || n % 16 == 15) {
            let policy = PasswordPolicy::length(n).only(alphabet).at_least(1, "a");
            let [by_automaton, by_class] = PasswordSet::both_ways(&policy).unwrap();
            let (set, n) = (by_class.unwrap(), n as u32);
            let size = BigUint::from(alphabet.len());
            let count = size.pow(n) - (&size - 1u32).pow(n);
            assert!(k == 0 || size == BigUint::from(1u32) << k);
            assert_eq!(set.count().limbs(), count.to_u64_digits(), "{alphabet} {n}");
            assert_eq!(set.count(), by_automaton.unwrap().count());
            // The greatest count of the first class comes last.
            let last = set.unrank(&(&count - 1u32).to_u64_digits()).unwrap();
            assert_eq!(last.expose_secret(), "a".repeat(n as usize));
            assert!(set.unrank(&count.to_u64_digits()).is_none());
        }
    }
}

/// The guard lets through what has as many words as it allows, and not one more; and there are policies that it refuses.
#[test]
fn the_guard_counts_words() {
    let policy =
        PasswordPolicy::length(9).at_most(2, "abc").at_least(1, Class::Digit).at_most(3, "XY");
    let groups = Groups::new(&Plan::new(&policy).unwrap()).unwrap();
    let words = build(&groups, usize::MAX).unwrap().words();
    assert!(words > 20);
    assert!(build(&groups, words).is_ok());
    assert_eq!(
        build(&groups, words - 1).map(|counts| counts.words()),
        Err(PolicyError::TooManyTerms)
    );
    // For each class one term but the least for each number of places, of 29 limbs at most.
    let wide = '\u{4E00}'..='\u{9FFF}';
    let once = PasswordPolicy::length(128).only(wide.clone());
    let once = wide.clone().take(100).fold(once, |p, c| p.at_most(1, c));
    let groups = Groups::new(&Plan::new(&once).unwrap()).unwrap();
    assert!(build(&groups, usize::MAX).unwrap().words() <= 100 * 129 * 29);
    let huge = wide
        .clone()
        .take(400)
        .fold(PasswordPolicy::length(128).only(wide), |p, c| p.at_most(90, c));
    assert_eq!(huge.validate(), Err(PolicyError::TooManyTerms));
    assert_eq!(
        PolicyError::TooManyTerms.to_string(),
        "to count the passwords class by class takes more than 16777216 words (128 MiB): shorten the passwords, limit fewer classes, or to \
         smaller numbers"
    );
}

/// Of exactly as many states as are few, so that no rank means another password one day.
#[test]
fn few_states_are_at_most_so_many() {
    // All counts: 0 and 1 of "a", and none of the rest.
    let plan = Plan::new(&PasswordPolicy::length(4).only("ab").at_least(1, "a")).unwrap();
    let groups = Groups::new(&plan).unwrap();
    assert_eq!([1, 2].map(|few| groups.has_few_states(few)), [false, true]);
}

/// Where the first place is dealt with apart, fewer are open than the length: ways to choose beyond the table would be taken for short ones.
#[test]
fn the_last_of_long_passwords_with_a_start_is_the_last() {
    let policy = PasswordPolicy::length(50).at_least(16, Class::Symbol).at_most(25, Class::Symbol);
    let policy = policy.at_least(16, Class::Lower).at_most(25, Class::Lower);
    let set = policy.starting_with(Class::Letter).to_set().unwrap();
    let last = BigUint::from_slice(&digits(set.count().limbs())) - 1u32;
    let last = set.unrank(&last.to_u64_digits()).unwrap();
    assert_eq!(last.expose_secret(), ["z".repeat(25), "~".repeat(25)].concat());
}

/// The same number, in digits of 32 bits.
fn digits(limbs: &[u64]) -> Vec<u32> {
    limbs
        .iter()
        .flat_map(|limb| [*limb, limb >> 32])
        .map(|half| (half & 0xFFFF_FFFF) as u32)
        .collect()
}
