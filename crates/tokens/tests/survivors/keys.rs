//! API keys, split tokens, codes and links: what is done with them after they were minted.

use core::{hint::black_box, time::Duration};

use wellspring_entropy::System;
use wellspring_tokens::{
    ApiKey, KeyError, KeyFormat, Link, OtpAuth, PasswordPolicy, PresentedToken, RecoveryCode,
    SecretString, SecretUrl, Secrets, SplitFormat, compare_digest,
    encoding::{BASE64, URLSAFE},
};

use crate::{
    Row,
    parent::Parent,
    rows::{row, text},
};

const KEY: KeyFormat = KeyFormat::new("acme_live_");
const OTHER: KeyFormat = KeyFormat::new("acme_test_");

pub(crate) const ROWS: &[Row] = &[
    row("ApiKey, parsed", |p| {
        let minted = System.mint(&KEY);
        let key = KEY.parse(minted.expose_secret()).unwrap();
        p.watch_all((key, minted), |(key, _)| payload(key));
    }),
    row("ApiKey, parse_any", |p| {
        let minted = System.mint(&KEY);
        let key = KeyFormat::parse_any(&[OTHER, KEY], minted.expose_secret()).unwrap();
        p.watch_all((key, minted), |(key, _)| payload(key));
    }),
    row("ApiKey, refused for its checksum", |p| {
        refused(p, |text| text.swap(12, 13), KeyError::Checksum);
    }),
    row("ApiKey, refused for a character", |p| {
        let alphabet = wellspring_tokens::KeyAlphabet::Base62;
        refused(p, |text| text[45] = b'-', KeyError::Character { alphabet });
    }),
    row("ApiKey, its digest and id", |p| {
        let key = System.mint(&KEY);
        black_box((key.digest(), key.id()));
        p.watch_all(key, payload);
    }),
    row("split token, parsed", |p| {
        let (token, _) = System.mint(&split().at(1_000));
        let presented = PresentedToken::parse(token.expose_secret()).unwrap();
        watch_token(p, token, presented);
    }),
    row("split token, verified", |p| {
        let (token, stored) = System.mint(&split().at(1_000));
        let presented = PresentedToken::parse(token.expose_secret()).unwrap();
        assert!(split().verify(&presented, Some(&stored), 1_001).is_ok());
        watch_token(p, token, presented);
    }),
    row("split token, refused", |p| {
        let (token, _) = System.mint(&split().at(1_000));
        let presented = PresentedToken::parse(token.expose_secret()).unwrap();
        assert!(split().verify(&presented, None, 1_001).is_err());
        watch_token(p, token, presented);
    }),
    row("split token, malformed", |p| {
        let (token, _) = System.mint(&split().at(1_000));
        let wrong = SecretString::from([&token.expose_secret()[..63], "+"].concat());
        assert!(PresentedToken::parse(wrong.expose_secret()).is_err());
        drop(wrong);
        let presented = PresentedToken::parse(token.expose_secret()).unwrap();
        watch_token(p, token, presented);
    }),
    row("OtpAuthSecret::to_bytes", |p| {
        let secret = System.mint(&OtpAuth::totp("Example", "ann").unwrap());
        p.watch_all((secret.to_bytes(), secret), |(bytes, secret)| {
            vec![bytes.expose_secret(), secret.expose_base32().as_bytes()]
        });
    }),
    row("RecoveryCode::normalise", |p| {
        let recipe = RecoveryCode::groups(4, 8).unwrap();
        let code = System.mint(&recipe);
        let normal = recipe.normalise(code.expose_secret()).unwrap();
        p.watch_all((normal, code), |(normal, _)| vec![text(normal)]);
    }),
    row("RecoveryCode::normalise of no code", |p| {
        let code = System.mint(&RecoveryCode::groups(4, 8).unwrap());
        RecoveryCode::groups(4, 7).unwrap().normalise(code.expose_secret()).unwrap_err();
        p.watch(code, text);
    }),
    row("RecoveryCode::matches", |p| {
        let recipe = RecoveryCode::groups(4, 8).unwrap();
        let code = System.mint(&recipe);
        assert!(recipe.matches(code.expose_secret(), &code));
        p.watch(code, text);
    }),
    row("PasswordSet::unrank, class by class", |p| {
        unranked(p, &('a'..='p').fold(PasswordPolicy::length(40), |p, c| p.at_least(1, c)));
    }),
    row("PasswordSet::unrank without rules", |p| unranked(p, &PasswordPolicy::length(40))),
    row("PasswordSet::unrank with rules", |p| {
        unranked(p, &PasswordPolicy::length(40).at_least(2, 'a'..='f'));
    }),
    row("PasswordSet::unrank, not ASCII", |p| {
        unranked(p, &PasswordPolicy::length(40).with('Ā'..='ſ').max_consecutive(2));
    }),
    row("compare_digest", |p| {
        let secret = System.token_urlsafe(32);
        assert!(compare_digest(&secret, secret.expose_secret()));
        p.watch(secret, text);
    }),
    row("SecretUrl, token in the path", |p| linked(p, Link::path(BASE).unwrap(), false)),
    row("SecretUrl, token in the query", |p| linked(p, Link::query(BASE, "t").unwrap(), false)),
    row("SecretUrl, token in the fragment", |p| linked(p, Link::fragment(BASE).unwrap(), false)),
    row("SecretUrl, percent-encoded in the path", |p| linked(p, Link::path(BASE).unwrap(), true)),
    row("SecretUrl, percent-encoded in the query", |p| {
        linked(p, Link::query(BASE, "t").unwrap(), true);
    }),
    row("SecretUrl, percent-encoded in the fragment", |p| {
        linked(p, Link::fragment(BASE).unwrap(), true);
    }),
];

