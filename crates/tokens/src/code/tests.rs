extern crate std;

use std::{
    collections::BTreeSet,
    format,
    string::{String, ToString},
    vec::Vec,
};

use wellspring_entropy::{
    Error as SourceError, System,
    testing::{Failing, Replay},
};

use super::{CodeError, Otp, OtpAlgorithm, OtpAuth, OtpAuthSecret, RecoveryCode};
use crate::{Bits, Error, Gate, Recipe, SecretString, Secrets};

/// Words of 64 bits that lead to each code of a few digits: its place in the middle, as a fraction. Every code comes out, zeros in front and all.
#[test]
fn every_code_of_three_digits() {
    let recipe = Otp::digits(3).unwrap();
    let codes: BTreeSet<String> = (0..1000u64)
        .map(|code| {
            let word = 0x0041_8937_4BC6_A7EF * code + 0x0020_C49B_A5E3_53F7;
            let script = [word.to_le_bytes(), [0x77; 8]].concat();
            Replay::new(&script).mint(&recipe).expose_secret().to_string()
        })
        .collect();
    let expected: BTreeSet<String> = (0..1000).map(|code| format!("{code:03}")).collect();
    assert!(codes.is_subset(&expected));
    // A word in sixteen may be rejected at most.
    assert!(codes.len() > 930, "{}", codes.len());
    assert!(codes.contains("000") && codes.contains("007"));
    assert_eq!(recipe.bits(), Bits::of_count(1000));
}

/// The digits of `word * 10^18 >> 64`, and the lanes of `word * 32^12 >> 64`; by hand, with `word = 2^63 + 2^40`.
#[test]
fn known_answers() {
    let word = ((1u64 << 63) + (1 << 40)).to_le_bytes();
    let by_hand = (u128::from(u64::from_le_bytes(word)) * 10u128.pow(18)) >> 64;
    let code = Replay::new(&word).mint(&Otp::digits(18).unwrap());
    assert_eq!(code.expose_secret(), format!("{by_hand:018}"));
    let code = Replay::new(&word).mint(&RecoveryCode::groups(3, 4).unwrap());
    // 2^59 + 2^36 in twelve digits of 5 bits: 16, 0, 0, 0, 2, 0 and zeros.
    assert_eq!(code.expose_secret(), "g000-2000-0000");
}

#[test]
fn forms() {
    for (groups, characters) in [(1, 1), (1, 32), (32, 1), (2, 5), (4, 4), (32, 32)] {
        let recipe = RecoveryCode::groups(groups, characters).unwrap();
        let list = System.mint(&recipe.list(20).unwrap());
        assert_eq!(recipe.bits(), Bits::new(u32::try_from(5 * groups * characters).unwrap()));
        for code in &list {
            let parts: Vec<&str> = code.expose_secret().split('-').collect();
            assert_eq!(parts.len(), groups);
            assert!(parts.iter().all(|part| part.len() == characters));
            assert!(
                code.expose_secret()
                    .chars()
                    .all(|c| c == '-' || "0123456789abcdefghjkmnpqrstvwxyz".contains(c))
            );
            // A code is its own normal form.
            assert_eq!(
                recipe.normalise(code.expose_secret()).unwrap().expose_secret(),
                code.expose_secret()
            );
        }
    }
    let refused = |result: Result<RecoveryCode, CodeError>| result.unwrap_err().to_string();
    assert_eq!(refused(RecoveryCode::groups(0, 5)), "`groups` is 0, allowed is 1..=32");
    assert_eq!(refused(RecoveryCode::groups(5, 33)), "`characters` is 33, allowed is 1..=32");
    assert!(RecoveryCode::groups(1, 1).unwrap().list(0).is_err());
    assert!(RecoveryCode::groups(1, 1).unwrap().list(1001).is_err());
    assert!(Otp::digits(0).is_err() && Otp::digits(129).is_err());
    assert_eq!(System.mint(&Otp::digits(128).unwrap()).len(), 128);
    assert!(RecoveryCode::groups(3, 5).unwrap().bits().satisfies(Gate::NIST_RECOVERY_CODE));
}

#[test]
fn what_people_type() {
    let recipe = RecoveryCode::groups(2, 4).unwrap();
    let code = SecretString::from("01a1-0xyz".to_string());
    for typed in [
        "01a1-0xyz",
        "01a10xyz",
        "01A1 0XYZ",
        " 01a1 - 0xyz ",
        "oia1oxyz",
        "OLa1-OXYZ",
        "0-1-a-1-0-x-y-z",
        "01a1\u{2013}0xyz",
        "01a1\u{2014}0xyz",
        "01a1\u{2011}0xyz\r\n",
        "01a1_0xyz",
        "\t0Ial.0xyz",
        "01a1\u{A0}0xyz",
        "01a1\u{2212}0xyz",
    ] {
        assert!(recipe.matches(typed, &code), "{typed:?}");
    }
    for typed in [
        "",
        "-",
        "01a1-0xy",
        "01a1-0xyzz",
        "01a1-0xyy",
        "u1a1-0xyz",
        "01a1-0xy\u{17F}",
        "01a1-0xyé",
        "01a1-0xy\0",
        "ö1a1-0xyz",
        "０1a1-0xyz",
        "01a1/0xyz",
        "01a1-0xy{",
        "01a1-0xy@",
    ] {
        assert!(!recipe.matches(typed, &code), "{typed:?}");
    }
    let error = recipe.normalise("s3cret!!").unwrap_err();
    assert_eq!(error, CodeError::NotACode);
    assert!(!format!("{error} {error:?}").contains("s3c"));
}

