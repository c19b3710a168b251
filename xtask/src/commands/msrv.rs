//! `cargo xtask msrv`: each published crate builds with the oldest Rust that its manifest promises.
//!
//! With that cargo as well as that rustc: an old cargo may stumble over a manifest. The versions of the dependencies are
//! those that it chooses itself for its rustc (resolver 3), in a copy of the crates with a lock of its own, since the lock
//! of the repository is made for newer compilers. A feature whose dependency has no release for that Rust is known by
//! name, and must be refused.

mod debian;
mod newer;

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use self::newer::{NEWER, number, refused, unknown};
use super::record::{self, Claim, Verdict};
use super::{Outcome, PACKAGES, Stop, Workspace, copy, failed};
use crate::metadata::{self, Package};
use crate::shell::{Line, timed};

pub(crate) fn run(ws: &Workspace, args: &[String]) -> Outcome {
    if let Some(arg) = args.first() {
        return Err(Stop::Usage(format!("msrv takes no argument `{arg}`")));
    }
    let (rows, time) = timed(|| rows(ws));
    let (rows, version) = rows?;
    record::write(ws, "msrv", "cargo xtask msrv", time, &rows)?;
    judge(&rows, &version)
}

/// As the step of ci: the same, and no record of it.
pub(crate) fn step(ws: &Workspace) -> Outcome {
    let (rows, version) = rows(ws)?;
    judge(&rows, &version)
}

fn judge(rows: &[Claim], version: &str) -> Outcome {
    for Claim { what, figure, verdict, .. } in rows {
        println!("{what:24}{figure:64}{verdict}");
    }
    match rows.iter().filter(|row| row.verdict != Verdict::Met).count() {
        0 => Ok(format!("{} packages with {version}", rows.len())),
        n => Err(failed(format!("{n} packages; see above"))),
    }
}

/// One for each package, and what cargo says of itself.
fn rows(ws: &Workspace) -> Result<(Vec<Claim>, String), Stop> {
    let promised = promised(&fs::read_to_string(ws.root.join("Cargo.toml"))?)?;
    let rust = toolchain(ws, &promised)?;
    let cargo = Cargo { rust, target: ws.target.join("xtask").join("msrv-target") };
    let version = cargo.line("--version").read()?.trim().to_owned();
    if !version.starts_with(&format!("cargo {promised}.")) {
        return Err(failed(format!("{version} where {promised} was asked for")));
    }
    let control = control(ws, &cargo)?;
    let dir = copy::published(ws, "msrv")?;
    cargo.line("generate-lockfile").dir(&dir).run()?;
    let packages = cargo.line("metadata --format-version 1 --all-features --locked").dir(&dir);
    let packages = metadata::parse(&packages.read()?).map_err(failed)?;
    let one = |name: &&str| one(&cargo, &dir, &packages, name, &promised, &control);
    let rows = PACKAGES.iter().map(one).collect::<Result<Vec<Claim>, Stop>>()?;
    Ok((rows, version))
}

/// Where the toolchain came from is in how it is called.
enum Rust {
    Rustup(String),
    Debian(debian::Toolchain),
}

struct Cargo {
    rust: Rust,
    target: PathBuf,
}

impl Cargo {
    fn line(&self, words: &str) -> Line {
        let line = match &self.rust {
            Rust::Rustup(version) => Line::new(&format!("cargo +{version}")).words(words),
            Rust::Debian(toolchain) => toolchain.cargo(words),
        };
        line.env("CARGO_TARGET_DIR", &self.target)
    }
}

fn toolchain(ws: &Workspace, promised: &str) -> Result<Rust, Stop> {
    // With RUSTUP_AUTO_INSTALL off it answers or refuses, and downloads nothing.
    let line = Line::new(&format!("cargo +{promised} --version")).env("RUSTUP_AUTO_INSTALL", "0");
    if line.output().is_ok_and(|output| output.status.success()) {
        return Ok(Rust::Rustup(promised.into()));
    }
    debian::toolchain(ws, promised).map(Rust::Debian)
}

/// `rust-version` of the workspace, which all published crates inherit.
fn promised(manifest: &str) -> Result<String, Stop> {
    let line = manifest.lines().find_map(|line| line.strip_prefix("rust-version = "));
    let version = line.map(|version| version.trim_matches('"').to_owned());
    version.ok_or_else(|| failed("Cargo.toml: no rust-version"))
}

