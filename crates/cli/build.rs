//! What makes the program start faster: docs/PERFORMANCE.md, "At the shell".
//!
//! The EFF's lists of words become text, a word on each line. As the arrays that they come in they are ten thousand pointers, each of
//! which the loader sets at every start of the program, for the one command that needs them.
//!
//! The functions that unwind a panic become part of the program, where otherwise a library is loaded for them (libgcc_s), which takes a
//! tenth of the time from the start of a short command to its end.

#![allow(clippy::print_stdout, reason = "this is how a build script speaks to cargo")]

use core::error::Error;
use std::{
    env, fs,
    path::{Path, PathBuf},
    process::Command,
};

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo:rerun-if-changed=build.rs");
    println!("cargo:rerun-if-env-changed=RUSTC_LINKER");
    if let Some(folder) = unwinder() {
        println!("cargo:rustc-link-search=native={}", folder.display());
        // The whole of it and before the libraries of `std`, so that nothing is left for libgcc_s to do and the linker leaves it out.
        println!("cargo:rustc-link-lib=static:+whole-archive,-bundle=gcc_eh");
    }
    let folder = env::var_os("OUT_DIR").ok_or("cargo names a folder")?;
    for (name, words) in [
        ("long", &diceware_wordlists::EFF_LONG_WORDLIST[..]),
        ("short", &diceware_wordlists::EFF_SHORT_WORDLIST_1[..]),
        ("prefixes", &diceware_wordlists::EFF_SHORT_WORDLIST_2_0[..]),
    ] {
        fs::write(Path::new(&folder).join(name), words.join("\n"))?;
    }
    Ok(())
}

/// The folder of libgcc_eh.a, which comes with gcc, if the program is for this machine, has the C library of GNU and is linked to
/// it dynamically.
///
/// Anywhere else, or if no compiler answers, the program is linked as any other.
fn unwinder() -> Option<PathBuf> {
    let variable = |name: &str| env::var(name).unwrap_or_default();
    let target = [variable("CARGO_CFG_TARGET_OS"), variable("CARGO_CFG_TARGET_ENV")];
    let is_static = variable("CARGO_CFG_TARGET_FEATURE").split(',').any(|f| f == "crt-static");
    if target != ["linux", "gnu"] || is_static || variable("HOST") != variable("TARGET") {
        return None;
    }
    let compiler = env::var_os("RUSTC_LINKER").unwrap_or_else(|| "cc".into());
    let said = Command::new(compiler).arg("-print-file-name=libgcc_eh.a").output().ok()?;
    // Of a file that it does not have the compiler says the name alone.
    let path = PathBuf::from(String::from_utf8(said.stdout).ok()?.trim_end());
    let folder = path.parent()?.to_owned();
    (path.is_absolute() && path.is_file()).then_some(folder)
}
