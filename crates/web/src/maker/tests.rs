use super::*;
use wellspring::SystemRandom;

const ALL: PasswordChoices = PasswordChoices {
    length: 20,
    lower: true,
    upper: true,
    digit: true,
    symbol: true,
    each: true,
    unambiguous: false,
};

fn made(maker: &Maker) -> String {
    maker.mint(&mut SystemRandom, 1_700_000_000_000).unwrap().expose_secret().into()
}

#[test]
fn passwords_have_one_of_each_class_that_is_chosen() {
    let maker = Maker::password(ALL).unwrap();
    for _ in 0..200 {
        let password = made(&maker);
        assert_eq!(password.len(), 20);
        assert!(Class::ALL.iter().all(|class| password.chars().any(|c| class.contains(c))));
    }
}

#[test]
fn passwords_have_no_class_that_is_not_chosen() {
    let maker =
        Maker::password(PasswordChoices { symbol: false, upper: false, unambiguous: true, ..ALL });
    let maker = maker.unwrap();
    for _ in 0..200 {
        assert!(made(&maker).chars().all(|c| "abcdefghijkmnopqrstuvwxyz23456789".contains(c)));
    }
}

#[test]
fn all_free_characters_have_the_strength_of_their_count() {
    let maker = Maker::password(PasswordChoices { each: false, ..ALL }).unwrap();
    assert_eq!(maker.bits(), Bits::of_text(94, 20));
    // One of each leaves some out.
    assert!(Maker::password(ALL).unwrap().bits() < maker.bits());
}

#[test]
fn a_space_is_never_made() {
    let maker = Maker::rules("allowed: [a], ascii-printable; minlength: 128").unwrap();
    assert!((0..100).all(|_| !made(&maker).contains(' ')));
}

#[test]
fn passphrases_are_words_of_the_list() {
    let list = WordList::eff_long();
    let maker = Maker::passphrase(6, " ", true, false).unwrap();
    for word in made(&maker).split(' ') {
        let word = word.to_lowercase();
        assert!(list.words().any(|listed| listed == word), "{word}");
    }
    assert_eq!(maker.bits().floor(), 77);
}

#[test]
fn keys_are_found_by_their_expression() {
    let maker = Maker::api_key("acme_live_", 160).unwrap();
    let format = KeyFormat::new("acme_live_").payload_bits(160);
    assert_eq!(maker.scanner_regex(), Some(format.scanner_regex()));
    assert!(format.parse(made(&maker)).is_ok());
    assert!(maker.bits() >= Bits::new(160));
}

#[test]
fn identifiers_are_of_their_version() {
    for version in [4, 7] {
        let id: Uuid = made(&Maker::uuid(version).unwrap()).parse().unwrap();
        assert_eq!(id.version(), version);
    }
    let id: Uuid = made(&Maker::uuid(7).unwrap()).parse().unwrap();
    assert_eq!(id.unix_millis().map(UnixMillis::get), Some(1_700_000_000_000));
}

#[test]
fn an_identifier_is_said_to_be_a_name_and_nothing_else_is() {
    for version in [4, 7] {
        let said = Maker::uuid(version).unwrap().verdict();
        assert!(said.starts_with("A name, not a secret") && !said.contains("trong"), "{said}");
    }
    // A secret of about as many bits.
    let key = Maker::api_key("acme_", 122).unwrap();
    assert!(key.verdict().starts_with("Very strong."), "{}", key.verdict());
    assert_eq!(key.verdict(), verdict(key.bits()));
}

#[test]
fn refusals_say_what_to_do() {
    let none = PasswordChoices { lower: false, upper: false, digit: false, symbol: false, ..ALL };
    for (refused, said) in [
        (Maker::password(none), "no characters are chosen: tick at least one kind"),
        (
            Maker::password(PasswordChoices { length: 3, ..ALL }),
            "the minimums sum to 4, allowed is at most the length, 3",
        ),
        (Maker::rules("minlength: many"), "`m` is at byte 11, allowed is"),
        (Maker::rules("required: kittens"), "`kittens` at byte 10 is no class, allowed are upper,"),
        (Maker::passphrase(0, "-", false, false), "0"),
        (Maker::api_key("acme", 160), "the prefix ends with a letter or digit, allowed is `_`"),
        (Maker::api_key("acme_", 64), "the payload has 64 bits, allowed is at least 112"),
        (Maker::uuid(1), "version 1 is not made here, 4 and 7 are"),
    ] {
        let text = refused.unwrap_err().to_string();
        assert!(text.contains(said), "{text}");
    }
}

#[test]
fn a_source_that_fails_makes_nothing() {
    use wellspring_entropy::testing::Failing;

    for maker in [Maker::password(ALL), Maker::passphrase(6, "-", false, false), Maker::uuid(4)] {
        let mut broken = Failing::at_byte(0, SystemRandom);
        let refused = maker.unwrap().mint(&mut broken, 0).unwrap_err();
        assert!(refused.to_string().starts_with("the source of randomness failed"), "{refused}");
    }
}
