//! The commands that documents tell a reader to type are there, and the ones that are there are told of.

use crate::markdown::{spans, tables};

/// Names of commands, and of the steps of ci.
pub(super) struct Known<'a> {
    pub(super) commands: &'a [&'a str],
    pub(super) steps: &'a [&'a str],
}

const CONTRIBUTING: &str = "CONTRIBUTING.md";
const CLI: &str = "crates/cli/README.md";
/// Where the program's commands are listed.
const CLI_COMMANDS: &str = "crates/cli/src/commands.rs";

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
    found.extend(program(text(CLI), text("README.md"), text(CLI_COMMANDS)));
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

/// The names of the program's commands: `    Hex(hex::Hex),`, or `    Hex(token::Token) = "hex", "What it is for",`. What has no words for
/// what it is for is hidden, and nobody is told of it.
fn listed(code: &str) -> Vec<String> {
    let name = |line: &str| {
        let (variant, rest) = line.trim().split_once('(')?;
        let is_variant = variant.starts_with(|c: char| c.is_ascii_uppercase())
            && variant.chars().all(|c| c.is_ascii_alphanumeric());
        let named = rest.split_once(") = \"").and_then(|(_, rest)| rest.split_once("\", "));
        match named {
            _ if !is_variant => None,
            Some((_, about)) if about.starts_with("\"\"") => None,
            Some((name, _)) => Some(name.to_owned()),
            None => rest.ends_with("),").then(|| variant.to_lowercase()),
        }
    };
    code.lines().filter_map(name).collect()
}

/// The table of the program's commands against the list in its code, and the examples at the shell against the table.
fn program(readme: &str, front: &str, code: &str) -> Vec<String> {
    let tables = tables(readme);
    let rows = tables.iter().find(|table| table.head.first().is_some_and(|head| head == "command"));
    let rows = rows.map_or(&[][..], |table| &table.rows);
    let told: Vec<&str> = rows
        .iter()
        .filter_map(|(_, cells)| spans(cells.first()?).first()?.split(' ').next())
        .collect();
    let listed = listed(code);
    let mut found: Vec<String> = Vec::new();
    let unknown = told.iter().filter(|name| !listed.iter().any(|known| known == *name));
    found.extend(unknown.map(|name| format!("{CLI}: no command `{name}` in {CLI_COMMANDS}")));
    let untold = listed.iter().filter(|name| !told.contains(&name.as_str()));
    found.extend(untold.map(|name| format!("{CLI}: no row of the command `{name}`")));
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
        let code = "enum Command {\n    Hex(hex::Hex),\n}\nSelf::Hex(hex) => hex.run(),\n";
        let files = [
            (CONTRIBUTING, contributing),
            (CLI, readme),
            ("README.md", front),
            (CLI_COMMANDS, code),
        ];
        let all = ["xtask/x.rs"];
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
    fn both_forms_of_a_list_are_read() {
        let rows = "    Hex(token::Token) = \"hex\", \"Print\",\n    Gone(x::Gone) = \"gone\", \"\",\n    Id(id::Id),\n    Self::Id(id) => x(),\n";
        assert_eq!(listed(rows), ["hex", "id"]);
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
