//! Every public type of the crate, with a secret in hand, formatted in every way and serialized, and searched for all secrets.
//!
//! Which types there are is read from `src/lib.rs`, so that a new one cannot be forgotten.

use core::{
    any::type_name,
    error::Error as StdError,
    fmt::{Debug, Display},
    time::Duration,
};
use std::collections::BTreeSet;

use wellspring_entropy::{
    Error as SourceError, System,
    testing::{Failing, Replay},
};
use wellspring_tokens::encoding::{BASE32, BASE64, DecodeError, HEX, URLSAFE};
use wellspring_tokens::*;

use super::search;

/// What has been formatted, and which types that were.
#[derive(Default)]
struct Gallery {
    types: BTreeSet<&'static str>,
    texts: Vec<String>,
    secrets: search::Secrets,
}

impl Gallery {
    fn debug<T: Debug>(&mut self, value: &T) {
        self.types.insert(name(type_name::<T>()));
        let some = Some(value);
        self.texts.push(format!(
            "{value:?} {value:#?} {value:x?} {value:#X?} {value:99?} {value:.2?} {some:?}"
        ));
    }

    fn display<T: Debug + Display>(&mut self, value: &T) {
        self.debug(value);
        self.texts.push(format!("{value} {value:#} {value:99} {value:.2}"));
    }

    /// With what is behind it.
    fn error<T: StdError>(&mut self, error: &T) {
        self.display(error);
        let mut source = error.source();
        while let Some(error) = source {
            self.texts.push(format!("{error} {error:?}"));
            source = error.source();
        }
    }

    fn json<T: serde::Serialize>(&mut self, value: &T) {
        self.texts.push(serde_json::to_string(value).unwrap());
    }

    fn text(&mut self, secret: &SecretString) {
        self.secrets.add(secret.expose_secret());
        self.debug(secret);
    }
}

/// `wellspring_tokens::error::Error<S>` is `Error`.
fn name(path: &'static str) -> &'static str {
    let path = path.split('<').next().unwrap_or(path);
    path.rsplit("::").next().unwrap_or(path)
}

/// What all secrets are drawn from: a secret as well.
const DRAWN: &[u8; 32] = b"\x8f\x13\xd2\x77\xa9\x04\x5e\xc1\x3b\x90\xe6\x2d\xf8\x41\x6c\xb5\x0e\xd9\x72\x27\xca\x85\x1f\x6a\xb3\x58\xed\x94\x09\xc6\x7d\x30";

fn everything() -> Gallery {
    let mut all = Gallery::default();
    all.secrets.add(DRAWN);
    tokens(&mut all);
    passwords(&mut all);
    codes_and_keys(&mut all);
    split_tokens(&mut all);
    links(&mut all);
    identifiers(&mut all);
    all
}

fn source() -> Replay<'static> {
    Replay::repeating(DRAWN)
}

fn tokens(all: &mut Gallery) {
    all.text(&source().token_hex(32));
    all.text(&source().token_urlsafe(32));
    all.text(&BASE32.encode_to_secret(DRAWN));
    let secret = source().token_bytes(32);
    all.debug(&secret);
    all.debug(&source().token_array::<32>());
    all.display(&secret.digest());
    all.json(&secret.digest());
    match Locked::try_from(source().token_bytes(32)) {
        Ok(locked) => all.debug(&locked),
        Err(error) => all.error(&error),
    }
    all.types.insert("Locked");
    all.error(&Locked::init_with(usize::MAX, |secret| secret.fill(1)).unwrap_err());
    all.error(&SecretArray::<31>::try_from(source().token_bytes(32)).unwrap_err());
    all.error(&SecretString::try_from(source().token_bytes(32)).unwrap_err());
    all.error(&SecretBytes::try_init_with(usize::MAX, |_| Err(())).unwrap_err());
    all.error(&SecretBytes::read(&mut &DRAWN[..], 31).unwrap_err());
    all.error(&SecretString::read_line(&mut &DRAWN[..], 99).unwrap_err());
    all.error(&source().try_token_hex(usize::MAX).unwrap_err());
    all.error(&Failing::at_draw(1, source()).try_token_bytes(32).unwrap_err());
    // A token where its digest should be.
    let token = source().token_hex(31);
    all.error(&token.expose_secret().parse::<Digest>().unwrap_err());
    all.error(&Digest::try_from(&DRAWN[..31]).unwrap_err());

    all.debug(&HEX);
    let mut text = source().token_hex(32).expose_secret().as_bytes().to_vec();
    all.error(&HEX.encode(DRAWN, &mut text[1..]).unwrap_err());
    text[63] = b'~';
    let refused: [DecodeError; 3] = [
        HEX.decode_to_secret(&text).unwrap_err(),
        HEX.decode_to_secret(&text[1..]).unwrap_err(),
        HEX.decode(&text, &mut [0; 9]).unwrap_err(),
    ];
    refused.iter().for_each(|error| all.error(error));
    let json = format!("\"{}~\"", source().token_hex(32).expose_secret());
    let refused = [
        serde_json::from_str::<SecretBytes>(&json).err(),
        serde_json::from_str::<SecretArray<32>>(&json).err(),
        serde_json::from_str::<SecretString>(&format!("[{json}]")).err(),
        serde_json::from_str::<Digest>(&json).err(),
    ];
    refused.iter().for_each(|error| all.texts.push(format!("{error:?}")));
}

