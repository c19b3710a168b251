//! Split tokens from minting to refusal: every cause is told to the caller and none to the attacker, and neither a token nor
//! a row of which anything is altered is accepted.
#![cfg(feature = "sha2")]
#![allow(clippy::panic, clippy::unwrap_used, reason = "a test may stop where it stands")]

use core::time::Duration;

use wellspring_entropy::{
    Error as SourceError, System,
    testing::{Counting, Failing},
};
use wellspring_tokens::{
    Bits, Error, Gate, PresentedToken, Recipe, RefusedReason, Secrets, Selector, SplitFormat,
    StoredToken,
};

const NOW: u64 = 1_750_000_000;
const ALPHABET: &str = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

fn format(purpose: &str) -> SplitFormat {
    SplitFormat::new(purpose, Duration::from_secs(900)).unwrap()
}

/// Why `reset` refuses, or `None` if it does not.
fn verdict(text: &str, stored: Option<&StoredToken>, now: u64) -> Option<RefusedReason> {
    let verified = PresentedToken::parse(text)
        .and_then(|presented| format("reset").verify(&presented, stored, now));
    let refused = match (verified, stored) {
        (Ok(verified), Some(stored)) => {
            assert_eq!(
                (verified.selector(), verified.expires()),
                (stored.selector(), stored.expires())
            );
            assert_eq!(verified.purpose(), "reset");
            return None;
        }
        (Ok(_), None) => panic!("verified without a row"),
        (Err(refused), _) => refused,
    };
    assert_eq!(refused.to_string(), "the token is not valid");
    Some(refused.reason())
}

#[test]
fn each_cause_has_its_reason_and_all_have_one_text() {
    let (token, stored) = System.mint(&format("reset").at(NOW));
    let (other, _) = System.mint(&format("reset").at(NOW));
    let (session, session_row) = System.mint(&format("session").at(NOW));
    let token = token.expose_secret();
    assert_eq!(verdict(token, Some(&stored), NOW), None);
    assert_eq!(verdict("", Some(&stored), NOW), Some(RefusedReason::Malformed));
    assert_eq!(verdict(token, None, NOW), Some(RefusedReason::Unknown));
    assert_eq!(verdict(other.expose_secret(), Some(&stored), NOW), Some(RefusedReason::Verifier));
    assert_eq!(
        verdict(session.expose_secret(), Some(&session_row), NOW),
        Some(RefusedReason::Purpose)
    );
    assert_eq!(verdict(token, Some(&stored), NOW + 900), Some(RefusedReason::Expired));
}

/// That a row is for another purpose, or has expired, is told of genuine tokens alone.
#[test]
fn who_has_no_token_learns_nothing_of_the_row() {
    let (genuine, session) = System.mint(&format("session").at(NOW));
    let guess = format!("{}{}", &genuine.expose_secret()[..22], "A".repeat(42));
    for now in [NOW, NOW + 900, u64::MAX] {
        assert_eq!(verdict(&guess, Some(&session), now), Some(RefusedReason::Verifier));
    }
    // The control: with the token, it is.
    assert_eq!(verdict(genuine.expose_secret(), Some(&session), NOW), Some(RefusedReason::Purpose));
}

#[test]
fn the_last_second_and_the_first_after_it() {
    let (token, stored) = System.mint(&format("reset").at(NOW));
    let at = |now| verdict(token.expose_secret(), Some(&stored), now);
    // A clock behind the one that minted is no reason to refuse.
    for now in [0, NOW - 1, NOW, NOW + 1, NOW + 898, NOW + 899] {
        assert_eq!(at(now), None, "{now}");
    }
    for now in [NOW + 900, NOW + 901, u64::MAX] {
        assert_eq!(at(now), Some(RefusedReason::Expired), "{now}");
    }
    // What would expire after the end of time expires at it.
    let (token, stored) = System.mint(&format("reset").at(u64::MAX - 1));
    assert_eq!(stored.expires().as_secs(), u64::MAX);
    assert_eq!(verdict(token.expose_secret(), Some(&stored), u64::MAX - 1), None);
    assert_eq!(
        verdict(token.expose_secret(), Some(&stored), u64::MAX),
        Some(RefusedReason::Expired)
    );
}

/// All 64 * 63 texts that differ in one character are well-formed and refused, and so is every other byte of ASCII.
#[test]
fn every_character_counts() {
    let (token, stored) = System.mint(&format("reset").at(NOW));
    let token = token.expose_secret();
    let mut refused = 0;
    for place in 0..token.len() {
        for byte in 0..=127u8 {
            let other = char::from(byte);
            if token[place..].starts_with(other) {
                continue;
            }
            let altered = format!("{}{other}{}", &token[..place], &token[place + 1..]);
            let expected = match ALPHABET.contains(other) {
                true => RefusedReason::Verifier,
                false => RefusedReason::Malformed,
            };
            assert_eq!(verdict(&altered, Some(&stored), NOW), Some(expected), "{place} {byte}");
            refused += 1;
        }
    }
    assert_eq!(refused, 64 * 127);
}

#[test]
fn texts_of_other_shapes_are_malformed() {
    let (token, stored) = System.mint(&format("reset").at(NOW));
    let token = token.expose_secret();
    for text in [
        "",
        " ",
        "=",
        "ü",
        "\0",
        &token[1..],
        &token[..63],
        &format!("{token}="),
        &format!("{token}A"),
        &format!(" {token}"),
        &format!("{token}\n"),
        &format!("{}ü", &token[..62]),
        &token.replace(char::is_alphanumeric, "+"),
        &token.repeat(1_000),
    ] {
        assert_eq!(verdict(text, Some(&stored), NOW), Some(RefusedReason::Malformed), "{text}");
    }
}

