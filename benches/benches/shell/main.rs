//! Whole processes: the command against `pwgen`, from start to end.
//!
//! ```console
//! $ cargo build --release -p wellspring-cli
//! $ taskset -c 1 cargo bench -p wellspring-benches --bench shell -- --program=target/release/wellspring
//! ```

use std::{
    env, io,
    process::{Command, Stdio},
};

use wellspring_benches::Bench;

const MANY: &str = "100000";

fn main() -> io::Result<()> {
    let bench = Bench::start("shell", &[])?;
    let program = env::args().find_map(|arg| arg.strip_prefix("--program=").map(str::to_owned));
    let Some(program) = program else {
        return bench.missing("shell", "wellspring", "it takes `--program=`");
    };
    bench.with("pwgen", &version("pwgen").unwrap_or_else(|| "unknown".into()))?;
    let table = &mut bench.table("shell", "Whole processes, output to /dev/null")?;
    if !run("pwgen", &["-s", "20", "1"]) {
        return table.missing("pwgen", "it is not installed");
    }
    let ours = || run(&program, &["password"]);
    if !ours() {
        return table.missing("wellspring", "it does not run");
    }
    table.row("one password of 20", ours, "pwgen -s 20 1", || run("pwgen", &["-s", "20", "1"]))?;
    let token = || run(&program, &["hex"]);
    table.row("one 32-byte hex token", token, "pwgen -s 20 1", || {
        run("pwgen", &["-s", "20", "1"])
    })?;
    table.row(
        "nothing: --version",
        || run(&program, &["--version"]),
        "true",
        || run("true", &[]),
    )?;
    let ours = || run(&program, &["password", "-n", MANY]);
    let theirs = || run("pwgen", &["-s", "20", MANY]);
    table.row("100 000 passwords of 20", ours, &format!("pwgen -s 20 {MANY}"), theirs)
}

/// As Debian has it; the program itself does not say.
fn version(package: &str) -> Option<String> {
    let mut command = Command::new("dpkg-query");
    command.args(["--show", "--showformat=${Version}", package]).stderr(Stdio::null());
    let output = command.output().ok().filter(|output| output.status.success())?;
    String::from_utf8(output.stdout).ok()
}

fn run(program: &str, args: &[&str]) -> bool {
    let mut command = Command::new(program);
    command.args(args).stdin(Stdio::null()).stdout(Stdio::null());
    command.status().is_ok_and(|status| status.success())
}
