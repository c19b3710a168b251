//! A compiler for foreign targets, from Debian's packages alone.
//!
//! Debian ships the newest rustc that its browsers need (`rustc-web`) with the sources of the
//! standard library. The packages are downloaded and unpacked under `target`, never installed:
//! they conflict with rustup, and nobody's machine should change for a check. apt itself says which
//! packages are missing here, shared libraries included, so no name but two and no version is
//! written down. The standard library, or the part of it that is asked for, is then built once per
//! target and laid into that sysroot, after which a plain `cargo build --target` finds it without any
//! unstable flag.

mod library;

use std::env;
use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};

pub(crate) use self::library::Part;
use super::{Stop, Workspace, failed};
use crate::shell::{Line, need};

const PACKAGES: &str = "rustc-web rust-web-src";

#[derive(Clone, Debug)]
pub(crate) struct Compiler {
    pub(crate) version: String,
    usr: PathBuf,
    libraries: OsString,
}

impl Compiler {
    pub(crate) fn apply(&self, line: Line) -> Line {
        line.env("RUSTC", self.usr.join("bin").join("rustc"))
            .env("LD_LIBRARY_PATH", &self.libraries)
    }

    fn in_dir(root: &Path) -> Result<Self, Stop> {
        let usr = root.join("usr");
        let libraries = library_path(&usr.join("lib"))?;
        let version = String::new();
        let mut compiler = Self { version, usr, libraries };
        let rustc = compiler.usr.join("bin").join("rustc");
        let line = compiler.apply(Line::program(rustc).arg("--version"));
        let version = line.read()?;
        let words: Vec<&str> = version.split_whitespace().take(2).collect();
        compiler.version = words.join(" ");
        Ok(compiler)
    }
}

impl Compiler {
    /// The first number of the version of LLVM that it was made with: linkers of the same read its objects.
    pub(crate) fn llvm(&self) -> Result<String, Stop> {
        let rustc = self.usr.join("bin").join("rustc");
        let said = self.apply(Line::program(rustc).arg("-vV")).read()?;
        let version = said.lines().find_map(|line| line.strip_prefix("LLVM version: "));
        let major = version.and_then(|version| version.split('.').next());
        major.map(str::to_owned).ok_or_else(|| failed("rustc names no LLVM"))
    }
}

/// The private compiler, unpacked if it is not there yet, without a library for any foreign target.
///
/// # Errors
///
/// `NotChecked` where the packages cannot be had.
pub(crate) fn compiler(ws: &Workspace) -> Result<Compiler, Stop> {
    let root = ws.target.join("xtask").join("debian");
    let unpacked = root.join("unpacked");
    if !unpacked.exists() {
        for tool in ["apt-get", "dpkg-deb"] {
            need(tool)?;
        }
        // Lists that were never fetched, or that name versions which are gone: fetch them and try again.
        if download(ws).is_err() {
            let update = Line::new("apt-get update -qq").run();
            update.map_err(unavailable)?;
            download(ws)?;
        }
        fs::write(&unpacked, "")?;
    }
    Compiler::in_dir(&root)
}

fn download(ws: &Workspace) -> Result<(), Stop> {
    let root = ws.scratch("debian")?;
    let plan = Line::new("apt-get --simulate --no-install-recommends install");
    let plan = plan.words(PACKAGES).read().map_err(unavailable)?;
    let names = planned(&plan);
    if !PACKAGES.split(' ').all(|package| names.contains(&package)) {
        let reason = format!("apt does not offer {PACKAGES}");
        return Err(Stop::NotChecked(reason));
    }
    let line = Line::new("apt-get download -qq").dir(&root);
    let line = line.words(&names.join(" "));
    line.run().map_err(unavailable)?;
    for entry in fs::read_dir(&root)? {
        let package = entry?.path();
        let line = Line::new("dpkg-deb --extract").arg(&package).arg(&root);
        line.run()?;
        fs::remove_file(package)?;
    }
    Ok(())
}

/// What cannot be fetched is no fault of ours, and there is a weaker check for that case. Whatever
/// goes wrong with what was fetched stays a failure: it must not pass for a weaker success.
fn unavailable(stop: Stop) -> Stop {
    match stop {
        Stop::Failed(reason) => Stop::NotChecked(reason),
        other => other,
    }
}

/// What a simulated installation would bring: `Inst NAME (VERSION …)`.
fn planned(plan: &str) -> Vec<&str> {
    let lines = plan.lines().filter_map(|line| line.strip_prefix("Inst "));
    lines.filter_map(|rest| rest.split_whitespace().next()).collect()
}

/// Debian's rustc looks for its libraries where the system keeps them; these are elsewhere.
fn library_path(lib: &Path) -> Result<OsString, Stop> {
    let mut dirs = Vec::new();
    for entry in fs::read_dir(lib)? {
        let dir = entry?.path();
        let holds_libraries = fs::read_dir(&dir).is_ok_and(|mut entries| {
            entries.any(|entry| {
                entry.is_ok_and(|entry| entry.file_name().to_string_lossy().contains(".so"))
            })
        });
        if holds_libraries {
            dirs.push(dir);
        }
    }
    env::join_paths(dirs).map_err(|error| failed(error.to_string()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_plan_is_read_by_name() {
        let plan = "Reading…\nRemv rustup [1]\nInst rustc-web (1.9 Debian:12 [amd64])\nInst libllvm (1:2)\nConf rustc-web (1.9)\n";
        assert_eq!(planned(plan), ["rustc-web", "libllvm"]);
    }
}
