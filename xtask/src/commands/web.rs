//! `cargo xtask web`: the page that makes secrets in a browser, built, served and tested.
//!
//! The module is built for wasm32-unknown-unknown, wasm-bindgen writes the JavaScript around it, and both go into `target/web` beside the
//! page. The module itself becomes a script too, as base64: a page whose policy allows no connection cannot send anything anywhere, and a page
//! that fetches nothing works from a folder as well as from a server.
//!
//! binaryen is left out: of the tables of the module, Debian 12's version 108 makes others, with which it does not start.

mod browser;
mod server;

use std::fs;
use std::path::{Path, PathBuf};

use super::{Outcome, Stop, Workspace, debian, failed};
use crate::shell::{Line, need};

const TARGET: &str = "wasm32-unknown-unknown";
const PAGE: &str = "crates/web/page";

/// Where browsers look for the page when nothing else is said.
const PORT: u16 = 8088;

pub(crate) fn run(ws: &Workspace, args: &[String]) -> Outcome {
    let args: Vec<&str> = args.iter().map(String::as_str).collect();
    match args.as_slice() {
        [] => build(ws).map(|built| built.note),
        ["--serve"] => server::forever(&build(ws)?.dir, PORT),
        ["--serve", port] => match port.parse() {
            Ok(port) => server::forever(&build(ws)?.dir, port),
            Err(_) => Err(Stop::Usage(format!("`{port}` is no port"))),
        },
        ["--test"] => browser::recorded(ws, &build(ws)?.dir),
        ["--pictures"] => browser::pictures(ws, &build(ws)?.dir),
        _ => Err(Stop::Usage("web takes --serve [PORT], --test, --pictures or nothing".into())),
    }
}

/// As the step of ci, which leaves the record as it is.
pub(crate) fn step(ws: &Workspace) -> Outcome {
    let (claims, _) = browser::test(ws, &build(ws)?.dir)?;
    Ok(format!("{} claims in a browser", claims.len()))
}

struct Built {
    dir: PathBuf,
    note: String,
}

fn build(ws: &Workspace) -> Result<Built, Stop> {
    let bindgen = bindgen(ws)?;
    let module = module(ws)?;
    let scratch = ws.scratch("web-bindgen")?;
    let line = Line::program(bindgen).words("--target no-modules --no-typescript");
    let line = line.words("--remove-name-section --remove-producers-section --out-name wellspring");
    line.arg("--out-dir").arg(&scratch).arg(&module).run()?;
    let bound = scratch.join("wellspring_bg.wasm");

    let dir = ws.target.join("web");
    if dir.exists() {
        fs::remove_dir_all(&dir)?;
    }
    fs::create_dir_all(&dir)?;
    for entry in fs::read_dir(ws.root.join(PAGE))? {
        let file = entry?.path();
        fs::copy(&file, dir.join(file.file_name().unwrap_or_default()))?;
    }
    fs::copy(scratch.join("wellspring.js"), dir.join("wellspring.js"))?;
    let bytes = fs::read(&bound)?;
    fs::write(dir.join("module.js"), script(&bytes))?;
    let total = sizes(&dir)?;
    let kib = |bytes: u64| bytes.div_ceil(1024);
    let note = format!(
        "{}: {} KiB in all, the module {} KiB of it",
        dir.display(),
        kib(total),
        kib(bytes.len() as u64)
    );
    Ok(Built { dir, note })
}

/// Compiles the crate, with rustup's library for the target or else with Debian's compiler and a library made by it.
fn module(ws: &Workspace) -> Result<PathBuf, Stop> {
    let build = ws.target.join("xtask").join("web");
    let mut line = Line::new("cargo build --quiet --profile web -p wellspring-web --target");
    line = line.arg(TARGET).dir(&ws.root).env("CARGO_TARGET_DIR", &build);
    let installed = Line::new("rustup target list --installed").read().unwrap_or_default();
    if !installed.lines().any(|target| target.trim() == TARGET) {
        let compiler = debian::compiler(ws)?;
        let linker = format!("wasm-ld-{}", compiler.llvm()?);
        need(&linker)?;
        compiler.build(ws, debian::Part::Full, &[TARGET])?;
        line = compiler.apply(line).env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_LINKER", linker);
    }
    line.run()?;
    Ok(build.join(TARGET).join("web").join("wellspring_web.wasm"))
}

