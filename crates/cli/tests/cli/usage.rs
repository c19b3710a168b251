//! Usage errors: status 2, nothing on standard output, and a message that names the argument, its value and
//! what is allowed.

use crate::{text, wellspring};

/// The message of a command that must be refused.
fn refused(arguments: &[&str], input: &[u8]) -> String {
    refused_with(2, arguments, input)
}

fn refused_with(status: i32, arguments: &[&str], input: &[u8]) -> String {
    let output = wellspring(arguments, input);
    let message = text(&output.stderr);
    assert_eq!(output.status.code(), Some(status), "{arguments:?}: {message}");
    assert!(output.stdout.is_empty(), "{arguments:?}: {message}");
    assert!(!message.contains("panicked"), "{arguments:?}: {message}");
    message
}

#[test]
fn messages_name_the_argument_its_value_and_what_is_allowed() {
    let cases: &[(&[&str], &[&str])] = &[
        (&["hex", "99999999"], &["BYTES", "'…'", "1 to 1048576"]),
        (&["hex", "0"], &["BYTES", "'0'", "1 to 1048576"]),
        (&["hex", "-5"], &["BYTES", "'-5'", "whole number"]),
        (&["hex", "2M"], &["BYTES", "'2M'", "1 to 1048576"]),
        (&["hex", "many"], &["BYTES", "'…'", "whole number"]),
        (&["urlsafe", "1048577"], &["BYTES", "'…'", "1 to 1048576"]),
        (&["hex", "-n", "1000000001"], &["--count", "'…'", "0 to 1000000000"]),
        (&["hex", "-n", "-1"], &["--count", "'-1'", "0 to 1000000000"]),
        (&["shuffle", "-n", "x"], &["--count", "'…'", "0 to 1000000000"]),
        (&["bytes"], &["<N>"]),
        (&["bytes", "10Q"], &["<N>", "'10Q'", "K, M or G", "KiB"]),
        (&["bytes", "10KB"], &["<N>", "'10KB'", "K, M or G"]),
        (&["bytes", "99999999999G"], &["<N>", "'…'", "18446744073709551615"]),
        (&["bytes", "20G", "-n", "1000000000"], &["N and --count", "18446744073709551615"]),
        (&["below"], &["<N>"]),
        (&["below", "0"], &["<N>", "'0'", "1 to 340282366920938463463374607431768211455"]),
        (&["below", "-1"], &["<N>", "'-1'", "1 to 340282366920938463463374607431768211455"]),
        (
            &["below", "340282366920938463463374607431768211456"],
            &["<N>", "1 to 340282366920938463463374607431768211455"],
        ),
        (&["password", "--without", "vowel"], &["--without", "'…'", "lower, upper, digit, symbol"]),
        (&["password", "16"], &["'16'", "a number has a name here: `--length 16`"]),
        (&["pin", "4"], &["'4'", "a number has a name here: `--digits 4`"]),
        (&["pin", "483920"], &["'…'", "a number has a name here: `--digits N`"]),
        (&["passphrase", "6"], &["'6'", "a number has a name here: `--words 6`"]),
        (&["password", "--length", "-1"], &["--length", "'-1'", "from 1 to 128 is"]),
        (&["password", "--bits", "0"], &["--bits", "'0'", "from 1 to"]),
        (&["passphrase", "--bits", "0"], &["--bits", "'0'", "from 1 to"]),
        (&["id", "--alphabet", "a"], &["--alphabet", "at least 2"]),
        (&["compare", "--out", "o"], &["'--out'", "no such option"]),
        (&["apikey", "mint", "-p", "ab"], &["the prefix has 2 bytes, allowed is 3 to 32"]),
        (&["password", "--length", "0"], &["--length", "'0'", "from 1 to 128 is"]),
        (&["password", "--length", "129"], &["--length", "'129'", "from 1 to 128 is"]),
        (&["password", "--lower", "-1"], &["--lower", "'-1'", "from 0 to 128 is"]),
        (&["password", "--upper", "-1"], &["--upper", "'-1'", "from 0 to 128 is"]),
        (&["password", "--digits", "129"], &["--digits", "'129'", "from 0 to 128 is"]),
        (&["password", "--symbols", "x"], &["--symbols", "'…'", "from 0 to 128 is"]),
        (&["bytes", "4", "--out", "-"], &["--out -", "standard output", "./-"]),
        (&["link"], &["<URL>"]),
        (&["link", "https://example.com"], &["URL", "the host", "https://example.com/ "]),
        (&["link", "nonsense"], &["URL: it does not start", "scheme", "https://"]),
        (&["link", "https://exa mple.com/"], &["URL: character 12", "white space"]),
        (&["draw"], &["<DISTRIBUTION>", "for example `wellspring draw normal 0 1`"]),
        (&["apikey", "mint"], &["--prefix", "`wellspring apikey mint --prefix acme_live_`"]),
        (&["range", "1"], &["<LAST>", "`wellspring range 1 6`"]),
        (&["frobnicate"], &["'…'", "`wellspring help` lists the commands"]),
        (&["pass-word"], &["'pass-word'", "'password'"]),
        (&["float", "1", "1"], &["START 1, END 1", "END does not belong to the range"]),
        (&["float", "2", "1"], &["START 2, END 1", "write the smaller one first"]),
        (&["draw", "uniform", "1", "0"], &["START 1, END 0", "write the smaller one first"]),
        (&["draw", "uniform", "1", "1"], &["START 1, END 1", "one above START"]),
        (&["draw", "triangular", "0", "1", "5"], &["PARAMETER MODE: it is 5", "MIN to MAX"]),
        (&["draw", "bernoulli", "1.5"], &["PARAMETER P: it is 1.5", "allowed is 0 to 1"]),
        (&["draw", "binomial", "1.5", "1"], &["PARAMETER N: it is 1.5", "whole number"]),
        (&["hex", "--frobnicate"], &["'--frobnicate'"]),
        (&["hex", "1", "2"], &["'2'"]),
        (&[], &["Usage: wellspring", "hex"]),
    ];
    for (arguments, needles) in cases {
        let message = refused(arguments, b"");
        for needle in *needles {
            assert!(message.contains(needle), "{arguments:?} lacks {needle}: {message}");
        }
    }
}

