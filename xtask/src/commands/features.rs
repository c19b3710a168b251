//! `cargo xtask features`: every set of features of each published crate compiles, without a warning.
//!
//! A feature that forgets what it stands on compiles with all features, with none, and in any test; it fails for the one
//! user who asks for it alone. So all sets are compiled, by cargo-hack. Which sets there are is worked out here too, and
//! compared, so that a set left out is noticed; and a package with one bad set must be refused.
//!
//! The facade has thousands of sets, and no code that asks for two features at once: its sets are those of up to
//! [`DEPTH`] features and of all; `--full` takes every one. `--quick` needs no cargo-hack: all sets of the crates that have few, and
//! of the others none, each feature alone, and all.

mod sets;

use std::collections::BTreeSet;
use std::fs;

use self::sets::{Features, Set, closed, closure};
use super::record::{self, Claim, Verdict};
use super::{Outcome, PACKAGES, Stop, Workspace, failed};
use crate::metadata::{self, Package};
use crate::shell::{Line, timed};

pub(crate) fn run(ws: &Workspace, args: &[String]) -> Outcome {
    let form = match args {
        [] => "",
        [arg] if ["--quick", "--full"].contains(&arg.as_str()) => arg,
        _ => return Err(Stop::Usage("features takes --quick, --full or nothing".into())),
    };
    let packages = metadata::packages(&ws.root)?;
    let published = || packages.iter().filter(|p| PACKAGES.contains(&p.name.as_str()));
    if published().count() != PACKAGES.len() {
        return Err(failed("cargo metadata does not have all of the published packages"));
    }
    if form == "--quick" {
        return quickly(ws, published());
    }
    hack()?;
    let (claims, time) = timed(|| {
        let control = control(ws)?;
        let depth = if form.is_empty() { DEPTH } else { usize::MAX };
        published()
            .map(|package| hacked(ws, package, depth, &control))
            .collect::<Result<Vec<_>, Stop>>()
    });
    let claims = claims?;
    let command = format!("cargo xtask features {form}");
    let wrong = claims.iter().filter(|claim| claim.verdict != Verdict::Met).count();
    record::write(ws, "features", command.trim_end(), time, &claims)?;
    for Claim { what, figure, verdict, .. } in &claims {
        println!("{what:24}{figure:24}{verdict}");
    }
    match wrong {
        0 => Ok(format!("{} packages", claims.len())),
        n => Err(failed(format!("{n} packages; see above"))),
    }
}

/// As the step of ci: what takes a minute.
pub(crate) fn quick(ws: &Workspace) -> Outcome {
    run(ws, &["--quick".into()])
}

/// Crates with so few sets are compiled with all of them in the quick form too.
const FEW: usize = 12;

fn quickly<'a>(ws: &Workspace, published: impl Iterator<Item = &'a Package>) -> Outcome {
    let mut count = 0_usize;
    for package in published {
        let all = closed(&package.features);
        let chosen = if all.len() <= FEW { all } else { few(&package.features) };
        for set in &chosen {
            check(ws, &package.name, set).run()?;
        }
        count += chosen.len();
    }
    Ok(format!("{count} sets; of crates with more than {FEW}, none, each feature alone, and all"))
}

fn few(features: &Features) -> BTreeSet<Set> {
    let all = features.iter().map(|(name, _)| name.clone()).collect();
    let mut sets = sets::of(features, 1);
    sets.insert(closure(features, &all));
    sets
}

fn check(ws: &Workspace, package: &str, set: &Set) -> Line {
    let features: Vec<&str> = set.iter().map(String::as_str).collect();
    let line = Line::new("cargo check --quiet --no-default-features --package").arg(package);
    strict(ws, line.arg("--features").arg(features.join(",")))
}

/// In a directory of its own: other flags would throw away what the other steps have built.
fn strict(ws: &Workspace, line: Line) -> Line {
    let line = line.env("CARGO_TARGET_DIR", ws.target.join("xtask").join("features"));
    line.env("RUSTFLAGS", "-D warnings").dir(&ws.root)
}

fn hack() -> Result<(), Stop> {
    let found = Line::new("cargo hack --version").output()?.status.success();
    let why = "cargo-hack is not installed: `cargo install cargo-hack`; --quick needs none";
    if found { Ok(()) } else { Err(Stop::NotChecked(why.into())) }
}

/// `default` names features and adds none, so that every set with it is a set without it.
const HACK: &str = "cargo hack check --feature-powerset --exclude-features default";

/// Above so many sets, a crate's are those of up to `DEPTH` features and of all.
const MANY: usize = 200;
pub(crate) const DEPTH: usize = 2;

