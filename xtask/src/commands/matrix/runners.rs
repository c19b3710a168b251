//! What links and runs the programs of a target, laid out under `target/xtask/matrix`.

use std::fs;
use std::path::{Path, PathBuf};

use super::targets::{Runner, Target};
use super::toolchain::variable;
use crate::commands::debian::Compiler;
use crate::commands::{Stop, Workspace, failed};
use crate::shell::{Line, have};

/// The variables that tell cargo how to link and run, and what the runner itself wants to know.
pub(super) fn environment(
    ws: &Workspace,
    target: &Target,
    compiler: Option<&Compiler>,
) -> Result<Vec<(String, String)>, Stop> {
    let folder = folder(ws)?;
    let mut env = Vec::new();
    let mut set = |name: &str, value: &str| env.push((name.to_owned(), value.to_owned()));
    if !target.linker.is_empty() {
        set(&variable(target, "LINKER"), target.linker);
    }
    let runner = variable(target, "RUNNER");
    match target.runner {
        Runner::Native | Runner::None => {}
        Runner::Qemu(processor, root) => set(&runner, &format!("qemu-{processor} -L {root}")),
        Runner::Wine => {
            set(&runner, "wine");
            set("WINEDEBUG", "-all");
            set("WINEPREFIX", &text(&folder.join("wine"))?);
            set("WINEPATH", &text(&process_prng(&folder)?)?);
        }
        Runner::Wasi => {
            let host = folder.join("wasi.mjs");
            fs::write(&host, include_str!("wasi.mjs"))?;
            set(&runner, &format!("node --no-warnings {}", text(&host)?));
        }
        Runner::Browser => {
            let Some(program) = wasm_bindgen_runner(ws, &wasm_bindgen(ws)?) else {
                let reason = "no wasm-bindgen-test-runner of the version in Cargo.lock; cargo xtask matrix --setup";
                return Err(Stop::NotChecked(reason.into()));
            };
            set(&runner, &text(&program)?);
            let flags = folder.join("webdriver.json");
            fs::write(&flags, include_str!("webdriver.json"))?;
            set("WASM_BINDGEN_TEST_WEBDRIVER_JSON", &text(&flags)?);
            set("CHROMEDRIVER", "chromedriver");
            set("WASM_BINDGEN_TEST_TIMEOUT", "120");
            // Else the tests are taken to Node.js, although there is a browser.
            if have("chromedriver") {
                set("WASM_BINDGEN_USE_BROWSER", "1");
            }
        }
    }
    // Debian's compiler has no linker for wasm of its own. rustup's has.
    if let (true, Some(compiler)) = (target.is_wasm(), compiler) {
        let mut linker = format!("wasm-ld-{}", compiler.llvm()?);
        if target.runner == Runner::Wasi {
            // The C library is older than std and lacks stubs of threads that std names and does not call there.
            let script =
                format!("#!/bin/sh\nexec {linker} \"$@\" --unresolved-symbols=ignore-all\n");
            linker = text(&executable(&folder.join("wasm-ld"), &script)?)?;
        }
        set(&variable(target, "LINKER"), &linker);
    }
    Ok(env)
}

/// What the Debian route needs on top: a probe, and the package that brings it.
pub(super) fn more_needs(target: &Target, compiler: &Compiler) -> Vec<(String, String)> {
    let mut needs = Vec::new();
    if target.is_wasm() {
        if let Ok(llvm) = compiler.llvm() {
            needs.push((format!("wasm-ld-{llvm}"), format!("lld-{llvm}")));
        }
    }
    if target.runner == Runner::Wasi {
        needs.push((WASI_LIBC.into(), "wasi-libc".into()));
    }
    if target.name.ends_with("-musl") && unwinder().is_none() {
        let found = Line::new("apt-cache --names-only search").arg("^libunwind-[0-9]+-dev$").read();
        let newest = newest(&found.unwrap_or_default()).unwrap_or("libunwind-dev".into());
        needs.push(("/nonexistent".into(), newest));
    }
    needs
}

const WASI_LIBC: &str = "/usr/lib/wasm32-wasi/libc.a";

/// The package with the greatest number among lines of `libunwind-19-dev - description`.
fn newest(found: &str) -> Option<String> {
    let number = |name: &str| name.split('-').nth(1)?.parse::<u32>().ok();
    let names = found.lines().filter_map(|line| line.split_whitespace().next());
    names.filter_map(|name| Some((number(name)?, name))).max().map(|(_, name)| name.to_owned())
}

/// LLVM's unwinder as a static library, of the newest release that is installed.
fn unwinder() -> Option<PathBuf> {
    let entries = fs::read_dir("/usr/lib").ok()?.filter_map(|entry| Some(entry.ok()?.path()));
    let release = |path: &PathBuf| {
        let name = path.file_name()?.to_str()?.strip_prefix("llvm-")?.parse::<u32>().ok()?;
        let library = path.join("lib").join("libunwind.a");
        library.exists().then_some((name, library))
    };
    entries.filter_map(|path| release(&path)).max().map(|(_, library)| library)
}

/// What rustup's library of a target carries and Debian's packages have elsewhere: objects that start a program, and the
/// C library.
pub(super) fn complete_sysroot(
    ws: &Workspace,
    target: &Target,
    compiler: &Compiler,
) -> Result<(), Stop> {
    let place = compiler.sysroot(target.name).join("self-contained");
    if target.runner == Runner::Wasi {
        fs::create_dir_all(&place)?;
        for name in ["crt1-command.o", "crt1-reactor.o", "libc.a"] {
            fs::copy(Path::new(WASI_LIBC).with_file_name(name), place.join(name))?;
        }
    }
    if target.name == "x86_64-unknown-linux-musl" && !place.join("libunwind.a").exists() {
        musl(ws, &place)?;
    }
    Ok(())
}

