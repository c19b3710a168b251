//! One file per command, and what the commands share.

pub(crate) mod api;
pub(crate) mod bench;
pub(crate) mod beside;
pub(crate) mod ci;
pub(crate) mod cli;
pub(crate) mod copy;
pub(crate) mod debian;
pub(crate) mod evidence;
pub(crate) mod faults;
pub(crate) mod features;
pub(crate) mod forks;
pub(crate) mod fuzz;
pub(crate) mod matrix;
pub(crate) mod memory;
pub(crate) mod messages;
pub(crate) mod minimal;
pub(crate) mod msrv;
pub(crate) mod mutants;
pub(crate) mod nopanic;
pub(crate) mod nostd;
pub(crate) mod profile;
pub(crate) mod profiles;
pub(crate) mod record;
pub(crate) mod remade;
pub(crate) mod reproducible;
pub(crate) mod sbom;
pub(crate) mod semver;
pub(crate) mod stats;
pub(crate) mod suite;
pub(crate) mod tidy;
pub(crate) mod timing;
pub(crate) mod vmclone;
pub(crate) mod web;

use std::env;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// The packages that users see, each of which must stand alone.
pub(crate) const PACKAGES: &[&str] = &[
    "wellspring-entropy",
    "wellspring-csprng",
    "wellspring-dist",
    "wellspring-tokens",
    "wellspring",
    "wellspring-cli",
];

/// A note for the table, or why there is none.
pub(crate) type Outcome = Result<String, Stop>;

/// Why a command did not pass.
#[derive(Debug, PartialEq)]
pub(crate) enum Stop {
    Failed(String),
    /// Nothing was found wrong, but nothing was proved either: a tool or a platform is missing.
    NotChecked(String),
    Usage(String),
}

impl From<io::Error> for Stop {
    fn from(error: io::Error) -> Self {
        Self::Failed(error.to_string())
    }
}

/// `Failed` with the given text, for `?`, `ok_or_else` and early returns.
pub(crate) fn failed(reason: impl Into<String>) -> Stop {
    Stop::Failed(reason.into())
}

/// A rule's verdict over many places: all of them, or how many broke it after printing each.
pub(crate) fn verdict(violations: &[String], clean: String) -> Outcome {
    for violation in violations {
        eprintln!("  {violation}");
    }
    match violations.len() {
        0 => Ok(clean),
        n => Err(failed(format!("{n} violations, listed above"))),
    }
}

/// Where the sources are and where the results of building them go.
#[derive(Clone, Debug)]
pub(crate) struct Workspace {
    pub(crate) root: PathBuf,
    pub(crate) target: PathBuf,
    /// Where the records of long commands go: docs/evidence, or a folder under `target` for their quick forms.
    pub(crate) records: PathBuf,
}

impl Workspace {
    pub(crate) fn find() -> Self {
        let manifest = Path::new(env!("CARGO_MANIFEST_DIR"));
        let root = manifest.parent().unwrap_or(manifest).to_path_buf();
        let target = match env::var_os("CARGO_TARGET_DIR") {
            Some(dir) => root.join(dir),
            None => root.join("target"),
        };
        let records = root.join("docs").join("evidence");
        Self { root, target, records }
    }

    /// The same with the records of quick forms, which never replace those of full ones.
    pub(crate) fn quick(&self) -> Self {
        let records = self.target.join("evidence");
        Self { records, ..self.clone() }
    }

    /// A directory of our own under `target`, made empty.
    pub(crate) fn scratch(&self, name: &str) -> io::Result<PathBuf> {
        let dir = self.target.join("xtask").join(name);
        if dir.exists() {
            fs::remove_dir_all(&dir)?;
        }
        fs::create_dir_all(&dir)?;
        Ok(dir)
    }

    /// The command-line program as the step `release` builds it.
    pub(crate) fn wellspring(&self) -> Result<PathBuf, Stop> {
        let program = self.target.join("release").join("wellspring");
        if program.exists() {
            return Ok(program);
        }
        Err(failed("no released program: the step `release` builds it"))
    }
}
