//! Mutant schemata: every mutant of a file in one text, chosen by a number when the program runs: `wellspring-schemata PLAN FROM TO`.
//!
//! Reads a [`plan`] and the files that it names below the folder FROM, writes them with their mutants below the folder TO, and says
//! on standard output where each mutant stands, or why it does not. `cargo xtask mutants` compiles what
//! is written once and runs the tests once for each mutant.
//!
//! The method is that of R. H. Untch, A. J. Offutt and M. J. Harrold, "Mutation analysis using mutant schemata", ISSTA 1993.
#![forbid(unsafe_code)]
#![allow(clippy::print_stdout, clippy::print_stderr, reason = "what it finds goes to its streams")]

mod insert;
mod place;
mod plan;
mod rewrite;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::{env, fs};

use plan::Plan;

fn main() -> ExitCode {
    let paths: Vec<PathBuf> = env::args_os().skip(1).map(PathBuf::from).collect();
    let [plan, from, to] = paths.as_slice() else {
        eprintln!("usage: wellspring-schemata PLAN FROM TO");
        return ExitCode::from(2);
    };
    match run(plan, from, to) {
        Ok(report) => {
            print!("{report}");
            ExitCode::SUCCESS
        }
        Err(reason) => {
            eprintln!("error: {reason}");
            ExitCode::FAILURE
        }
    }
}

fn run(plan: &Path, from: &Path, to: &Path) -> Result<String, String> {
    let text = fs::read_to_string(plan).map_err(|error| error.to_string())?;
    let plan = Plan::read(&text)?;
    let (mut report, mut freed) = (String::new(), BTreeSet::new());
    for (file, mutants) in &plan.files {
        let text = fs::read_to_string(from.join(file)).map_err(|e| format!("{file}: {e}"))?;
        let rewritten = rewrite::rewrite(&text, mutants, &plan.constant);
        let rewritten = rewritten.map_err(|e| format!("{file}: {e}"))?;
        fs::write(to.join(file), &rewritten.text).map_err(|e| format!("{file}: {e}"))?;
        report += &plan::report(file, &rewritten);
        freed.extend(rewritten.freed);
    }
    freed.iter().for_each(|name| report += &format!("freed\t{name}\n"));
    Ok(report)
}
