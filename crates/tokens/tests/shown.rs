//! What values and errors tell of themselves: names, lengths, causes, and nothing more.
#![cfg(feature = "std")]
#![allow(clippy::unwrap_used, reason = "a test may stop where it stands")]

use core::error::Error as _;

use wellspring_entropy::{
    Error as SourceError, System,
    testing::{Failing, Replay},
};
use wellspring_tokens::{
    Bits, Class, Error, NanoId, PasswordPolicy, PolicyError, Recipe, RecoveryCode, Secrets,
    SequenceError, Ulid, Uuid,
};

#[test]
fn identifiers_are_named_and_readable() {
    let (ulid, uuid) = (Ulid::from_bytes([0; 16]), Uuid::from_bytes([0; 16]));
    assert_eq!(format!("{ulid:?}"), format!("Ulid({})", "0".repeat(26)));
    assert_eq!(format!("{uuid:?}"), "Uuid(00000000-0000-0000-0000-000000000000)");
    let text = uuid.to_text();
    assert_eq!(AsRef::<str>::as_ref(&text), uuid.to_string());
    assert_eq!(format!("{text:?}"), format!("{:?}", text.as_str()));
}

#[test]
fn an_identifier_of_any_alphabet_knows_its_length_and_hands_failures_on() {
    for (alphabet, length) in [("0123456789", 7), ("äöüß", 12)] {
        let recipe = NanoId::with_alphabet(alphabet, length).unwrap();
        assert_eq!(recipe.length(), length);
        let failed = Failing::at_draw(1, System).try_mint(&recipe);
        assert_eq!(failed.unwrap_err(), Error::Source(SourceError::INJECTED), "{alphabet}");
        assert_eq!(System.mint(&recipe).chars().count(), length);
    }
}

#[test]
fn counts_and_sets_say_how_many() {
    let policy = PasswordPolicy::length(4).only(Class::Digit);
    let set = policy.to_set().unwrap();
    assert_eq!(format!("{:?}", set.count()), "Count(10000)");
    assert_eq!(format!("{set:?}"), "PasswordSet { count: Count(10000), .. }");
    assert_eq!(policy.bits(), Ok(Bits::of_count(10_000)));
}

#[test]
fn no_rank_above_the_count_is_one() {
    let set = PasswordPolicy::length(4).only(Class::Digit).to_set().unwrap();
    assert!(set.unrank(&[9999]).is_some() && set.unrank(&[9999, 0, 0]).is_some());
    for rank in [&[10_000][..], &[0, 1], &[0, 5, 5], &[0, 0, 1, 1]] {
        assert!(set.unrank(rank).is_none(), "{rank:?}");
    }
}

#[test]
fn a_conflict_says_which_lengths_there_are() {
    let conflict = |policy: PasswordPolicy| {
        let policy = policy.only("ab").max_consecutive(1).at_least(3, "a");
        policy.to_set().unwrap_err().to_string()
    };
    let message = conflict(PasswordPolicy::length(4));
    assert!(message.contains("no password of 4 characters"), "{message}");
    let message = conflict(PasswordPolicy::length(3).with_length(3..=4));
    assert!(message.contains("no password of 3 to 4 characters"), "{message}");
}

#[test]
fn a_list_of_codes_is_as_strong_as_each() {
    let code = RecoveryCode::groups(3, 5).unwrap();
    let list = code.list(4).unwrap();
    assert!(code.bits() > Bits::ZERO && list.bits() == code.bits());
    assert_eq!(Replay::new(&[0; 1000]).mint(&list).len(), 4);
}

#[test]
fn an_error_leads_to_its_cause() {
    let source = Error::Source(SourceError::INJECTED);
    assert!(source.source().is_some_and(|cause| cause.is::<SourceError>()));
    let policy = Error::<SourceError>::Policy(PolicyError::TooMuchWork);
    assert!(policy.source().is_some_and(|cause| cause.is::<PolicyError>()));
    assert!(Error::<SourceError>::TooLong { n: 1 }.source().is_none());
    let sequence = SequenceError::Source(SourceError::INJECTED);
    assert!(sequence.source().is_some_and(|cause| cause.is::<SourceError>()));
    assert!(SequenceError::<SourceError>::Exhausted.source().is_none());
}

#[cfg(feature = "url")]
#[test]
fn a_link_is_never_empty_and_its_errors_say_what_is_allowed() {
    use wellspring_tokens::{Link, LinkError, SecretString};

    let url = Link::fragment("https://example.com/").unwrap();
    let url = url.with(&SecretString::from("x".to_owned())).unwrap();
    assert!(!url.is_empty() && url.len() == 22);
    let error = Link::fragment("nonsense").unwrap_err();
    assert!(error.to_string().starts_with("the base is no absolute URL: "), "{error}");
    assert!(error.source().is_some_and(|cause| error.to_string().ends_with(&cause.to_string())));
    assert!(LinkError::NoName.source().is_none());
    assert!(LinkError::NoName.to_string().contains("allowed is any other text"));
}
