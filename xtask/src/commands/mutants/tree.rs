//! A copy of the workspace, and cargo-mutants in it.

use std::fs;
use std::path::{Path, PathBuf};

use super::File;
use super::outcome::{self, Outcomes};
use crate::commands::{Stop, Workspace, failed, tidy};
use crate::shell::Line;

/// A copy of the workspace: cargo-mutants changes the files in place, which spares building all of it for each file.
pub(super) struct Tree {
    root: PathBuf,
    target: PathBuf,
}

impl Tree {
    pub(super) fn copy(ws: &Workspace) -> Result<Self, Stop> {
        let root = ws.scratch("mutants")?;
        let target = ws.target.join("xtask").join("mutants-target");
        for file in tidy::files(&ws.root)? {
            let to = root.join(file.strip_prefix(&ws.root).unwrap_or(&file));
            fs::create_dir_all(to.parent().unwrap_or(Path::new("/")))?;
            fs::copy(&file, &to)?;
        }
        Ok(Self { root, target })
    }

    /// The mutants of a file before the tests of its module, those that live before all unit tests, which one program has, and
    /// those that live still before all tests of the package, which are many programs to link.
    pub(super) fn ask(&self, file: &File) -> Result<Outcomes, Stop> {
        let own = format!("{}::", file.module);
        let first = Line::new("cargo mutants --minimum-test-timeout 60");
        let mut outcomes = self.stage(file, first, &["--lib", "--", &own])?;
        for tests in ["--lib", "--tests"] {
            if outcomes.missed.is_empty() {
                break;
            }
            let again = Line::new("cargo mutants --baseline skip --timeout 300");
            let names = outcomes.missed.iter().map(|name| outcome::exactly(name));
            let again = names.fold(again, |line, name| line.arg("--re").arg(name));
            let later = self.stage(file, again, &[tests])?;
            if later.total() != outcomes.missed.len() {
                return Err(failed(format!("{}: a mutant was not found again", file.path)));
            }
            outcomes = outcomes.then(later);
        }
        Ok(outcomes)
    }

    fn stage(&self, file: &File, line: Line, tests: &[&str]) -> Result<Outcomes, Stop> {
        let found = self.root.join("mutants.out");
        if found.exists() {
            fs::remove_dir_all(&found)?;
        }
        let line = line.words("--in-place --no-times --cap-lints true --all-features -p");
        let line = line.arg(file.package).arg("--file").arg(&file.path).arg("--");
        let line = tests.iter().fold(line, Line::arg);
        let line = line.env("CARGO_TARGET_DIR", &self.target).env("CARGO_PROFILE_DEV_DEBUG", "0");
        println!("$ {line}");
        let status = line.dir(&self.root).command().status()?;
        match status.code() {
            // All caught; some lived; some ran too long: results all the same. Anything else is no result.
            Some(0 | 2 | 3) => Ok(Outcomes::read(&found)?),
            _ => Err(failed(format!("{status}: cargo mutants on {}", file.path))),
        }
    }
}
