//! `password --rules`: what is printed holds every rule, by a reading of the rules that shares no code with the library.

use wellspring::{Class, PasswordPolicy, Secrets, SystemRandom};

use crate::{printed, text, wellspring};

/// Rules, what else the command line says, and what a password has to be then.
struct Case {
    rules: &'static str,
    flags: &'static [&'static str],
    lengths: (usize, usize),
    allowed: &'static [&'static str],
    /// So many of these, at least.
    minimums: &'static [(usize, &'static str)],
    longest_run: usize,
}

const LOWER: &str = "abcdefghijklmnopqrstuvwxyz";
const UPPER: &str = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
const DIGIT: &str = "0123456789";
const SYMBOL: &str = "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~";
const ALL: &[&str] = &[LOWER, UPPER, DIGIT, SYMBOL];

/// Rules alone, and beside every other argument that says something of passwords.
const CASES: [Case; 17] = [
    case(
        "minlength: 8; maxlength: 8; required: upper; required: digit",
        &[],
        (8, 8),
        &[UPPER, DIGIT],
        &[(1, UPPER), (1, DIGIT)],
    ),
    case(
        "minlength: 4; maxlength: 4; required: lower; required: upper; required: digit; required: special",
        &[],
        (4, 4),
        ALL,
        &[(1, LOWER), (1, UPPER), (1, DIGIT), (1, SYMBOL)],
    ),
    case(
        "required: digit; allowed: lower; maxlength: 3",
        &[],
        (3, 3),
        &[LOWER, DIGIT],
        &[(1, DIGIT)],
    ),
    case(
        "required: [0123456789]; allowed: upper; minlength: 2; maxlength: 3",
        &[],
        (2, 3),
        &[UPPER, DIGIT],
        &[(1, DIGIT)],
    ),
    case(
        "required: upper, digit; allowed: lower; maxlength: 2",
        &[],
        (2, 2),
        &[LOWER, UPPER, DIGIT],
        &[(1, "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789")],
    ),
    case(
        "required: [-!?]; required: lower; maxlength: 3",
        &[],
        (3, 3),
        &[LOWER, "-!?"],
        &[(1, LOWER), (1, "-!?")],
    ),
    Case {
        longest_run: 1,
        ..case(
            "required: digit; required: [ab]; max-consecutive: 1; maxlength: 6",
            &[],
            (6, 6),
            &[DIGIT, "ab"],
            &[(1, DIGIT), (1, "ab")],
        )
    },
    Case {
        longest_run: 2,
        ..case(
            "allowed: [ab]; max-consecutive: 2; minlength: 9; maxlength: 9",
            &[],
            (9, 9),
            &["ab"],
            &[],
        )
    },
    case(
        "allowed: ascii-printable; required: special; maxlength: 2",
        &[],
        (2, 2),
        ALL,
        &[(1, SYMBOL)],
    ),
    case("", &[], (20, 20), ALL, &[]),
    // What the arguments ask for comes on top of the rules, and a 0 takes nothing away.
    case(
        "required: upper; required: digit; maxlength: 4",
        &["--digits", "0", "--upper", "0"],
        (4, 4),
        &[UPPER, DIGIT],
        &[(1, UPPER), (1, DIGIT)],
    ),
    case(
        "required: upper; required: digit; allowed: lower; maxlength: 6",
        &["--upper", "3"],
        (6, 6),
        &[LOWER, UPPER, DIGIT],
        &[(3, UPPER), (1, DIGIT)],
    ),
    case(
        "required: upper; allowed: lower, digit; maxlength: 5",
        &["--digits", "2"],
        (5, 5),
        &[LOWER, UPPER, DIGIT],
        &[(1, UPPER), (2, DIGIT)],
    ),
    case(
        "minlength: 3; maxlength: 30; required: upper; required: digit",
        &["--length", "3"],
        (3, 3),
        &[UPPER, DIGIT],
        &[(1, UPPER), (1, DIGIT)],
    ),
    // 36^2 - 26^2 = 620 have 9.3 bits, 36^3 - 26^3 have 14.8.
    case(
        "minlength: 2; maxlength: 30; required: digit; allowed: lower",
        &["--bits", "12"],
        (3, 3),
        &[LOWER, DIGIT],
        &[(1, DIGIT)],
    ),
    case(
        "required: digit; allowed: lower; maxlength: 3",
        &["--exclude", "0123abc"],
        (3, 3),
        &["defghijklmnopqrstuvwxyz456789"],
        &[(1, "456789")],
    ),
    case(
        "required: digit; required: upper; maxlength: 2",
        &["--no-ambiguous"],
        (2, 2),
        &["ABCDEFGHJKLMNPQRSTUVWXYZ23456789"],
        &[(1, "23456789"), (1, "ABCDEFGHJKLMNPQRSTUVWXYZ")],
    ),
];

const fn case(
    rules: &'static str,
    flags: &'static [&'static str],
    lengths: (usize, usize),
    allowed: &'static [&'static str],
    minimums: &'static [(usize, &'static str)],
) -> Case {
    Case { rules, flags, lengths, allowed, minimums, longest_run: usize::MAX }
}

