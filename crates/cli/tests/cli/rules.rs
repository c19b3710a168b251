//! `password --rules`: what is printed holds every rule, by a reading of the rules that shares no code with the library.

mod cases;

use wellspring::{Class, PasswordPolicy, Secrets, SystemRandom};

use self::cases::{ALL, CASES, Case};
use crate::{printed, text, wellspring};

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
