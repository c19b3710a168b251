//! Counting the passwords that a policy allows, by their length.

use std::io;

use wellspring::{Class, PasswordPolicy};
use wellspring_benches::{Bench, Series};

/// So many letters, each of which has a limit: more than an automaton can remember, so that it is counted class by class.
const LETTERS: &str = "abcdefghijklmnopqrst";

pub(crate) fn policy(bench: &Bench) -> io::Result<()> {
    for n in [8, 12, 16, 24, 32, 48, 64, 96, 108, 128] {
        let policy = PasswordPolicy::length(n);
        let runs = policy.clone().max_consecutive(2);
        let classes =
            Class::ALL.into_iter().fold(policy.clone(), |policy, class| policy.at_least(1, class));
        let most = letters().fold(policy, |policy, letter| policy.at_most(2, letter));
        let series = Series::default()
            .and("one of each of 4 classes", || classes.to_set())
            .and("no character 3 times in a row", || runs.to_set())
            .and("20 letters at most twice each", || most.to_set());
        bench.points("policy", n, series)?;
        // Below 20 characters there is no such password.
        let length = n + LETTERS.len();
        if length <= PasswordPolicy::MAX_LENGTH {
            let policy = PasswordPolicy::length(length);
            let least = letters().fold(policy, |policy, letter| policy.at_least(1, letter));
            let series = Series::default().and("20 letters, and n more", || least.to_set());
            bench.points("policy", n, series)?;
        }
    }
    Ok(())
}

fn letters() -> impl Iterator<Item = &'static str> {
    LETTERS.split("").filter(|letter| !letter.is_empty())
}
