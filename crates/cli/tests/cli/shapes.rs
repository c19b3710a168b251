//! What each command prints: how many, how long, of which characters, never twice the same.

use std::collections::BTreeSet;

use crate::{done, printed, text};

#[test]
fn hex_has_two_digits_for_each_byte_and_32_bytes_by_default() {
    for (arguments, length) in [
        (&["hex"][..], 64),
        (&["hex", "1"], 2),
        (&["hex", "16"], 32),
        (&["hex", "1K"], 2048),
        (&["hex", "1MiB"], 2 << 20),
    ] {
        let lines = printed(arguments);
        assert_eq!(lines.len(), 1, "{arguments:?}");
        assert_eq!(lines[0].len(), length, "{arguments:?}");
        assert!(lines[0].bytes().all(|c| matches!(c, b'0'..=b'9' | b'a'..=b'f')));
    }
}

#[test]
fn urlsafe_has_the_lengths_of_python() {
    for (bytes, length) in [("1", 2), ("2", 3), ("3", 4), ("16", 22), ("32", 43)] {
        assert_eq!(printed(&["urlsafe", bytes])[0].len(), length);
    }
    let line = printed(&["urlsafe"]).concat();
    assert_eq!(line.len(), 43);
    assert!(line.bytes().all(|c| c.is_ascii_alphanumeric() || matches!(c, b'-' | b'_')));
}

#[test]
fn bytes_are_raw_and_exactly_as_many_as_asked_for() {
    for (arguments, size) in [
        (&["bytes", "0"][..], 0),
        (&["bytes", "1"], 1),
        (&["bytes", "64K"], 65_536),
        (&["bytes", "65537"], 65_537),
        (&["bytes", "1MiB"], 1 << 20),
        (&["bytes", "7", "-n", "20000"], 140_000),
        (&["bytes", "40000", "-n", "3"], 120_000),
        (&["bytes", "100K", "--count", "3"], 307_200),
        (&["bytes", "0", "-n", "5"], 0),
        (&["bytes", "5", "-n", "0"], 0),
    ] {
        assert_eq!(done(arguments, b"").len(), size, "{arguments:?}");
    }
    // Each of the 16 pieces of 64 KiB is fresh.
    let megabyte = done(&["bytes", "1M"], b"");
    let pieces: BTreeSet<&[u8]> = megabyte.chunks(16).collect();
    assert_eq!(pieces.len(), 65_536);
}

#[test]
fn a_password_has_twenty_characters_by_default_and_obeys_its_rules() {
    assert_eq!(printed(&["password"])[0].chars().count(), 20);
    let arguments = [
        "password",
        "--length",
        "6",
        "--lower",
        "1",
        "--upper",
        "1",
        "--digits",
        "2",
        "--symbols",
        "1",
        "-n",
        "200",
    ];
    for password in printed(&arguments) {
        let count = |class: fn(&char) -> bool| password.chars().filter(class).count();
        assert_eq!(password.len(), 6, "{password}");
        assert!(count(char::is_ascii_lowercase) >= 1, "{password}");
        assert!(count(char::is_ascii_uppercase) >= 1, "{password}");
        assert!(count(char::is_ascii_digit) >= 2, "{password}");
        assert!(count(char::is_ascii_punctuation) >= 1, "{password}");
    }
    let arguments = [
        "password",
        "--without",
        "symbol",
        "--without",
        "upper",
        "--exclude",
        "-aeiou0",
        "--no-ambiguous",
        "-n",
        "200",
    ];
    for password in printed(&arguments) {
        let allowed = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit();
        assert!(password.chars().all(allowed), "{password}");
        assert!(!password.contains(['a', 'e', 'i', 'o', 'u', '0', '1', 'l']), "{password}");
    }
}

#[test]
fn below_covers_its_range_and_nothing_else() {
    let rolls = printed(&["below", "6", "-n", "400"]);
    assert_eq!(rolls.len(), 400);
    // A face is missing with a probability of at most 6 (5/6)^400 < 2^-102.
    let faces: BTreeSet<String> = rolls.into_iter().collect();
    assert_eq!(faces.into_iter().collect::<Vec<_>>(), ["0", "1", "2", "3", "4", "5"]);
    assert_eq!(printed(&["below", "1"]), ["0"]);
    let wide = printed(&["below", "340282366920938463463374607431768211455", "-n", "50"]);
    assert!(wide.iter().all(|number| number.parse::<u128>().is_ok()));
    // All of them are under 2^64 with a probability of 2^-3200.
    assert!(wide.iter().any(|number| number.parse::<u64>().is_err()));
}

#[test]
fn a_link_is_the_url_and_a_token_of_43_characters() {
    for url in ["https://example.com/reset=", "myapp://reset?t="] {
        let links = printed(&["link", url, "-n", "3"]);
        assert_eq!(links.len(), 3);
        for link in &links {
            assert_eq!(link.strip_prefix(url).map(str::len), Some(43), "{link}");
        }
    }
}

#[test]
fn count_gives_that_many_different_results() {
    for arguments in [
        &["hex", "-n", "5000"][..],
        &["urlsafe", "16", "--count", "5000"],
        &["password", "-n5000"],
        &["link", "https://x/", "-n", "5000"],
    ] {
        let lines = printed(arguments);
        let different: BTreeSet<&String> = lines.iter().collect();
        assert_eq!((lines.len(), different.len()), (5000, 5000), "{arguments:?}");
    }
    for arguments in [
        &["hex", "-n", "0"][..],
        &["password", "-n", "0"],
        &["below", "6", "-n", "0"],
        &["choose", "a", "-n", "0"],
    ] {
        assert_eq!(printed(arguments).len(), 0, "{arguments:?}");
    }
}

#[test]
fn help_and_version_are_results() {
    let version = concat!("wellspring ", env!("CARGO_PKG_VERSION"));
    for line in [&["--version"][..], &["-V"], &["password", "-V"], &["apikey", "mint", "--version"]]
    {
        assert_eq!(printed(line), [version], "{line:?}");
    }
    let help = text(&done(&["--help"], b""));
    for command in wellspring_cli::command().get_subcommands().filter(|c| !c.is_hide_set()) {
        assert!(help.contains(command.get_name()));
        let help = text(&done(&[command.get_name(), "--help"], b""));
        assert!(help.contains("Usage: wellspring"), "{help}");
        assert!(!help.contains('\u{1b}'), "colours are for terminals");
    }
}
