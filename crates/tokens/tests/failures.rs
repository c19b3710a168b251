//! A source that fails, at every draw and every byte: an error and no secret, and nothing of what had been
//! drawn in the message.
#![cfg(feature = "alloc")]
#![allow(clippy::panic, clippy::expect_used, reason = "a test may stop where it stands")]

use core::fmt::Debug;

use wellspring_entropy::{
    Error as SourceError, System,
    testing::{Counting, Failing, Replay},
};
use wellspring_tokens::{
    Class, Error, PasswordPolicy, PolicyError, SecretString, Secrets, rand_core::TryCryptoRng,
};

type Source<'a> = &'a mut dyn TryCryptoRng<Error = SourceError>;

/// Fails at draw 1, 2, … and at byte 1, 2, … until the failure is no longer reached; then the secret must
/// come out, which shows that the failures before were the injected ones.
fn fails_everywhere<T: Debug>(
    bytes: usize,
    draw: impl Fn(Source<'_>) -> Result<T, Error<SourceError>>,
) {
    let mut draws = 0;
    for at in 1.. {
        match draw(&mut Failing::at_draw(at, System)) {
            Err(error) => assert_eq!(error, Error::Source(SourceError::INJECTED)),
            Ok(_) => break,
        }
        draws = at;
    }
    assert!(draws >= 1, "the source was never asked");
    for at in 1..=bytes {
        let result = draw(&mut Failing::at_byte(at, System));
        assert_eq!(result.expect_err("a secret"), Error::Source(SourceError::INJECTED));
    }
    let enough = 64 * bytes;
    assert!(draw(&mut Failing::at_byte(enough, System)).is_ok());
}

#[test]
fn no_method_survives_a_failing_source() {
    for n in [1, 2, 3, 16, 32, 100] {
        fails_everywhere(n, |source| source.try_token_bytes(n));
        fails_everywhere(n, |source| source.try_token_hex(n));
        fails_everywhere(n, |source| source.try_token_urlsafe(n));
    }
    fails_everywhere(32, |source| source.try_token_array::<32>());
    let policy = PasswordPolicy::length(40);
    // 40 characters of 94 take five words of 8 bytes.
    fails_everywhere(40, |source| source.try_password(&policy));
    // The rank of one with a digit has 263 bits, and is drawn in 37 bytes; that of an alphabet beyond ASCII likewise.
    let set = policy.at_least(1, Class::Digit).to_set().expect("it can be kept");
    fails_everywhere(37, |source| source.try_mint(&set));
    let set = PasswordPolicy::length(8..=9).only('α'..='ω').max_consecutive(1).to_set();
    let set = set.expect("it can be kept");
    fails_everywhere(8, |source| source.try_mint(&set));
    let set = PasswordPolicy::length(12).only('α'..='ω').to_set().expect("it can be kept");
    fails_everywhere(8, |source| source.try_mint(&set));
}

#[test]
fn errors_do_not_tell_what_was_drawn() {
    let drawn = "Zq7Zq7Zq7Zq7Zq7Zq7Zq7Zq7Zq7Zq7Zq7Zq7Zq7Zq7Zq7Zq7Zq7Zq7Zq7Zq7Zq7Zq7Zq7Zq7";
    let mut source = Failing::at_draw(2, Replay::repeating(drawn.as_bytes()));
    // The first password is drawn; there are no bytes for the second.
    let policy = PasswordPolicy::length(8).at_least(1, Class::Digit);
    let password = source.password(&policy);
    let error = source.try_password(&policy).unwrap_err();
    let message = format!("{error} {error:?} {error:#?} {source:?}");
    assert!(message.contains("failed on purpose"), "{message}");
    assert!(!format!("{error} {error:?}").contains("Zq7"));
    assert!(!message.contains(password.expose_secret()));
    // The control: the search finds what is there.
    assert!(drawn.contains("Zq7"));
}

#[test]
fn bad_arguments_draw_nothing() {
    let mut source = Counting::new(System);
    for n in [usize::MAX, usize::MAX >> 1, isize::MAX.unsigned_abs()] {
        assert_eq!(source.try_token_hex(n).unwrap_err(), Error::TooLong { n });
        assert_eq!(source.try_token_urlsafe(n).unwrap_err(), Error::TooLong { n });
    }
    assert_eq!(source.try_token_bytes(usize::MAX).unwrap_err(), Error::TooLong { n: usize::MAX });
    assert!(
        source
            .try_token_hex(usize::MAX)
            .unwrap_err()
            .to_string()
            .starts_with("`n` is 18446744073709551615")
            || usize::BITS < 64
    );
    assert_eq!(
        source.try_password(&PasswordPolicy::length(0)).unwrap_err(),
        Error::Policy(PolicyError::Length { least: 0, most: 0 })
    );
    assert_eq!(source.draws(), 0);
}

fn panic_message(draw: impl FnOnce() -> SecretString + core::panic::UnwindSafe) -> String {
    let payload = std::panic::catch_unwind(draw).expect_err("no panic");
    payload.downcast_ref::<String>().expect("a formatted message").clone()
}

#[test]
fn plain_forms_panic_with_the_argument_or_the_source() {
    let message = panic_message(|| System.password(&PasswordPolicy::length(0)));
    assert!(message.starts_with("the length is 0, allowed is 1..=128"), "{message}");
    let mut failing = Failing::at_draw(1, System).with_error(SourceError::from_os(5));
    let message = panic_message(move || failing.token_hex(8));
    assert!(message.contains("operating system error 5"), "{message}");
    assert!(message.contains("Failing<wellspring_entropy::system::System>"), "{message}");
}

#[test]
fn a_token_is_one_call_of_its_size() {
    for n in [0, 1, 16, 32, 33, 1000] {
        let mut source = Counting::new(System);
        _ = source.token_bytes(n);
        _ = source.token_hex(n);
        _ = source.token_urlsafe(n);
        assert_eq!((source.draws(), source.bytes()), (3, 3 * n));
    }
}