const BASE: &str = "https://example.com/reset";

/// Behind the prefix, which is no secret and elsewhere in memory.
pub(crate) fn payload(key: &ApiKey) -> Vec<&[u8]> {
    let text = key.expose_secret().as_bytes();
    vec![text.strip_prefix(key.format().prefix().as_bytes()).unwrap()]
}

/// A key that is none any more.
fn refused(p: &mut Parent, alter: fn(&mut [u8]), error: KeyError) {
    let key = System.mint(&KEY);
    let mut text = key.expose_secret().as_bytes().to_vec();
    while text[12] == text[13] {
        text[13] = b'a' + (text[13] & 7);
    }
    alter(&mut text);
    let text = wellspring_tokens::SecretBytes::from(text);
    p.show(&payload(&key), &[]);
    assert_eq!(KEY.parse(text.expose_secret()).err(), Some(error));
    drop((key, text));
    p.dropped();
}

pub(crate) fn split() -> SplitFormat {
    SplitFormat::new("reset", Duration::from_secs(60)).unwrap()
}

/// Behind the selector, which is public: 128 bits, of which the 22nd character has the last two.
pub(crate) fn verifier(token: &SecretString) -> &[u8] {
    &token.expose_secret().as_bytes()[22..]
}

fn watch_token(p: &mut Parent, token: SecretString, presented: PresentedToken) {
    let bytes = URLSAFE.decode_to_secret(token.expose_secret()).unwrap();
    p.watch_all((token, bytes, presented), |(token, bytes, _)| {
        vec![verifier(token), &bytes.expose_secret()[16..]]
    });
}

/// The password, and its rank, which is as secret. The lower half of the ranks have a password of this length.
fn unranked(p: &mut Parent, policy: &PasswordPolicy) {
    let set = policy.to_set().unwrap();
    let count = set.count();
    let limbs = count.limbs().len() - 1;
    let rank = System.token_bytes(8 * limbs);
    let mut words: Vec<u64> = Vec::with_capacity(limbs);
    words.extend(rank.expose_secret().chunks(8).map(|c| u64::from_le_bytes(c.try_into().unwrap())));
    let password = set.unrank(&words).unwrap();
    words.fill(0);
    black_box(&words);
    p.watch_all((password, rank), |(password, rank)| vec![text(password), rank.expose_secret()]);
}

/// The token, as it was and as it is in the link.
fn linked(p: &mut Parent, link: Link, encoded: bool) {
    let token = match encoded {
        false => System.token_urlsafe(33),
        true => BASE64.encode_to_secret(System.token_bytes(100).expose_secret()),
    };
    let url = link.with(&token).unwrap();
    p.watch_all((url, token), |(url, token): &(SecretUrl, SecretString)| {
        vec![&url.expose_secret().as_bytes()[BASE.len() + 3..], text(token)]
    });
}
