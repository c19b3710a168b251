//! The negative control: one of each class, fill up, shuffle.

use std::{collections::BTreeMap, string::String, vec, vec::Vec};

use num_bigint::BigUint;

use super::{Class, PasswordPolicy, Rules};

/// What it draws from "ab" and "1" at four characters, with all of its randomness enumerated.
pub(super) fn one_of_each_then_shuffle() -> Vec<String> {
    let (lower, digit, all) = (['a', 'b'], ['1'], ['a', 'b', '1']);
    let mut drawn = vec![];
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
                drawn.push(password.into_iter().collect());
            }
        }
    }
    drawn
}

/// It reaches every password, but not equally often.
#[test]
fn one_of_each_then_shuffle_is_not_uniform() {
    let mut drawn = BTreeMap::<String, u32>::new();
    for password in one_of_each_then_shuffle() {
        *drawn.entry(password).or_default() += 1;
    }
    let rules = Rules::new("ab1", 4, 4).limit("ab", 1, None).limit("1", 1, None);
    assert!(drawn.keys().eq(&rules.passwords()), "it reaches all of them");
    let (least, most) = (drawn.values().min().unwrap(), drawn.values().max().unwrap());
    assert_eq!((*least, *most), (6, 8), "but not equally often");
}

/// At ten characters of four classes, by how it comes to a password: in as many ways as the obligatory ones can be chosen among its
/// characters, one of each class, each way with the probability `1 / (26 * 26 * 10 * 32)` for these and `94^-6` for
/// the others. So the likeliest password is to the least likely as the greatest product of four counts that sum to
/// ten is to the least, before the share of the orders, which is the same for all.
#[test]
fn at_ten_characters_it_makes_some_passwords_five_times_likelier() {
    let counts = (1..8).flat_map(|a| (1..8).flat_map(move |b| (1..8).map(move |c| (a, b, c))));
    let products =
        counts.filter(|(a, b, c)| a + b + c < 10).map(|(a, b, c)| a * b * c * (10 - a - b - c));
    let (least, most) = (products.clone().min().unwrap(), products.max().unwrap());
    assert_eq!((least, most), (7, 36));
    let ratio = f64::from(most) / f64::from(least);
    assert!((5.14..5.15).contains(&ratio));
}

/// The number of passwords of ten characters with one of each class, by inclusion and exclusion.
#[test]
fn the_number_by_inclusion_and_exclusion() {
    for length in [4u32, 10, 16, 20, 128] {
        let mut expected = num_bigint::BigInt::from(0);
        for missing in 0..16u32 {
            let sizes = [26, 26, 10, 32u32];
            let left = (0..).zip(sizes).filter(|(class, _)| missing >> class & 1 == 0);
            let left: u32 = left.map(|(_, size)| size).sum();
            let strings = num_bigint::BigInt::from(BigUint::from(left).pow(length));
            if missing.count_ones() % 2 == 0 { expected += strings } else { expected -= strings }
        }
        let policy = PasswordPolicy::length(length as usize);
        let policy = Class::ALL.into_iter().fold(policy, |policy, class| policy.at_least(1, class));
        use std::string::ToString;
        assert_eq!(policy.to_set().unwrap().count().to_string(), expected.to_string());
    }
}
