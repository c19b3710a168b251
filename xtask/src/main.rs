//! The repository's own commands: `cargo xtask COMMAND`.
#![forbid(unsafe_code)]
#![allow(
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "printing is what these commands are for"
)]

mod commands;
mod shell;
mod source;

use std::env;
use std::process::ExitCode;

use commands::{
    Outcome, Stop, Workspace, ci, cli, faults, forks, fuzz, memory, nopanic, nostd, stats, tidy,
    timing,
};

/// One row per command: its name, its arguments, one line of help, and the function.
struct Command {
    name: &'static str,
    usage: &'static str,
    help: &'static str,
    run: fn(&Workspace, &[String]) -> Outcome,
}

const COMMANDS: &[Command] = &[
    Command {
        name: "ci",
        usage: "ci [--allow-missing] [STEP…]",
        help: "every check, or the named ones, and one table at the end",
        run: ci::run,
    },
    Command {
        name: "cli",
        usage: "cli [kills|speed]",
        help: "the command killed while it writes, and beside pwgen, and docs/evidence/cli-*.tsv",
        run: cli::run,
    },
    Command {
        name: "faults",
        usage: "faults [NAME…]",
        help: "the full forms of the fault tests, and docs/FAULTS.md",
        run: faults::run,
    },
    Command {
        name: "forks",
        usage: "forks [NAME…]",
        help: "the full forms of the fork tests of the generator, and docs/FORKS.md",
        run: forks::run,
    },
    Command {
        name: "fuzz",
        usage: "fuzz [SECONDS] [TARGET…]",
        help: "run the fuzz targets, 60 seconds each",
        run: fuzz::run,
    },
    Command {
        name: "memory",
        usage: "memory [--quick]",
        help: "what dropped secrets leave in memory and core dumps, and docs/MEMORY.md",
        run: memory::run,
    },
    Command {
        name: "nopanic",
        usage: "nopanic",
        help: "prove that the entropy crate has no panic to reach",
        run: nopanic::run,
    },
    Command {
        name: "nostd",
        usage: "nostd [--source]",
        help: "prove that the libraries build without std (--source: only read them)",
        run: nostd::run,
    },
    Command {
        name: "stats",
        usage: "stats [NAME…|bytes [WORD…]]",
        help: "the full form of the proof by statistics, or batteries on bytes, and docs/STATISTICS.md",
        run: stats::run,
    },
    Command {
        name: "tidy",
        usage: "tidy",
        help: "layering, unsafe code, file names, leftovers, the table of platforms",
        run: tidy::run,
    },
    Command {
        name: "timing",
        usage: "timing [NAME…]",
        help: "that no time depends on a secret, by memcheck and by a clock, and docs/TIMING.md",
        run: timing::run,
    },
];

fn main() -> ExitCode {
    let args: Vec<String> = env::args().skip(1).collect();
    let Some((name, rest)) = args.split_first() else {
        eprint!("{}", help());
        return USAGE.into();
    };
    if ["help", "-h", "--help"].contains(&name.as_str()) {
        print!("{}", help());
        return ExitCode::SUCCESS;
    }
    // Not in the table: the negative control of the memory check, of no use to anybody else.
    if name == ci::memory::CONTROL {
        return ci::memory::control();
    }
    let Some(command) = COMMANDS.iter().find(|command| command.name == name) else {
        eprintln!("error: no command `{name}`\n\n{}", help());
        return USAGE.into();
    };
    match (command.run)(&Workspace::find(), rest) {
        Ok(note) => {
            println!("{name}: passed: {note}");
            ExitCode::SUCCESS
        }
        Err(Stop::Failed(reason)) => {
            eprintln!("{name}: failed: {reason}");
            ExitCode::FAILURE
        }
        Err(Stop::NotChecked(reason)) => {
            eprintln!("{name}: not checked: {reason}");
            ExitCode::FAILURE
        }
        Err(Stop::Usage(reason)) => {
            eprintln!("error: {reason}\n\n{}", help());
            USAGE.into()
        }
    }
}

/// Exit status of a command line that cannot be understood; 1 is for checks that did not pass.
const USAGE: u8 = 2;

fn help() -> String {
    let mut text = String::from("The repository's own commands.\n\n");
    for Command { usage, help, .. } in COMMANDS {
        text.push_str(&format!("  cargo xtask {usage:30} {help}\n"));
    }
    text.push_str(&format!("\nSteps of ci: {}\n", ci::names().join(", ")));
    text.push_str(&format!("Names of faults: {}\n", faults::names().join(", ")));
    text.push_str(&format!("Names of forks: {}\n", forks::names().join(", ")));
    text.push_str(&format!("Names of stats: {}\n", stats::names().join(", ")));
    text.push_str(&format!("Words of stats bytes: {}\n", stats::bytes::names().join(", ")));
    text.push_str(&format!("Names of timing: {}\n", timing::names().join(", ")));
    text.push_str("Exit status: 0 all passed, 1 something did not, 2 usage\n");
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn help_names_every_command_and_step() {
        let text = help();
        for name in COMMANDS.iter().map(|c| c.name).chain(ci::names()) {
            assert!(text.contains(name), "{name}");
        }
    }
}
