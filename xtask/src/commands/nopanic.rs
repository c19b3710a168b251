//! `cargo xtask nopanic`: no panic can be reached in the entropy crate as users build it, optimised.
//!
//! A program without `std` calls everything that the crate offers. Its panic handler calls a function that does not
//! exist, so that it links only if the optimiser, with the whole program before it, has found every path to a
//! panic dead. The idea is the `panic-never` crate's. When it does not link, each call is linked alone to say which one
//! it is; and the same program with one more call, which does panic, must not link, or linking proves nothing.
//!
//! What is called stands in `nopanic/calls.rs`. A public function that is missing there is a failure, too.

mod coverage;

use std::fs;
use std::path::Path;

use super::{Outcome, Stop, Workspace, failed, profile::SHIPPED};
use crate::shell::Line;

/// Ordinary safe functions, which end up in the program as they stand.
const CALLS: &str = include_str!("nopanic/calls.rs");
/// A call that panics, for the control.
const INDEXING: &str = "\npub fn indexes_out_of_bounds(input: &mut Input) {
    black_box(input.bytes[input.number]);
}\n";
/// What is undefined.
const SYMBOL: &str = "a_panic_can_be_reached";

/// With the C library for the copies and fills that a compiler calls for, and its start.
const HARNESS: &str = r#"#![no_std]
#![no_main]

mod calls;

#[panic_handler]
fn panic(_: &core::panic::PanicInfo<'_>) -> ! {
    unsafe extern "C" {
        fn SYMBOL() -> !;
    }
    unsafe { SYMBOL() }
}

#[unsafe(no_mangle)]
extern "C" fn rust_eh_personality() {}

#[unsafe(no_mangle)]
extern "C" fn main(words: usize) -> i32 {
    let mut bytes = [0; 64];
    let mut input = calls::Input { bytes: core::hint::black_box(&mut bytes), number: words };
CALLS
    0
}
"#;

pub(crate) fn run(ws: &Workspace, args: &[String]) -> Outcome {
    if let Some(arg) = args.first() {
        return Err(Stop::Usage(format!("nopanic takes no argument `{arg}`")));
    }
    if !cfg!(target_os = "linux") {
        return Err(Stop::NotChecked("the program is linked for Linux".into()));
    }
    let missing = coverage::missing(&ws.root, CALLS)?;
    if !missing.is_empty() {
        let list = missing.join(", ");
        return Err(failed(format!("nopanic/calls.rs does not call {list}")));
    }
    let names = names(CALLS);
    // Alone, or another call's panic would be taken for its own.
    if links(ws, &format!("{CALLS}{INDEXING}"), &["indexes_out_of_bounds"])? {
        return Err(failed("negative control: a program that indexes out of bounds was linked"));
    }
    println!("negative control: an indexing that may panic is refused");
    if links(ws, CALLS, &names)? {
        return Ok(format!("{} calls, none of which reaches a panic", names.len()));
    }
    let mut guilty = Vec::new();
    for name in names {
        if !links(ws, CALLS, &[name])? {
            guilty.push(name);
        }
    }
    let list = guilty.join(", ");
    Err(failed(format!("a panic can be reached from these calls of nopanic/calls.rs: {list}")))
}

/// The functions of a file of calls.
fn names(calls: &str) -> Vec<&str> {
    let starts = calls.lines().filter_map(|line| line.strip_prefix("pub fn "));
    starts.filter_map(|rest| rest.split('(').next()).collect()
}

/// Whether a program that makes the named calls can be linked; an error if it fails for another reason than a
/// panic.
fn links(ws: &Workspace, calls: &str, names: &[&str]) -> Result<bool, Stop> {
    let dir = ws.scratch("nopanic")?;
    fs::create_dir(dir.join("src"))?;
    fs::write(dir.join("Cargo.toml"), manifest(&ws.root))?;
    // The versions that everything else is built with.
    fs::copy(ws.root.join("Cargo.lock"), dir.join("Cargo.lock"))?;
    fs::write(dir.join("src").join("main.rs"), harness(names))?;
    fs::write(dir.join("src").join("calls.rs"), calls)?;
    let target = ws.target.join("xtask").join("nopanic-target");
    // What proves it is the optimiser, which has to see the whole program, whatever profile the environment asks for.
    let line = SHIPPED.of(Line::new("cargo build --quiet --release")).dir(&dir);
    let line = line.env("CARGO_TARGET_DIR", target);
    let line =
        line.env("RUSTFLAGS", "-Clink-arg=-nostartfiles -Clink-arg=-Wl,-emain -Clink-arg=-lc");
    let output = line.output()?;
    if output.status.success() {
        return Ok(true);
    }
    let message = String::from_utf8_lossy(&output.stderr);
    if message.contains(SYMBOL) {
        return Ok(false);
    }
    eprintln!("{message}");
    Err(failed("the program does not build, for another reason than a panic"))
}

fn harness(names: &[&str]) -> String {
    let call = |name: &&str| format!("    calls::{name}(core::hint::black_box(&mut input));\n");
    let calls: String = names.iter().map(call).collect();
    HARNESS.replace("CALLS", calls.trim_end()).replace("SYMBOL", SYMBOL)
}

/// Without `portable`, whose code is another crate's, and `std`, which brings a panic handler of its own.
fn manifest(root: &Path) -> String {
    let entropy = root.join("crates").join("entropy");
    let csprng = root.join("crates").join("csprng");
    format!(
        "[package]\nname = \"nopanic\"\nversion = \"0.0.0\"\nedition = \"2024\"\n[workspace]\n\
         [dependencies]\nwellspring-entropy = {{ path = {entropy:?}, default-features = false, \
         features = [\"rand_core\", \"testing\"] }}\n\
         wellspring-csprng = {{ path = {csprng:?}, default-features = false }}\n\
         [profile.release]\nlto = \"fat\"\ncodegen-units = 1\npanic = \"abort\"\n"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_call_is_made() {
        let names = names(CALLS);
        assert!(names.len() > 10 && names.contains(&"system"));
        let harness = harness(&names);
        for name in names {
            assert!(harness.contains(&format!("calls::{name}(")), "{name}");
        }
        assert!(!harness.contains("CALLS") && !harness.contains("SYMBOL"));
    }
}
