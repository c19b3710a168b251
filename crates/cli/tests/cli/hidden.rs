//! What is hidden: it works, or says why not, and nothing offers it.

use clap::Command;

use crate::{done, text, wellspring};

const SHELLS: [&str; 5] = ["bash", "zsh", "fish", "powershell", "elvish"];

/// The names of hidden commands and of hidden options, without hyphens.
fn hidden(command: &Command) -> Vec<String> {
    let options = command.get_arguments().filter(|argument| argument.is_hide_set());
    let mut all: Vec<String> =
        options.filter_map(|option| option.get_long()).map(String::from).collect();
    for command in command.get_subcommands() {
        match command.is_hide_set() {
            true => all.push(command.get_name().to_owned()),
            false => all.extend(hidden(command)),
        }
    }
    all.sort();
    all.dedup();
    all
}

#[test]
fn completions_pages_and_helps_do_not_offer_what_is_hidden() {
    let mut command = wellspring_cli::command();
    command.build();
    let hidden = hidden(&command);
    assert_eq!(hidden, ["clear-clipboard", "random-source"]);
    let mut texts: Vec<Vec<u8>> =
        SHELLS.iter().map(|shell| done(&["completions", shell], b"")).collect();
    for words in [&["man", "shuffle"][..], &["man"], &["help"], &["shuffle", "--help"]] {
        texts.push(done(words, b""));
    }
    for offered in texts {
        let offered = text(&offered).replace("\\-", "-");
        for name in &hidden {
            assert!(!offered.contains(name.as_str()), "{name}: {offered:.200}");
        }
    }
}

/// The control: clap's own script, of the command as it is, has both.
#[test]
fn clap_offers_what_is_hidden() {
    let mut script = Vec::new();
    clap_complete::generate(
        clap_complete::Shell::Bash,
        &mut wellspring_cli::command(),
        "wellspring",
        &mut script,
    );
    let script = text(&script);
    assert!(script.contains("clear-clipboard") && script.contains("--random-source"));
}

#[test]
fn what_is_hidden_is_there() {
    let refused = text(&wellspring(&["sample", "--random-source", "x"], b"a\n").stderr);
    assert!(refused.contains("no source of randomness"), "{refused}");
    let help = wellspring(&["clear-clipboard", "--help"], b"");
    assert_eq!(help.status.code(), Some(0), "{}", text(&help.stderr));
}
