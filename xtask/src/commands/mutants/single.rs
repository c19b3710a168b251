//! Copies of the workspace, and cargo-mutants in each: for what has no place in a text with all mutants.

use std::fs;
use std::path::PathBuf;

use super::outcome::{self, Fate};
use super::schemata::{self, module};
use crate::commands::{Stop, Workspace, copy, failed};
use crate::shell::Line;

/// The seconds that any build may take; where many programs are linked it may take as long as they may run.
const BUILD: u32 = 300;

/// A copy of the workspace: cargo-mutants changes the files in place, which spares building all of it for each file.
#[derive(Debug)]
pub(super) struct Tree {
    root: PathBuf,
    target: PathBuf,
}

impl Tree {
    /// What other packages are compiled to is there already, in the target folder of the [`super::schemata`], unless all that they
    /// were to be asked is known.
    pub(super) fn copy(ws: &Workspace, number: usize) -> Result<Self, Stop> {
        let folder = ws.target.join("xtask");
        let root = folder.join(format!("mutants-{number}"));
        let target = folder.join(format!("mutants-target-{number}"));
        copy::whole(ws, &root)?;
        let from = folder.join(schemata::TARGET);
        if !target.exists() && from.exists() {
            Line::new("cp --archive --reflink=auto").arg(from).arg(&target).run()?;
        }
        Ok(Self { root, target })
    }

    /// These mutants of a file before the tests of its module, those that live before all unit tests, which one program has, and
    /// those that live still before all tests of the package, which are many programs to link.
    pub(super) fn ask(
        &self,
        package: &str,
        file: &str,
        names: &[String],
    ) -> Result<Vec<(String, Fate)>, Stop> {
        let own = module(file);
        let (mut fates, mut open) = (Vec::new(), names.to_vec());
        let rungs =
            [(60, &["--lib", "--", &own][..]), (150, &["--lib"][..]), (900, &["--tests"][..])];
        for (seconds, tests) in rungs {
            if open.is_empty() {
                break;
            }
            let mut found = self.stage(package, file, &open, (seconds, tests))?;
            // It also asks fields left out of another `Self` in the file, whose names do not match.
            found.retain(|(name, _)| open.contains(name));
            if found.len() != open.len() {
                return Err(failed(format!("{file}: not the mutants that were asked for")));
            }
            let (alive, settled): (Vec<_>, Vec<_>) =
                found.into_iter().partition(|(_, fate)| *fate == Fate::Lives);
            fates.extend(settled);
            open = alive.into_iter().map(|(name, _)| name).collect();
        }
        fates.extend(open.into_iter().map(|name| (name, Fate::Lives)));
        Ok(fates)
    }

    fn stage(
        &self,
        package: &str,
        file: &str,
        names: &[String],
        (seconds, tests): (u32, &[&str]),
    ) -> Result<Vec<(String, Fate)>, Stop> {
        let found = self.root.join("mutants.out");
        if found.exists() {
            fs::remove_dir_all(&found)?;
        }
        // That the tests pass without a mutant was seen before. What is built again and again is not optimised, and lints are not capped.
        let line = Line::new("cargo mutants --in-place --no-times --all-features --baseline skip");
        let line = line.arg("--timeout").arg(seconds.to_string()).arg("-p").arg(package);
        // A loop without an end in a constant is refused by a lint of the compiler, `long_running_const_eval`; should it not be, there is a limit.
        let line = line.arg("--build-timeout").arg(BUILD.max(seconds).to_string());
        let line =
            line.arg(format!("--cargo-arg=--config=profile.dev.package.{package}.opt-level=0"));
        let line = line.arg("--file").arg(file);
        let line =
            names.iter().fold(line, |line, name| line.arg("--re").arg(outcome::exactly(name)));
        let line = tests.iter().fold(line.arg("--"), Line::arg);
        let line = schemata::optimised(line).env("CARGO_TARGET_DIR", &self.target);
        let line = line.env("CARGO_BUILD_JOBS", "1").dir(&self.root);
        println!("$ {line}");
        let output = line.command().output()?;
        match output.status.code() {
            // All caught; some lived; some ran too long: results all the same. Anything else is no result.
            Some(0 | 2 | 3) => Ok(outcome::read(&found)?),
            _ => {
                let words = String::from_utf8_lossy(&output.stdout);
                Err(failed(format!("{}: cargo mutants on {file}\n{words}", output.status)))
            }
        }
    }
}
