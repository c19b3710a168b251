//! What a run was made with, read when it runs.

use std::{env, fs, path::Path, process::Command};

/// The machine, the kernel, the C library, the compiler and the versions of `peers`; what cannot be found out is unknown.
pub(crate) fn setting(peers: &[&str]) -> Vec<(String, String)> {
    let fixed = [
        ("processor", processor().or_else(|| said("uname", &["-p"]))),
        ("system", said("uname", &["-srm"])),
        ("C library", said("getconf", &["GNU_LIBC_VERSION"])),
        ("compiler", said("rustc", &["--version"])),
    ];
    let lock = Path::new(env!("CARGO_MANIFEST_DIR")).join("../Cargo.lock");
    let lock = fs::read_to_string(lock).unwrap_or_default();
    let peers = peers.iter().map(|peer| (*peer, versions(&lock, peer)));
    let rows = fixed.into_iter().chain(peers);
    rows.map(|(what, with)| (what.to_owned(), with.unwrap_or_else(|| "unknown".into()))).collect()
}

/// Its name, which may be that of a whole line of products, with its family and model.
fn processor() -> Option<String> {
    let of = |name| field("/proc/cpuinfo", name);
    let (name, model) = (of("model name")?, of("cpu family").zip(of("model\t")));
    let model = model.map(|(family, model)| format!(" (family {family}, model {model})"));
    Some(name + &model.unwrap_or_default())
}

/// The versions of a package in a `Cargo.lock`: more than one where somebody else wants an older one.
fn versions(lock: &str, name: &str) -> Option<String> {
    let name = format!("name = \"{name}\"");
    let packages = lock.split("[[package]]").filter(|package| package.lines().any(|l| l == name));
    let version = |package: &str| {
        let line = package.lines().find_map(|line| line.strip_prefix("version = \""));
        line.map(|version| version.trim_end_matches('"').to_owned())
    };
    let versions: Vec<String> = packages.filter_map(version).collect();
    (!versions.is_empty()).then(|| versions.join(", "))
}

/// The first value of a field in a file of lines like `field : value`.
fn field(path: &str, name: &str) -> Option<String> {
    let text = fs::read_to_string(path).ok()?;
    let line = text.lines().find(|line| line.starts_with(name))?;
    line.split_once(':').map(|(_, value)| value.trim().to_owned())
}

/// The first line that a command prints.
fn said(command: &str, arguments: &[&str]) -> Option<String> {
    let output = Command::new(command).args(arguments).output().ok()?;
    let text = String::from_utf8(output.stdout).ok()?;
    text.lines().next().filter(|_| output.status.success()).map(str::to_owned)
}
