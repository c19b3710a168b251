//! Split tokens of any bytes, purposes and times.
#![cfg(feature = "sha2")]

use core::time::Duration;

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use proptest::prelude::*;
use wellspring_entropy::testing::Replay;
use wellspring_tokens::{PresentedToken, RefusedReason, Secrets, SplitFormat};

proptest! {
    /// The `base64` crate reads the same bytes out of the text, and refuses what is refused.
    #[test]
    fn texts_are_base64url(text in "[A-Za-z0-9_-]{62,66}|[A-Za-z0-9_=+/-]{64}|\\PC{0,70}") {
        let parsed = PresentedToken::parse(&text);
        match URL_SAFE_NO_PAD.decode(&text) {
            Ok(bytes) if bytes.len() == 48 => {
                let selector = parsed.unwrap().selector();
                prop_assert_eq!(&selector.as_bytes()[..], &bytes[..16]);
            }
            _ => prop_assert_eq!(parsed.unwrap_err().reason(), RefusedReason::Malformed),
        }
    }

    #[test]
    fn what_is_minted_is_verified_and_nothing_else(
        raw in proptest::collection::vec(any::<u8>(), 48), purpose in "[!-~]{1,32}", other in "[!-~]{1,32}",
        secs in 1u64.., now in any::<u64>(), later in any::<u64>(),
    ) {
        let format = SplitFormat::new(&purpose, Duration::from_secs(secs)).unwrap();
        let (token, stored) = Replay::new(&raw).mint(&format.at(now));
        prop_assert_eq!(token.expose_secret(), URL_SAFE_NO_PAD.encode(&raw));
        let presented = PresentedToken::parse(token.expose_secret()).unwrap();
        let verified = format.verify(&presented, Some(&stored), later);
        prop_assert_eq!(verified.is_ok(), later < now.saturating_add(secs));
        let other = SplitFormat::new(&other, Duration::from_secs(secs)).unwrap();
        let reason = other.verify(&presented, Some(&stored), now).map_err(|refused| refused.reason());
        prop_assert_eq!(reason.is_err(), other.purpose() != purpose || now == u64::MAX);
    }
}
