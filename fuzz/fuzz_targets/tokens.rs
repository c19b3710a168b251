//! Any policy and any token length from any bytes: no panic in a `try_` form, and every password satisfies its
//! policy.
#![no_main]

use arbitrary::Arbitrary;
use libfuzzer_sys::fuzz_target;
use wellspring::{Class, PasswordPolicy, Secrets};
use wellspring_entropy::testing::Replay;

#[derive(Arbitrary, Debug)]
struct Input {
    length: u8,
    minimums: [u8; 4],
    left_out: [bool; 4],
    excluded: String,
    n: u16,
    script: Vec<u8>,
}

fuzz_target!(|input: Input| {
    let mut policy = PasswordPolicy::length(input.length.into()).without_chars(&input.excluded);
    for ((class, minimum), left_out) in
        Class::ALL.into_iter().zip(input.minimums).zip(input.left_out)
    {
        policy = policy.at_least(minimum.into(), class);
        if left_out {
            policy = policy.without(class);
        }
    }
    let mut source = Replay::new(&input.script);
    if let Ok(password) = source.try_password(&policy) {
        let password = password.expose_secret();
        assert_eq!(password.len(), usize::from(input.length));
        assert!(!password.chars().any(|character| input.excluded.contains(character)));
        for ((class, minimum), left_out) in
            Class::ALL.into_iter().zip(input.minimums).zip(input.left_out)
        {
            let count = password.chars().filter(|&character| class.contains(character)).count();
            assert!(count >= minimum.into() && !(left_out && count > 0));
        }
    }

    let n = usize::from(input.n);
    assert!(source.try_token_hex(n).map_or(true, |token| token.len() == 2 * n));
    let mut source = Replay::new(&input.script);
    assert!(source.try_token_urlsafe(n).map_or(true, |token| token.len() == (4 * n).div_ceil(3)));
});