fn musl(ws: &Workspace, place: &Path) -> Result<(), Stop> {
    fs::create_dir_all(place)?;
    let musl = Path::new("/usr/lib/x86_64-linux-musl");
    for name in ["crt1.o", "Scrt1.o", "rcrt1.o", "crti.o", "crtn.o", "libc.a"] {
        fs::copy(musl.join(name), place.join(name))?;
    }
    let gcc = Line::new("cc -print-libgcc-file-name").read()?;
    for name in ["crtbegin.o", "crtbeginS.o", "crtend.o", "crtendS.o"] {
        fs::copy(Path::new(gcc.trim()).with_file_name(name), place.join(name))?;
    }
    // Debian's unwinder was built with checks of its own C library, of which musl has not heard.
    let folder = folder(ws)?;
    fs::write(folder.join("fortify.c"), include_str!("fortify.c"))?;
    let line = Line::new("musl-gcc -O2 -fPIC -U_FORTIFY_SOURCE -c fortify.c -o fortify.o");
    line.dir(&folder).run()?;
    let unwinder = unwinder().ok_or_else(|| failed("no libunwind.a"))?;
    let library = folder.join("libunwind.a");
    fs::copy(unwinder, &library)?;
    Line::new("ar r libunwind.a fortify.o").dir(&folder).run()?;
    // Last: it is what says that all is there.
    fs::rename(library, place.join("libunwind.a"))?;
    Ok(())
}

/// Wine has no `bcryptprimitives.dll`, from which std and getrandom take `ProcessPrng`: one that passes it on.
fn process_prng(folder: &Path) -> Result<PathBuf, Stop> {
    let place = folder.join("dll");
    fs::create_dir_all(&place)?;
    fs::write(place.join("process_prng.c"), include_str!("process_prng.c"))?;
    let line =
        Line::new("x86_64-w64-mingw32-gcc -shared -O2 -o bcryptprimitives.dll process_prng.c");
    line.words("-ladvapi32").dir(&place).run()?;
    Ok(place)
}

/// Where programs are installed that only this command uses.
pub(super) fn tools(ws: &Workspace) -> PathBuf {
    ws.target.join("xtask").join("tools")
}

/// The runner of tests in a browser, of the version that is `wanted`: where `--setup` installs it, or where the user did.
pub(super) fn wasm_bindgen_runner(ws: &Workspace, wanted: &str) -> Option<PathBuf> {
    let name = "wasm-bindgen-test-runner";
    let programs = [tools(ws).join("bin").join(name), PathBuf::from(name)];
    programs.into_iter().find(|program| version(program) == wanted)
}

/// The version of wasm-bindgen in Cargo.lock: its runner must be of the same.
pub(super) fn wasm_bindgen(ws: &Workspace) -> Result<String, Stop> {
    let lock = fs::read_to_string(ws.root.join("Cargo.lock"))?;
    locked(&lock, "wasm-bindgen").ok_or_else(|| failed("no wasm-bindgen in Cargo.lock"))
}

fn locked(lock: &str, package: &str) -> Option<String> {
    let (_, rest) = lock.split_once(&format!("name = \"{package}\"\nversion = \""))?;
    rest.split_once('"').map(|(version, _)| version.to_owned())
}

/// What a program says of itself: `name 1.2.3` gives `1.2.3`.
pub(super) fn version(program: &Path) -> String {
    let said = Line::program(program).arg("--version").command().output();
    let said = said.map(|output| String::from_utf8_lossy(&output.stdout).into_owned());
    said.unwrap_or_default().split_whitespace().nth(1).unwrap_or_default().to_owned()
}

/// Whether the tests for browsers meet a browser here.
pub(super) fn browser() -> &'static str {
    if have("chromedriver") { "headless Chromium" } else { "Node.js" }
}

fn folder(ws: &Workspace) -> Result<PathBuf, Stop> {
    let folder = ws.target.join("xtask").join("matrix");
    fs::create_dir_all(&folder)?;
    Ok(folder)
}

fn text(path: &Path) -> Result<String, Stop> {
    let words = path.to_str().filter(|text| !text.contains(' '));
    words
        .map(str::to_owned)
        .ok_or_else(|| failed(format!("a path with a space: {}", path.display())))
}

#[cfg(unix)]
fn executable(path: &Path, script: &str) -> Result<PathBuf, Stop> {
    use std::os::unix::fs::PermissionsExt;
    fs::write(path, script)?;
    fs::set_permissions(path, fs::Permissions::from_mode(0o755))?;
    Ok(path.to_owned())
}

#[cfg(not(unix))]
fn executable(_: &Path, _: &str) -> Result<PathBuf, Stop> {
    Err(Stop::NotChecked("scripts are for Unix".into()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_newest_package_is_by_number() {
        let found = "libunwind-9-dev - x\nlibunwind-19-dev - y\nlibunwind-14-dev - z\n";
        assert_eq!(newest(found).as_deref(), Some("libunwind-19-dev"));
        assert_eq!(newest(""), None);
    }

    #[test]
    fn the_lock_is_read_by_whole_names() {
        let lock = "name = \"wasm-bindgen-macro\"\nversion = \"9\"\nname = \"wasm-bindgen\"\nversion = \"0.2.1\"\n";
        assert_eq!(locked(lock, "wasm-bindgen").as_deref(), Some("0.2.1"));
        assert_eq!(locked(lock, "js-sys"), None);
    }
}
