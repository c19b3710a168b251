//! Each recipe of which a secret is minted, from a source that works and from one that fails.

use core::num::NonZero;

use wellspring_tokens::{
    Capital, Class, KeyAlphabet, KeyChecksum, KeyFormat, Lengths, Otp, OtpAlgorithm, OtpAuth,
    OtpAuthSecret, Passphrase, PassphraseOptions, PasswordPolicy, PasswordSet, Place, RecoveryCode,
    SecretString, WordList,
};

use crate::{
    Row,
    keys::{payload, split, verifier},
    rows::row,
    source::{failed, minted, spelled},
};

/// Two rows for each recipe; of what is drawn the first bytes may be public.
macro_rules! recipes {
    ($($name:literal: $recipe:expr, $public:expr, $expose:expr;)*) => {
        pub(crate) const ROWS: &[Row] = &[
            row("PasswordSet without rules, code points", |p| spelled(p, &set(han()))),
            row("PasswordSet with minimums, code points", |p| {
                spelled(p, &set(han().at_least(2, '\u{4E00}'..='\u{4FFF}')));
            }),
            row("PasswordSet with limits to runs, code points", |p| {
                spelled(p, &set(han().max_consecutive(2)));
            }),
            $(
                row($name, |p| minted(p, &$recipe, $public, $expose)),
                row(concat!($name, ", the source fails"), |p| {
                    failed(p, &$recipe, $public, $expose);
                }),
            )*
        ];
    };
}

recipes! {
    "PasswordSet without rules": set(PasswordPolicy::length(20)), 0, text;
    "PasswordSet without rules, 128 characters": set(PasswordPolicy::length(128)), 0, text;
    "PasswordSet without rules, not ASCII": set(PasswordPolicy::length(20).only('Ā'..='ſ')), 0, text;
    "PasswordSet without rules, characters of 1 to 4 bytes":
        set(PasswordPolicy::length(40).only("abcäöü€→♥😀😁😂")), 0, text;
    "PasswordSet with minimums": set(ruled(20..=20)), 0, text;
    "PasswordSet with minimums, 16 to 40 characters": set(ruled(16..=40)), 0, text;
    "PasswordSet with limits to runs":
        set(ruled(24..=24).max_consecutive(2).starting_with(Class::Lower)), 0, text;
    "PasswordSet with rules, 128 characters":
        set(ruled(128..=128).at_most(40, Class::Upper)), 0, text;
    "PasswordSet with rules, not ASCII":
        set(ruled(20..=24).with('Ā'..='ſ').at_least(2, 'Ā'..='ſ').max_consecutive(3)), 0, text;
    "PasswordSet, class by class": set(by_class(40)), 0, text;
    "PasswordSet, class by class, 20 to 128 characters that begin with one of four":
        set(by_class(20..=128).starting_with('a'..='d')), 0, text;
    "Passphrase": passphrase(PassphraseOptions::words(6)), 0, text;
    "Passphrase of the EFF's long list":
        Passphrase::new(&WordList::eff_long(), PassphraseOptions::words(8)).unwrap(), 0, text;
    "Passphrase without separator":
        Passphrase::new(&many(), PassphraseOptions::words(8).separator("")).unwrap(), 0, text;
    "Passphrase with digits and symbol at the end":
        passphrase(PassphraseOptions::words(6).digits(4, Place::End).symbol(Place::End)
            .capital(Capital::FirstLetters)), 0, text;
    "Passphrase with everything at random words":
        passphrase(PassphraseOptions::words(40).digits(9, Place::RandomWord).symbol(Place::RandomWord)
            .capital(Capital::OneWord)), 0, text;
    "Passphrase, not ASCII":
        passphrase_of(&["grün", "Straße", "été", "naïve", "日本語"],
            PassphraseOptions::words(8).separator("→").digits(2, Place::RandomWord)), 0, text;
    "Otp of 64 digits": Otp::digits(64).unwrap(), 0, text;
    "RecoveryCode of 4 groups": RecoveryCode::groups(4, 8).unwrap(), 0, text;
    "RecoveryCode of one group": RecoveryCode::groups(1, 32).unwrap(), 0, text;
    "RecoveryCodes, ten": RecoveryCode::groups(3, 7).unwrap().list(10).unwrap(), 0,
        |codes| codes.iter().flat_map(text).collect();
    "OtpAuth, SHA-1": OtpAuth::totp("Example & Co", "ann@example.com").unwrap(), 0, base32;
    "OtpAuth, SHA-512": {
        let thirty = NonZero::new(60).unwrap();
        OtpAuth::totp("", "ann").unwrap().algorithm(OtpAlgorithm::Sha512).period(thirty)
    }, 0, base32;
    "OtpAuth, HOTP of 16 bytes":
        OtpAuth::hotp("Example", "ann", 7).unwrap().secret_bytes(16).unwrap(), 0, base32;
    "ApiKey": KeyFormat::new("acme_"), 0, payload;
    "ApiKey, base58 and a checksum of the payload":
        KeyFormat::new("acme_").alphabet(KeyAlphabet::Base58).checksum(KeyChecksum::Payload), 0, payload;
    "ApiKey, Crockford's base32, 128 characters":
        KeyFormat::new("acme_").payload_chars(128).alphabet(KeyAlphabet::Crockford), 0, payload;
    "ApiKey, hexadecimal without a checksum":
        KeyFormat::new("acme_").payload_bits(256).alphabet(KeyAlphabet::Hex)
            .checksum(KeyChecksum::None), 0, payload;
    "split token": split().at(1_000), 16, |(token, _)| vec![verifier(token)];
}

fn set(policy: PasswordPolicy) -> PasswordSet {
    policy.to_set().unwrap()
}

/// Thousands of characters, of three bytes each.
fn han() -> PasswordPolicy {
    PasswordPolicy::length(40).only('\u{4E00}'..='\u{9FA5}')
}

fn ruled(lengths: core::ops::RangeInclusive<usize>) -> PasswordPolicy {
    PasswordPolicy::length(lengths).at_least(2, Class::Digit).at_least(1, Class::Symbol)
}

/// Sixteen classes, which are too many for an automaton.
fn by_class(lengths: impl Into<Lengths>) -> PasswordPolicy {
    ('a'..='p').fold(PasswordPolicy::length(lengths), |policy, c| policy.at_least(1, c))
}

fn passphrase(options: PassphraseOptions<'_>) -> Passphrase {
    passphrase_of(&["correct", "horse", "battery", "staple", "drumstick"], options)
}

fn passphrase_of(words: &[&str], options: PassphraseOptions<'_>) -> Passphrase {
    Passphrase::new(&WordList::new(words).unwrap(), options).unwrap()
}

/// So many that no three are drawn in the order of the list, whose own text, one word behind the other, is no secret and stays in memory.
fn many() -> WordList {
    WordList::new((0..10_000).map(|number| format!("{number:04}"))).unwrap()
}

fn text(secret: &SecretString) -> Vec<&[u8]> {
    vec![secret.expose_secret().as_bytes()]
}

/// The bytes behind it are what was drawn.
fn base32(secret: &OtpAuthSecret) -> Vec<&[u8]> {
    vec![secret.expose_base32().as_bytes()]
}