#[test]
fn a_policy_that_no_password_satisfies_is_refused() {
    let cases: &[(&[&str], &[&str])] = &[
        (&["--length", "4", "--lower", "3", "--upper", "3"], &["4", "6"]),
        (
            &[
                "--without",
                "lower",
                "--without",
                "upper",
                "--without",
                "digit",
                "--without",
                "symbol",
            ],
            &["--without lower", "--without upper", "--without digit", "--without symbol"],
        ),
        (&["--exclude", "0123456789", "--digits", "1"], &["digit"]),
        (&["--without", "digit", "--digits", "2"], &["digit", "2"]),
        (&["--length", "1", "--digits", "2"], &["--digits 2", "1;"]),
    ];
    for (flags, needles) in cases {
        let message = refused_with(3, &[&["password"], *flags].concat(), b"");
        for needle in *needles {
            assert!(message.to_lowercase().contains(needle), "{flags:?} lacks {needle}: {message}");
        }
    }
}

#[test]
fn what_is_too_weak_or_impossible_ends_with_3_and_says_what_to_do() {
    let cases: &[(&[&str], &[&str])] = &[
        (
            &["pin", "--min-bits", "64"],
            &[
                "a 6-digit PIN has 19.9 bits, --min-bits asks for 64",
                "--digits 20 or `wellspring urlsafe 8`",
            ],
        ),
        (&["hex", "8", "--min-bits", "65"], &["64.0 bits", "`wellspring hex 9`"]),
        (
            &["base58", "1", "--min-bits", "9"],
            &["a token of 1 byte has 8.0 bits", "`wellspring base58 2`"],
        ),
        (&["password", "--min-bits", "200"], &["131.0 bits", "--length 31"]),
        (&["passphrase", "--min-bits", "100"], &["6 words out of 7776", "77.5 bits", "--words 8"]),
        (&["uuid", "--min-bits", "128"], &["122.0 bits", "`wellspring urlsafe 16`"]),
        (&["uuid", "v7", "-n", "2", "--min-bits", "74"], &["32.0 bits", "`wellspring uuid v4`"]),
        (&["id", "--min-bits", "128"], &["21 characters has 126.0 bits", "--length 22"]),
        (&["recovery", "--min-bits", "128"], &["75.0 bits", "--groups 6"]),
        (&["totp", "-a", "x", "--min-bits", "161"], &["160.0 bits", "--bytes 21"]),
        (
            &["link", "https://x/", "--bytes", "8", "--min-bits", "128"],
            &["64.0 bits", "--bytes 16"],
        ),
        (&["below", "6", "--min-bits", "3"], &["2.5 bits", "`wellspring below 8`"]),
        (&["range", "1", "6", "--min-bits", "200"], &["2.5 bits", "`wellspring hex 25`"]),
        (&["float", "--min-bits", "54"], &["53.0 bits", "`wellspring hex 7`"]),
        (&["float", "0", "2", "--min-bits", "1"], &["no number of bits"]),
        (
            &["draw", "normal", "0", "1", "--min-bits", "0"],
            &["no number of bits", "not for secrets"],
        ),
        (&["choose", "a", "b", "--min-bits", "2"], &["a choice of 2 items has 1.0 bits"]),
        (&["shuffle", "-e", "a", "a", "--min-bits", "1"], &["an order of 2 items has 0.0 bits"]),
        (&["choose", "a", "--min-bits", "1"], &["a choice of 1 item has 0.0 bits"]),
        (&["bytes", "4", "--min-bits", "33"], &["32.0 bits", "`wellspring bytes 5`"]),
        (&["apikey", "mint", "-p", "a_b_", "--min-bits", "200"], &["178.6 bits", "--bits 200"]),
        (&["apikey", "mint", "-p", "a_b_", "--bits", "64"], &["--bits: the payload has 64 bits"]),
        (&["split", "issue", "-p", "x", "--min-bits", "257"], &["256.0 bits"]),
        (
            &["password", "--rules", "minlength: 4; maxlength: 6", "--bits", "80"],
            &["4 to 6 characters"],
        ),
        (&["password", "--rules", "maxlength: 8", "--length", "9"], &["the rules allow 8 to 8"]),
        (&["passphrase", "--bits", "5000"], &["5000"]),
        (
            &["password", "--rules", "required: digit; maxlength: 8", "--min-bits", "64"],
            &["maxlength 20 if the site allows it"],
        ),
        (&["apikey", "mint", "-p", "a_b_", "--min-bits", "1000"], &["`wellspring urlsafe 125`"]),
        (&["float", "0", "1", "--min-bits", "0"], &["`wellspring hex 1`"]),
        (&["base58", "--min-bits", "40000"], &["`wellspring urlsafe 5000`"]),
    ];
    for (arguments, needles) in cases {
        let message = refused_with(3, arguments, b"");
        // What it advises is taken.
        if let Some((_, advice)) = message.split_once("`wellspring ") {
            let line: Vec<&str> = advice.split('`').next().unwrap().split(' ').collect();
            assert!(wellspring(&line, b"").status.success(), "{line:?}");
        }
        for needle in *needles {
            assert!(message.contains(needle), "{arguments:?} lacks {needle}: {message}");
        }
    }
}

