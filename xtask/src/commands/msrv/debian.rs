//! The oldest compiler that we promise, from Debian's packages where rustup does not have it.
//!
//! Debian keeps the compiler of its last point release beside that of its security updates, under one name (`rustc-web`):
//! of the versions that apt offers, the one whose number begins as the promise does is taken. Its packages are unpacked
//! below `target`, never installed. apt itself says which others are missing here.

use std::env;
use std::ffi::OsString;
use std::fs;
use std::path::PathBuf;

use crate::commands::{Stop, Workspace};
use crate::shell::{Line, need};

/// A cargo and a rustc of one version.
#[derive(Clone, Debug)]
pub(super) struct Toolchain {
    root: PathBuf,
    libraries: OsString,
}

impl Toolchain {
    pub(super) fn cargo(&self, words: &str) -> Line {
        let bin = self.root.join("usr").join("bin");
        let line = Line::program(bin.join("cargo")).words(words);
        line.env("RUSTC", bin.join("rustc")).env("LD_LIBRARY_PATH", &self.libraries)
    }
}

/// The packages of version `wanted` (`1.85`), downloaded and unpacked if they are not there yet.
pub(super) fn toolchain(ws: &Workspace, wanted: &str) -> Result<Toolchain, Stop> {
    let name = format!("rust-{wanted}");
    let root = ws.target.join("xtask").join(&name);
    if !root.join(MARK).exists() {
        for tool in ["apt-get", "apt-cache", "dpkg-deb"] {
            need(tool)?;
        }
        // Lists that were never fetched, or that name versions which are gone: fetch them and try again.
        if download(ws, &name, wanted).is_err() {
            Line::new("apt-get update -qq").run().map_err(unavailable)?;
            download(ws, &name, wanted)?;
        }
        fs::write(root.join(MARK), "")?;
    }
    let folders = ["usr/lib/x86_64-linux-gnu", "lib/x86_64-linux-gnu", "usr/lib", "lib"];
    let libraries = env::join_paths(folders.map(|folder| root.join(folder)));
    let libraries = libraries.map_err(|error| Stop::NotChecked(error.to_string()))?;
    Ok(Toolchain { root, libraries })
}

/// Written last, so that an interrupted download is not taken for a finished one.
const MARK: &str = ".complete";

fn download(ws: &Workspace, name: &str, wanted: &str) -> Result<(), Stop> {
    let offered = Line::new("apt-cache madison rustc-web").read().map_err(unavailable)?;
    let version = version(&offered, wanted).ok_or_else(|| {
        Stop::NotChecked(format!("neither rustup nor Debian's packages have Rust {wanted} here"))
    })?;
    let library = format!("libstd-rust-web-{wanted}");
    let pinned = ["rustc-web", "cargo-web", "libstd-rust-web-dev", &library];
    let pinned = pinned.map(|package| format!("{package}={version}"));
    let line = Line::new("apt-get --simulate --no-install-recommends install").args(&pinned);
    let planned = planned(&line.read().map_err(unavailable)?);
    // What is installed already is in no plan, and is not unpacked either.
    let all: Vec<String> = pinned.iter().chain(&planned).cloned().collect();
    let root = ws.scratch(name)?;
    Line::new("apt-get download -qq").args(&all).dir(&root).run().map_err(unavailable)?;
    for entry in fs::read_dir(&root)? {
        let package = entry?.path();
        Line::new("dpkg-deb --extract").arg(&package).arg(&root).run()?;
        fs::remove_file(package)?;
    }
    Ok(())
}

/// What cannot be fetched is no fault of ours; whatever goes wrong with what was fetched stays a failure.
fn unavailable(stop: Stop) -> Stop {
    match stop {
        Stop::Failed(reason) => Stop::NotChecked(reason),
        other => other,
    }
}

/// Of lines ` NAME | VERSION | WHERE`, the first version that is `wanted` with anything after its next dot.
fn version<'a>(offered: &'a str, wanted: &str) -> Option<&'a str> {
    let versions = offered.lines().filter_map(|line| line.split('|').nth(1)).map(str::trim);
    versions.into_iter().find(|v| v.strip_prefix(wanted).is_some_and(|rest| rest.starts_with('.')))
}

/// What a simulated installation would bring: `Inst NAME (VERSION …)`, as `NAME=VERSION`.
fn planned(plan: &str) -> Vec<String> {
    let lines = plan.lines().filter_map(|line| line.strip_prefix("Inst "));
    let pairs = lines.filter_map(|line| line.split_once(" (")).filter_map(|(name, rest)| {
        let name = name.split(' ').next()?;
        Some(format!("{name}={}", rest.split(' ').next()?))
    });
    pairs.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_version_is_found_among_those_offered() {
        let offered =
            " rustc-web | 1.96.0+dfsg1-1 | x main\n rustc-web | 1.85.0+dfsg3-1~deb12u3 | y\n";
        assert_eq!(version(offered, "1.85"), Some("1.85.0+dfsg3-1~deb12u3"));
        assert_eq!(version(offered, "1.8"), None);
        assert_eq!(version(offered, "1.97"), None);
    }

    #[test]
    fn the_plan_is_read_with_versions() {
        let plan = "Reading…\nRemv rustup [1]\nInst rustc-web (1.85.0+x Debian:12 [amd64])\nInst libllvm19 [1:18] (1:19 D)\nConf x (1)\n";
        assert_eq!(planned(plan), ["rustc-web=1.85.0+x", "libllvm19=1:19"]);
    }
}
