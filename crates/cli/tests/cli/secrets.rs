//! Secrets are read from standard input, files and file descriptors: one that is written as an argument is refused, and not repeated.

use std::fs;

use clap::Command;

use crate::{printed, text, wellspring};

/// The commands that read a secret, with what else they need.
const READERS: [&[&str]; 3] = [
    &["compare"],
    &["apikey", "check", "--prefix", "acme_"],
    &["split", "verify", "--purpose", "reset", "--rows"],
];

/// Those that read something else.
const OTHERS: [&[&str]; 2] = [&["sample"], &["shuffle"]];

const NEVER: &str =
    "a secret is read from standard input or from a file, and is never taken as an argument";

/// What each of them says to these words.
fn said(words: &[&str]) -> Vec<(Option<i32>, String)> {
    let directory = tempfile::tempdir().unwrap();
    let rows = directory.path().join("rows");
    let rows = rows.to_str().unwrap();
    printed(&["split", "issue", "-p", "reset", "--rows", rows]);
    let answers = READERS.iter().map(|reader| {
        let file: &[&str] = if reader.ends_with(&["--rows"]) { &[rows] } else { &[] };
        let line = [*reader, file, words].concat();
        let output = wellspring(&line, b"");
        assert!(output.stdout.is_empty(), "{line:?}");
        (output.status.code(), text(&output.stderr))
    });
    answers.collect()
}

#[test]
fn what_may_be_a_secret_is_refused_and_not_repeated() {
    for words in [
        &["acme_hunter2"][..],
        &["acme_hunter2", "hunter3"],
        &["hunter1", "hunter2", "hunter3"],
        &["-", "hunter2"],
        &["--", "--hunter2"],
        &["-Zhunter2"],
        &["--hunter2=hunter2"],
        &["--hunter2", "hunter2"],
    ] {
        for (status, message) in said(words) {
            assert!(matches!(status, Some(2 | 5)), "{words:?}: {status:?}");
            assert!(message.contains(NEVER), "{words:?}: {message}");
            assert!(!message.contains("hunter"), "{words:?}: {message}");
        }
    }
}

/// An option that other commands have is named; anything else may be a secret.
#[test]
fn an_option_of_other_commands_is_named() {
    for (word, named) in [("-0", "'-0'"), ("--out=x", "'--out'"), ("--count", "'--count'")] {
        for words in [&[word][..], &["file", word]] {
            for (status, message) in said(words) {
                assert_eq!(status, Some(2), "{message}");
                assert!(message.contains(named) && message.contains("unexpected"), "{message}");
            }
        }
    }
}

#[test]
fn options_may_stand_behind_the_file() {
    let directory = tempfile::tempdir().unwrap();
    let [key, token, rows] = ["key", "token", "rows"].map(|name| directory.path().join(name));
    let path = |path: &std::path::PathBuf| path.to_str().unwrap().to_owned();
    let [key, token, rows] = [path(&key), path(&token), path(&rows)];
    printed(&["apikey", "mint", "-p", "acme_", "--out", &key]);
    printed(&["split", "issue", "-p", "reset", "--rows", &rows, "--out", &token]);
    for line in [
        &["apikey", "check", &key, "-p", "acme_", "--json"][..],
        &["split", "verify", &token, "-p", "reset", "--rows", &rows, "--json"],
        &["compare", &key, &key, "--json"],
        &["compare", &key, "--json", &key],
    ] {
        let lines = printed(line);
        assert!(lines.concat().contains("true"), "{line:?}: {lines:?}");
    }
    for line in [&["compare", &key, "--help"][..], &["apikey", "check", &key, "--help"]] {
        assert!(printed(line).concat().contains("Usage"), "{line:?}");
    }
}

#[test]
fn a_secret_that_somebody_has_is_no_value_of_totp() {
    for words in [&["--secret", "JBSWY3DPEHPK3PXP"][..], &["--secret=JBSWY3DPEHPK3PXP"]] {
        let line = [&["totp", "--issuer", "Example", "--account", "ann"], words].concat();
        let output = wellspring(&line, b"");
        let message = text(&output.stderr);
        assert_eq!(output.status.code(), Some(2), "{message}");
        assert!(message.contains("takes none") && !message.contains("JBSWY"), "{message}");
    }
}

#[test]
fn a_secret_in_the_place_of_a_command_or_an_option_is_not_repeated() {
    let token = printed(&["split", "issue", "-p", "reset", "-n", "1"])[0].clone();
    let token = token.split('\t').next().unwrap();
    let key = &printed(&["apikey", "mint", "-p", "acme_"])[0];
    let lines = [
        &["split", token][..],
        &["apikey", key],
        &["apikey", "check", key],
        &["split", "hunter2"],
        &[key],
        &["apikey", "regex", key],
    ];
    for line in lines {
        let output = wellspring(line, b"");
        let message = text(&output.stderr);
        assert_eq!(output.status.code(), Some(2), "{message}");
        assert!(!message.contains(line.last().unwrap()), "{message}");
    }
    // A word that was misspelt is, with what was meant.
    let message = text(&wellspring(&["apikey", "help", "mint"], b"").stderr);
    assert!(message.contains("'help'") && !message.contains(NEVER), "{message}");
    let message = text(&wellspring(&["apikey", "checks"], b"").stderr);
    assert!(message.contains("'checks'") && message.contains("'check'"), "{message}");
}

/// Each command with a file among its arguments is one of the two kinds, so that a new one is looked at.
#[test]
fn every_command_that_reads_a_file_is_known() {
    let mut command = wellspring_cli::command();
    command.build();
    let mut found = Vec::new();
    readers(&command, &[], &mut found);
    found.sort();
    let names = |lines: &[&[&str]]| -> Vec<String> {
        let words = |line: &&[&str]| {
            let words: Vec<&str> =
                line.iter().take_while(|word| !word.starts_with('-')).copied().collect();
            words.join(" ")
        };
        lines.iter().map(words).collect()
    };
    let mut known = [names(&READERS), names(&OTHERS)].concat();
    known.sort();
    assert_eq!(found, known);
}

fn readers(command: &Command, words: &[&str], found: &mut Vec<String>) {
    let is_file = |argument: &clap::Arg| {
        argument.get_value_names().unwrap_or_default().iter().any(|name| name.as_str() == "FILE")
    };
    if command.get_positionals().any(is_file) {
        found.push(words.join(" "));
    }
    for command in command.get_subcommands() {
        readers(command, &[words, &[command.get_name()]].concat(), found);
    }
}

/// The control: a file that is there is read, and it is the command that says what of it.
#[test]
fn a_file_that_is_there_is_read() {
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("acme_hunter2");
    fs::write(&path, "acme_nonsense").unwrap();
    let output = wellspring(&["apikey", "check", "-p", "acme_", path.to_str().unwrap()], b"");
    assert_eq!((output.status.code(), output.stderr), (Some(1), Vec::new()));
}