#[test]
fn choose_from_nothing_names_item() {
    let message = refused(&["choose"], b"");
    assert!(message.contains("ITEM") && message.contains("standard input"), "{message}");
}

#[test]
fn a_url_that_may_hold_a_password_is_not_repeated() {
    let message = refused(&["link", "user:hunter2@example.com"], b"");
    assert!(message.contains("URL") && !message.contains("hunter2"), "{message}");
}

#[cfg(unix)]
#[test]
fn an_argument_that_is_not_text_is_named() {
    use std::{ffi::OsStr, os::unix::ffi::OsStrExt};
    let cases: [(&[&str], &[u8], &str); 11] = [
        (&["hex"], b"\xff", "BYTES"),
        (&["urlsafe"], b"\xff", "BYTES"),
        (&["hex", "-n"], b"\xff", "--count"),
        (&["bytes"], b"\xff", "<N>"),
        (&["below"], b"\xff", "<N>"),
        (&["password"], b"--exclude=\xff", "--exclude"),
        (&["password"], b"--without=\xff", "--without"),
        (&["password", "--length"], b"\xff", "--length"),
        (&["password", "--symbols"], b"\xff", "--symbols"),
        (&["shuffle", "-n"], b"\xff", "--count"),
        (&["link"], b"https://hunter2@\xff", "URL: this is not UTF-8"),
    ];
    for (arguments, last, needle) in cases {
        let mut command = assert_cmd::cargo_bin_cmd!("wellspring");
        let output = command.args(arguments).arg(OsStr::from_bytes(last)).output().unwrap();
        let message = text(&output.stderr);
        assert_eq!((output.status.code(), output.stdout), (Some(2), Vec::new()), "{message}");
        let error = message.lines().next().unwrap_or_default();
        assert!(error.contains(needle) && !error.contains("hunter2"), "{arguments:?}: {message}");
        assert!(message.contains("UTF-8") || needle == "--without", "{arguments:?}: {message}");
    }
}
