//! The commands that documents tell a reader to type are there, and the ones that are there are told of.

use crate::markdown::{spans, tables};

/// Names of commands, and of the steps of ci.
pub(super) struct Known<'a> {
    pub(super) commands: &'a [&'a str],
    pub(super) steps: &'a [&'a str],
}

const CONTRIBUTING: &str = "CONTRIBUTING.md";
const CLI: &str = "crates/cli/README.md";
/// One file for each command of the program.
const CLI_COMMANDS: &str = "crates/cli/src/commands/";

pub(super) fn check(files: &[(String, String)], all: &[String], known: &Known<'_>) -> Vec<String> {
    let text =
        |path: &str| files.iter().find(|(known, _)| known == path).map_or("", |(_, text)| text);
    let mut found: Vec<String> = Vec::new();
    for (path, text) in files.iter().filter(|(path, _)| path.ends_with(".md") || path == ".ci/run")
    {
        found.extend(unknown(path, text, known));
    }
    let told: Vec<&str> =
        mentions(text(CONTRIBUTING)).into_iter().map(|(_, name, _)| name).collect();
    let untold = known.commands.iter().filter(|name| !told.contains(name));
    found.extend(untold.map(|name| format!("{CONTRIBUTING}: nothing of `cargo xtask {name}`")));
    found.extend(places(text(CONTRIBUTING), all));
    found.extend(program(text(CLI), text("README.md"), all));
    found
}

/// Each `cargo xtask WORD` with its line and the word after it, which may stand on the next line.
fn mentions(text: &str) -> Vec<(usize, &str, &str)> {
    let is_word = |c: char| c.is_ascii_lowercase() || c == '-';
    let mut found = Vec::new();
    for (at, start) in text.match_indices("cargo xtask") {
        let rest = &text[at + start.len()..];
        let words = rest.strip_prefix([' ', '\n']).unwrap_or("");
        let word = words.split(|c| !is_word(c)).next().unwrap_or("");
        let after = words[word.len()..].strip_prefix([' ', '\n']).unwrap_or("");
        let next = after.split(|c| !is_word(c)).next().unwrap_or("");
        let line = text[..at].matches('\n').count() + 1;
        if !word.is_empty() {
            // Behind the end of a code span no argument follows.
            found.push((line, word, next));
        }
    }
    found
}

fn unknown(path: &str, text: &str, known: &Known<'_>) -> Vec<String> {
    let mut found = Vec::new();
    for (line, name, next) in mentions(text) {
        if !known.commands.contains(&name) {
            found.push(format!("{path}:{line}: no command `cargo xtask {name}`"));
        } else if name == "ci"
            && text.contains(&format!("`cargo xtask ci {next}`"))
            && !known.steps.contains(&next)
        {
            found.push(format!("{path}:{line}: ci has no step `{next}`"));
        }
    }
    found
}

/// `    path   what is there` under "Where things belong".
fn places(contributing: &str, all: &[String]) -> Vec<String> {
    let lines = contributing.lines().filter_map(|line| line.strip_prefix("    "));
    let paths: Vec<&str> = lines.filter_map(|line| line.split_whitespace().next()).collect();
    if paths.is_empty() {
        return vec![format!("{CONTRIBUTING}: no list of where things belong")];
    }
    let there = |path: &str| all.iter().any(|file| file.starts_with(&format!("{path}/")));
    let gone = paths.into_iter().filter(|path| !there(path));
    gone.map(|path| format!("{CONTRIBUTING}: no folder {path}")).collect()
}

/// The table of the program's commands against the files of their code, and the examples at the shell against it.
fn program(readme: &str, front: &str, all: &[String]) -> Vec<String> {
    let tables = tables(readme);
    let rows = tables.iter().find(|table| table.head.first().is_some_and(|head| head == "command"));
    let rows = rows.map_or(&[][..], |table| &table.rows);
    let told: Vec<&str> = rows
        .iter()
        .filter_map(|(_, cells)| spans(cells.first()?).first()?.split(' ').next())
        .collect();
    let files = all.iter().filter_map(|path| path.strip_prefix(CLI_COMMANDS)?.strip_suffix(".rs"));
    let files: Vec<&str> = files.filter(|name| !name.contains('/')).collect();
    let mut found: Vec<String> = Vec::new();
    found.extend(
        told.iter()
            .filter(|name| !files.contains(name))
            .map(|name| format!("{CLI}: no file {CLI_COMMANDS}{name}.rs")),
    );
    found.extend(
        files
            .iter()
            .filter(|name| !told.contains(name))
            .map(|name| format!("{CLI}: no row of the command `{name}`")),
    );
    let shown = front
        .lines()
        .filter_map(|line| line.split_once("$ ")?.1.split("wellspring ").nth(1)?.split(' ').next());
    let unknown =
        shown.filter(|word| !word.starts_with('-') && !word.is_empty() && !told.contains(word));
    found.extend(
        unknown
            .filter(|word| word.chars().all(|c| c.is_ascii_lowercase()))
            .map(|word| format!("README.md: no command `wellspring {word}`")),
    );
    if told.is_empty() {
        found.push(format!("{CLI}: no table of commands"));
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    const KNOWN: Known<'_> = Known { commands: &["ci", "stats"], steps: &["fmt"] };
    const TEXT: &str = "`cargo xtask ci`, `cargo xtask\nstats bytes` and `cargo xtask ci fmt` in\n\n    xtask  here\n";
    const TABLE: &str = "| command | x |\n|---|---|\n| `hex [N]` | y |\n";
    const FRONT: &str = "$ wellspring hex 3\n$ printf x | wellspring hex\n$ wellspring --help\n";

    fn found(contributing: &str, readme: &str, front: &str) -> Vec<String> {
        let files = [(CONTRIBUTING, contributing), (CLI, readme), ("README.md", front)];
        let all =
            ["xtask/x.rs", "crates/cli/src/commands/hex.rs", "crates/cli/src/commands/hex/y.rs"];
        check(
            &files.map(|(path, text)| (path.to_owned(), text.to_owned())),
            &all.map(str::to_owned),
            &KNOWN,
        )
    }

    #[test]
    fn commands_that_are_there_are_clean() {
        assert_eq!(mentions(TEXT), [(1, "ci", ""), (1, "stats", "bytes"), (2, "ci", "fmt")]);
        assert_eq!(found(TEXT, TABLE, FRONT), [""; 0]);
    }

    #[test]
    fn commands_that_are_not_there_or_not_told_are_found() {
        for (old, new, count) in [
            ("cargo xtask\nstats", "cargo xtask\nstat", 2),
            ("`cargo xtask\nstats bytes`", "", 1),
            ("ci fmt`", "ci format`", 1),
            ("    xtask", "    xtasks", 1),
            ("    xtask  here\n", "", 1),
        ] {
            assert_eq!(found(&TEXT.replacen(old, new, 1), TABLE, FRONT).len(), count, "{new}");
        }
        assert_eq!(found(TEXT, &TABLE.replace("hex", "urlsafe"), FRONT).len(), 4);
        assert_eq!(found(TEXT, TABLE, &FRONT.replacen("hex", "oct", 1)).len(), 1);
        assert_eq!(found(TEXT, "", "").len(), 2);
    }
}
