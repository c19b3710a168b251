extern crate std;
use std::{string::ToString, vec};

use wellspring_entropy::System;

use super::*;
use crate::Secrets;

fn policy(rules: &str) -> PasswordPolicy {
    rules.parse().unwrap_or_else(|error| std::panic!("{rules}: {error}"))
}

fn alphabet(rules: &str) -> String {
    policy(rules)
        .alphabet
        .spans()
        .flat_map(|s| s.first..=s.last)
        .filter_map(char::from_u32)
        .collect()
}

fn lengths(rules: &str) -> (usize, usize) {
    let lengths = policy(rules).lengths;
    (lengths.least, lengths.most)
}

/// The cases of Apple's own tests, and more.
#[test]
fn brackets() {
    for (class, characters) in [
        ("[ ]", " "),
        ("[  ]", " "),
        ("[abc01A]", "01Aabc"),
        ("[bab]", "ab"),
        ("[-]", "-"),
        ("[-äöü]", "-"),
        ("[§!\"$%]", "!\"$%"),
        ("[é], [a\n\u{7F}b]", "ab"),
        ("[], [a]", "a"),
        ("[-a]", "-a"),
        ("[]]", "]"),
        ("[a]]", "]a"),
        ("[-a]]", "-]a"),
        ("[[]", "["),
        ("[[]]", "[]"),
        ("[;:,]", ",:;"),
        ("[a], [b]", "ab"),
        ("[a]], [b]", "]ab"),
        ("[a], digit ,\t[b]", "0123456789ab"),
    ] {
        assert_eq!(alphabet(&["allowed: ", class].concat()), characters, "{class}");
    }
}

#[test]
fn names_in_any_case_and_defaults() {
    let printable: String = (' '..='~').collect();
    for rules in [
        "",
        " ",
        ";; ;",
        "allowed:",
        "allowed: ;",
        "required: ;max-consecutive:",
        "minlength: 0",
        "allowed: []",
        "required: [];",
    ] {
        assert_eq!((alphabet(rules), lengths(rules)), (printable.clone(), (20, 20)), "{rules}");
        assert!(policy(rules).limits.iter().len() == 0 && policy(rules).max_consecutive.is_none());
    }
    assert_eq!(alphabet("allowed: ASCII-printable"), printable);
    assert_eq!(alphabet("allowed: uniCODE"), printable);
    assert_eq!(alphabet("allowed: UPpER,lower").len(), 52);
    assert_eq!(alphabet("allowed: special").len(), 33);
    // What is required is allowed; nothing else is, unless it is said.
    assert_eq!(alphabet("required: digit; allowed: [a]; required:[b]"), "0123456789ab");
}

#[test]
fn numbers_the_strictest_counts() {
    for (rules, expected) in [
        ("minlength: 8; maxlength: 64", (8, 64)),
        ("minlength:8;minlength:10;maxlength:30;maxlength:40;", (10, 30)),
        ("minlength: 8", (8, 20)),
        ("minlength: 24", (24, 24)),
        ("maxlength: 64", (20, 64)),
        ("maxlength: 12", (12, 12)),
        ("minlength: 0; maxlength: 12", (12, 12)),
        ("maxlength: 1000", (20, 128)),
        ("maxlength: 99999999999999999999999999", (20, 128)),
        ("minlength: 30; maxlength: 10", (30, 10)),
        ("maxlength: 0", (20, 20)),
        ("maxlength: 0; maxlength: 30; minlength: 0", (20, 30)),
    ] {
        assert_eq!(lengths(rules), expected, "{rules}");
    }
    assert_eq!(policy("max-consecutive: 3; max-consecutive: 2 ;").max_consecutive, Some(2));
    assert!(policy("minlength: 99999999999999999999999999").to_set().is_err());
    assert!(policy("minlength: 30; maxlength: 10").to_set().is_err());
    assert_eq!(policy("max-consecutive: 0").max_consecutive, None);
    assert_eq!(policy("max-consecutive: 0; max-consecutive: 3").max_consecutive, Some(3));
}

#[test]
fn what_is_required() {
    let example = "required: lower; required: [-().&@?'#,/\"+]; allowed: ascii-printable; \
                   max-consecutive: 2; minlength: 20; maxlength: 64;";
    let symbols = "-().&@?'#,/\"+";
    let expected = PasswordPolicy::length(20..=64)
        .only(' '..='~')
        .at_least(1, Class::Lower)
        .at_least(1, symbols)
        .max_consecutive(2);
    assert_eq!(policy(example), expected);
    // One of either, not one of each.
    let either = policy("required: upper, digit").limits;
    assert_eq!(either.iter().len(), 1);
    assert_eq!(either.iter().next().map(|limit| limit.class.characters().len()), Some(36));
    assert_eq!(policy("required: upper; required: upper; required: UPPER").limits.iter().len(), 1);
}

