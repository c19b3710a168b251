//! Python's names, as a program would use them: `use wellspring as secrets;`.
#![cfg(feature = "alloc")]

use std::collections::HashSet;

use wellspring as secrets;

#[test]
fn the_module() {
    assert_eq!(secrets::DEFAULT_ENTROPY, 32);
    assert_eq!(secrets::token_bytes(secrets::DEFAULT_ENTROPY).len(), 32);
    assert_eq!(secrets::token_bytes(0).len(), 0);
    assert_eq!(secrets::token_hex(16).len(), 32);
    for (n, characters) in [(1, 2), (2, 3), (3, 4), (16, 22), (32, 43)] {
        assert_eq!(secrets::token_urlsafe(n).len(), characters);
    }
    assert_eq!(secrets::randbelow(1u128), 0);
    assert_eq!(secrets::randbits::<u64>(0), 0);
    assert!(secrets::randbits::<u128>(100) < 1 << 100);
    // Python's default length, said aloud.
    assert_eq!(secrets::token_urlsafe(secrets::DEFAULT_ENTROPY).len(), 43);
    assert_eq!(secrets::choice(&["only"]), Some(&"only"));
    // Text is chosen from by character.
    let letters: Vec<char> = "äöü".chars().collect();
    assert!("äöü".contains(*secrets::choice(&letters).unwrap()));
    assert_eq!(secrets::choice::<()>(&[]), None);
    assert!(secrets::compare_digest("a", b"a") && !secrets::compare_digest("a", "aa"));
}

#[test]
fn every_argument_error_names_the_argument_the_value_and_what_is_allowed() {
    let says = |error: &dyn core::error::Error, parts: [&str; 3]| {
        let text = error.to_string();
        assert!(parts.iter().all(|part| text.contains(part)), "{text}");
    };
    says(&secrets::try_randbelow(0u64).unwrap_err(), ["`n`", "is 0", "1..=18446744073709551615"]);
    says(&secrets::try_randbits::<u64>(65).unwrap_err(), ["`k`", "is 65", "0..=64"]);
    says(&secrets::try_randbits::<u128>(129).unwrap_err(), ["`k`", "is 129", "0..=128"]);
    says(&secrets::try_sample(&[1, 2], 3).unwrap_err(), ["`k`", "is 3", "0..=2"]);
    says(&secrets::try_token_hex(usize::MAX).unwrap_err(), ["`n`", "is ", "allowed is"]);
    let too_short = secrets::PasswordPolicy::length(1).at_least(2, secrets::Class::Digit);
    says(&secrets::try_password(&too_short).unwrap_err(), ["minimums", "sum to 2", "length, 1"]);
}

#[test]
#[should_panic(expected = "`n` is 0, allowed is 1..=255")]
fn randbelow_0_panics_as_documented() {
    _ = secrets::randbelow(0u8);
}

#[test]
fn system_random_is_nothing_but_a_name() {
    use secrets::{
        Random, Secrets, SystemRandom,
        rand_core::{TryCryptoRng, TryRng},
    };
    fn is_copy_and_crypto<R: TryCryptoRng<Error = secrets::SourceError> + Copy + Send + Sync>(
        _: R,
    ) {
    }
    is_copy_and_crypto(SystemRandom);
    assert_eq!(size_of::<SystemRandom>(), 0);
    let copy = SystemRandom;
    assert_ne!({ copy }.try_next_u64(), { copy }.try_next_u64());
    assert!((1..=6).contains(&SystemRandom.range(1..=6)));
    assert_eq!(SystemRandom.token_array::<16>().expose_secret().len(), 16);
}

#[test]
fn what_is_drawn_differs() {
    let tokens: HashSet<_> =
        (0..1000).map(|_| secrets::token_urlsafe(16).expose_secret().to_owned()).collect();
    assert_eq!(tokens.len(), 1000, "a repeat among 10^3 tokens of 128 bits: chance 2^-109");
    let mut deck: Vec<u8> = (0..100).collect();
    secrets::shuffle(&mut deck);
    assert!(!deck.is_sorted(), "chance 1 / 100!");
    assert_eq!(secrets::sample(&deck, 100).into_iter().collect::<HashSet<_>>().len(), 100);
}

/// The lesson's practical example, by its rules.
#[test]
fn the_lessons_password() {
    use secrets::Class;
    let policy = Class::ALL
        .into_iter()
        .fold(secrets::PasswordPolicy::length(10), |policy, class| policy.at_least(1, class));
    for _ in 0..200 {
        let password = secrets::password(&policy);
        let password = password.expose_secret();
        assert_eq!(password.len(), 10);
        assert!(Class::ALL.iter().all(|class| password.chars().any(|c| class.contains(c))));
    }
}
