//! What `cargo xtask help` prints: the commands, and the names that they take.

use crate::commands::{bench, ci, evidence, faults, forks, matrix, stats, timing, vmclone};
use crate::{COMMANDS, Command};

pub(crate) fn text() -> String {
    let mut text = String::from("The repository's own commands.\n\n");
    for Command { usage, help, .. } in COMMANDS {
        text.push_str(&format!("  cargo xtask {usage:30} {help}\n"));
    }
    text.push('\n');
    for (_, what, names) in lists() {
        text.push_str(&format!("{what}: {}\n", names.join(", ")));
    }
    text.push_str("Exit status: 0 all passed, 1 something did not, 2 usage\n");
    text
}

/// What `cargo xtask NAME --help` prints.
pub(crate) fn of(Command { name, usage, help, .. }: &Command) -> String {
    let mut text = format!("cargo xtask {usage}\n\n{help}\n");
    for (_, what, names) in lists().into_iter().filter(|(command, ..)| command == name) {
        text.push_str(&format!("\n{what}: {}\n", names.join(", ")));
    }
    if *name == "matrix" {
        text.push_str(&format!("\n{}", matrix::HELP));
    }
    text
}

/// The names that a command takes: the command, what they are, and the names.
fn lists() -> [(&'static str, &'static str, Vec<&'static str>); 9] {
    [
        ("ci", "Steps of ci", ci::names()),
        ("evidence", "Names of evidence", evidence::names()),
        ("bench", "Names of bench", bench::names()),
        ("faults", "Names of faults", faults::names()),
        ("forks", "Names of forks", forks::names()),
        ("stats", "Names of stats", stats::names()),
        ("stats", "Words of stats bytes", stats::bytes::names()),
        ("timing", "Names of timing", timing::names()),
        ("vmclone", "Names of vmclone", vmclone::names()),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn help_names_every_command_and_step() {
        let text = text();
        for name in COMMANDS.iter().map(|c| c.name).chain(ci::names()) {
            assert!(text.contains(name), "{name}");
        }
    }

    #[test]
    fn help_of_a_command_has_its_usage_and_its_names() {
        for command in COMMANDS {
            assert!(of(command).starts_with(&format!("cargo xtask {}\n", command.usage)));
        }
        for (name, _, names) in lists() {
            let command = COMMANDS.iter().find(|command| command.name == name).unwrap();
            assert!(names.iter().all(|known| of(command).contains(known)), "{name}");
        }
    }
}
