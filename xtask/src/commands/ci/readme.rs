//! The README's own commands, read from the README: what it promises and what is checked here
//! cannot drift apart.

use crate::commands::{Outcome, Stop, Workspace, failed};
use crate::shell::Line;
use std::fs;

/// The command that passes all tests.
pub(super) fn test(ws: &Workspace) -> Outcome {
    let script = script(ws, "test")?;
    shell(&script, ws).run()?;
    Ok(script)
}

/// The command that prints a password, a token and a link: run twice, because output that never
/// changes would look as good as random output. What it prints stays out of the log.
pub(super) fn main_job(ws: &Workspace) -> Outcome {
    let script = script(ws, "main job")?;
    let first = shell(&script, ws).read()?;
    let second = shell(&script, ws).read()?;
    promised(&first, &second).map_err(failed)?;
    Ok(script)
}

fn script(ws: &Workspace, marker: &str) -> Result<String, Stop> {
    let path = ws.root.join("README.md");
    let readme = fs::read_to_string(&path).map_err(|e| failed(format!("README.md: {e}")))?;
    marked(&readme, marker)
        .ok_or_else(|| failed(format!("README.md has no block after <!-- {marker} -->")))
}

fn shell(script: &str, ws: &Workspace) -> Line {
    Line::new("sh -e -c").arg(script).dir(&ws.root)
}

/// The commands of the fenced block on the line after `<!-- marker -->`. A `console` block shows a
/// prompt before each command and may show output, an `sh` block is all commands.
fn marked(readme: &str, marker: &str) -> Option<String> {
    let comment = format!("<!-- {marker} -->");
    let mut lines = readme.lines().skip_while(|line| line.trim() != comment);
    let fence = lines.nth(1)?.trim();
    let body = lines.take_while(|line| line.trim() != "```");
    let commands: Vec<&str> = match fence {
        "```console" => body.filter_map(|line| line.strip_prefix("$ ")).collect(),
        "```sh" => body.collect(),
        _ => return None,
    };
    let script = commands.join("\n").trim().to_owned();
    (!script.is_empty()).then_some(script)
}

/// Says what is wrong with the output of two runs, without repeating any of it.
fn promised(first: &str, second: &str) -> Result<(), String> {
    const NAMES: [&str; 3] = ["password", "token", "link"];
    let lines = |output: &str| -> Vec<String> {
        let full = output.lines().filter(|line| !line.trim().is_empty());
        full.map(str::to_owned).collect()
    };
    let (first, second) = (lines(first), lines(second));
    for run in [&first, &second] {
        if run.len() != NAMES.len() {
            return Err(format!("{} lines where three were promised", run.len()));
        }
        for (line, name) in run.iter().zip(NAMES) {
            let value = line.strip_prefix(name).map(|v| v.trim_matches([' ', ':']));
            if value.is_none_or(str::is_empty) {
                return Err(format!("no line `{name}` with a value, or not in its place"));
            }
        }
    }
    for ((a, b), name) in first.iter().zip(&second).zip(NAMES) {
        if a == b {
            return Err(format!("two runs printed the same {name}"));
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    const README: &str = "# x\n\n<!-- test -->\n```sh\na && \\\n  b\n```\n\n<!-- main job -->\n```console\n$ c\noutput\n```\n<!-- bare -->\nc\n";

    #[test]
    fn blocks_are_found_by_their_markers() {
        assert_eq!(marked(README, "test").as_deref(), Some("a && \\\n  b"));
        assert_eq!(marked(README, "main job").as_deref(), Some("c"));
        assert_eq!(marked(README, "bare"), None);
        assert_eq!(marked(README, "absent"), None);
    }

    #[test]
    fn output_must_be_whole_and_new() {
        let good = |n| format!("password {n}\ntoken: {n}\n\nlink     {n}\n");
        assert_eq!(promised(&good(1), &good(2)), Ok(()));
        assert!(promised(&good(1), &good(1)).is_err());
        let stuck = good(2).replace("token: 2", "token: 1");
        assert!(promised(&good(1), &stuck).is_err());
        let empty = good(2).replace("link     2", "link");
        assert!(promised(&good(1), &empty).is_err());
        let short = good(2).replace("token: 2\n", "");
        assert!(promised(&good(1), &short).is_err());
        assert!(promised("", "").is_err());
    }
}
