//! Completions and manual pages: every option of every command is in all of them, and in the README.

use std::{fs, path::Path, process::Command as Process};

use clap::{Arg, Command};

use crate::{done, text};

/// The words of a command, and its options by all names that they have: long ones with two hyphens, short ones with one.
fn commands() -> Vec<(Vec<String>, Vec<String>)> {
    let mut all = Vec::new();
    let mut command = wellspring_cli::command();
    command.build();
    collect(&command, &[], &mut all);
    all
}

fn collect(command: &Command, words: &[String], all: &mut Vec<(Vec<String>, Vec<String>)>) {
    let options = command.get_arguments().filter(|argument| !argument.is_hide_set());
    all.push((words.to_vec(), options.flat_map(names).collect()));
    for command in command.get_subcommands().filter(|command| !command.is_hide_set()) {
        collect(command, &[words, &[command.get_name().to_owned()]].concat(), all);
    }
}

/// All names of an option, also those that clap would hide.
fn names(argument: &Arg) -> Vec<String> {
    let long = argument.get_all_aliases().unwrap_or_default().into_iter();
    let long = argument.get_long().into_iter().chain(long).map(|long| format!("--{long}"));
    let short = argument.get_all_short_aliases().unwrap_or_default().into_iter();
    let short = argument.get_short().into_iter().chain(short).map(|short| format!("-{short}"));
    long.chain(short).collect()
}

/// The options that `text` does not name as a whole word, whatever marks it up.
fn missing<'a>(options: &'a [String], text: &str) -> Vec<&'a String> {
    let text = text.replace("\\-", "-").replace("\\fB", " ").replace("\\fR", " ");
    let named = |option: &String| {
        text.match_indices(option.as_str()).any(|(at, _)| {
            let part = |c: char| c.is_ascii_alphanumeric() || c == '-';
            let before = text[..at].chars().next_back();
            let after = text[at + option.len()..].chars().next();
            !before.is_some_and(part) && !after.is_some_and(part)
        })
    };
    options.iter().filter(|option| !named(option)).collect()
}

#[test]
fn every_option_is_in_its_manual_page() {
    let directory = tempfile::tempdir().unwrap();
    let pages = directory.path().join("man1");
    assert!(done(&["man", "--dir", pages.to_str().unwrap()], b"").is_empty());
    let commands = commands();
    assert_eq!(fs::read_dir(&pages).unwrap().count(), commands.len());
    for (words, options) in &commands {
        let name = [&["wellspring".to_owned()], words.as_slice()].concat().join("-");
        let page = fs::read_to_string(pages.join(&name).with_extension("1")).unwrap();
        assert_eq!(missing(options, &page), [""; 0], "{name}");
        let version = concat!("wellspring ", env!("CARGO_PKG_VERSION"));
        let head = format!(".TH {name} 1 \" \" \"{version}\"");
        assert!(page.contains(&head), "{name}: {:?}", page.lines().find(|l| l.starts_with(".TH")));
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            let file = fs::metadata(pages.join(&name).with_extension("1")).unwrap();
            assert_eq!(file.permissions().mode() & 0o777, 0o644, "{name}");
        }
        let words: Vec<&str> = words.iter().map(String::as_str).collect();
        assert_eq!(text(&done(&[&["man"], &words[..]].concat(), b"")), page, "{name}");
    }
}

/// The part of a completion script that is about one command.
fn section<'a>(shell: &str, script: &'a str, words: &[String]) -> &'a str {
    let (start, end) = match shell {
        "bash" if words.is_empty() => ("        wellspring)".into(), ";;"),
        "bash" => (format!("        wellspring__subcmd__{})", words.join("__subcmd__")), ";;"),
        "powershell" => {
            let path = [&["wellspring".to_owned()], words].concat().join(";");
            (format!("        '{path}' {{"), "break")
        }
        _ => panic!("{shell} has no sections"),
    };
    let (_, rest) = script.split_once(&start).unwrap_or_else(|| panic!("{shell}: no {start}"));
    rest.split_once(end).map_or(rest, |(section, _)| section)
}

#[test]
fn every_option_is_completed_for_its_command() {
    for shell in ["bash", "powershell"] {
        let script = text(&done(&["completions", shell], b""));
        for (words, options) in commands() {
            let section = section(shell, &script, &words);
            assert_eq!(missing(&options, section), [""; 0], "{shell}: {words:?}");
        }
    }
}

