use std::collections::BTreeMap;

use super::{PasswordPolicy, String, Vec, vec};
use crate::password::{
    Class, graph::Graph, masks::divide, plan::Plan, spelling::Spelling, table::Table,
};

/// The characters at all indices, in order, by both ways.
fn spelled(policy: &PasswordPolicy) -> String {
    let plan = Plan::new(policy).unwrap();
    let spelling = Spelling::of(&plan);
    let codes = (0..plan.alphabet_size()).map(|index| spelling.code_point(index));
    let all: String = codes.map(|code| char::from_u32(code).unwrap()).collect();
    assert_eq!(spelling.is_ascii, all.is_ascii());
    if spelling.is_ascii {
        let mut indices: Vec<u8> = (0..plan.alphabet_size() as u8).collect();
        spelling.spell(&mut indices);
        assert_eq!(indices, all.as_bytes());
    }
    all
}

#[test]
fn an_alphabet_is_what_is_allowed_in_the_order_of_code_points() {
    let visible = || '!'..='~';
    let ten = PasswordPolicy::length(10);
    assert!(spelled(&ten).chars().eq(visible()));
    assert_eq!(
        spelled(&ten.clone().without(Class::Symbol)),
        "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
    );
    // Every run of characters, everything but it, and each second and third character: the most gaps there are.
    let runs = visible().flat_map(|a| (a..='~').step_by(3).map(move |b| Vec::from_iter(a..=b)));
    let combs =
        (2..10).flat_map(|step| (0..step).map(move |from| visible().skip(from).step_by(step)));
    for left_out in runs.chain(combs.map(Iterator::collect)) {
        let (kept, others): (String, String) = visible().partition(|c| !left_out.contains(c));
        for (keep, leave) in [(&kept, &others), (&others, &kept)] {
            if !keep.is_empty() {
                assert_eq!(&spelled(&ten.clone().without(leave)), keep);
            }
        }
    }
    let all: String = ('\0'..=char::MAX).collect();
    assert_eq!(spelled(&ten.only('\0'..=char::MAX)), all);
}

/// Atom after atom, each in its order, the atoms by their first characters.
#[test]
fn atoms_stand_one_behind_the_other() {
    let ten = PasswordPolicy::length(10).only("abcdefgh€ä\0\x7F");
    assert_eq!(spelled(&ten.clone().at_least(1, "bdfh€")), "\0aceg\x7Fäbdfh€");
    assert_eq!(spelled(&ten.clone().at_least(1, "bdfh€").at_most(2, "ab")), "\0ceg\x7Fäabdfh€");
    assert_eq!(spelled(&ten.starting_with("h\x7F")), "\0abcdefgä€h\x7F");
    let odd: String = ('!'..='~').step_by(2).collect();
    let even: String = ('"'..='~').step_by(2).collect();
    assert_eq!(spelled(&PasswordPolicy::length(10).at_least(1, &even)), [odd, even].concat());
}

/// The quotient and the remainder against the processor's, at the limits of sizes, and of digits.
#[test]
fn divisions() {
    let words = [0, 1, 2, 93, 94, (1 << 32) - 1, 1 << 32, u64::MAX >> 1, u64::MAX - 1, u64::MAX];
    let sizes = (1..130).chain([1 << 16, 1_112_064, (1 << 21) - 1, u64::from(u32::MAX)]);
    for size in sizes {
        for (low, high) in words.iter().flat_map(|a| words.map(move |b| (*a, b))) {
            let mut quotient = [7; 2];
            let rest = divide(&[low, high], &mut quotient, size, u64::MAX / size);
            let number = u128::from(high) << 64 | u128::from(low);
            assert_eq!(u128::from(rest), number % u128::from(size));
            let expected = number / u128::from(size);
            assert_eq!(quotient, [expected as u64, (expected >> 64) as u64]);
        }
    }
}

/// What is remembered is no more than it has to be, and what is kept is what can be reached.
#[test]
fn tables_are_small() {
    let mut sizes = BTreeMap::new();
    let plain = PasswordPolicy::length(16);
    let four =
        Class::ALL.into_iter().fold(plain.clone(), |policy, class| policy.at_least(1, class));
    for (name, policy) in [
        ("four", four.clone()),
        ("runs", four.max_consecutive(2)),
        ("range", plain.clone().with_length(8..=16)),
        ("one", plain.starting_with(Class::Letter)),
    ] {
        let plan = Plan::new(&policy).unwrap();
        let states = Graph::new(&plan).unwrap().states();
        sizes.insert(name, (states, Table::new(&plan).unwrap().words.len()));
    }
    // The start, and one for each set of classes that were there; with runs, the last atom is one of them.
    let expected =
        vec![("four", (16, 1002)), ("one", (2, 39)), ("range", (2, 24)), ("runs", (65, 5786))];
    assert_eq!(sizes.into_iter().collect::<Vec<_>>(), expected);
}
