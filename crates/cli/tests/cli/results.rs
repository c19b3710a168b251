//! The options that every result has: JSON, NUL bytes, no last newline, files, strength, source.

use std::fs;

use crate::{done, printed, text, unique, wellspring};

/// A command line for each kind of result.
const RESULTS: &[&[&str]] = &[
    &["hex"],
    &["urlsafe"],
    &["base32"],
    &["base58"],
    &["password"],
    &["passphrase"],
    &["pin"],
    &["recovery"],
    &["uuid"],
    &["uuid", "v7"],
    &["id"],
    &["apikey", "mint", "-p", "acme_live_"],
    &["totp", "-a", "ann"],
    &["link", "https://example.com/?t="],
    &["split", "issue", "-p", "reset"],
    &["below", "100"],
    &["range", "1", "6"],
    &["float"],
    &["draw", "normal", "0", "1"],
    &["choose", "a", "b"],
    &["sample", "-e", "a", "b", "c"],
    &["shuffle", "-e", "a", "b", "c"],
];

#[test]
fn each_result_is_a_json_object_with_its_strength() {
    for arguments in RESULTS.iter().chain([&&["bytes", "16"][..]]) {
        for count in ["1", "3"] {
            let output = done(&[arguments, &["-n", count, "--json"][..]].concat(), b"");
            let lines = text(&output);
            assert_eq!(lines.lines().count().to_string(), count, "{arguments:?}");
            for line in lines.lines() {
                let object = unique::read(line).unwrap();
                let object = object.as_object().unwrap();
                let name = if arguments[0] == "bytes" { "base64" } else { "value" };
                assert!(object.contains_key(name), "{line}");
                // Of several items of an order none has the strength of the whole order.
                let order = ["sample", "shuffle"].contains(&arguments[0]) && count != "1";
                let unknown = arguments[0] == "draw" || order;
                assert_eq!(object["bits"].is_null(), unknown, "{line}");
            }
        }
    }
    let numbers = ["below", "9007199254740992", "--json"];
    assert!(text(&done(&numbers, b"")).starts_with("{\"value\":\""), "past 2^53 they are strings");
    assert!(
        !text(&done(&["below", "9007199254740991", "--json"], b"")).starts_with("{\"value\":\"")
    );
}

#[test]
fn nul_bytes_and_no_last_ending() {
    for arguments in RESULTS {
        let with = |more: &[&str]| done(&[*arguments, &["-n", "3"], more].concat(), b"");
        let output = with(&["-0"]);
        assert_eq!(output.iter().filter(|byte| **byte == 0).count(), 3, "{arguments:?}");
        assert!(output.ends_with(b"\0") && !output.contains(&b'\n'), "{arguments:?}");
        let output = with(&["--no-newline"]);
        assert_eq!(output.iter().filter(|byte| **byte == b'\n').count(), 2, "{arguments:?}");
        assert!(!output.ends_with(b"\n"));
        let output = with(&["--no-newline", "--null"]);
        assert_eq!(output.iter().filter(|byte| **byte == 0).count(), 2, "{arguments:?}");
    }
}

#[test]
fn every_result_can_go_to_a_file_of_its_owner() {
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("results");
    for arguments in RESULTS {
        let out = ["-n", "2", "--out", path.to_str().unwrap()];
        assert!(done(&[arguments, &out[..]].concat(), b"").is_empty(), "{arguments:?}");
        assert_eq!(text(&fs::read(&path).unwrap()).lines().count(), 2, "{arguments:?}");
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            let mode = fs::metadata(&path).unwrap().permissions().mode();
            assert_eq!(mode & 0o7777, 0o600, "{arguments:?}");
        }
    }
    assert_eq!(fs::read_dir(&directory).unwrap().count(), 1);
}

#[test]
fn the_strength_is_told_on_standard_error_and_nothing_else_is() {
    for (arguments, told) in [
        (&["hex", "16"][..], "128.0 bits, uniform over 3.4e38 tokens\n"),
        (&["password"], "131.0 bits, uniform over 2.9e39 passwords\n"),
        (&["passphrase"], "77.5 bits, uniform over 2.2e23 passphrases\n"),
        (&["pin"], "19.9 bits, uniform over 1.0e6 PINs\n"),
        (&["below", "6"], "2.5 bits, uniform over 6 numbers\n"),
        (
            &["choose", "a", "a", "b", "c"],
            "at least 1.0 bits: the likeliest item, where equal ones are one\n",
        ),
        (&["shuffle", "-e", "a", "b", "c"], "2.5 bits, uniform over 6 orders\n"),
        (
            &["draw", "normal", "0", "1"],
            "no number of bits: some are likelier than others: it is for simulations and delays, not for secrets\n",
        ),
    ] {
        let output = wellspring(&[arguments, &["--show-bits"]].concat(), b"");
        assert_eq!(
            (output.status.code(), text(&output.stderr)),
            (Some(0), told.into()),
            "{arguments:?}"
        );
    }
}

#[test]
fn the_generator_gives_results_of_the_same_kind() {
    for arguments in RESULTS {
        let output = done(&[arguments, &["-n", "3", "--source", "generator"][..]].concat(), b"");
        assert_eq!(text(&output).lines().count(), 3, "{arguments:?}");
    }
    let lines = printed(&["hex", "-n", "5000", "--source", "generator"]);
    let different: std::collections::BTreeSet<&String> = lines.iter().collect();
    assert_eq!(different.len(), 5000);
    let output = wellspring(&["hex", "--source", "dice"], b"");
    assert_eq!(output.status.code(), Some(2));
}

#[test]
fn raw_bytes_have_no_ending_to_choose() {
    for (arguments, needle) in
        [(&["bytes", "4", "-0"][..], "--null"), (&["bytes", "4", "--clip"], "--clip")]
    {
        let output = wellspring(arguments, b"");
        assert_eq!(output.status.code(), Some(2));
        assert!(text(&output.stderr).contains(needle), "{arguments:?}");
    }
    assert_eq!(done(&["bytes", "4", "--no-newline"], b"").len(), 4);
}
