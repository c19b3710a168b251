//! Any policy, any text as Apple's rules for passwords, and any token length, from any bytes: no panic in a `try_` form, every
//! password satisfies its policy, and every rank is a password.
#![no_main]

use arbitrary::Arbitrary;
use libfuzzer_sys::fuzz_target;
use wellspring::{Class, PasswordPolicy, PasswordSet, PolicyError, Secrets};
use wellspring_entropy::testing::Replay;

#[derive(Arbitrary, Debug)]
struct Input {
    lengths: (u8, u8),
    minimums: [u8; 4],
    left_out: [bool; 4],
    excluded: String,
    only: Option<String>,
    limits: Vec<(String, u8, Option<u8>)>,
    range: Option<(char, char)>,
    start: Option<String>,
    max_consecutive: Option<u8>,
    rules: String,
    rank: Vec<u64>,
    n: u16,
    script: Vec<u8>,
}

impl Input {
    fn policy(&self) -> PasswordPolicy {
        let (least, more) = self.lengths;
        // A set is counted in steps for each length and each sum of its limits: what is longer runs for minutes, and through the same code.
        let least = usize::from(least % 64);
        let mut policy = PasswordPolicy::length(least..=least + usize::from(more % 4));
        policy = self.only.iter().fold(policy, |policy, only| policy.only(only));
        policy = self.range.iter().fold(policy, |policy, (from, to)| policy.with(*from..=*to));
        policy = policy.without(&self.excluded);
        let classes = Class::ALL.into_iter().zip(self.minimums);
        for ((class, minimum), left_out) in classes.zip(self.left_out) {
            policy = policy.at_least(usize::from(minimum % 8), class.clone());
            if left_out {
                policy = policy.without(class);
            }
        }
        for (class, minimum, maximum) in self.limits.iter().take(5) {
            policy = policy.at_least(usize::from(*minimum % 8), class);
            policy = maximum.iter().fold(policy, |p, n| p.at_most(usize::from(*n % 16), class));
        }
        policy = self.start.iter().fold(policy, |policy, start| policy.starting_with(start));
        let runs = self.max_consecutive.iter();
        runs.fold(policy, |policy, runs| policy.max_consecutive(usize::from(*runs)))
    }

    fn accepts(&self, password: &str) -> bool {
        let count = |class: &Class| password.chars().filter(|c| class.contains(*c)).count();
        let classes = Class::ALL.into_iter().zip(self.minimums).zip(self.left_out);
        let characters: Vec<char> = password.chars().collect();
        let runs = usize::from(self.max_consecutive.unwrap_or(u8::MAX));
        // What a later limit may have replaced is left to `contains`.
        let named = self.limits.is_empty();
        !password.contains(|c| self.excluded.contains(c))
            && characters.chunk_by(|a, b| a == b).all(|same| same.len() <= runs)
            && self
                .start
                .as_ref()
                .is_none_or(|start| characters.first().is_some_and(|c| start.contains(*c)))
            && classes.into_iter().all(|((class, minimum), left_out)| {
                (!named || count(&class) >= usize::from(minimum % 8))
                    && !(left_out && count(&class) > 0)
            })
    }
}

/// What is drawn, and what has a rank, is in the set.
fn draw(set: &PasswordSet, input: &Input, check: impl Fn(&str) -> bool) {
    let mut source = Replay::new(&input.script);
    let drawn = source.try_mint(set).ok();
    let limbs = set.count().limbs().len();
    let ranked = set.unrank(&input.rank[..input.rank.len().min(limbs)]);
    let first = set.unrank(&[]);
    assert!(first.is_some() && set.unrank(set.count().limbs()).is_none());
    for password in [drawn, ranked, first].into_iter().flatten() {
        let password = password.expose_secret();
        assert!(set.contains(password) && check(password));
    }
}

fuzz_target!(|input: Input| {
    match input.policy().to_set() {
        Ok(set) => draw(&set, &input, |password| input.accepts(password)),
        Err(PolicyError::Conflict { rules, .. }) => assert!(rules.len() > 1),
        Err(error) => assert!(!error.to_string().is_empty()),
    }
    match input.rules.parse::<PasswordPolicy>() {
        Ok(policy) => {
            if let Ok(set) = policy.to_set() {
                draw(&set, &input, |_| true);
                let again = policy.to_rules().map(|rules| rules.parse::<PasswordPolicy>().unwrap());
                assert!(again.is_none_or(|again| again.to_set().unwrap().count() == set.count()));
            }
        }
        Err(error) => assert!(error.to_string().contains("byte")),
    }

    let n = usize::from(input.n);
    let mut source = Replay::new(&input.script);
    assert!(source.try_token_hex(n).map_or(true, |token| token.len() == 2 * n));
    let mut source = Replay::new(&input.script);
    assert!(source.try_token_urlsafe(n).map_or(true, |token| token.len() == (4 * n).div_ceil(3)));
});
