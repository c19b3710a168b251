//! What `cargo xtask help` prints: the commands, and the names that they take.

use crate::commands::{bench, ci, evidence, faults, forks, stats, timing, vmclone};
use crate::{COMMANDS, Command};

pub(crate) fn text() -> String {
    let mut text = String::from("The repository's own commands.\n\n");
    for Command { usage, help, .. } in COMMANDS {
        text.push_str(&format!("  cargo xtask {usage:30} {help}\n"));
    }
    text.push_str(&format!("\nSteps of ci: {}\n", ci::names().join(", ")));
    text.push_str(&format!("Names of evidence: {}\n", evidence::names().join(", ")));
    text.push_str(&format!("Names of bench: {}\n", bench::names().join(", ")));
    text.push_str(&format!("Names of faults: {}\n", faults::names().join(", ")));
    text.push_str(&format!("Names of forks: {}\n", forks::names().join(", ")));
    text.push_str(&format!("Names of stats: {}\n", stats::names().join(", ")));
    text.push_str(&format!("Words of stats bytes: {}\n", stats::bytes::names().join(", ")));
    text.push_str(&format!("Names of timing: {}\n", timing::names().join(", ")));
    text.push_str(&format!("Names of vmclone: {}\n", vmclone::names().join(", ")));
    text.push_str("Exit status: 0 all passed, 1 something did not, 2 usage\n");
    text
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
}
