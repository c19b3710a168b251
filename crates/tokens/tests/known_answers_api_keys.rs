//! Value stability of API keys: what given bytes become. A change here is a breaking change.
//!
//! The expected values come from a program of its own in Python, which divides, with its `zlib.crc32` and
//! `hashlib.sha256`.
#![cfg(feature = "sha2")]

use wellspring_entropy::testing::Replay;
use wellspring_tokens::{KeyAlphabet, KeyChecksum, KeyFormat, Secrets};

fn script() -> [u8; 256] {
    let mut byte = 102u8;
    core::array::from_fn(|_| {
        byte = byte.wrapping_add(167);
        byte
    })
}

/// The format, the key that the script gives, the digits of its name, and its digest.
#[test]
fn keys() {
    let acme = KeyFormat::new("acme_live_").payload_bits(160);
    let ab = KeyFormat::new("ab_").payload_bits(160);
    for (format, key, id, digest) in [
        (
            acme,
            "acme_live_cUyRkwAy7cps8AyKDSdT3UIrMyw0Baf2X",
            "f3a4e6128a2a74e108852ee5",
            "2e6eff84780a245609c6b92e58be661cac2c515aab9cd30082db883a7e0a6c9b",
        ),
        (
            acme.checksum(KeyChecksum::Payload),
            "acme_live_cUyRkwAy7cps8AyKDSdT3UIrMyw1WWvem",
            "845564057035f27e0be5bf90",
            "4931c99ba02e3c06843457b0c5d24c30d16b80d1ee1ed32d287525a99f3829ef",
        ),
        (
            acme.checksum(KeyChecksum::None),
            "acme_live_cUyRkwAy7cps8AyKDSdT3UIrMyw",
            "7a74774d404b0eafbe134738",
            "282bc45b247af711cfb75fd406a5c291e1ba9f814d308d5f1e8899f0ef500497",
        ),
        (
            KeyFormat::new("ghx_").checksum(KeyChecksum::Payload),
            "ghx_cUyRkwAy7cps8AyKDSdT3UIrMywqwL3TMpjT",
            "956693a030e2638f012315a3",
            "0093ef84e15d1efd54980976fb0b7a7a1ce1ebe0a2e70935a9ef6af51e1c5746",
        ),
        (
            ab.alphabet(KeyAlphabet::Base58),
            "ab_d1uzG56oE7qXXxUbVbju4GJ55d4n4dd83d",
            "2557cd21bd1daff843ba4533",
            "110568fae5147dedee9c5973d121f151bb6e974c0f0b57e3c5131511554b43db",
        ),
        (
            ab.alphabet(KeyAlphabet::Crockford),
            "ab_KVVN1A82BET0TRQRHR9TJFP41SKW06BJ1NAF1CX",
            "847ccd681103bde7241feaf5",
            "4f718da32c9606822d435e1a80acfbe88bde51e177728a52c3a058de60afa396",
        ),
        (
            ab.alphabet(KeyAlphabet::Hex),
            "ab_9ef750a9025bb40d62f88e13a93ec40e67c01972eb4da70b",
            "036f98749a7861ee8e22e0b0",
            "a3b06a2c2c815e2dddec00799cd0cad708166af2ae404d2718224eb34b3e3f07",
        ),
    ] {
        let script = script();
        let mut source = Replay::new(&script);
        let minted = source.mint(&format);
        assert_eq!(minted.expose_secret(), key);
        assert_eq!(script.len() - source.remaining(), 24, "{key}");
        assert_eq!(minted.id().to_string(), format!("{}id_{id}", format.prefix()));
        assert_eq!(minted.digest().to_hex(), digest);
        assert_eq!(format.parse(key).unwrap().id(), minted.id());
    }
}