/// fish has a line for each option, with the command's name as a condition; zsh has a case for each command.
#[test]
fn fish_and_zsh_know_as_many_options_as_there_are() {
    let fish = text(&done(&["completions", "fish"], b""));
    for (words, options) in commands().iter().filter(|(words, _)| !words.is_empty()) {
        let about = |line: &&str| {
            words.iter().all(|word| {
                line.contains(&format!("__fish_wellspring_using_subcommand {word}"))
                    || line.contains(&format!("__fish_seen_subcommand_from {word}"))
            })
        };
        let lines: String = fish.lines().filter(about).map(|line| format!("{line}\n")).collect();
        let lines = lines.replace(" -l ", " --").replace(" -s ", " -");
        assert_eq!(missing(options, &lines), [""; 0], "fish: {words:?}");
    }
    let zsh = text(&done(&["completions", "zsh"], b""));
    for (words, options) in commands().iter().filter(|(words, _)| !words.is_empty()) {
        let case = format!("({})\n", words.last().unwrap());
        let sections: Vec<&str> =
            zsh.split(&case).skip(1).map(|rest| rest.split(";;").next().unwrap_or(rest)).collect();
        let found = sections.iter().any(|section| missing(options, section).is_empty());
        assert!(found, "zsh: {words:?} {options:?}");
    }
}

/// The help has them as clap writes them: `[aliases: -z, --zero-terminated]`.
#[test]
fn every_option_is_in_the_help_of_its_command() {
    for (words, options) in commands() {
        let words: Vec<&str> = words.iter().map(String::as_str).collect();
        for help in ["--help", "-h"] {
            let shown = text(&done(&[&words[..], &[help]].concat(), b""));
            assert_eq!(missing(&options, &shown), [""; 0], "{words:?} {help}");
        }
    }
}

#[test]
fn the_check_would_notice_an_alias_that_is_missing() {
    let all = commands();
    let (_, options) = all.iter().find(|(words, _)| *words == ["shuffle"]).unwrap();
    for alias in ["--head-count", "--output", "-z", "--zero-terminated"] {
        assert!(options.iter().any(|option| option == alias), "{alias}");
    }
    let hidden = Arg::new("null").long("null").short('0').short_alias('z').alias("zero");
    assert_eq!(names(&hidden), ["--null", "--zero", "-0", "-z"]);
    // clap's own pages and helps, without what `visible_alias` and `wellspring man` add.
    let mut command = Command::new("list").arg(hidden.help("End with a NUL byte"));
    let help = command.render_help().to_string();
    let options = names(command.get_arguments().next().unwrap());
    assert_eq!(missing(&options, &help), ["--zero", "-z"]);
}

#[test]
fn the_check_would_notice_an_option_that_is_missing() {
    let options = ["--out".to_owned(), "-o".to_owned()];
    assert_eq!(missing(&options, "`-o`, `--out FILE`"), [""; 0]);
    assert_eq!(missing(&options, "--outer --no-out -out"), ["--out", "-o"]);
    assert_eq!(missing(&options, r"\fB\-o\fR, \fB\-\-out\fR"), [""; 0]);
}

/// The README's table of commands has a command's own options in its row; those that all have are in a table of their own.
#[test]
fn every_option_is_in_the_readme() {
    let readme = include_str!("../../README.md");
    let everywhere = readme.split_once("| everywhere |").expect("a table of common options").1;
    let common = everywhere.split("\n\n").next().unwrap_or_default();
    for (words, options) in commands().iter().filter(|(words, _)| !words.is_empty()) {
        let name = words.join(" ");
        let mut rows = readme.lines().filter(|line| {
            line.strip_prefix("| `")
                .and_then(|row| row.strip_prefix(name.as_str()))
                .is_some_and(|rest| rest.starts_with(['`', ' ']))
        });
        let row = rows.next().unwrap_or_else(|| panic!("no row for {name}"));
        let missing =
            missing(options, &[row, common].concat()).into_iter().cloned().collect::<Vec<_>>();
        assert_eq!(missing, [""; 0], "{name}");
    }
}

/// The scripts are ones that their shells read, and bash completes with its own.
#[test]
#[ignore = "needs bash, zsh and fish: `cargo xtask ci shells`"]
fn shells_read_their_completions() {
    let directory = tempfile::tempdir().unwrap();
    let script = |shell: &str| {
        let path = directory.path().join(shell);
        fs::write(&path, done(&["completions", shell], b"")).unwrap();
        path
    };
    let run = |shell: &str, arguments: &[&str], script: &Path| {
        let mut command = Process::new(shell);
        let output = command.args(arguments).arg(script).output();
        output.unwrap_or_else(|error| panic!("{shell}: {error}"))
    };
    for shell in ["bash", "zsh", "fish"] {
        let output = run(shell, &["-n"], &script(shell));
        assert!(output.status.success(), "{shell}: {}", text(&output.stderr));
        // The control: what no shell reads.
        let broken = directory.path().join("broken");
        fs::write(&broken, "if ; then (\n").unwrap();
        assert!(!run(shell, &["-n"], &broken).status.success(), "{shell} reads anything");
    }
    let complete = r#"source "$1"; COMP_WORDS=(wellspring password --no-); COMP_CWORD=2; COMPREPLY=()
        _wellspring wellspring --no- password; printf '%s\n' "${COMPREPLY[@]}""#;
    let output = run("bash", &["-c", complete, "bash"], &script("bash"));
    let replies = text(&output.stdout);
    let replies: Vec<&str> = replies.lines().collect();
    assert!(
        replies.contains(&"--no-ambiguous") && replies.contains(&"--no-newline"),
        "{replies:?}"
    );
}
