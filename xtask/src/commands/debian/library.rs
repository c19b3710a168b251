//! The standard library for a target, built from Debian's sources and laid into the private sysroot.

use std::fs;
use std::path::{Path, PathBuf};

use super::Compiler;
use crate::commands::{Stop, Workspace};
use crate::shell::Line;

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
