//! `cargo xtask nostd`: proves that the libraries need no `std`.
//!
//! `#![no_std]` alone proves nothing: on a target that has `std`, a stray `extern crate std` or a
//! dependency's feature brings it back unseen. So the crates are built for targets that have none,
//! and a crate that asks for `std` must fail to build there, or the target was no proof.
//!
//! The targets come from rustup where it has them installed, else from Debian's source packages
//! (see `debian`). Where neither can be had, the sources and the feature tree are read instead,
//! which is weaker, and counts as *not checked*. That reading is done in any case, so that it cannot rot.

mod reading;

use std::fs;
use std::path::Path;

use super::{Outcome, Stop, Workspace, debian, failed};
use crate::shell::Line;

/// No `std`, and two very different machines: 64 bits, and 32 bits without wide atomics.
const TARGETS: &[&str] = &["x86_64-unknown-none", "thumbv7em-none-eabi"];

/// Each library with its sets of features; the facade's default is `alloc`.
pub(crate) const LIBRARIES: &[(&str, &[&str])] = &[
    ("wellspring-entropy", &[NONE, DEFAULT, ALL_BUT_STD]),
    ("wellspring-csprng", &[NONE, "--no-default-features --features portable"]),
    ("wellspring-dist", &[NONE, DEFAULT, ALL]),
    ("wellspring-tokens", &[NONE, DEFAULT, TOKENS]),
    ("wellspring", &[NONE, "--no-default-features --features alloc", TOKENS]),
];
const NONE: &str = "--no-default-features";
const DEFAULT: &str = "";
const ALL: &str = "--all-features";
/// A feature called `std` is there to bring it in.
const ALL_BUT_STD: &str = "--no-default-features --features portable,wasm_js,rand_core,rand_core_0_9,rand_core_0_6,testing";

/// Those of tokens, and of the facade, that need no `std`, of their own or of a dependency.
const TOKENS: &str = "--no-default-features --features alloc,sha2,serde,secrecy,uuid";

const BOARD: &str = "crates/entropy/examples/bare-metal";

/// A compiler and the targets that it has; without a compiler of its own, the one that runs us.
#[derive(Debug)]
struct Toolchain {
    origin: String,
    private: Option<debian::Compiler>,
    targets: Vec<&'static str>,
}

pub(crate) fn run(ws: &Workspace, args: &[String]) -> Outcome {
    let only_read = match args {
        [] => false,
        [arg] if arg == "--source" => true,
        _ => return Err(Stop::Usage("nostd takes --source or nothing".into())),
    };
    let read = reading::check(ws)?;
    if only_read {
        return Ok(format!("read, not built: {read}"));
    }
    let toolchain = match toolchain(ws) {
        Ok(toolchain) => toolchain,
        Err(Stop::NotChecked(reason)) => {
            return Err(Stop::NotChecked(format!("read, not built ({reason}): {read}")));
        }
        Err(stop) => return Err(stop),
    };
    control(ws, &toolchain)?;
    let mut builds = 0_usize;
    for (package, sets) in LIBRARIES {
        for set in *sets {
            let line = build(ws, &toolchain, &ws.root);
            line.arg("-p").arg(package).words(set).run()?;
            builds += toolchain.targets.len();
        }
    }
    // What a user's firmware is: a package of its own, with a generator that it registers.
    build(ws, &toolchain, &ws.root.join(BOARD)).run()?;
    builds += toolchain.targets.len();
    let targets = toolchain.targets.join(" and ");
    Ok(format!("{builds} builds for {targets} ({})", toolchain.origin))
}

fn toolchain(ws: &Workspace) -> Result<Toolchain, Stop> {
    let installed = Line::new("rustup target list --installed").read();
    let installed = installed.unwrap_or_default();
    let targets = available(&installed);
    if !targets.is_empty() {
        let origin = "rustup".into();
        return Ok(Toolchain { origin, private: None, targets });
    }
    let compiler = debian::compiler(ws)?;
    compiler.build(ws, debian::Part::Core, TARGETS)?;
    Ok(Toolchain {
        origin: format!("Debian's {}", compiler.version),
        private: Some(compiler),
        targets: TARGETS.to_vec(),
    })
}

