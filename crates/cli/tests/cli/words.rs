//! What of a command line is repeated in a message: nothing that may be a secret, behind whatever command it stands.

use std::fs;

use clap::Command;

use crate::{printed, text, wellspring};

/// As people have them: a password, a key, a passphrase, a long number.
const SECRETS: [&str; 12] = [
    "hunter2",
    "483920",
    "12345678",
    "missing/hunter2",
    "hunter2/x",
    "a file/hunter2",
    LONG,
    "acme_live_LFS42FZTmUoTvEuFXAVASLlEo3hltM2QGVjx",
    "correct-horse-battery-staple",
    "4929-1234-5678-1234",
    "1hunter2",
    "-Zhunter2",
];

/// No file can have such a name.
const LONG: &str = "hunter2hunter2hunter2hunter2hunter2hunter2hunter2hunter2hunter2hunter2hunter2hunter2hunter2hunter2\
    hunter2hunter2hunter2hunter2hunter2hunter2hunter2hunter2hunter2hunter2hunter2hunter2hunter2hunter2hunter2hunter2\
    hunter2hunter2hunter2hunter2hunter2hunter2hunter2hunter2hunter2";

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

/// Whether a number of `SECRETS` stands where a number belongs: it is understood, and its limits are told with it.
fn is_understood(line: &[&str]) -> bool {
    let is_number = |word: &&str| {
        SECRETS.iter().any(|secret| secret.parse::<u64>().is_ok() && word.ends_with(secret))
    };
    let all = ["wellspring"].iter().chain(line);
    line.iter().any(is_number) && wellspring_cli::command().try_get_matches_from(all).is_ok()
}

/// Whether a command is done where there is nothing but `a file`. What it says has nothing of the secrets.
fn is_done(line: &[&str]) -> bool {
    let directory = tempfile::tempdir().unwrap();
    fs::write(directory.path().join("a file"), "").unwrap();
    let mut command = assert_cmd::cargo_bin_cmd!("wellspring");
    let output = command.args(line).current_dir(&directory).write_stdin("").output().unwrap();
    let said = text(&output.stderr);
    let repeated = SECRETS.iter().find(|secret| said.contains(**secret));
    assert_eq!(repeated, None, "{line:?}: {said}");
    assert!(!said.contains("hunter"), "{line:?}: {said}");
    output.status.success()
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
            if is_understood(&line) {
                continue;
            }
            lines += 1;
            refused += usize::from(!is_done(&line));
        }
    }
    // Items of a list are arguments, and no mistakes.
    assert!(refused > 600 && refused + 40 > lines, "{refused} of {lines}");
}

/// What commands cannot do without; a name and its value are one.
const NEEDED: [(&str, &[&str]); 13] = [
    ("apikey mint", &["--prefix=acme_"]),
    ("apikey check", &["--prefix=acme_"]),
    ("apikey regex", &["--prefix=acme_"]),
    ("below", &["6"]),
    ("bytes", &["4"]),
    ("choose", &["a", "b"]),
    ("completions", &["bash"]),
    ("draw", &["normal", "0", "1"]),
    ("link", &["https://example.com/"]),
    ("range", &["1", "6"]),
    ("split issue", &["--purpose=reset"]),
    ("split verify", &["--purpose=reset", "--rows=a file"]),
    ("totp", &["--account=ann"]),
];