fn one(
    cargo: &Cargo,
    dir: &Path,
    packages: &[Package],
    name: &str,
    promised: &str,
    control: &str,
) -> Result<Claim, Stop> {
    let package = packages.iter().find(|package| package.name == name);
    let package = package.ok_or_else(|| failed(format!("{name}: not in the copy")))?;
    let (newer, old): (Vec<_>, Vec<_>) = package
        .features
        .iter()
        .map(|(feature, _)| feature.as_str())
        .filter(|feature| *feature != "default")
        .partition(|feature| NEWER.iter().any(|(newer, _)| newer == feature));
    let build = |words: &str| {
        let line = cargo.line("build --quiet --locked --package").arg(name);
        line.words(words).dir(dir)
    };
    let all = format!("--no-default-features --features {}", old.join(","));
    let sets = ["--no-default-features", "", if old.is_empty() { "" } else { all.as_str() }];
    let mut wrong = Vec::new();
    for set in sets {
        if build(set).run().is_err() {
            wrong.push(format!("`{set}` does not build"));
        }
    }
    for feature in &newer {
        let refusal = build("--no-default-features --features").arg(feature).output()?;
        let said = String::from_utf8_lossy(&refusal.stderr);
        wrong.extend(refused(feature, refusal.status.success(), &said));
    }
    wrong.extend(unknown(&needs(cargo, dir, packages, package, promised)?));
    let but = newer.iter().map(|feature| format!(" but {feature}")).collect::<String>();
    let figure = if wrong.is_empty() {
        format!("builds with none, the default and all features{but}")
    } else {
        wrong.join("; ")
    };
    Ok(Claim {
        what: name.into(),
        figure,
        demand: format!("Rust {promised}"),
        verdict: if wrong.is_empty() { Verdict::Met } else { Verdict::Missed },
        control: control.into(),
    })
}

/// The features of which some dependency in the lock says that it wants more than was promised, and how much.
fn needs(
    cargo: &Cargo,
    dir: &Path,
    packages: &[Package],
    package: &Package,
    promised: &str,
) -> Result<BTreeSet<(String, String)>, Stop> {
    let mut found = BTreeSet::new();
    for (feature, _) in &package.features {
        let line =
            cargo.line("tree --quiet --locked --edges normal,build --prefix none --format {p}");
        let line = line.arg("--package").arg(&package.name);
        let tree = line.words("--no-default-features --features").arg(feature).dir(dir).read()?;
        for line in tree.lines() {
            let mut words = line.split(' ');
            let (name, version) = (words.next(), words.next().and_then(|v| v.strip_prefix('v')));
            let known = packages
                .iter()
                .find(|p| Some(p.name.as_str()) == name && Some(p.version.as_str()) == version);
            let rust = known.and_then(|package| package.rust_version.as_deref()).unwrap_or("1.0");
            if number(rust) > number(promised) {
                found.insert((feature.clone(), rust.to_owned()));
            }
        }
    }
    Ok(found)
}

/// A crate that uses what came later must be refused; the same crate without that line must build.
fn control(ws: &Workspace, cargo: &Cargo) -> Result<String, Stop> {
    let dir = ws.scratch("msrv-control")?;
    fs::create_dir(dir.join("src"))?;
    fs::write(
        dir.join("Cargo.toml"),
        "[package]\nname = \"control\"\nversion = \"0.0.0\"\nedition = \"2024\"\n[workspace]\n",
    )?;
    let lib = dir.join("src").join("lib.rs");
    let line = cargo.line("build --quiet").dir(&dir);
    fs::write(&lib, "pub fn even(n: Option<u8>) -> bool { matches!(n, Some(n) if n & 1 == 0) }\n")?;
    line.run()?;
    // Stable since Rust 1.88.
    fs::write(
        &lib,
        "pub fn even(n: Option<u8>) -> bool { if let Some(n) = n && n & 1 == 0 { true } else { false } }\n",
    )?;
    if line.output()?.status.success() {
        return Err(failed("negative control: code for Rust 1.88 was not refused"));
    }
    Ok("code for Rust 1.88 refused".into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_promise_is_read() {
        let manifest = fs::read_to_string(Workspace::find().root.join("Cargo.toml")).unwrap();
        assert_eq!(promised(&manifest), Ok(env!("CARGO_PKG_RUST_VERSION").into()));
        assert!(promised("[package]\n").is_err());
    }
}