/// A row in which one column is not what was minted fits no token, whatever is presented.
#[test]
fn an_altered_row_is_refused() {
    let (token, stored) = System.mint(&format("reset").at(NOW));
    let (_, other) = System.mint(&format("reset").at(NOW));
    let (session_token, session) = System.mint(&format("session").at(NOW));
    let row = |selector: Selector, digest, purpose, expires: u64| {
        StoredToken::from_parts(selector, digest, purpose, expires).unwrap()
    };
    let (selector, digest, expires) =
        (stored.selector(), stored.digest(), stored.expires().as_secs());
    let refused = |text: &str, row| verdict(text, Some(&row), NOW) == Some(RefusedReason::Verifier);
    let token = token.expose_secret();
    assert_eq!(verdict(token, Some(&row(selector, digest, "reset", expires)), NOW), None);
    for bit in 0..64 {
        assert!(refused(token, row(selector, digest, "reset", expires ^ 1 << bit)));
    }
    for bit in 0..256 {
        let mut bytes = *digest.as_bytes();
        bytes[bit >> 3] ^= 1 << (bit & 7);
        assert!(refused(token, row(selector, bytes.into(), "reset", expires)));
    }
    for purpose in ["Reset", "reset2", "rese", "reseu", "session"] {
        assert!(refused(token, row(selector, digest, purpose, expires)));
    }
    // A session made a reset token, and somebody's own digest under the selector of another.
    let text = session_token.expose_secret();
    assert!(refused(text, row(session.selector(), session.digest(), "reset", expires)));
    assert!(refused(token, row(other.selector(), other.digest(), "reset", expires)));
    let mine_under_theirs = row(other.selector(), digest, "reset", expires);
    let spliced = format!("{}{}", &other.selector().to_string()[..21], &token[21..]);
    assert!(refused(&spliced, mine_under_theirs));
    // The row of another selector, whatever the database took for equal.
    assert!(refused(token, mine_under_theirs));
}

#[test]
fn purposes_do_not_run_into_each_other() {
    for (a, b) in [("reset", "resets"), ("reset-session", "reset"), ("a", "aa"), ("x", "X")] {
        let (token, stored) = System.mint(&format(a).at(NOW));
        let presented = PresentedToken::parse(token.expose_secret()).unwrap();
        assert!(format(a).verify(&presented, Some(&stored), NOW).is_ok());
        let refused = format(b).verify(&presented, Some(&stored), NOW).unwrap_err();
        assert_eq!(refused.reason(), RefusedReason::Purpose);
    }
}

#[test]
fn a_failing_source_mints_nothing() {
    let recipe = format("reset").at(NOW);
    let failed = Error::Source(SourceError::INJECTED);
    assert_eq!(Failing::at_draw(1, System).try_mint(&recipe).unwrap_err(), failed);
    for at in 1..=48 {
        assert_eq!(Failing::at_byte(at, System).try_mint(&recipe).unwrap_err(), failed);
    }
    assert!(Failing::at_draw(2, System).try_mint(&recipe).is_ok());
    assert!(Failing::at_byte(49, System).try_mint(&recipe).is_ok());
}

#[test]
fn a_token_is_one_draw_and_256_bits() {
    let recipe = format("reset").at(NOW);
    let mut source = Counting::new(System);
    let (token, _) = source.mint(&recipe);
    assert_eq!((source.draws(), source.bytes(), token.len()), (1, 48, SplitFormat::TOKEN_LEN));
    assert_eq!(recipe.bits(), Bits::new(256));
    assert!(recipe.bits().satisfies(Gate::ASVS_SESSION));
}

#[test]
fn nothing_prints_the_verifier_or_the_digest() {
    let format = format("reset");
    let (token, stored) = System.mint(&format.at(NOW));
    let presented = PresentedToken::parse(token.expose_secret()).unwrap();
    let verified = format.verify(&presented, Some(&stored), NOW).unwrap();
    let refused = format.verify(&presented, None, NOW).unwrap_err();
    let all = format!(
        "{format:?} {:?} {stored:?} {stored:#?} {presented:?} {presented:#?} {verified:?} {refused:?} {refused} {token:?}",
        format.at(NOW)
    );
    let verifier = &token.expose_secret()[22..];
    for start in 0..=verifier.len() - 6 {
        assert!(!all.contains(&verifier[start..start + 6]), "{all}");
    }
    let digest = stored.digest();
    let numbers = format!("{:?}", &digest.as_bytes()[..4]);
    for form in [digest.to_string().split_at(8).0, numbers.trim_matches(['[', ']'])] {
        assert!(!all.contains(form), "{all}");
    }
    // The controls: the selector is there, and the search finds what is.
    assert!(all.contains(&stored.selector().to_string()));
    assert!(format!("{digest:?}").contains(digest.to_string().split_at(8).0));
}

#[cfg(feature = "serde")]
#[test]
fn rows_that_are_none_are_refused_in_json() {
    let (_, stored) = System.mint(&format("reset").at(NOW));
    let json = serde_json::to_string(&stored).unwrap();
    let read = |json: &str| serde_json::from_str::<StoredToken>(json);
    assert_eq!(read(&json).unwrap(), stored);
    let selector = stored.selector().to_string();
    for (part, other) in [
        ("reset", ""),
        ("reset", "re set"),
        ("reset", "x123456789012345678901234567890123"),
        (&selector, "AA"),
        (&selector, "AAAAAAAAAAAAAAAAAAAAAB"),
        ("1750000900", "-1"),
        ("1750000900", "1.5"),
        ("expires", "expiry"),
        ("}", r#","more":1}"#),
        (&stored.digest().to_string(), "00"),
    ] {
        let altered = json.replace(part, other);
        assert_ne!(altered, json);
        assert!(read(&altered).is_err(), "{altered}");
    }
}
