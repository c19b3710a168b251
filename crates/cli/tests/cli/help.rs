//! Topics, and the help of commands.

use crate::{done, text, wellspring};

pub(super) const TOPICS: [&str; 8] =
    ["passwords", "tokens", "strength", "choices", "scripts", "secrets", "sources", "exit-status"];

#[test]
fn every_topic_is_listed_and_explains() {
    let help = text(&done(&["help"], b""));
    assert_eq!(help, text(&done(&["--help"], b"")));
    for topic in TOPICS {
        assert!(help.lines().any(|line| line.trim_start().starts_with(topic)), "{topic}");
        let explained = text(&done(&["help", topic], b""));
        assert!(explained.lines().count() > 8, "{topic}");
        assert!(explained.lines().all(|line| line.chars().count() <= 120), "{topic}");
    }
}

#[test]
fn commands_have_the_help_that_they_have_themselves() {
    for words in [&["password"][..], &["apikey"], &["apikey", "mint"], &["split", "verify"]] {
        let help = text(&done(&[&["help"], words].concat(), b""));
        let own = text(&done(&[words, &["--help"]].concat(), b""));
        assert_eq!(help, own, "{words:?}");
    }
    let output = wellspring(&["help", "nonsense"], b"");
    assert_eq!(output.status.code(), Some(2));
    assert!(text(&output.stderr).contains("passwords, tokens, strength"));
}

/// Each command line that a topic shows at the start of a line is one that can be run.
#[test]
fn what_topics_show_is_understood() {
    let directory = tempfile::tempdir().unwrap();
    for (name, lines) in
        [("entrants.txt", "a\nb\nc\n"), ("playlist.txt", "x\ny\n"), ("tickets.txt", "1 a\n2 b\n")]
    {
        std::fs::write(directory.path().join(name), lines).unwrap();
    }
    let mut run = 0;
    for topic in TOPICS {
        let explained = text(&done(&["help", topic], b""));
        for line in explained.lines().filter_map(|line| line.strip_prefix("  wellspring ")) {
            let command = line.split("  ").next().unwrap();
            if command.contains("--clip") || command.contains([',', '|']) {
                continue;
            }
            let status = shell(&directory, command);
            assert_eq!(status, Some(0), "{topic}: wellspring {command}");
            run += 1;
        }
    }
    assert!(run > 15, "{run}");
}

fn shell(directory: &tempfile::TempDir, command: &str) -> Option<i32> {
    let output = std::process::Command::new("sh")
        .args(["-c", &format!("\"$W\" {command} </dev/null >/dev/null")])
        .env("W", env!("CARGO_BIN_EXE_wellspring"))
        .env("PATH", std::env::var_os("PATH").unwrap_or_default())
        .current_dir(directory)
        .output()
        .unwrap();
    output.status.code()
}
