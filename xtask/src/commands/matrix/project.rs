//! Whose tests are taken through the targets: our own, or those of another project that embeds us.

mod known;

use std::path::{Path, PathBuf};

use super::args::Options;
use super::packages;
use super::targets::{Depth, Library, Runner, Target};
use crate::commands::{Stop, Workspace, failed};
use crate::metadata::{self, Package};
use crate::shell::Line;

/// One row's work.
#[derive(Clone, Debug)]
pub(super) struct Job {
    /// The package, or the workspace of another project.
    pub(super) package: String,
    /// The name of the set of features.
    pub(super) set: String,
    /// What cargo is told about them.
    pub(super) flags: String,
    pub(super) depth: Depth,
    /// Without the integration tests.
    pub(super) is_unit_tests: bool,
    /// Only what pins the outputs of given bytes, which is what the order of bytes would change.
    pub(super) is_known_answers: bool,
}

#[derive(Debug)]
pub(super) enum Project {
    Ours(PathBuf),
    Other { manifest: PathBuf, own: String },
}

impl Project {
    pub(super) fn find(ws: &Workspace, options: &Options) -> Result<Self, Stop> {
        let Some(manifest) = &options.manifest else {
            return Ok(Self::Ours(ws.root.clone()));
        };
        let manifest = manifest.canonicalize().map_err(|error| {
            Stop::Usage(format!("--manifest-path {}: {error}", manifest.display()))
        })?;
        if manifest.file_name().is_none_or(|name| name != "Cargo.toml") {
            return Err(Stop::Usage(format!("{} is no Cargo.toml", manifest.display())));
        }
        // What cargo cannot read is no row that failed on some target.
        let line = Line::new("cargo metadata --no-deps --format-version 1 --manifest-path");
        let packages = metadata::parse(&line.arg(&manifest).read()?).map_err(failed)?;
        let own = own_name(&manifest, &packages);
        known::known(&packages, &own, options)?;
        Ok(Self::Other { manifest, own })
    }

    /// The rows of one target.
    pub(super) fn jobs(&self, target: &Target, depth: Depth, options: &Options) -> Vec<Job> {
        match self {
            Self::Ours(_) => ours(target, depth, options),
            Self::Other { own, .. } => other(own, depth, options),
        }
    }

    /// Puts the choice of the package on a command line of cargo's.
    pub(super) fn apply(&self, line: Line, job: &Job) -> Line {
        let line = match self {
            Self::Ours(root) => line.dir(root).args(&optimised()).arg("-p").arg(&job.package),
            Self::Other { manifest, own } => {
                let folder = manifest.parent().unwrap_or(manifest);
                let line = line.dir(folder).arg("--manifest-path").arg(manifest);
                if *own == job.package { line } else { line.arg("-p").arg(&job.package) }
            }
        };
        line.words(&job.flags)
    }
}

/// Debug builds, with every assertion, take an emulator minutes for what a little optimisation does in seconds.
fn optimised() -> Vec<String> {
    let one = |package: &packages::Package| {
        ["--config".to_owned(), format!("profile.dev.package.{}.opt-level=1", package.name)]
    };
    packages::ours().iter().flat_map(one).collect()
}

fn ours(target: &Target, depth: Depth, options: &Options) -> Vec<Job> {
    let chosen =
        |name: &str| options.packages.is_empty() || options.packages.iter().any(|p| p == name);
    let mut jobs = Vec::new();
    for package in packages::ours().iter().filter(|package| chosen(package.name)) {
        let job = |set: &str, flags: &str| Job {
            package: package.name.into(),
            set: set.into(),
            flags: flags.into(),
            depth: own_depth(target, depth, package.name, set, !options.features.is_empty()),
            is_unit_tests: package.is_unit_tests(set),
            is_known_answers: options.quick && package.has_known_answers(),
        };
        let sets = package.sets(target);
        for set in &sets {
            // Where a target has no `std`, the last set is the nearest to `all`; so it is where `default` is all.
            let is_last = sets.last().is_some_and(|last| last.name == set.name);
            let named = |wanted: &String| wanted == set.name || (wanted == "all" && is_last);
            if options.features.is_empty() || options.features.iter().any(named) {
                jobs.push(job(set.name, set.flags));
            }
        }
        let is_set = |list: &str| packages::SETS.iter().any(|set| set.name == list);
        let lists = options.features.iter().filter(|list| !is_set(list));
        for list in lists.filter(|list| packages::has_all(package, list)) {
            jobs.push(job(list, &format!("--no-default-features --features {list}")));
        }
    }
    jobs
}

