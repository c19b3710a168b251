//! What the README shows is what the commands print: the checks are the same for what stands there and for what they print now.

use std::{fs, path::Path, process::Command};

use crate::{text, wellspring};

/// The commands of the first block, and what stands below each.
fn samples() -> Vec<(String, String)> {
    let readme = include_str!("../../README.md");
    let block = readme.split("```console\n").nth(1).and_then(|rest| rest.split("```").next());
    let commands = block.expect("a block of commands").split("$ ").skip(1);
    let commands = commands.map(|one| one.split_once('\n').unwrap_or((one, "")));
    commands.map(|(command, output)| (command.to_owned(), output.to_owned())).collect()
}

/// What a line of the shell shows, both streams of it.
fn shown(command: &str, directory: &Path) -> String {
    let binary = Path::new(env!("CARGO_BIN_EXE_wellspring")).parent().unwrap();
    let path = format!("{}:{}", binary.display(), std::env::var("PATH").unwrap_or_default());
    let mut shell = Command::new("sh");
    let output = shell.args(["-c", command]).env("PATH", path).current_dir(directory).output();
    let output = output.unwrap();
    text(&[output.stdout, output.stderr].concat())
}

/// Whether `output` can be that of `command`.
fn is_right(command: &str, output: &str) -> bool {
    let line = output.strip_suffix('\n').unwrap_or(output);
    let url64 = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '_';
    match command {
        "wellspring password --length 16 --upper 1 --digits 1" => {
            line.len() == 16
                && line.chars().all(|c| c.is_ascii_graphic())
                && line.contains(|c: char| c.is_ascii_uppercase())
                && line.contains(|c: char| c.is_ascii_digit())
        }
        "wellspring passphrase" => {
            let list = include_str!(concat!(env!("OUT_DIR"), "/long"));
            // Four words of the list have a hyphen themselves.
            let line = ["drop-down", "felt-tip", "t-shirt", "yo-yo"]
                .iter()
                .fold(line.to_owned(), |line, word| line.replace(word, "acorn"));
            line.split('-').count() == 6
                && line.split('-').all(|word| list.lines().any(|other| word == other))
        }
        "wellspring link https://example.com/reset=" => {
            let token = line.strip_prefix("https://example.com/reset=");
            token.is_some_and(|token| token.len() == 43 && token.chars().all(url64))
        }
        "wellspring apikey mint --prefix acme_live_" => {
            let check = ["apikey", "check", "--prefix", "acme_live_"];
            wellspring(&check, line.as_bytes()).stdout == b"valid\n"
        }
        r"printf 'ann\nbob\ncy\n' | wellspring choose" => ["ann", "bob", "cy"].contains(&line),
        "wellspring bytes 4K --out key.bin" => output.is_empty(),
        "wellspring pin --min-bits 64" => {
            output
                == "error: a 6-digit PIN has 19.9 bits, --min-bits asks for 64; use --digits 20 or `wellspring urlsafe 8`\n"
        }
        _ => panic!("no check is written for `{command}`"),
    }
}

#[test]
fn what_the_readme_shows_is_what_is_printed() {
    let directory = tempfile::tempdir().unwrap();
    let samples = samples();
    assert!(samples.len() > 5, "{samples:?}");
    for (command, output) in &samples {
        assert!(is_right(command, output), "the README: {command}\n{output}");
        let now = shown(command, directory.path());
        assert!(is_right(command, &now), "{command}\n{now}");
    }
    assert_eq!(fs::metadata(directory.path().join("key.bin")).unwrap().len(), 4096);
}

#[test]
fn what_was_made_up_is_not_right() {
    for (command, output) in [
        ("wellspring passphrase", "vessel-jubilant-acorn-statue-onto-qwertz\n"),
        (
            "wellspring apikey mint --prefix acme_live_",
            "acme_live_x3Z0vK9h1uVtQ7bYc5LrWm8sNfPaD2JgEq6T\n",
        ),
    ] {
        assert!(!is_right(command, output), "{command}");
    }
}
