//! What of a command line is repeated in a message: nothing that may be a secret, behind whatever command it stands.

use clap::Command;

use crate::{printed, text, wellspring};

/// As people have them: a password, a key, a passphrase, a long number.
const SECRETS: [&str; 6] = [
    "hunter2",
    "acme_live_LFS42FZTmUoTvEuFXAVASLlEo3hltM2QGVjx",
    "correct-horse-battery-staple",
    "4929-1234-5678-1234",
    "1hunter2",
    "-Zhunter2",
];

fn all(command: &Command, words: &[String], found: &mut Vec<Vec<String>>) {
    found.push(words.to_vec());
    for command in command.get_subcommands().filter(|command| !command.is_hide_set()) {
        all(command, &[words, &[command.get_name().to_owned()]].concat(), found);
    }
}

fn commands() -> Vec<Vec<String>> {
    let mut command = wellspring_cli::command();
    command.build();
    let mut found = Vec::new();
    all(&command, &[], &mut found);
    found
}

#[test]
fn no_command_repeats_a_word_that_may_be_a_secret() {
    let (mut lines, mut refused) = (0, 0);
    for words in commands() {
        let alone = SECRETS.iter().map(|secret| vec![*secret]);
        let among = SECRETS.into_iter().cycle().zip(0..8).map(|(secret, shape)| match shape {
            0 => vec!["--", secret],
            1 => vec![secret, secret, secret, secret],
            2 => vec!["--no-such-option", secret],
            3 => vec!["-n", secret],
            4 => vec!["--digits", secret],
            5 => vec!["--source", secret],
            6 => vec!["--json=hunter2"],
            _ => vec!["5", secret],
        });
        for more in alone.chain(among) {
            let line: Vec<&str> = words.iter().map(String::as_str).chain(more).collect();
            let output = wellspring(&line, b"");
            let said = text(&output.stderr);
            lines += 1;
            refused += usize::from(!output.status.success());
            let repeated = SECRETS.iter().find(|secret| said.contains(**secret));
            assert_eq!(repeated, None, "{line:?}: {said}");
            assert!(!said.contains("hunter2"), "{line:?}: {said}");
        }
    }
    // Items of a list are arguments, and no mistakes.
    assert!(refused > 400 && refused + 20 > lines, "{refused} of {lines}");
}

/// What is no secret is, so that a mistake is seen: a short number, an option, and what is a slip away from a name.
#[test]
fn mistakes_are_repeated() {
    for (line, words) in [
        (&["hex", "2M"][..], &["'2M'"][..]),
        (&["password", "16"], &["'16'", "`--length 16`"]),
        (&["pin", "--frobnicate"], &["'--frobnicate'", "no such option"]),
        (&["hex", "--cuont", "3"], &["'--cuont'", "'--count'"]),
        (&["passprase"], &["'passprase'", "'passphrase'"]),
        (&["uuid", "v44"], &["'v44'", "'v4'"]),
        (&["draw", "normal1", "0", "1"], &["'normal1'", "'normal'"]),
    ] {
        let said = text(&wellspring(line, b"").stderr);
        for word in words {
            assert!(said.contains(word), "{line:?}: {word}: {said}");
        }
    }
}

/// The control: clap's own message has the word.
#[test]
fn clap_repeats_every_word() {
    for words in commands().iter().filter(|words| words.len() == 1) {
        let line = ["wellspring", words[0].as_str(), "--hunter2"];
        let stop = wellspring_cli::command().try_get_matches_from(line);
        assert!(stop.is_err_and(|stop| stop.to_string().contains("hunter2")), "{line:?}");
    }
}

#[test]
fn a_file_that_is_there_is_named() {
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().to_str().unwrap();
    let said = text(&wellspring(&["shuffle", path], b"").stderr);
    assert!(said.contains(path), "{said}");
    let said = text(&wellspring(&["shuffle", "hunter2"], b"").stderr);
    assert!(said.contains("cannot open FILE") && said.contains("-e"), "{said}");
    assert_eq!(printed(&["shuffle", "-e", "hunter2"]), ["hunter2"]);
}