fn passwords(all: &mut Gallery) {
    let policy = PasswordPolicy::length(20..=24).at_least(2, Class::Digit).max_consecutive(2);
    let set = policy.to_set().unwrap();
    all.text(&source().mint(&set));
    all.text(&source().password(&PasswordPolicy::length(20)));
    all.debug(&set);
    all.debug(&policy);
    all.debug(&Lengths::from(20..=24));
    all.display(&set.count());
    all.display(&set.bits());
    all.display(&Class::Digit);
    all.display(&PolicyRule::MaxConsecutive { maximum: 2 });
    all.display(&Characters::from("abc"));
    all.error(&Failing::at_draw(1, source()).try_mint(&set).unwrap_err());
    all.error(&PasswordPolicy::length(0).validate().unwrap_err());
    all.error(&"required: nothing".parse::<PasswordPolicy>().unwrap_err());

    let list = WordList::eff_short();
    let options =
        PassphraseOptions::words(6).digits(4, Place::RandomWord).capital(Capital::OneWord);
    let recipe = Passphrase::new(&list, options).unwrap();
    all.text(&source().passphrase(&recipe));
    all.debug(&recipe);
    all.debug(&options);
    all.debug(&Place::RandomWord);
    all.debug(&Capital::OneWord);
    all.debug(&list);
    all.error(&WordList::new(["a", "a"]).unwrap_err());
    all.error(&Passphrase::new(&list, PassphraseOptions::words(0)).unwrap_err());
}

fn codes_and_keys(all: &mut Gallery) {
    let otp = Otp::digits(40).unwrap();
    all.text(&source().mint(&otp));
    all.debug(&otp);
    all.debug(&Gate::ASVS_SESSION);
    all.error(&Otp::SIX_DIGITS.bits().require(Gate::ASVS_SESSION).unwrap_err());
    let code = RecoveryCode::groups(1, 26).unwrap();
    let text = source().mint(&code);
    all.text(&text);
    all.debug(&code);
    all.error(
        &RecoveryCode::groups(2, 13)
            .unwrap()
            .normalise(&format!("{}u", text.expose_secret()))
            .unwrap_err(),
    );
    let list = code.list(3).unwrap();
    source().mint(&list).iter().for_each(|code| all.text(code));
    all.debug(&list);
    let recipe = OtpAuth::totp("Example", "ann").unwrap();
    let secret = source().mint(&recipe);
    all.secrets.add(secret.expose_base32());
    all.debug(&secret);
    all.debug(secret.uri());
    all.debug(&secret.to_bytes());
    all.debug(&recipe);
    all.display(&OtpAlgorithm::Sha1);

    const KEY: KeyFormat = KeyFormat::new("acme_");
    let key = source().mint(&KEY);
    let payload = &key.expose_secret()[5..];
    all.secrets.add(payload);
    all.debug(&key);
    all.display(&key.id());
    all.debug(&KEY);
    all.display(&KeyAlphabet::Base62);
    all.debug(&KeyChecksum::Whole);
    for wrong in [
        payload.to_owned(),
        format!("acme_{payload}0"),
        format!("acme_{}-", &payload[..35]),
        format!("acme_{}~", payload.to_lowercase().get(..35).unwrap()),
        format!("acme_{}{}", &payload[1..], &payload[..1]),
    ] {
        all.error(&KEY.parse(wrong).unwrap_err());
    }
    all.error(&KeyFormat::try_new(payload).unwrap_err());
}

fn split_tokens(all: &mut Gallery) {
    // A selector, which is public, and the secret verifier.
    let drawn = [&b"public selector!"[..], DRAWN].concat();
    let format = SplitFormat::new("reset", Duration::from_secs(60)).unwrap();
    let recipe = format.at(1_000);
    let (token, stored) = Replay::new(&drawn).mint(&recipe);
    all.secrets.add(&token.expose_secret()[22..]);
    let presented = PresentedToken::parse(token.expose_secret()).unwrap();
    all.debug(&format);
    all.debug(&recipe);
    all.debug(&token);
    all.debug(&stored);
    all.json(&stored);
    all.debug(&presented);
    all.display(&presented.selector());
    all.debug(&recipe);
    all.debug(&stored.expires());
    all.debug(&format.verify(&presented, Some(&stored), 1_001).unwrap());
    let refused = [
        format.verify(&presented, None, 1_001).unwrap_err(),
        format.verify(&presented, Some(&stored), 1_060).unwrap_err(),
        PresentedToken::parse(&token.expose_secret()[1..]).unwrap_err(),
        PresentedToken::parse(&token.expose_secret().replace('A', "+"))
            .err()
            .unwrap_or_else(|| PresentedToken::parse("+").unwrap_err()),
    ];
    for error in refused {
        all.error(&error);
        all.debug(&error.reason());
    }
    all.error(&token.expose_secret().parse::<Selector>().unwrap_err());
    all.error(&SplitFormat::new(token.expose_secret(), Duration::from_secs(1)).unwrap_err());
}

