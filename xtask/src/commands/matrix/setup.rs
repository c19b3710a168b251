//! `--setup`: installs by name what the chosen targets lack, and says so before it does.

use super::args::{Options, Route};
use super::targets::{Depth, Library, Runner, Target};
use super::toolchain::{self, Host};
use super::{row::State, runners};
use crate::commands::{Outcome, Stop, Workspace, debian};
use crate::shell::{Line, have};

pub(super) fn run(ws: &Workspace, options: &Options) -> Outcome {
    let chosen: Vec<(&'static Target, Depth)> =
        options.targets().into_iter().map(|target| (target, options.depth(target))).collect();
    let host = Host::find()?;
    if options.route.is_none_or(|route| route == Route::Rustup) {
        from_rustup(&host, &chosen);
    }
    packages(ws, options, &host, &chosen)?;
    if chosen.iter().any(|(target, depth)| target.runner == Runner::Browser && *depth == Depth::Run)
    {
        wasm_bindgen(ws)?;
    }
    // Builds the libraries that are not to be had ready-made.
    let equipment = toolchain::prepare(ws, options, &chosen)?;
    let mut missing = Vec::new();
    for ((target, depth), equipment) in chosen.iter().zip(&equipment) {
        match equipment {
            Ok(equipment) => println!("{:32}{depth}: {}", target.name, equipment.with),
            Err(stop) => {
                println!("{:32}{:?}: {stop:?}", target.name, State::NotChecked);
                missing.push(target.name);
            }
        }
    }
    match missing.len() {
        0 => Ok(format!("{} targets can be looked at", chosen.len())),
        n => Err(Stop::NotChecked(format!("{n} targets lack something: {}", missing.join(", ")))),
    }
}

/// Ready-made libraries, where rustup is there and reaches them. Where it does not, another route is taken.
fn from_rustup(host: &Host, chosen: &[(&'static Target, Depth)]) {
    let missing =
        chosen.iter().filter(|(target, _)| target.name != host.triple && !host.has(target));
    let names: Vec<&str> = missing.map(|(target, _)| target.name).collect();
    if names.is_empty() || !have("rustup") {
        return;
    }
    // One name in one call: rustup stops at the first that it does not have, and the others would be lost.
    for (i, name) in names.iter().enumerate() {
        if Line::new("rustup target add").arg(name).run().is_err() && i == 0 {
            println!("rustup has no targets here");
            return;
        }
    }
}

/// Linkers, C libraries and emulators, from Debian's packages.
fn packages(
    ws: &Workspace,
    options: &Options,
    host: &Host,
    chosen: &[(&'static Target, Depth)],
) -> Result<(), Stop> {
    let wants = |target: &Target, depth: Depth| {
        depth > Depth::Checked && target.library == Library::Std && target.name != host.triple
    };
    let chosen: Vec<&Target> = chosen
        .iter()
        .filter(|(target, depth)| wants(target, *depth))
        .map(|(target, _)| *target)
        .collect();
    let is_foreign = |target: &&&Target| options.route == Some(Route::Debian) || !host.has(target);
    // What the private compiler needs depends on its version, so it comes before the packages.
    let compiler = if have("apt-get") && chosen.iter().any(|target| is_foreign(&target)) {
        debian::compiler(ws).ok()
    } else {
        None
    };
    let mut names: Vec<String> = Vec::new();
    for target in &chosen {
        let compiler = compiler.as_ref().filter(|_| is_foreign(&target));
        names.extend(toolchain::missing(target, compiler));
    }
    names.sort();
    names.dedup();
    if names.is_empty() {
        return Ok(());
    }
    if !have("apt-get") {
        let reason = format!("no apt here; install what Debian calls {}", names.join(" "));
        return Err(Stop::NotChecked(reason));
    }
    println!("installing from Debian: {}", names.join(" "));
    let wait = "-o DPkg::Lock::Timeout=600";
    as_root(&format!("apt-get {wait} update -qq"))?.run()?;
    let line = format!("apt-get {wait} install -y -qq --no-upgrade --no-install-recommends");
    as_root(&line)?.env("DEBIAN_FRONTEND", "noninteractive").args(&names).run()
}

/// Root installs as it is, everybody else through sudo.
fn as_root(words: &str) -> Result<Line, Stop> {
    let user = Line::new("id -u").read()?;
    Ok(if user.trim() == "0" { Line::new(words) } else { Line::new("sudo").words(words) })
}

/// The runner of wasm-bindgen's tests, of the version in Cargo.lock. Without `--locked`: its own lock can name what a
/// registry does not have yet.
fn wasm_bindgen(ws: &Workspace) -> Result<(), Stop> {
    let wanted = runners::wasm_bindgen(ws)?;
    if runners::wasm_bindgen_runner(ws, &wanted).is_some() {
        return Ok(());
    }
    let line = Line::new("cargo install --quiet --debug wasm-bindgen-cli --force --version")
        .arg(format!("={wanted}"));
    line.arg("--root").arg(runners::tools(ws)).env("CARGO_PROFILE_DEV_DEBUG", "0").run()
}