#[test]
fn no_option_repeats_a_value_that_may_be_a_secret() {
    let mut command = wellspring_cli::command();
    command.build();
    let (mut options, mut refused) = (0, 0);
    for words in commands() {
        let of = words.iter().fold(&command, |of, word| of.find_subcommand(word).unwrap());
        let name = words.join(" ");
        let needed =
            NEEDED.iter().find(|(of, _)| *of == name).map_or(&[][..], |(_, needed)| needed);
        for option in of.get_arguments().filter(|option| option.get_action().takes_values()) {
            let Some(long) = option.get_long() else { continue };
            options += 1;
            // All of them where a file is named, elsewhere some in turn: a process each takes its time.
            let names = option.get_value_names().unwrap_or_default();
            let is_file =
                names.iter().any(|name| ["FILE", "DIRECTORY", "LIST"].contains(&name.as_str()));
            let some = SECRETS.into_iter().cycle().skip(5 * options);
            for secret in some.take(if is_file { SECRETS.len() } else { 3 }) {
                let value = format!("--{long}={secret}");
                let needed = needed.iter().filter(|one| !one.starts_with(&format!("--{long}=")));
                let line: Vec<&str> = words.iter().map(String::as_str).collect();
                let line = [line, needed.copied().collect(), vec![&value]].concat();
                refused += usize::from(!is_understood(&line) && !is_done(&line));
            }
        }
    }
    assert!(options > 150 && refused > 500, "{options} options, {refused} refused");
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

/// A number that is understood and refused is repeated if it is short, and a place of a text is told in its place.
#[test]
fn what_is_refused_is_not_repeated_either() {
    for (line, words) in [
        (&["base58", "483920"][..], "BYTES: a token of base58"),
        (&["bytes", "483920G", "--json"], "--json: at most 1048576 bytes"),
        (&["bytes", "483920G", "-n", "12345678"], "N and --count: multiplied"),
        (&["range", "483920", "1"], "FIRST …, LAST 1: there is no number from … to 1"),
        (&["range", "6", "1"], "FIRST 6, LAST 1: there is no number from 6 to 1"),
        (&["float", "483920", "1.5"], "START …, END 1.5: there is no number"),
        (&["draw", "uniform", "483920", "1"], "START …, END 1"),
        (&["draw", "triangular", "0", "1", "483920"], "MODE: it is …, allowed is MIN to MAX"),
        (&["draw", "triangular", "0", "1", "16"], "MODE: it is 16, allowed is MIN to MAX"),
        (&["draw", "bernoulli", "483920"], "P: it is …, allowed is 0 to 1"),
        (&["draw", "binomial", "4839.20", "1"], "N: it is …, allowed is a whole number"),
        (&["sample", "-n", "483920", "-e", "a"], "--count …: a sample repeats nothing"),
        (&["sample", "-n", "4", "-e", "a"], "--count 4: a sample repeats nothing"),
        (&["id", "-a", "hunter22"], "--alphabet: character 8 stands there a second time"),
        (&["split", "issue", "-p", "hunter 2"], "--purpose: character 7 is none"),
        (&["split", "verify", "-p", "hunter 2", "-r", "x"], "--purpose: character 7 is none"),
        (&["split", "issue", "-p", ""], "--purpose: the purpose has 0 bytes, allowed are 1 to 32"),
    ] {
        let output = wellspring(line, b"");
        let said = text(&output.stderr);
        assert_eq!(output.status.code(), Some(2), "{line:?}: {said}");
        assert!(said.contains(words), "{line:?}: {said}");
        for part in ["4839", "hunter", "'2'", "0x20"] {
            assert!(!said.contains(part), "{line:?}: {part}: {said}");
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

/// What is taken for a list of words may be a file of passwords.
#[test]
fn no_word_of_a_list_is_repeated() {
    let directory = tempfile::tempdir().unwrap();
    let list = directory.path().join("list");
    for (words, more, said) in [
        ("hunter\nhunters\nsa\na\n", &["-s", ""][..], "--separator: with it a text can be read"),
        ("shunter\nShunter\n", &["-c", "all"], "--capitals: two words of the list are one"),
        ("hunter2\nb\n", &["-d", "1"], "--digits, --symbol: a word of the list"),
        ("hunter\nhunter\n", &[], "the word on line 1 is there again on line 2"),
        ("my hunter\n", &[], "line 1 is neither"),
    ] {
        fs::write(&list, words).unwrap();
        let line = [&["passphrase", "-w", "2", "--list", list.to_str().unwrap()], more].concat();
        let output = wellspring(&line, b"");
        let message = text(&output.stderr);
        assert!(!output.status.success() && message.contains(said), "{words:?}: {message}");
        assert!(!message.contains("hunter"), "{words:?}: {message}");
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