/// Every character of the first plane: 32 stay, 22 letters and three look-alikes in both cases become one of them, some are left out.
#[test]
fn every_character() {
    let recipe = RecoveryCode::groups(1, 1).unwrap();
    let read: Vec<char> = ('\0'..='\u{FFFF}')
        .filter(|&c| recipe.normalise(c.encode_utf8(&mut [0; 4])).is_ok())
        .collect();
    let expected: String =
        ('0'..='9').chain('A'..='T').chain('V'..='Z').chain('a'..='t').chain('v'..='z').collect();
    assert!(read.iter().copied().eq(expected.chars()));
}

#[test]
fn uris() {
    let secret = *b"12345678901234567890";
    let uri = |recipe: &OtpAuth| {
        let minted = Replay::repeating(&secret).mint(recipe);
        assert_eq!(minted.to_bytes().len() * 8, usize::try_from(recipe.bits().floor()).unwrap());
        assert_eq!(minted.to_bytes().expose_secret()[..16], secret[..16]);
        assert_eq!(format!("{minted:?}"), "OtpAuthSecret([REDACTED])");
        assert!(minted.uri().expose_secret().contains(minted.expose_base32()));
        minted.uri().expose_secret().to_string()
    };
    // The secret of RFC 6238, appendix B, and of RFC 4226, appendix D.
    let totp = OtpAuth::totp("ACME Co", "john.doe@email.com").unwrap();
    assert_eq!(
        uri(&totp),
        "otpauth://totp/ACME%20Co:john.doe%40email.com?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=ACME%20Co&algorithm=SHA1&digits=6&period=30"
    );
    let hotp = OtpAuth::hotp("", "ann", u64::MAX).unwrap().digits(8).unwrap();
    assert_eq!(
        uri(&hotp),
        "otpauth://hotp/ann?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&algorithm=SHA1&digits=8&counter=18446744073709551615"
    );
    let sixty = core::num::NonZero::new(60).unwrap();
    let long = totp.clone().algorithm(OtpAlgorithm::Sha512).period(sixty);
    assert!(uri(&long).ends_with("&algorithm=SHA512&digits=6&period=60"));
    assert_eq!(long.bits(), Bits::new(512));
    assert_eq!(totp.clone().algorithm(OtpAlgorithm::Sha256).bits(), Bits::new(256));
    let short = totp.clone().secret_bytes(16).unwrap();
    assert!(uri(&short).contains("?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY&issuer"));
    assert!(short.bits().satisfies(Gate::RFC_4226_SECRET));
}

#[test]
fn a_uri_is_wiped_when_dropped() {
    fn wiped<T: zeroize::ZeroizeOnDrop>() {}
    wiped::<OtpAuthSecret>();
}

/// Whatever stands in a name stays in its place.
#[test]
fn hostile_names() {
    let name = "a&secret=AAAA?#/%3A\u{0}\n ü\"<\u{202E}";
    let uri = System.mint(&OtpAuth::totp(name, name).unwrap());
    let uri = uri.uri().expose_secret();
    assert_eq!(uri.matches("secret=").count(), 1);
    assert!(uri.is_ascii() && uri.bytes().all(|byte| byte.is_ascii_graphic()));
    assert_eq!(
        (uri.matches('?').count(), uri.matches('#').count(), uri.matches('&').count()),
        (1, 0, 4)
    );
    assert!(uri.contains("a%26secret%3DAAAA%3F%23%2F%253A%00%0A%20%C3%BC%22%3C%E2%80%AE:"));
    for (issuer, account) in [("a:b", "c"), ("a", "b:c"), ("a", "")] {
        assert!(matches!(OtpAuth::totp(issuer, account), Err(CodeError::Label { .. })));
    }
    let long = "x".repeat(257);
    assert!(OtpAuth::totp(&long, "a").is_err() && OtpAuth::totp("a", &long).is_err());
    let totp = OtpAuth::totp("a", "b").unwrap();
    for n in [0, 15, 65, usize::MAX] {
        assert!(totp.clone().secret_bytes(n).is_err() && totp.clone().digits(n).is_err());
    }
}

#[test]
fn failures() {
    let failed = Error::Source(SourceError::INJECTED);
    for at in 1..=8 {
        let source = || Failing::at_byte(at, System);
        assert_eq!(source().try_mint(&Otp::SIX_DIGITS).unwrap_err(), failed);
        assert_eq!(source().try_mint(&RecoveryCode::groups(2, 5).unwrap()).unwrap_err(), failed);
    }
    let list = RecoveryCode::groups(2, 5).unwrap().list(5).unwrap();
    for at in 1..=5 {
        assert_eq!(Failing::at_draw(at, System).try_mint(&list).unwrap_err(), failed);
    }
    assert!(Failing::at_draw(6, System).try_mint(&list).is_ok());
    let totp = OtpAuth::totp("a", "b").unwrap();
    for at in 1..=20 {
        assert_eq!(Failing::at_byte(at, System).try_mint(&totp).unwrap_err(), failed);
    }
    assert!(Failing::at_byte(21, System).try_mint(&totp).is_ok());
}

/// Every character that some keyboard has, and more.
#[test]
fn what_is_left_out_between_groups_is_white_space_and_dashes() {
    let recipe = RecoveryCode::groups(2, 4).unwrap();
    let dashes = "-_.\u{AD}\u{200B}\u{2010}\u{2011}\u{2012}\u{2013}\u{2014}\u{2015}\u{2212}\u{FE58}\u{FE63}\u{FF0D}";
    for character in ('\0'..'\u{3100}').chain('\u{FE00}'..='\u{FFFF}') {
        let typed = format!("0118{character}xyzk");
        let is_left_out = character.is_whitespace() || dashes.contains(character);
        assert_eq!(recipe.normalise(&typed).is_ok(), is_left_out, "{character:?}");
    }
}
