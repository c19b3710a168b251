//! `cargo xtask ci`: every check, each to its end whatever the others say, then one table.
//!
//! A check that could not be made is neither passed nor failed. It is counted on its own and makes
//! the exit status nonzero, because a green run must mean that everything was looked at; who works
//! on a machine without some tool says `--allow-missing`.

mod beside;
mod examples;
mod faults;
pub(crate) mod memory;
pub(crate) mod optimised;
mod promises;
mod readme;
mod shells;
mod supply;
mod table;

use self::beside::Beside;
use super::{Outcome, PACKAGES, Stop, Workspace, nopanic, nostd, profile, tidy};
use crate::shell::{Line, need, timed};

struct Step {
    name: &'static str,
    run: fn(&Workspace) -> Outcome,
    /// Compiles into a folder of its own: in a run of all steps it begins at once, beside the others, which wait for it here.
    beside: bool,
}

/// From what fails fast to what takes long; `release` comes before the steps that run its program, and what measures time
/// comes after those that run beside others.
const STEPS: &[Step] = &[
    step("fmt", fmt),
    step("clippy", clippy),
    step("clippy-bare", clippy_bare),
    step("tidy", |ws| tidy::run(ws, &[])),
    step("test", readme::test),
    step("main-job", readme::main_job),
    step("shells", shells::check),
    step("doc-tests", doc_tests),
    step("docs", docs),
    step("messages", |ws| super::messages::run(ws, &[])),
    step("alone", alone),
    step("entropy-tree", supply::entropy_tree),
    step("typos", typos),
    step("deny", supply::deny),
    step("sbom", |ws| super::sbom::run(ws, &[])),
    step("nopanic", |ws| nopanic::run(ws, &[])),
    step("no-libc", super::faults::no_libc_quick),
    step("bare-metal", examples::bare_metal),
    step("services", examples::services),
    step("programs", examples::programs),
    step("release", release),
    step("memory", memory::check),
    step("wiping", optimised::wiping),
    step("survivors", super::memory::quickly),
    step("timing", optimised::timing),
    step("passwords", optimised::passwords),
    step("batteries", super::stats::bytes::quickly),
    step("faults", faults::check),
    step("promises", promises::check),
    beside("features", super::features::quick),
    beside("msrv", super::msrv::step),
    beside("fuzz", fuzz),
    beside("minimal", super::minimal::quick),
    beside("reproducible", super::reproducible::quick),
    beside("nostd", |ws| nostd::run(ws, &[])),
    beside("matrix", super::matrix::quickly),
    beside("web", super::web::step),
    step("bench", super::bench::quickly),
];

const fn step(name: &'static str, run: fn(&Workspace) -> Outcome) -> Step {
    Step { name, run, beside: false }
}

const fn beside(name: &'static str, run: fn(&Workspace) -> Outcome) -> Step {
    Step { name, run, beside: true }
}

pub(crate) fn names() -> Vec<&'static str> {
    STEPS.iter().map(|step| step.name).collect()
}

/// A step alone, for whoever wants its note and not the table.
pub(crate) fn one(ws: &Workspace, name: &str) -> Outcome {
    let step = STEPS.iter().find(|step| step.name == name);
    step.map_or_else(|| Err(Stop::Usage(format!("ci has no step `{name}`"))), |step| (step.run)(ws))
}

pub(crate) fn run(ws: &Workspace, args: &[String]) -> Outcome {
    let (options, chosen): (Vec<_>, Vec<_>) = args.iter().partition(|arg| arg.starts_with('-'));
    let (mut allow_missing, mut file) = (false, None);
    for option in options {
        match option.strip_prefix(beside::ROWS) {
            Some("") => return Err(Stop::Usage(format!("{option} names no file"))),
            Some(path) => file = Some(path),
            None if option == "--allow-missing" => allow_missing = true,
            None => return Err(Stop::Usage(format!("ci has no option `{option}`"))),
        }
    }
    if let Some(name) = chosen.iter().find(|n| !names().contains(&n.as_str())) {
        return Err(Stop::Usage(format!("ci has no step `{name}`")));
    }
    if file.is_some() {
        super::beside::end_with_the_first();
    }
    let rows = match chosen.as_slice() {
        [] => all(ws)?,
        _ => STEPS
            .iter()
            .filter(|s| chosen.iter().any(|c| *c == s.name))
            .map(|s| row(ws, s))
            .collect(),
    };
    print!("\n{}", table::table(&rows));
    if let Some(path) = file {
        beside::write(path.as_ref(), &rows)?;
    }
    table::judge(&rows, allow_missing)
}