#[test]
fn what_is_not_understood_is_said() {
    for (rules, error) in [
        ("dummy: upper", "`dummy` at byte 0 is no rule, allowed are required,"),
        ("Required: upper", "`Required` at byte 0 is no rule"),
        ("allowed: upper; upper: lower", "`upper` at byte 16 is no rule"),
        ("required: dummy", "`dummy` at byte 10 is no class, allowed are upper,"),
        ("required: required: upper", "`required` at byte 10 is no class"),
        ("required", "the rules end at byte 8, allowed is a `:`"),
        ("required : upper", "` ` is at byte 8, allowed is a `:`"),
        ("allowed: upper,,", "`,` is at byte 15, allowed is the name of a class"),
        ("allowed: upper,;", "`;` is at byte 15"),
        ("allowed: upper,", "the rules end at byte 15"),
        ("allowed: upper [a]", "`[` is at byte 15, allowed is a `;`"),
        ("required: upper d", "`d` is at byte 16"),
        ("required: 1", "`1` is at byte 10"),
        ("required: 供", "`供` is at byte 10"),
        ("供", "`供` is at byte 0, allowed is the name of a rule"),
        ("\u{1b}[2J", "`\\u{1b}` is at byte 0"),
        ("max-consecutive: upper", "`u` is at byte 17, allowed is a whole number"),
        ("max-consecutive: 1+1", "`+` is at byte 18, allowed is a `;`"),
        ("minlength: -1", "`-` is at byte 11"),
        ("minlength: 1a", "`a` is at byte 12"),
        ("allowed: [", "the rules end at byte 10, allowed is a `]`"),
        ("allowed: [a", "the rules end at byte 11"),
        ("allowed: []a]", "`a` is at byte 11"),
        ("allowed: [a]b]", "`b` is at byte 12"),
        ("allowed: [a-z]", "`-` is in brackets at byte 11, allowed is only as the first"),
        ("allowed: [--]", "`-` is in brackets at byte 11"),
        (
            "allowed: [☃é]",
            "`☃` at byte 10 is in brackets, where at least one character of printable",
        ),
        ("required: lower; required: [\n]", "`\\n` at byte 28 is in brackets"),
        (
            "abcdefghijklmnopqrstuvwxyz-abcdefghijklmnopqrstuvwxyz: a",
            "`abcdefghijklmnopqrstuvwxyz-abcdefghijklm…` at byte 0 is no rule",
        ),
        // Forty are shown, and where these are all, nothing says that there are more.
        (
            "abcdefghijklmnopqrstuvwxyz-abcdefghijklm: a",
            "`abcdefghijklmnopqrstuvwxyz-abcdefghijklm` at byte 0 is no rule",
        ),
    ] {
        let message = rules.parse::<PasswordPolicy>().unwrap_err().to_string();
        assert!(message.starts_with(error), "{rules}: {message}");
    }
}

#[test]
fn what_is_written_is_read_again() {
    let all = PasswordPolicy::length(8..=30);
    let policies = vec![
        all.clone(),
        all.clone().with(" "),
        all.clone().only("-]["),
        all.clone().only("]"),
        all.clone().without("-]").at_least(1, Class::Symbol).max_consecutive(3),
        all.clone().without_ambiguous().at_least(1, Class::Upper).at_least(1, "]-a"),
        all.clone().only(Class::Digit).at_least(1, [Class::Digit, Class::Letter]),
        all.clone().at_least(0, Class::Digit),
    ];
    for policy in policies {
        let rules = policy.to_rules().unwrap();
        let read: PasswordPolicy = rules.parse().unwrap();
        assert_eq!(read.alphabet, policy.alphabet.minus(&policy.excluded), "{rules}");
        assert_eq!(read.to_set().unwrap().count(), policy.to_set().unwrap().count(), "{rules}");
        assert_eq!(read.to_rules().unwrap(), rules);
    }
    for policy in [
        all.clone().with("é"),
        all.clone().at_least(2, Class::Digit),
        all.clone().at_most(2, Class::Digit),
        all.clone().starting_with(Class::Letter),
        all.clone().without(Class::Digit).at_least(1, Class::Digit),
        all.clone().only(""),
        all.clone().with_length(0..=30),
        all.clone().with_length(8..=500),
        all.clone().with_length(core::ops::RangeInclusive::new(9, 8)),
        all.clone().max_consecutive(0),
    ] {
        assert_eq!(policy.to_rules(), None);
    }
}

/// In the style of the rules of real sites, of which each has something that another has not.
#[test]
fn rules_as_sites_have_them() {
    let rules = include_str!("tests/sites.txt");
    assert_eq!(rules.lines().count(), 30);
    for rules in rules.lines() {
        let set = policy(rules).to_set().unwrap_or_else(|error| std::panic!("{rules}: {error}"));
        let password = System.mint(&set);
        assert!(set.contains(password.expose_secret()), "{rules}");
        let written = policy(rules).to_rules().unwrap();
        assert_eq!(policy(&written).to_set().unwrap().count(), set.count(), "{rules}");
    }
}
