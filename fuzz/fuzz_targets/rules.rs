//! Any text as Apple's rules for passwords: no panic, an error that names a place in the text, and rules that are written anew
//! and read again mean the same.
#![no_main]

use libfuzzer_sys::fuzz_target;
use wellspring::PasswordPolicy;

fuzz_target!(|text: &str| {
    let policy = match text.parse::<PasswordPolicy>() {
        Ok(policy) => policy,
        Err(error) => {
            // The last number is the place.
            let shown = error.to_string();
            assert!(shown.contains("byte"), "{shown}");
            return;
        }
    };
    let Some(written) = policy.to_rules() else { return };
    let again: PasswordPolicy = written.parse().unwrap();
    // What is written is written again as it is.
    assert_eq!(again.to_rules().as_deref(), Some(written.as_str()));
    match (policy.to_set(), again.to_set()) {
        (Ok(one), Ok(other)) => {
            assert_eq!(one.count(), other.count());
            for rank in [0, 1, 0xFFFF] {
                let passwords = [one.unrank(&[rank]), other.unrank(&[rank])];
                for password in passwords.iter().flatten() {
                    let password = password.expose_secret();
                    assert!(one.contains(password) && other.contains(password));
                }
            }
        }
        (Err(_), Err(_)) => {}
        (one, other) => panic!("{text} and {written}: {:?} and {:?}", one.err(), other.err()),
    }
});
