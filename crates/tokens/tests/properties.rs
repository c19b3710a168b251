//! Properties of passwords and arrays for arbitrary policies and arbitrary bytes.
#![cfg(feature = "alloc")]

use proptest::{array::uniform4, collection::vec, prelude::*};
use wellspring_entropy::testing::Replay;
use wellspring_tokens::{Class, Error, PasswordPolicy, Secrets};

/// Any policy, possible or not: lengths and minimums around each other, classes and characters left out.
#[derive(Clone, Debug)]
struct Rules {
    length: usize,
    minimums: [usize; 4],
    left_out: [bool; 4],
    characters: String,
}

impl Rules {
    fn policy(&self) -> PasswordPolicy {
        let mut policy = PasswordPolicy::length(self.length).without(&self.characters);
        for ((class, minimum), left_out) in
            Class::ALL.into_iter().zip(self.minimums).zip(self.left_out)
        {
            policy = policy.at_least(minimum, class.clone());
            policy = if left_out { policy.without(class) } else { policy };
        }
        policy
    }

    fn accept(&self, password: &str) -> bool {
        let count = |class: &Class| password.chars().filter(|&c| class.contains(c)).count();
        let rules = Class::ALL.into_iter().zip(self.minimums).zip(self.left_out);
        password.len() == self.length
            && !password.contains(|c| self.characters.contains(c))
            && rules.into_iter().all(|((class, minimum), left_out)| {
                count(&class) >= minimum && !(left_out && count(&class) > 0)
            })
    }
}

fn rules() -> impl Strategy<Value = Rules> {
    let parts = (0usize..30, uniform4(0usize..6), uniform4(any::<bool>()), vec(b' '..=b'~', 0..5));
    parts.prop_map(|(length, minimums, left_out, characters)| Rules {
        length,
        minimums,
        left_out,
        characters: characters.into_iter().map(char::from).collect(),
    })
}

proptest! {
    /// A policy that validates gives a password that keeps its rules, or the script ends; one that does not
    /// validate gives its error. Plain equals try.
    #[test]
    fn passwords(rules in rules(), script in vec(any::<u8>(), 64..4096)) {
        let policy = rules.policy();
        let drawn = Replay::new(&script).try_password(&policy);
        match (policy.validate(), drawn) {
            (Ok(()), Ok(password)) => {
                prop_assert!(rules.accept(password.expose_secret()));
                let plain = Replay::new(&script).password(&policy);
                prop_assert_eq!(plain.expose_secret(), password.expose_secret());
            }
            (Ok(()), Err(error)) => prop_assert!(matches!(error, Error::Source(_)), "{}", error),
            (Err(refusal), Err(error)) => prop_assert_eq!(error, Error::Policy(refusal)),
            (Err(_), Ok(_)) => prop_assert!(false, "a refused policy gave a password"),
        }
    }

    #[test]
    fn arrays(script in vec(any::<u8>(), 24..100)) {
        let plain = Replay::new(&script).token_array::<24>();
        let fallible = Replay::new(&script).try_token_array::<24>().unwrap();
        prop_assert_eq!(&plain.expose_secret()[..], &script[..24]);
        prop_assert_eq!(fallible.expose_secret(), plain.expose_secret());
    }
}
