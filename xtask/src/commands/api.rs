//! `cargo xtask api [--write]`: the public interface of each library, as it was reviewed, in docs/api.
//!
//! docs/api/CRATE.txt has a line for every public item with all features, as cargo-public-api reads them from rustdoc. A
//! change to the interface is a change to that file, which a reviewer sees as a diff; a change without one fails.
//! docs/api/external.txt has the types and traits of other packages that stand in those lines: their major
//! releases are ours.

mod external;

use std::fs;
use std::path::{Path, PathBuf};

use super::record::{self, Claim, Verdict};
use super::{Outcome, PACKAGES, Stop, Workspace, failed};
use crate::shell::{self, Line, timed};

pub(crate) fn run(ws: &Workspace, args: &[String]) -> Outcome {
    let write = match args {
        [] => false,
        [arg] if arg == "--write" => true,
        _ => return Err(Stop::Usage("api takes --write or nothing".into())),
    };
    shell::nightly("public-api", "cargo-public-api")?;
    let folder = ws.root.join("docs").join("api");
    let allowed = fs::read_to_string(folder.join("external.txt"))?;
    let (claims, time) = timed(|| {
        let libraries = PACKAGES.iter().filter(|package| **package != PROGRAM);
        libraries.map(|package| one(ws, package, &folder, &allowed, write)).collect()
    });
    let claims: Result<Vec<Claim>, Stop> = claims;
    let claims = claims?;
    // What was just written agrees with itself, which is no evidence.
    if !write {
        record::write(ws, "api", "cargo xtask api", time, &claims)?;
    }
    match claims.iter().filter(|claim| claim.verdict == Verdict::Missed).count() {
        0 if write => Ok("written; review the difference".into()),
        0 => Ok(format!("{} libraries, as docs/api has them", claims.len())),
        n => Err(failed(format!(
            "{n} libraries; `cargo xtask api --write` writes what is there now"
        ))),
    }
}

/// A program has no library.
const PROGRAM: &str = "wellspring-cli";

fn one(
    ws: &Workspace,
    package: &str,
    folder: &Path,
    allowed: &str,
    write: bool,
) -> Result<Claim, Stop> {
    let line = Line::new("cargo +nightly public-api --all-features -s --color never --package");
    let line = line.arg(package).env("CARGO_TARGET_DIR", ws.target.join("xtask").join("api"));
    let now = snapshot(package, &line.dir(&ws.root).read()?);
    if now.lines().count() < FEWEST {
        return Err(failed(format!("{package}: only {} lines", now.lines().count())));
    }
    let file = file(folder, package);
    if write {
        fs::create_dir_all(folder)?;
        fs::write(&file, &now)?;
    }
    let before = fs::read_to_string(&file).unwrap_or_default();
    let mut wrong = differences(&before, &now);
    let used = external::used(&now);
    wrong.extend(external::check(package, &used, allowed));
    for violation in &wrong {
        eprintln!("  {package}: {violation}");
    }
    Ok(Claim {
        what: package.into(),
        figure: format!("{} lines, {} types of others", now.lines().count(), used.len()),
        demand: "as docs/api has them".into(),
        verdict: if wrong.is_empty() { Verdict::Met } else { Verdict::Missed },
        control: control(package, &now, allowed)?,
    })
}

/// Fewer lines than this are no interface of a library, but a reading that went wrong.
const FEWEST: usize = 20;

fn file(folder: &Path, package: &str) -> PathBuf {
    folder.join(package).with_extension("txt")
}

/// What is kept of the list: not the traits that only the compiler knows, which change with it.
fn snapshot(package: &str, list: &str) -> String {
    const COMPILER: &[&str] = &["Freeze", "UnsafeUnpin", "StructuralPartialEq"];
    let own = |line: &&str| {
        !COMPILER.iter().any(|name| line.contains(&format!("core::marker::{name} for ")))
    };
    let head = format!(
        "# The public interface of {package} with all features, by `cargo xtask api --write`.\n"
    );
    head + &list.lines().filter(own).map(|line| line.to_owned() + "\n").collect::<String>()
}

/// Lines that are gone, with `-`, and lines that are new, with `+`.
fn differences(before: &str, now: &str) -> Vec<String> {
    let without = |one: &str, other: &str, sign: char| {
        let mut other: Vec<&str> = other.lines().collect();
        let mut left = Vec::new();
        for line in one.lines() {
            match other.iter().position(|l| *l == line) {
                Some(at) => _ = other.swap_remove(at),
                None => left.push(format!("{sign} {line}")),
            }
        }
        left
    };
    [without(before, now, '-'), without(now, before, '+')].concat()
}

/// One line fewer, one line more and one type that nobody allowed must each be seen, in this very list.
fn control(package: &str, now: &str, allowed: &str) -> Result<String, Stop> {
    let fewer: String = now.lines().skip(2).map(|line| line.to_owned() + "\n").collect();
    let more = format!("{now}pub fn {}::leak() -> libc::siginfo_t\n", package.replace('-', "_"));
    let violations = external::check(package, &external::used(&more), allowed);
    let seen = !differences(now, &fewer).is_empty()
        && differences(now, &more).len() == 1
        && violations.iter().any(|violation| violation.contains("libc::siginfo_t"));
    match seen {
        true => Ok("a line removed, a line added and a type of libc refused".into()),
        false => Err(failed(format!("negative control: a change to {package} was not seen"))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_changed_snapshot_is_found() {
        let before = "# head\npub fn a::b()\npub fn a::c()\npub fn a::c()\n";
        assert_eq!(differences(before, before), [""; 0]);
        let now = before.replacen("a::c()", "a::c(u8)", 1);
        assert_eq!(differences(before, &now), ["- pub fn a::c()", "+ pub fn a::c(u8)"]);
        assert_eq!(differences("", before).len(), 4);
    }

    #[test]
    fn what_only_the_compiler_knows_is_left_out() {
        let list = "impl core::marker::Send for a::B\nimpl core::marker::Freeze for a::B\n";
        assert_eq!(snapshot("a", list).lines().count(), 2);
    }

    #[test]
    fn the_control_sees_all_three() {
        let now = snapshot("a", "pub mod a\npub fn a::b() -> rand_core::Error\n");
        assert!(control("a", &now, "a rand_core::Error\n").is_ok());
    }

    #[test]
    fn every_library_has_a_snapshot_and_the_list_has_no_other_crate() {
        let folder = Workspace::find().root.join("docs").join("api");
        let allowed = fs::read_to_string(folder.join("external.txt")).unwrap();
        for package in PACKAGES.iter().filter(|package| **package != PROGRAM) {
            let text = fs::read_to_string(file(&folder, package)).unwrap();
            assert_eq!(external::check(package, &external::used(&text), &allowed), [""; 0]);
        }
        for row in external::rows(&allowed) {
            assert!(PACKAGES.contains(&row.0), "{row:?}");
        }
    }
}