fn all(ws: &Workspace) -> Result<Vec<table::Row>, Stop> {
    let names = STEPS.iter().filter(|step| step.beside).map(|step| step.name).collect();
    let (mut others, mut rows) = (Some(Beside::start(ws, names)?), Vec::new());
    for step in STEPS {
        if !step.beside {
            rows.push(row(ws, step));
        } else if let Some(others) = others.take() {
            rows.extend(others.rows()?);
        }
    }
    Ok(rows)
}

fn row(ws: &Workspace, step: &Step) -> table::Row {
    println!("\n== {}", step.name);
    let (outcome, time) = timed(|| (step.run)(ws));
    table::Row { name: step.name, outcome, time }
}

fn cargo(words: &str) -> Line {
    Line::new("cargo").words(words)
}

fn fmt(ws: &Workspace) -> Outcome {
    need("cargo-fmt")?;
    cargo("fmt --all --check").dir(&ws.root).run()?;
    Ok(String::new())
}

fn clippy(ws: &Workspace) -> Outcome {
    need("cargo-clippy")?;
    let line = cargo("clippy --workspace --all-targets --all-features").words(BUT_BENCHES);
    line.words("-- -D warnings").dir(&ws.root).run()?;
    let line = cargo("clippy --all-targets -p wellspring-benches -- -D warnings");
    line.dir(&ws.root).run()?;
    Ok("of the benches without the peers that need C libraries: see promises".into())
}

/// All features of the benches bring in C libraries, which a machine need not have for the other checks.
const BUT_BENCHES: &str = "--exclude wellspring-benches";

/// What only the smallest build contains: the items behind `not(feature = …)`.
fn clippy_bare(ws: &Workspace) -> Outcome {
    need("cargo-clippy")?;
    for package in PACKAGES {
        let line = cargo("clippy -p").arg(package);
        let line = line.words("--no-default-features -- -D warnings");
        line.dir(&ws.root).run()?;
    }
    Ok(format!("{} packages, no features", PACKAGES.len()))
}

fn doc_tests(ws: &Workspace) -> Outcome {
    cargo("test --doc --all-features").dir(&ws.root).run()?;
    Ok(String::new())
}

fn docs(ws: &Workspace) -> Outcome {
    let line = cargo("doc --workspace --no-deps --all-features").words(BUT_BENCHES);
    line.env("RUSTDOCFLAGS", "-D warnings").dir(&ws.root).run()?;
    let line = cargo("doc --no-deps -p wellspring-benches").env("RUSTDOCFLAGS", "-D warnings");
    line.dir(&ws.root).run()?;
    Ok(String::new())
}

/// One package per build: with several, cargo gives each of them the features that any of them asks for. The tests use more
/// of `std` than the code, which the step `features` has with none and with all.
fn alone(ws: &Workspace) -> Outcome {
    for package in PACKAGES {
        cargo("check --tests -p").arg(package).dir(&ws.root).run()?;
    }
    Ok(format!("{} packages, with their tests and default features", PACKAGES.len()))
}

fn typos(ws: &Workspace) -> Outcome {
    need("typos")?;
    Line::new("typos").dir(&ws.root).run()?;
    Ok(String::new())
}

/// The fuzz targets are outside of the workspace, where no other step sees them go stale. Running them takes
/// a nightly toolchain and minutes; that they compile does not.
fn fuzz(ws: &Workspace) -> Outcome {
    need("c++")?;
    let line = cargo("check --manifest-path fuzz/Cargo.toml --locked");
    line.dir(&ws.root).env("CARGO_TARGET_DIR", ws.target.join("fuzz")).run()?;
    Ok("compiled, not run".into())
}

fn release(ws: &Workspace) -> Outcome {
    profile::SHIPPED.of(cargo("build --release -p wellspring-cli")).dir(&ws.root).run()?;
    Ok(String::new())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn arguments_are_checked_before_anything_runs() {
        for bad in ["--fast", "no-such-step"] {
            let outcome = run(&Workspace::find(), &[bad.into()]);
            assert!(matches!(outcome, Err(Stop::Usage(reason)) if reason.contains(bad)));
        }
    }
}