/// wasm-bindgen's program, where `matrix --setup` installs it or where the user did. It and the crate speak a format of their own, which may
/// change with every release.
fn bindgen(ws: &Workspace) -> Result<PathBuf, Stop> {
    let lock = fs::read_to_string(ws.root.join("Cargo.lock"))?;
    let wanted =
        locked(&lock, "wasm-bindgen").ok_or_else(|| failed("wasm-bindgen is not locked"))?;
    let tools = ws.target.join("xtask").join("tools").join("bin").join("wasm-bindgen");
    for program in [tools, PathBuf::from("wasm-bindgen")] {
        let said = Line::program(&program).arg("--version").output();
        let said = said.map(|output| String::from_utf8_lossy(&output.stdout).into_owned());
        if said.unwrap_or_default().split_whitespace().nth(1) == Some(wanted) {
            return Ok(program);
        }
    }
    Err(Stop::NotChecked(format!(
        "wasm-bindgen {wanted} is not installed: cargo xtask matrix --setup --target {TARGET}"
    )))
}

/// The version of a package in Cargo.lock.
fn locked<'a>(lock: &'a str, package: &str) -> Option<&'a str> {
    let (_, rest) = lock.split_once(&format!("name = \"{package}\"\nversion = \""))?;
    rest.split_once('"').map(|(version, _)| version)
}

/// The module as a script.
fn script(module: &[u8]) -> String {
    format!("\"use strict\";\nconst WELLSPRING_MODULE = \"{}\";\n", base64(module))
}

fn base64(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut text = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for chunk in bytes.chunks(3) {
        let byte = |i: usize| u32::from(chunk.get(i).copied().unwrap_or(0));
        let group = byte(0) << 16 | byte(1) << 8 | byte(2);
        for place in 0..4_usize {
            let digit = DIGITS.get((group >> (18 - 6 * place) & 63) as usize);
            let digit = digit.copied().filter(|_| place <= chunk.len());
            text.push(digit.map_or('=', char::from));
        }
    }
    text
}

/// Prints the size of each file and returns their sum.
fn sizes(dir: &Path) -> Result<u64, Stop> {
    let mut files = Vec::new();
    for entry in fs::read_dir(dir)? {
        let entry = entry?;
        files.push((entry.file_name(), entry.metadata()?.len()));
    }
    files.sort();
    for (name, size) in &files {
        println!("{size:>9} {}", name.to_string_lossy());
    }
    Ok(files.iter().map(|(_, size)| size).sum())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn base64_is_that_of_rfc_4648() {
        for (bytes, text) in
            [("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foobar", "Zm9vYmFy")]
        {
            assert_eq!(base64(bytes.as_bytes()), text);
        }
        assert_eq!(base64(&[0xff, 0xfe, 0xfb]), "//77");
    }

    #[test]
    fn the_version_is_that_of_the_whole_name() {
        let lock = "[[package]]\nname = \"wasm-bindgen-macro\"\nversion = \"9\"\n\n[[package]]\nname = \"wasm-bindgen\"\nversion = \"0.2\"\n";
        assert_eq!(locked(lock, "wasm-bindgen"), Some("0.2"));
        assert_eq!(locked(lock, "wasm"), None);
    }

    #[test]
    fn arguments_are_checked_before_anything_runs() {
        for bad in [&["--server"][..], &["--serve", "http"], &["--test", "more"]] {
            let args: Vec<String> = bad.iter().map(|&arg| arg.to_owned()).collect();
            assert!(matches!(run(&Workspace::find(), &args), Err(Stop::Usage(_))), "{bad:?}");
        }
    }
}
