//! `wellspring apikey`: what is minted is found by its regular expression and accepted by its check, and nothing else is.

use regex::Regex;
use serde_json::Value;

use crate::{done, printed, text, wellspring};

const FORMATS: &[&[&str]] = &[
    &["-p", "acme_live_"],
    &["-p", "acme_", "--bits", "160"],
    &["-p", "ghp_", "--checksum", "payload"],
    &["-p", "x1_", "--alphabet", "base58", "--chars", "40"],
    &["-p", "x1_", "--alphabet", "crockford"],
    &["-p", "x1_", "--alphabet", "hex", "--checksum", "none"],
];

#[test]
fn what_is_minted_is_found_and_valid() {
    for format in FORMATS {
        let command = |name| [&["apikey", name], *format].concat();
        let regex = Regex::new(printed(&command("regex"))[0].as_str()).unwrap();
        for key in printed(&[command("mint"), vec!["-n", "20"]].concat()) {
            let found = regex.captures(&key).unwrap();
            assert_eq!(&found[1], key);
            assert_eq!(text(&done(&command("check"), key.as_bytes())), "valid\n");
            assert_eq!(done(&command("check"), format!("{key}\r\n").as_bytes()), b"valid\n");
        }
    }
}

#[test]
fn what_was_altered_is_not_valid_and_the_reason_says_nothing_of_it() {
    let key = printed(&["apikey", "mint", "-p", "acme_"])[0].clone();
    let swapped = if key.ends_with('0') { '1' } else { '0' };
    let altered = format!("{}{swapped}", &key[..key.len() - 1]);
    for (wrong, why) in [
        (altered.as_str(), "checksum"),
        (&key[1..], "prefix"),
        (&key[..key.len() - 1], "length"),
        ("", "prefix"),
        ("acme_\u{fc}", "length"),
    ] {
        let output = wellspring(&["apikey", "check", "-p", "acme_"], wrong.as_bytes());
        assert_eq!(output.status.code(), Some(1), "{wrong}");
        let answer = text(&output.stdout);
        assert!(answer.starts_with("not valid: ") && answer.contains(why), "{answer}");
        assert!(!answer.contains(&key[5..15]));
    }
    let output = wellspring(&["apikey", "check", "-p", "acme_", "--json"], b"x");
    let answer: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!((output.status.code(), &answer["valid"]), (Some(1), &Value::Bool(false)));
}

#[test]
fn the_digest_and_the_id_of_a_key_are_the_same_at_both_ends() {
    let minted: Value =
        serde_json::from_slice(&done(&["apikey", "mint", "-p", "acme_", "--json"], b"")).unwrap();
    let key = minted["value"].as_str().unwrap();
    let checked = done(&["apikey", "check", "-p", "acme_", "--json"], key.as_bytes());
    let checked: Value = serde_json::from_slice(&checked).unwrap();
    assert_eq!((&checked["id"], &checked["digest"]), (&minted["id"], &minted["digest"]));
    assert!(minted["id"].as_str().unwrap().starts_with("acme_id_"));
}
