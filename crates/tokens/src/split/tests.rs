use alloc::{format, string::ToString, vec::Vec};
use core::time::Duration;

use super::{
    PresentedToken, Purpose, Selector, SplitError, SplitFormat, StoredToken, UnixTime, digest,
};
use crate::{Digest, encoding::URLSAFE};

/// That it is a constant is that this compiles.
const SESSION: SplitFormat = match SplitFormat::new("session", Duration::from_millis(1_999)) {
    Ok(format) => format,
    Err(_) => panic!("a purpose of seven letters"),
};

#[test]
fn formats_are_checked_when_they_are_made() {
    assert_eq!((SESSION.purpose(), SESSION.lifetime()), ("session", Duration::from_secs(1)));
    let refused = |purpose: &str, millis| {
        SplitFormat::new(purpose, Duration::from_millis(millis)).unwrap_err()
    };
    assert_eq!(refused("", 1000), SplitError::PurposeLength { len: 0 });
    assert_eq!(
        refused("session", 999).to_string(),
        "the lifetime is 999ms, allowed is a second or more"
    );
    assert_eq!(refused("a b", 1000), SplitError::PurposeByte { index: 1, byte: b' ' });
    let long = "x".repeat(33);
    assert!(Purpose::new(&long[..32]).is_ok());
    assert_eq!(refused(&long, 1000), SplitError::PurposeLength { len: 33 });
    assert_eq!(refused(&long, 1000).to_string(), "the purpose has 33 bytes, allowed are 1..=32");
}

/// What is printed says which token it is and for what, and nothing of the verifier or its digest.
#[test]
fn what_is_printed_has_no_verifier() {
    let (selector, verifier) = (Selector::from([1; 16]), [0xAB; 32]);
    let purpose = Purpose::new("session").unwrap();
    let stored = StoredToken::of(selector, &verifier, purpose, UnixTime::from_secs(7));
    let shown = format!("{stored:?}");
    let expected = format!(
        "StoredToken {{ selector: {selector:?}, purpose: \"session\", expires: {:?}, .. }}",
        UnixTime::from_secs(7)
    );
    assert_eq!(shown, expected);
    let text = [&[1; 16][..], &verifier].concat();
    let mut token = [0; SplitFormat::TOKEN_LEN];
    URLSAFE.encode(&text, &mut token).unwrap();
    let presented = PresentedToken::parse(core::str::from_utf8(&token).unwrap()).unwrap();
    assert_eq!(format!("{presented:?}"), format!("PresentedToken({selector}.[REDACTED])"));
    let format = format!("{SESSION:?}");
    assert!(format.starts_with("SplitFormat { purpose: \"session\", "), "{format}");
}

/// A field of the wrong kind is refused with what should be there.
#[cfg(feature = "serde")]
#[test]
fn a_refused_field_says_what_was_expected() {
    use serde::{
        Deserialize,
        de::{IntoDeserializer, value::Error},
    };

    let selector = Selector::deserialize(5u8.into_deserializer()).map_err(|e: Error| e.to_string());
    let expected = "invalid type: integer `5`, expected 22 characters of base64url";
    assert_eq!(selector, Err(expected.into()));
    let purpose = Purpose::deserialize(5u8.into_deserializer()).map_err(|e: Error| e.to_string());
    assert_eq!(purpose, Err("invalid type: integer `5`, expected a purpose".into()));
}

#[test]
fn a_purpose_is_visible_ascii() {
    for byte in 0..=127u8 {
        let text = char::from(byte).to_string();
        let visible = byte > b' ' && byte < 127;
        match Purpose::new(&text) {
            Ok(purpose) => assert!(visible && purpose.as_str() == text),
            Err(error) => assert!(!visible && error == SplitError::PurposeByte { index: 0, byte }),
        }
    }
    assert_eq!(Purpose::new("aü").unwrap_err(), SplitError::PurposeByte { index: 1, byte: 0xC3 });
}

/// All purposes of one and two letters of two, with neighbouring expiries, selectors and verifiers: no two have a
/// digest in common.
#[test]
fn no_two_tokens_hash_the_same() {
    let mut digests = Vec::new();
    let mut plain = Vec::new();
    for purpose in ["a", "b", "aa", "ab", "ba", "bb", "a~", "a2"] {
        for expires in [0, 1, 56, 256, u64::from(b'a') << 56, u64::MAX] {
            for (selector, verifier) in [([0; 16], [0; 32]), ([1; 16], [0; 32]), ([0; 16], [1; 32])]
            {
                let parsed = Purpose::new(purpose).unwrap();
                let (expires, selector) = (UnixTime::from_secs(expires), Selector::from(selector));
                digests.push(digest(&parsed, expires, &selector, &verifier));
                // The control: one after the other, as far as they go.
                let expires = expires.as_secs().to_string();
                plain.push(
                    [purpose.as_bytes(), expires.as_bytes(), selector.as_bytes(), &verifier]
                        .concat(),
                );
            }
        }
    }
    let distinct = |mut list: Vec<Digest>| {
        list.sort_unstable();
        list.dedup();
        list.len()
    };
    assert_eq!(distinct(digests.clone()), digests.len());
    let plain: Vec<Digest> = plain.iter().map(|bytes| Digest::of(bytes)).collect();
    assert!(distinct(plain.clone()) < plain.len());
}

#[test]
fn times() {
    let end = UnixTime::from_secs(u64::MAX);
    assert_eq!(UnixTime::from(5).plus(Duration::from_secs(2)).as_secs(), 7);
    assert_eq!(end.plus(Duration::from_secs(1)), end);
    assert_eq!(UnixTime::default().plus(Duration::MAX), end);
    assert!(UnixTime::from(5) < UnixTime::from(6));
}

#[cfg(feature = "std")]
#[test]
fn times_of_the_system() {
    use std::time::{SystemTime, UNIX_EPOCH};

    let at = |time: SystemTime| UnixTime::from(time).as_secs();
    assert_eq!(at(UNIX_EPOCH + Duration::from_millis(1_999)), 1);
    assert_eq!(at(UNIX_EPOCH - Duration::from_secs(1)), 0);
    // 2020 has been.
    assert!(at(SystemTime::now()) > 1_577_836_800);
}

#[test]
fn selectors_as_text() {
    for byte in 0..=255 {
        let selector = Selector::from([byte; 16]);
        let text = selector.to_string();
        assert_eq!((text.len(), text.parse()), (Selector::TEXT_LEN, Ok(selector)));
        assert_eq!(format!("{selector:?}"), format!("Selector({text})"));
    }
    assert_eq!(format!("{:24}|", Selector::from([0; 16])), "AAAAAAAAAAAAAAAAAAAAAA  |");
    // Bits that no byte has would be a second spelling.
    for wrong in [
        "",
        "AAAAAAAAAAAAAAAAAAAAA",
        "AAAAAAAAAAAAAAAAAAAAAB",
        "AAAAAAAAAAAAAAAAAAAAAA=",
        "AAAAAAAAAAAAAAAAAAAAA+",
    ] {
        assert_eq!(wrong.parse::<Selector>(), Err(SplitError::Selector), "{wrong}");
    }
}
