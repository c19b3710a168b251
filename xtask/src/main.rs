//! The repository's own commands: `cargo xtask COMMAND`.
#![forbid(unsafe_code)]
#![allow(
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "printing is what these commands are for"
)]

mod commands;
mod help;
mod json;
mod markdown;
mod metadata;
mod pipe;
mod shell;
mod source;

use std::env;
use std::process::ExitCode;

use commands::{
    Outcome, Stop, Workspace, api, bench, ci, cli, evidence, faults, features, forks, fuzz, matrix,
    memory, messages, minimal, msrv, mutants, nopanic, nostd, profiles, reproducible, sbom, semver,
    stats, tidy, timing, vmclone, web,
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
        name: "api",
        usage: "api [--write]",
        help: "the public interface of each library against docs/api (--write: write it there)",
        run: api::run,
    },
    Command {
        name: "bench",
        usage: "bench [--quick] [--allow-missing] [NAME…]",
        help: "ours against the peers, the bars and the plots, and docs/PERFORMANCE.md",
        run: bench::run,
    },
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
        name: "evidence",
        usage: "evidence [--quick|--write] [--allow-missed] [--allow-missing] [NAME…]",
        help: "everything that takes long, or its quick forms, and docs/EVIDENCE.md",
        run: evidence::run,
    },
    Command {
        name: "faults",
        usage: "faults [--quick] [NAME…]",
        help: "the full forms of the fault tests, and docs/FAULTS.md",
        run: faults::run,
    },
    Command {
        name: "features",
        usage: "features [--quick|--full]",
        help: "compile every set of features of each crate (--quick: each feature alone)",
        run: features::run,
    },
    Command {
        name: "forks",
        usage: "forks [--quick] [NAME…]",
        help: "the full forms of the fork tests of the generator, and docs/FORKS.md",
        run: forks::run,
    },
    Command {
        name: "fuzz",
        usage: "fuzz [--minutes N|--seconds N] [--keep] [TARGET…]",
        help: "run the fuzz targets, a minute each; from ten on, docs/evidence/fuzz.tsv",
        run: fuzz::run,
    },
    Command {
        name: "matrix",
        usage: "matrix [OPTION…]",
        help: "every library on every target, and docs/MATRIX.md (--list, --setup, --target T, …)",
        run: matrix::run,
    },
    Command {
        name: "memory",
        usage: "memory [--quick]",
        help: "what dropped secrets leave in memory and core dumps, and docs/MEMORY.md",
        run: memory::run,
    },
    Command {
        name: "messages",
        usage: "messages",
        help: "what the compiler says to whoever holds a public trait wrong",
        run: messages::run,
    },
    Command {
        name: "minimal",
        usage: "minimal [--check]",
        help: "test the libraries with the lowest versions that they allow (--check: only compile)",
        run: minimal::run,
    },
    Command {
        name: "msrv",
        usage: "msrv",
        help: "build each crate with the oldest Rust that is promised",
        run: msrv::run,
    },
    Command {
        name: "mutants",
        usage: "mutants [--minutes N] [--list] [--jobs N] [FILE…]",
        help: "what the tests of dist and tokens would not notice, and docs/MUTANTS.md",
        run: mutants::run,
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
        name: "profiles",
        usage: "profiles",
        help: "secrets in memory and under memcheck, in ten ways to optimise, and docs/evidence/profiles.tsv",
        run: profiles::run,
    },
    Command {
        name: "reproducible",
        usage: "reproducible [--quick]",
        help: "build the command twice in different folders and compare the bytes",
        run: reproducible::run,
    },
    Command {
        name: "sbom",
        usage: "sbom",
        help: "the bill of materials of each crate, in target/sbom",
        run: sbom::run,
    },
    Command {
        name: "semver",
        usage: "semver [--baseline REVISION]",
        help: "what breaks users since the last release",
        run: semver::run,
    },
    Command {
        name: "stats",
        usage: "stats [--quick] [NAME…|bytes [WORD…]]",
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
        usage: "timing [--quick] [NAME…]",
        help: "that no time depends on a secret, by memcheck and by a clock, and docs/TIMING.md",
        run: timing::run,
    },
    Command {
        name: "vmclone",
        usage: "vmclone [--setup] [--pairs N] [NAME…]",
        help: "what two copies of one virtual machine draw alike, and docs/VMCLONE.md",
        run: vmclone::run,
    },
    Command {
        name: "web",
        usage: "web [--serve [PORT]|--test|--pictures]",
        help: "build the page of crates/web, serve it, test it in Chromium, take its pictures",
        run: web::run,
    },
];

fn main() -> ExitCode {
    pipe::end_quietly();
    let args: Vec<String> = env::args().skip(1).collect();
    let Some((name, rest)) = args.split_first() else {
        eprint!("{}", help::text());
        return USAGE.into();
    };
    if ["help", "-h", "--help"].contains(&name.as_str()) {
        print!("{}", help::text());
        return ExitCode::SUCCESS;
    }
    // Not in the table: the negative control of the memory check, of no use to anybody else.
    if name == ci::memory::CONTROL {
        return ci::memory::control();
    }
    let Some(command) = COMMANDS.iter().find(|command| command.name == name) else {
        eprintln!("error: no command `{name}`\n\n{}", help::text());
        return USAGE.into();
    };
    if rest.iter().any(|arg| arg == "-h" || arg == "--help") {
        print!("{}", help::of(command));
        return ExitCode::SUCCESS;
    }
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
            eprintln!("error: {reason}\n\n{}", help::of(command));
            USAGE.into()
        }
    }
}

/// The function of a command.
pub(crate) fn command(name: &str) -> Option<fn(&Workspace, &[String]) -> Outcome> {
    COMMANDS.iter().find(|command| command.name == name).map(|command| command.run)
}

/// The names of all commands.
pub(crate) fn names() -> Vec<&'static str> {
    COMMANDS.iter().map(|command| command.name).collect()
}

/// Exit status of a command line that cannot be understood; 1 is for checks that did not pass.
const USAGE: u8 = 2;
