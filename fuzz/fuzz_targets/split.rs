//! Any text as a split token and any row beside it: nothing but what was minted is verified, and what is parsed is what is written.
#![no_main]

use core::time::Duration;

use arbitrary::Arbitrary;
use libfuzzer_sys::fuzz_target;
use wellspring::{
    Digest, Link, PresentedToken, Secrets, Selector, SplitFormat, StoredToken, encoding::URLSAFE,
};
use wellspring_entropy::testing::Replay;

#[derive(Arbitrary, Debug)]
struct Input {
    text: String,
    purpose: String,
    other: String,
    selector: [u8; 16],
    digest: [u8; 32],
    expires: u64,
    now: u64,
    lifetime: Duration,
    raw: [u8; 48],
    base: String,
    name: String,
}

fuzz_target!(|input: Input| {
    // A text has one spelling.
    if let Ok(selector) = input.text.parse::<Selector>() {
        assert_eq!(selector.to_string(), input.text);
    }
    let presented = PresentedToken::parse(&input.text);
    let mut raw = [0; 48];
    let decoded = URLSAFE.decode(&input.text, &mut raw).is_ok();
    assert_eq!(presented.is_ok(), input.text.len() == SplitFormat::TOKEN_LEN && decoded);

    let row = StoredToken::from_parts(input.selector, input.digest, &input.purpose, input.expires);
    let visible = input.purpose.bytes().all(|byte| byte.is_ascii_graphic());
    assert_eq!(row.is_ok(), visible && (1..=32).contains(&input.purpose.len()));
    let format = SplitFormat::new(&input.purpose, input.lifetime);
    assert_eq!(format.is_ok(), row.is_ok() && input.lifetime.as_secs() > 0);
    if let Ok(format) = format {
        if let Ok(presented) = &presented {
            // The fuzzer has no SHA-256 collision.
            assert!(format.verify(presented, row.ok().as_ref(), input.now).is_err());
            assert!(format.verify(presented, None, input.now).is_err());
        }
        let (token, stored) = Replay::new(&input.raw).mint(&format.at(input.now));
        let presented = PresentedToken::parse(token.expose_secret()).unwrap();
        assert_eq!(presented.selector(), stored.selector());
        let verified = format.verify(&presented, Some(&stored), input.now);
        assert_eq!(verified.is_ok(), input.now < u64::MAX);
        let altered = StoredToken::from_parts(
            stored.selector(),
            Digest::from(input.digest),
            stored.purpose(),
            stored.expires(),
        );
        assert!(format.verify(&presented, altered.ok().as_ref(), input.now).is_err());
        if let Ok(other) = SplitFormat::new(&input.other, input.lifetime) {
            let verified = other.verify(&presented, Some(&stored), input.now);
            assert_eq!(verified.is_ok(), input.other == input.purpose && input.now < u64::MAX);
        }
    }

    let text = wellspring::SecretString::from(input.text.clone());
    let places = [
        Link::path(&input.base),
        Link::query(&input.base, &input.name),
        Link::fragment(&input.base),
    ];
    for link in places.into_iter().flatten() {
        if let Ok(url) = link.with(&text) {
            assert!(url.expose_secret().is_ascii());
            let shown = format!("{url:?}");
            assert!(shown.starts_with("SecretUrl(") && shown.contains("[REDACTED]"));
        }
    }
});
