//! What shells offer behind `help` and `man`: the topics, the commands, and the commands of commands.

use std::{fs, path::Path, process::Command};

use crate::{done, help::TOPICS, text};

/// What is typed, and what of it is offered and what is not.
const TYPED: [(&str, &[&str], &[&str]); 5] = [
    ("wellspring help ", &["password", "apikey", "man"], &["mint", "clear-clipboard"]),
    ("wellspring help apikey ", &["mint", "check", "regex"], &["passwords", "hex"]),
    ("wellspring help pass", &["passwords", "password", "passphrase"], &["strength", "hex"]),
    ("wellspring man ", &["password", "apikey"], &["passwords", "exit-status"]),
    // The control: topics are offered where they mean something.
    ("wellspring apikey ", &["mint"], &["passwords", "exit-status"]),
];

/// That `offers`, which a shell made of `typed`, are those that it must make and no others.
fn check(shell: &str, typed: &str, offers: &[String], wanted: &[&str], unwanted: &[&str]) {
    let has = |word: &&&str| offers.iter().any(|offer| offer == *word);
    let missing: Vec<_> = wanted.iter().filter(|word| !has(word)).collect();
    let wrong: Vec<_> = unwanted.iter().filter(has).collect();
    assert!(missing.is_empty() && wrong.is_empty(), "{shell}: {typed:?} offers {offers:?}");
}

fn check_all(shell: &str, offers: impl Fn(&str) -> Vec<String>) {
    for (typed, wanted, unwanted) in TYPED {
        check(shell, typed, &offers(typed), wanted, unwanted);
    }
    check(shell, "wellspring help ", &offers("wellspring help "), &TOPICS, &[]);
}

/// Debian has neither shell. Their scripts have a list for each line that can have been typed.
#[test]
fn powershell_and_elvish_list_topics_and_commands_behind_help() {
    for shell in ["powershell", "elvish"] {
        let script = text(&done(&["completions", shell], b""));
        check_all(shell, |typed| listed(shell, &script, typed));
    }
}

/// The words of the list for a line of whole words, of which the last may have been begun.
fn listed(shell: &str, script: &str, typed: &str) -> Vec<String> {
    let (before, begun) = typed.rsplit_once(' ').unwrap();
    let path = before.replace(' ', ";");
    let (start, end, word) = match shell {
        "powershell" => {
            (format!("        '{path}' {{\n"), "\n        }", "CompletionResult]::new('")
        }
        _ => (format!("&'{path}'= {{\n"), "\n        }", "cand "),
    };
    let (_, rest) = script.split_once(&start).unwrap_or_else(|| panic!("{shell}: no {start}"));
    let list = rest.split_once(end).map_or(rest, |(list, _)| list);
    let words = list.lines().filter_map(|line| line.split_once(word)?.1.split(['\'', ' ']).next());
    words.filter(|word| word.starts_with(begun)).map(String::from).collect()
}

#[test]
#[ignore = "needs bash, zsh and fish: `cargo xtask ci shells`"]
fn shells_offer_topics_and_commands_behind_help() {
    let directory = tempfile::tempdir().unwrap();
    for (shell, ask) in [("bash", BASH), ("fish", FISH), ("zsh", ZSH)] {
        let script = directory.path().join(shell);
        fs::write(&script, done(&["completions", shell], b"")).unwrap();
        check_all(shell, |typed| asked(shell, ask, &script, typed, directory.path()));
    }
}

/// The first words of the lines that a shell answers with.
fn asked(shell: &str, ask: &str, script: &Path, typed: &str, home: &Path) -> Vec<String> {
    let options: &[&str] = if shell == "zsh" { &["-f", "-c"] } else { &["-c"] };
    let mut command = Command::new(shell);
    command.args(options).arg(ask).env("SCRIPT", script).env("TYPED", typed);
    let output = command.env("HOME", home).env("TERM", "dumb").current_dir(home).output();
    let output = output.unwrap_or_else(|error| panic!("{shell}: {error}"));
    assert!(output.status.success(), "{shell}: {}", text(&output.stderr));
    let said = text(&output.stdout);
    said.lines().flat_map(|line| line.split_whitespace().next()).map(String::from).collect()
}

const BASH: &str = r#"source "$SCRIPT"
    read -ra COMP_WORDS <<<"$TYPED"
    [[ $TYPED == *' ' ]] && COMP_WORDS+=('')
    COMP_CWORD=$((${#COMP_WORDS[@]} - 1)) COMPREPLY=()
    _wellspring wellspring "${COMP_WORDS[COMP_CWORD]}" "${COMP_WORDS[COMP_CWORD - 1]}"
    printf '%s\n' "${COMPREPLY[@]}""#;

const FISH: &str = r#"source $SCRIPT; complete -C "$TYPED""#;

/// zsh completes for somebody who types: here is a terminal on which a tab is typed behind the line, which is then given up for one that
/// says that it is over. What is typed is echoed, so that the words that are waited for are typed in two pieces.
const ZSH: &str = r#"zmodload zsh/zpty
    zpty shell env COLUMNS=200 LINES=400 zsh -f -i
    zpty -w shell 'autoload -U compinit; compinit -u -D; source $SCRIPT; LISTMAX=1000; setopt no_always_last_prompt; PROMPT=be""gun'
    zpty -r -m shell line '*begun*'
    zpty -w -n shell "$TYPED"$'\t\x15echo all""said\n'
    zpty -r -m shell line '*allsaid*'
    print -r -- "${line//$'\r'/}""#;