impl Case {
    /// The first rule that a password breaks.
    fn broken_by(&self, password: &str) -> Option<String> {
        let (least, most) = self.lengths;
        if !(least..=most).contains(&password.len()) {
            return Some(format!("it has {} characters", password.len()));
        }
        if let Some(other) =
            password.chars().find(|c| !self.allowed.iter().any(|all| all.contains(*c)))
        {
            return Some(format!("it has {other:?}"));
        }
        for (minimum, class) in self.minimums {
            let found = password.chars().filter(|c| class.contains(*c)).count();
            if found < *minimum {
                return Some(format!("it has {found} of {class}"));
            }
        }
        let mut run = (None, 0);
        for character in password.chars() {
            run = if run.0 == Some(character) { (run.0, run.1 + 1) } else { (Some(character), 1) };
            if run.1 > self.longest_run {
                return Some(format!("it has {character:?} {} times in a row", run.1));
            }
        }
        None
    }

    /// The policy as the library reads the rules, with nothing of the command in between.
    fn policy(&self) -> PasswordPolicy {
        let mut policy: PasswordPolicy = self.rules.parse().unwrap();
        policy = policy.without(" ");
        for pair in self.flags.chunks(2) {
            let number = || pair[1].parse::<usize>().unwrap();
            policy = match pair[0] {
                "--upper" if number() > 0 => policy.at_least(number(), Class::Upper),
                "--digits" if number() > 0 => policy.at_least(number(), Class::Digit),
                "--length" => policy.with_length(number()),
                "--bits" => policy.with_length(self.lengths.0),
                "--exclude" => policy.without(pair[1]),
                "--no-ambiguous" => policy.without_ambiguous(),
                _ => policy,
            };
        }
        policy
    }
}

#[test]
fn each_of_2000_passwords_holds_every_rule() {
    for case in &CASES {
        let line = [&["password", "-n", "2000", "--rules", case.rules], case.flags].concat();
        let passwords = printed(&line);
        assert_eq!(passwords.len(), 2000);
        for password in passwords {
            let broken = case.broken_by(&password);
            assert_eq!(broken, None, "{:?} {:?}: {password}", case.rules, case.flags);
        }
    }
}

/// A password of two characters, all of them: none is left out that the rules allow.
#[test]
fn all_that_the_rules_allow_come() {
    let line =
        ["password", "-n", "20000", "--rules", "required: digit; required: [ab]; maxlength: 2"];
    let all: std::collections::BTreeSet<String> = printed(&line).into_iter().collect();
    // One of 40 is missing with a probability below 40 * (39/40)^20000, which is below 2^-700.
    assert_eq!(all.len(), 40);
}

#[test]
fn the_strength_is_that_of_the_library_under_the_same_rules() {
    for case in &CASES {
        let line =
            [&["password", "--show-bits", "--json", "--rules", case.rules], case.flags].concat();
        let output = wellspring(&line, b"");
        let bits = case.policy().bits().unwrap();
        let said = text(&output.stderr);
        assert!(said.starts_with(&format!("{bits} bits, uniform")), "{line:?}: {bits} {said}");
        let object: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
        let difference = object["bits"].as_f64().unwrap() - bits.as_f64();
        assert!(difference.abs() < 0.01, "{line:?}");
    }
}

#[test]
fn rules_that_nothing_holds_are_refused() {
    for (rules, flags) in [
        ("required: upper; required: lower; maxlength: 1", &[][..]),
        ("required: upper; required: digit; maxlength: 2", &["--digits", "2"]),
        ("required: digit", &["--without", "digit"]),
        ("required: digit; maxlength: 3", &["--digits", "4"]),
        ("allowed: [a]; max-consecutive: 2; minlength: 3", &[]),
        ("allowed: [ ]", &[]),
        ("required: upper; required: lower; minlength: 1; maxlength: 9", &["--length", "1"]),
    ] {
        let output = wellspring(&[&["password", "--rules", rules], flags].concat(), b"");
        let said = text(&output.stderr);
        assert_eq!((output.status.code(), output.stdout.len()), (Some(3), 0), "{rules}: {said}");
        assert!(said.starts_with("error: ") && said.contains("--rules"), "{rules}: {said}");
    }
}

#[test]
fn lengths_that_exclude_each_other_are_both_named() {
    for (rules, flags, named) in [
        ("minlength: 30; maxlength: 10", &[][..], &["minlength: 30; maxlength: 10"][..]),
        ("minlength: 30; maxlength: 10", &["--bits", "40"], &["minlength: 30; maxlength: 10"]),
        ("minlength: 30; maxlength: 10", &["--length", "20"], &["minlength: 30; maxlength: 10"]),
        ("minlength: 200", &[], &["minlength: 200", "1 to 128"]),
    ] {
        let output = wellspring(&[&["password", "--rules", rules], flags].concat(), b"");
        let said = text(&output.stderr);
        assert_eq!((output.status.code(), output.stdout.len()), (Some(3), 0), "{rules}: {said}");
        assert!(named.iter().all(|part| said.contains(part)), "{rules} {flags:?}: {said}");
    }
}

/// The control: with the minimums of 0 that a command line without them could be taken to have, passwords that break the rules come, and
/// are seen.
#[test]
fn a_policy_without_the_minimums_is_noticed() {
    let mut caught = 0;
    for case in CASES.iter().filter(|case| case.flags.is_empty()) {
        let named = case.minimums.iter().any(|(_, class)| ALL.contains(class));
        let policy =
            Class::ALL.into_iter().fold(case.policy(), |policy, class| policy.at_least(0, class));
        let set = policy.to_set().unwrap();
        let fires =
            (0..2000).any(|_| case.broken_by(SystemRandom.mint(&set).expose_secret()).is_some());
        // Of a class without a name the minimum stays.
        caught += usize::from(fires);
        assert!(fires <= named, "{:?}", case.rules);
    }
    assert!(caught >= 5, "{caught}");
}