fn links(all: &mut Gallery) {
    let base = "https://example.com/a";
    let plain = source().token_urlsafe(32);
    let encoded = BASE64.encode_to_secret(DRAWN);
    for link in [Link::path(base), Link::query(base, "t"), Link::fragment(base)] {
        let link = link.unwrap();
        all.debug(&link);
        for token in [&plain, &encoded] {
            let url = link.with(token).unwrap();
            all.secrets.add(&url.expose_secret()[base.len() + 3..]);
            all.debug(&url);
        }
        all.debug(&link);
    }
    // A token in the base, where it does not belong.
    let token = plain.expose_secret();
    for base in [
        format!("https://ann:{token}@example.com"),
        format!("https://{token}@example.com"),
        format!("https:///{token}:x"),
        format!("https://example.com/#{token}"),
        format!("mailto:{token}"),
    ] {
        all.error(&Link::fragment(&base).unwrap_err());
    }
    all.error(&Link::query(&format!("{base}?{token}=1"), token).unwrap_err());
}

/// Identifiers are no secrets, and print. What is given to their parsers may be one.
fn identifiers(all: &mut Gallery) {
    let time = UnixMillis::new(1_000).unwrap();
    let id = Uuid::try_v4(&mut System).unwrap();
    all.display(&id);
    all.display(&id.to_text());
    all.display(&Ulid::try_at(time, &mut System).unwrap());
    all.debug(&UuidV4);
    all.debug(&UuidV7::at(time));
    all.debug(&UlidAt::time(time));
    all.debug(&UlidSequence::new());
    all.debug(&UuidV7Sequence::new());
    all.debug(&time);
    all.debug(&NanoId::default());
    let token = source().token_hex(18);
    all.secrets.add(token.expose_secret());
    all.error(&token.expose_secret().parse::<Uuid>().unwrap_err());
    all.error(&token.expose_secret().parse::<Ulid>().unwrap_err());
    all.error(&UnixMillis::new(u64::MAX).unwrap_err());
    all.error(&NanoId::with_alphabet("aa", 1).unwrap_err());
    let failed: SequenceError<SourceError> =
        UlidSequence::new().try_next(time, &mut Failing::at_draw(1, source())).unwrap_err();
    all.error(&failed);
}

#[test]
fn no_text_has_anything_of_a_secret() {
    let all = everything();
    for text in &all.texts {
        assert_eq!(all.secrets.found_in(text), None, "{text}");
    }
}

/// What has no values, or none that could be formatted.
const WITHOUT_VALUES: &[&str] =
    &["Comparable", "Recipe", "SecretText", "Secrets", "compare_digest"];

#[test]
fn every_public_type_is_among_them() {
    let all = everything();
    let public = public(include_str!("../../src/lib.rs"));
    assert!(public.len() > 70, "{public:?}");
    let seen = |name: &&str| all.types.contains(name) || WITHOUT_VALUES.contains(name);
    let missing: Vec<&str> = public.into_iter().filter(|name| !seen(name)).collect();
    assert!(missing.is_empty(), "{missing:?}");
    // Those of the module `encoding`, whose constants are of one type.
    assert!(["Encoding", "DecodeError", "LengthError"].iter().all(|name| all.types.contains(name)));
}

/// The names that are exported: `pub use crate::room::{One, Two};`.
fn public(source: &str) -> Vec<&str> {
    let uses = source.split("pub use crate::").skip(1).filter_map(|rest| rest.split(';').next());
    let names = uses.flat_map(|path| {
        let list = path.split_once('{').map(|(_, list)| list.trim_end_matches('}'));
        list.unwrap_or_else(|| path.rsplit("::").next().unwrap_or(path)).split(',')
    });
    names.map(str::trim).filter(|name| !name.is_empty()).collect()
}

#[test]
fn names_are_read_from_every_form_of_an_export() {
    let source = "mod a;\npub use crate::a::One;\npub use crate::b::{\n    Two, Three,\n};\npub use rand_core;\nuse crate::Four;";
    assert_eq!(public(source), ["One", "Two", "Three"]);
}

/// The negative control: what exposes itself is found in the same gallery.
#[test]
fn an_exposed_secret_is_found() {
    let all = everything();
    for exposed in [
        source().token_hex(32).expose_secret().to_owned(),
        format!("{:?}", source().token_bytes(32).expose_secret()),
        format!("{:?}", source()),
        source().mint(&Otp::digits(40).unwrap()).expose_secret()[20..30].to_owned(),
        URLSAFE.encode_to_secret(&DRAWN[3..]).expose_secret().to_owned(),
    ] {
        assert!(all.secrets.found_in(&exposed).is_some(), "{exposed}");
    }
}
