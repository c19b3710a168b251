//! A compiler for foreign targets, from Debian's packages alone.
//!
//! Debian ships the newest rustc that its browsers need (`rustc-web`) with the sources of the
//! standard library. The packages are downloaded and unpacked under `target`, never installed:
//! they conflict with rustup, and nobody's machine should change for a check. apt itself says which
//! packages are missing here, shared libraries included, so no name but two and no version is
//! written down. The standard library, or the part of it that is asked for, is then built once per
//! target and laid into that sysroot, after which a plain `cargo build --target` finds it without any
//! unstable flag.

use std::env;
use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};

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

/// How much of the standard library is built, each more than the one before.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Part {
    /// `core` and `alloc`, for targets that have no more.
    Core,
    /// What a type check needs of `std`.
    Check,
    /// `std` to link with, and the harness of tests.
    Full,
}

impl Part {
    /// Written last, so that an interrupted build is not taken for a finished one.
    fn mark(self) -> &'static str {
        match self {
            Self::Core => ".complete",
            Self::Check => ".complete-check",
            Self::Full => ".complete-full",
        }
    }

    /// The folder of the sources to stand in, and what cargo is told there.
    fn line(self, library: &Path) -> Line {
        match self {
            Self::Core => Line::new("cargo build --quiet").dir(library.join("alloc")),
            Self::Check => {
                Line::new("cargo check --quiet --features panic-unwind").dir(library.join("std"))
            }
            Self::Full => {
                Line::new("cargo build --quiet -p std -p test --features std/panic-unwind")
                    .dir(library.join("sysroot"))
            }
        }
    }
}

/// Backtraces stay out: nothing reads them here, and they are a third of the work. Fuchsia's `std` is not complete without.
fn has_backtraces(target: &str) -> bool {
    target.ends_with("-fuchsia")
}

/// `std` as a dynamic library would want a linker of each target, and nothing here links with one. The sources are a
/// private copy.
fn static_only(library: &Path) -> Result<(), Stop> {
    for name in ["std", "test"] {
        let manifest = library.join(name).join("Cargo.toml");
        let text = fs::read_to_string(&manifest)?;
        fs::write(manifest, text.replace("\"dylib\", \"rlib\"", "\"rlib\""))?;
    }
    Ok(())
}

impl Compiler {
    /// Where the compiler looks for the libraries of a target.
    pub(crate) fn sysroot(&self, target: &str) -> PathBuf {
        self.usr.join("lib").join("rustlib").join(target).join("lib")
    }

    /// Whether this much of the library, or more, was built for the target.
    pub(crate) fn has(&self, target: &str, part: Part) -> bool {
        let parts = [Part::Core, Part::Check, Part::Full].into_iter().filter(|p| *p >= part);
        let lib = self.sysroot(target);
        parts.map(Part::mark).any(|mark| lib.join(mark).exists())
    }

    /// Builds what is missing, for all the targets in one call, which keeps all cores busy.
    pub(crate) fn build(&self, ws: &Workspace, part: Part, targets: &[&str]) -> Result<(), Stop> {
        let missing = targets.iter().copied().filter(|target| !self.has(target, part));
        let (with, without): (Vec<&str>, Vec<&str>) = missing.partition(|t| has_backtraces(t));
        self.build_all(ws, part, &without, "")?;
        self.build_all(ws, part, &with, "--features backtrace")
    }

    fn build_all(
        &self,
        ws: &Workspace,
        part: Part,
        missing: &[&str],
        features: &str,
    ) -> Result<(), Stop> {
        if missing.is_empty() {
            return Ok(());
        }
        let build = ws.scratch("debian-build")?;
        // The package links src/rust to a directory with the version in its name.
        let sources =
            fs::canonicalize(self.usr.join("lib").join("rustlib").join("src").join("rust"))?;
        let library = sources.join("library");
        static_only(&library)?;
        let line = part.line(&library).words(features);
        let line = missing.iter().fold(line, |line, target| line.arg("--target").arg(target));
        self.apply(line)
            .env("CARGO_TARGET_DIR", &build)
            .env("CARGO_PROFILE_DEV_DEBUG", "0")
            .env("CARGO_INCREMENTAL", "0")
            // The standard library is made of unstable features. Only these builds may use them.
            .env("RUSTC_BOOTSTRAP", "1")
            .env("RUSTFLAGS", "-Zforce-unstable-if-unmarked")
            .run()?;
        for target in missing {
            self.lay(&build, part, target)?;
        }
        fs::remove_dir_all(build)?;
        Ok(())
    }

    /// Copies what was built to where the compiler looks, in the place of what was there.
    fn lay(&self, build: &Path, part: Part, target: &str) -> Result<(), Stop> {
        let is = |file: &Path, wanted| file.extension().is_some_and(|ext| ext == wanted);
        let lib = self.sysroot(target);
        fs::create_dir_all(&lib)?;
        for entry in fs::read_dir(&lib)? {
            let file = entry?.path();
            let is_mark =
                file.file_name().is_some_and(|name| name.to_string_lossy().starts_with('.'));
            if is(&file, "rlib") || is(&file, "rmeta") || is_mark {
                fs::remove_file(file)?;
            }
        }
        let wanted = if part == Part::Check { "rmeta" } else { "rlib" };
        for entry in fs::read_dir(build.join(target).join("debug").join("deps"))? {
            let file = entry?.path();
            if is(&file, wanted) {
                fs::copy(&file, lib.join(file.file_name().unwrap_or_default()))?;
            }
        }
        fs::write(lib.join(part.mark()), "")?;
        Ok(())
    }
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