/// How far a row goes where its target is run. In a browser there is no harness but wasm-bindgen's, and tests for it are in
/// the crate that meets the browser. Of the three crates that ask no system for anything, the smaller sets run natively, with glibc.
/// Elsewhere, unless asked for by name, they are checked: their code is part of all, and what a set lacks the compiler finds.
fn own_depth(target: &Target, depth: Depth, package: &str, set: &str, by_name: bool) -> Depth {
    let meets_systems = ["wellspring-entropy", "wellspring-csprng"].contains(&package);
    // Without features there is a source on Linux alone, on processors whose calls are known; elsewhere tests that draw have
    // nothing to draw from.
    let is_known = target.name.contains("-linux-") && !target.name.starts_with("powerpc");
    let has_source = set != "none" || is_known;
    match target.runner {
        _ if package == "wellspring-entropy" && !has_source => depth.min(Depth::Built),
        Runner::Browser if package == "wellspring-entropy" && set == "all" => depth,
        Runner::Browser => depth.min(Depth::Built),
        Runner::None => depth,
        // Every test of the facade wants a feature.
        Runner::Native if package == "wellspring" && set == "none" => depth.min(Depth::Built),
        Runner::Native if target.name.ends_with("-gnu") => depth,
        _ if by_name || meets_systems || !["none", "default"].contains(&set) => depth,
        _ => depth.min(Depth::Checked),
    }
}

fn other(own: &str, depth: Depth, options: &Options) -> Vec<Job> {
    let packages =
        if options.packages.is_empty() { vec![own.into()] } else { options.packages.clone() };
    let sets =
        if options.features.is_empty() { vec!["default".into()] } else { options.features.clone() };
    let mut jobs = Vec::new();
    for package in &packages {
        for set in &sets {
            let known = packages::SETS.iter().find(|known| known.name == set);
            let flags =
                known.map_or_else(|| format!("--features {set}"), |known| known.flags.into());
            let (package, set) = (package.clone(), set.clone());
            jobs.push(Job {
                package,
                set,
                flags,
                depth,
                is_unit_tests: false,
                is_known_answers: false,
            });
        }
    }
    jobs
}

/// The package of the manifest; where it has none, its workspace by the name of the folder.
fn own_name(manifest: &Path, packages: &[Package]) -> String {
    let own = packages.iter().find(|package| package.manifest == manifest);
    own.map(|package| package.name.clone()).unwrap_or_else(|| {
        let folder = manifest.parent().and_then(Path::file_name).unwrap_or_default();
        format!("{} (workspace)", folder.to_string_lossy())
    })
}

/// Whether tests can be built there.
pub(super) fn has_harness(target: &Target) -> bool {
    target.library == Library::Std
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::commands::matrix::args;
    use crate::commands::matrix::targets::TARGETS;

    fn jobs(words: &str, target: &str) -> Vec<Job> {
        let words: Vec<String> = words.split_whitespace().map(str::to_owned).collect();
        let options = args::parse(&words).unwrap();
        let project = Project::Ours(PathBuf::new());
        let target = TARGETS.iter().find(|t| t.name == target).unwrap();
        project.jobs(target, options.depth(target), &options)
    }

    #[test]
    fn all_means_as_much_as_there_is() {
        for target in TARGETS {
            assert_eq!(jobs("--features all", target.name).len(), 5, "{}", target.name);
        }
    }

    #[test]
    fn what_meets_the_system_runs_everywhere_and_smaller_sets_natively() {
        let ran = |words: &str, target: &str| {
            let jobs = jobs(words, target).into_iter().filter(|job| job.depth == Depth::Run);
            jobs.map(|job| format!("{} {}", job.package, job.set)).collect::<Vec<_>>()
        };
        let native = ran("", "x86_64-unknown-linux-gnu");
        let emulated = ran("", "s390x-unknown-linux-gnu");
        assert_eq!((native.len(), emulated.len()), (13, 8), "{emulated:?}");
        assert!(native.contains(&"wellspring-dist none".into()));
        assert!(!emulated.contains(&"wellspring-dist none".into()));
        assert_eq!(ran("--features none", "s390x-unknown-linux-gnu").len(), 5);
        assert_eq!(ran("", "x86_64-unknown-linux-musl"), emulated);
        assert_eq!(ran("", "powerpc64-unknown-linux-gnu"), emulated[1..]);
        assert_eq!(ran("", "wasm32-wasip1"), emulated[1..]);
        assert_eq!(ran("", "wasm32-unknown-unknown"), ["wellspring-entropy all"]);
    }

    #[test]
    fn another_project_is_called_by_its_package() {
        let package = |manifest: &str| Package {
            name: "p".into(),
            manifest: manifest.into(),
            ..Package::default()
        };
        let own = |packages: &[Package]| own_name(Path::new("/a/b/Cargo.toml"), packages);
        assert_eq!(own(&[package("/a/b/c/Cargo.toml"), package("/a/b/Cargo.toml")]), "p");
        assert_eq!(own(&[package("/a/b/c/Cargo.toml")]), "b (workspace)");
    }

    #[test]
    fn crates_and_features_are_chosen() {
        let found =
            jobs("--crate wellspring-dist --features alloc,num_bigint", "s390x-unknown-linux-gnu");
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].flags, "--no-default-features --features alloc,num_bigint");
        assert_eq!(jobs("--features default", "s390x-unknown-linux-gnu").len(), 5);
        assert_eq!(jobs("--features sha2", "s390x-unknown-linux-gnu").len(), 2);
    }
}