fn available(installed: &str) -> Vec<&'static str> {
    let has = |target: &&str| installed.lines().any(|line| line.trim() == *target);
    TARGETS.iter().copied().filter(has).collect()
}

/// Both targets in one call, which lets cargo use both cores. The directory is a private one: two
/// compilers in the same would throw each other's results away.
fn build(ws: &Workspace, toolchain: &Toolchain, dir: &Path) -> Line {
    let mut line = Line::new("cargo build --quiet").dir(dir);
    line = line.env("CARGO_TARGET_DIR", ws.target.join("xtask").join("nostd"));
    // `sha2` brings code for SSE, which a target without its registers cannot compile: its users say the same.
    line = line.env("CARGO_TARGET_X86_64_UNKNOWN_NONE_RUSTFLAGS", "--cfg sha2_backend=\"soft\"");
    if let Some(compiler) = &toolchain.private {
        line = compiler.apply(line);
    }
    let targets = toolchain.targets.iter();
    targets.fold(line, |line, target| line.arg("--target").arg(target))
}

/// A crate that asks for `std` must fail, for that reason, on each target; the same crate without
/// that one line must build, or it failed for another reason.
fn control(ws: &Workspace, toolchain: &Toolchain) -> Result<(), Stop> {
    let dir = ws.scratch("nostd-control")?;
    fs::create_dir(dir.join("src"))?;
    fs::write(
        dir.join("Cargo.toml"),
        "[package]\nname = \"control\"\nversion = \"0.0.0\"\nedition = \"2024\"\n[workspace]\n",
    )?;
    let lib = dir.join("src").join("lib.rs");
    fs::write(&lib, "#![no_std]\nextern crate alloc;\n")?;
    build(ws, toolchain, &dir).run()?;
    fs::write(&lib, "#![no_std]\nextern crate std;\n")?;
    for target in &toolchain.targets {
        let one = Toolchain {
            origin: String::new(),
            private: toolchain.private.clone(),
            targets: vec![target],
        };
        let output = build(ws, &one, &dir).output()?;
        let message = String::from_utf8_lossy(&output.stderr);
        if output.status.success() || !message.contains("can't find crate for `std`") {
            let reason = format!("negative control: std was not refused for {target}");
            return Err(failed(reason));
        }
        println!("negative control: std is refused for {target}");
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_whole_names_of_targets_count() {
        let listed = "x86_64-unknown-linux-gnu\nthumbv7em-none-eabihf\n";
        assert!(available(listed).is_empty());
        let listed = "thumbv7em-none-eabi\nx86_64-unknown-linux-gnu\n";
        assert_eq!(available(listed), ["thumbv7em-none-eabi"]);
    }

    /// A feature that is added to the crate must be added here.
    #[test]
    fn all_but_std_is_all_but_std() {
        let manifest = include_str!("../../../crates/entropy/Cargo.toml");
        let (_, features) = manifest.split_once("[features]").unwrap();
        let (features, _) = features.split_once("\n[").unwrap();
        let named =
            features.lines().filter_map(|line| line.split_once(" = [")).map(|(name, _)| name);
        let mut named: Vec<&str> =
            named.filter(|name| !["default", "std"].contains(name)).collect();
        let mut built: Vec<&str> = ALL_BUT_STD.rsplit(' ').next().unwrap().split(',').collect();
        named.sort_unstable();
        built.sort_unstable();
        assert_eq!(named, built);
    }

    #[test]
    fn arguments_are_checked_before_anything_runs() {
        let outcome = run(&Workspace::find(), &["--sources".into()]);
        assert!(matches!(outcome, Err(Stop::Usage(_))));
    }
}