fn hacked(ws: &Workspace, package: &Package, depth: usize, control: &str) -> Result<Claim, Stop> {
    let all = closed(&package.features);
    let depth = if all.len() > MANY { depth } else { usize::MAX };
    let limit = if depth == usize::MAX { String::new() } else { format!("--depth {depth}") };
    let wanted = sets::of(&package.features, depth);
    let line = |words: &str| {
        let line = Line::new(HACK).words(&limit).words(words);
        line.arg("--package").arg(&package.name)
    };
    let named = named(&line("--print-command-list").dir(&ws.root).read()?);
    let left_out = left_out(&package.features, &wanted, &named);
    for set in &left_out {
        eprintln!("  {}: cargo-hack leaves out {set:?}", package.name);
    }
    let mut met = left_out.is_empty();
    met &= strict(ws, line("--keep-going --quiet")).run().is_ok();
    if let Some(largest) = all.iter().max_by_key(|set| set.len()) {
        met &= check(ws, &package.name, largest).run().is_ok();
    }
    let limited =
        if limit.is_empty() { String::new() } else { format!(" of up to {depth} features") };
    Ok(Claim {
        what: package.name.clone(),
        figure: format!("{} of {} sets compiled", named.len(), all.len()),
        demand: format!("all {}{limited}, and all features; no warning", wanted.len()),
        verdict: if met { Verdict::Met } else { Verdict::Missed },
        control: control.into(),
    })
}

/// The features of each command in cargo-hack's list.
fn named(list: &str) -> Vec<Set> {
    let commands = list.lines().filter(|line| line.starts_with("cargo check"));
    let features =
        |line: &str| line.split("--features ").nth(1).map(str::to_owned).unwrap_or_default();
    commands
        .map(|line| {
            features(line).split([',', ' ']).filter(|f| !f.is_empty()).map(Into::into).collect()
        })
        .collect()
}

/// The sets that are wanted and in no command.
fn left_out(features: &Features, wanted: &BTreeSet<Set>, named: &[Set]) -> Vec<Set> {
    let compiled: BTreeSet<Set> = named.iter().map(|set| closure(features, set)).collect();
    wanted.difference(&compiled).cloned().collect()
}

/// A package that compiles with all features, with none and with each but one of them: it must be refused.
fn control(ws: &Workspace) -> Result<String, Stop> {
    let dir = ws.scratch("features-control")?;
    fs::create_dir(dir.join("src"))?;
    fs::write(
        dir.join("Cargo.toml"),
        "[package]\nname = \"control\"\nversion = \"0.0.0\"\nedition = \"2024\"\n[features]\na = []\nb = []\n[workspace]\n",
    )?;
    let lib = dir.join("src").join("lib.rs");
    let line = strict(ws, Line::new(HACK).words("--keep-going --quiet")).dir(&dir);
    fs::write(&lib, "pub const A: u8 = 1;\n")?;
    line.run()?;
    for bad in [
        "#[cfg(all(feature = \"a\", not(feature = \"b\")))]\npub const B: u8 = UNKNOWN;\n",
        "#[cfg(all(feature = \"a\", not(feature = \"b\")))]\nuse core::fmt;\n",
    ] {
        fs::write(&lib, bad)?;
        if line.output()?.status.success() {
            return Err(failed(format!("negative control: not refused: {bad}")));
        }
    }
    Ok("an error and a warning in one of 4 sets refused".into())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn features() -> Vec<(String, Vec<String>)> {
        let feature = |name: &str, on: &[&str]| {
            (name.to_owned(), on.iter().map(|on| (*on).to_owned()).collect())
        };
        vec![
            feature("alloc", &[]),
            feature("default", &["alloc"]),
            feature("big", &["alloc", "dep:big"]),
            feature("rand", &["dep:rand"]),
        ]
    }

    const LIST: &str = "\
info: …
cargo check --manifest-path x/Cargo.toml --no-default-features
cargo check --manifest-path x/Cargo.toml --no-default-features --features alloc
cargo check --manifest-path x/Cargo.toml --no-default-features --features big
cargo check --manifest-path x/Cargo.toml --no-default-features --features rand
cargo check --manifest-path x/Cargo.toml --no-default-features --features alloc,rand
cargo check --manifest-path x/Cargo.toml --no-default-features --features big,rand
";

    #[test]
    fn a_full_list_leaves_nothing_out() {
        assert_eq!(named(LIST).len(), 6);
        assert!(left_out(&features(), &closed(&features()), &named(LIST)).is_empty());
    }

    #[test]
    fn a_set_that_is_left_out_is_found() {
        for at in 1..7 {
            let lines = LIST.lines().enumerate().filter(|(line, _)| *line != at);
            let list: String = lines.map(|(_, line)| format!("{line}\n")).collect();
            let wanted = closed(&features());
            assert_eq!(left_out(&features(), &wanted, &named(&list)).len(), 1, "{at}");
        }
    }

    #[test]
    fn the_quick_sets_have_none_each_and_all() {
        let set = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect::<Set>();
        let sets = [&[][..], &["alloc"], &["alloc", "big"], &["rand"], &["alloc", "big", "rand"]];
        assert_eq!(few(&features()), sets.map(set).into());
    }

    #[test]
    fn arguments_are_checked_before_anything_runs() {
        let outcome = run(&Workspace::find(), &["--slow".into()]);
        assert!(matches!(outcome, Err(Stop::Usage(_))));
    }
}
