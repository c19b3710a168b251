//! `cargo xtask reproducible`: the command, built twice from the same sources in different folders, is the same bytes.
//!
//! Who gets a binary can so find out whether it is made of the sources that it is said to be made of. Where things lie is
//! left out of it by `--remap-path-prefix`; everything else (compiler, lock, profile) is the same. A third
//! build, of sources that differ by one character of a message, must differ.

use std::fs;
use std::path::{Path, PathBuf};

use super::record::{self, Claim, Verdict};
use super::{Outcome, Stop, Workspace, copy, failed};
use crate::shell::{Line, need, timed};

pub(crate) fn run(ws: &Workspace, args: &[String]) -> Outcome {
    let profile = match args {
        [] => "release",
        [arg] if arg == "--quick" => "dev",
        _ => return Err(Stop::Usage("reproducible takes --quick or nothing".into())),
    };
    need("sha256sum")?;
    let (digests, time) = timed(|| {
        let root = ws.scratch("reproducible")?;
        let (one, other) =
            (root.join("one"), root.join("another folder").join("with a longer name"));
        copy::whole(ws, &one)?;
        copy::whole(ws, &other)?;
        let (first, second) = (build(&one, profile)?, build(&other, profile)?);
        change(&other)?;
        let control = build(&other, profile)?;
        fs::remove_dir_all(&root)?;
        Ok::<_, Stop>([first, second, control])
    });
    let [first, second, control] = digests?;
    if control == first || control == second {
        return Err(failed("negative control: a change to the sources did not change the program"));
    }
    let met = first == second;
    if profile == "dev" {
        return match met {
            true => Ok(format!("unoptimised: SHA-256 {first}, twice")),
            false => Err(failed(format!("two builds differ: {first} and {second}"))),
        };
    }
    let claim = Claim {
        what: "wellspring, release, --locked".into(),
        figure: if met {
            format!("SHA-256 {first} twice")
        } else {
            format!("{first} and {second}")
        },
        demand: "two builds in different folders are the same bytes".into(),
        verdict: if met { Verdict::Met } else { Verdict::Missed },
        control: format!("one character of a message changed: {control}"),
    };
    record::write(ws, "reproducible", "cargo xtask reproducible", time, &[claim])?;
    match met {
        true => Ok(format!("SHA-256 {first}, twice")),
        false => Err(failed(format!("two builds differ: {first} and {second}"))),
    }
}

/// As the step of ci: without optimisation.
pub(crate) fn quick(ws: &Workspace) -> Outcome {
    run(ws, &["--quick".into()])
}

/// The digest of the program, built of the sources in `dir`.
fn build(dir: &Path, profile: &str) -> Result<String, Stop> {
    let target = dir.join("target");
    let line = Line::new("cargo build --quiet --locked --package wellspring-cli --profile");
    let line = line.arg(profile).env("CARGO_TARGET_DIR", &target);
    line.env("CARGO_INCREMENTAL", "0")
        .env("CARGO_ENCODED_RUSTFLAGS", flags(dir)?)
        .dir(dir)
        .run()?;
    let folder = if profile == "dev" { "debug" } else { profile };
    let program = target.join(folder).join("wellspring");
    let said = Line::new("sha256sum").arg(&program).read()?;
    digest(&said).ok_or_else(|| failed(format!("sha256sum said {said}")))
}

/// Rustc's flags, which cargo takes apart at the unit separator, so that a folder's name may have spaces.
fn flags(dir: &Path) -> Result<String, Stop> {
    let cargo = match std::env::var_os("CARGO_HOME") {
        Some(home) => PathBuf::from(home),
        None => std::env::home_dir().ok_or_else(|| failed("no home folder"))?.join(".cargo"),
    };
    let remap = |from: &Path, to: &str| format!("--remap-path-prefix={}={to}", from.display());
    Ok([remap(dir, "/wellspring"), remap(&cargo, "/cargo")].join("\u{1f}"))
}

fn digest(said: &str) -> Option<String> {
    let digest = said.trim_start_matches('\\').split(' ').next()?;
    let is_hex = digest.len() == 64 && digest.bytes().all(|b| b.is_ascii_hexdigit());
    is_hex.then(|| digest.to_owned())
}

/// One character of the help, which is in the program whatever the optimiser does.
fn change(dir: &Path) -> Result<(), Stop> {
    let file = dir.join("crates/cli/src/args.rs");
    let changed =
        changed(&fs::read_to_string(&file)?).ok_or_else(|| failed("no message to change"))?;
    fs::write(file, changed)?;
    Ok(())
}

fn changed(source: &str) -> Option<String> {
    let changed = source.replacen("\nExit status:\n", "\nExit status.\n", 1);
    (changed != source).then_some(changed)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_digest_is_read_as_sha256sum_writes_it() {
        let hex = "0123456789abcdef".repeat(4);
        assert_eq!(digest(&format!("{hex}  target/wellspring\n")), Some(hex.clone()));
        assert_eq!(digest(&format!("\\{hex}  a name with a backslash\n")), Some(hex));
        assert_eq!(digest("sha256sum: no such file\n"), None);
    }

    #[test]
    fn the_control_changes_one_character() {
        let file = Workspace::find().root.join("crates/cli/src/args.rs");
        let source = fs::read_to_string(file).unwrap();
        let changed = changed(&source).unwrap();
        let different = source.bytes().zip(changed.bytes()).filter(|(a, b)| a != b).count();
        assert_eq!((different, changed.len()), (1, source.len()));
        assert_eq!(super::changed("fn main() {}\n"), None);
    }
}
