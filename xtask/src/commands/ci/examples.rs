//! The examples that are packages of their own, as a user's project is: `cargo test` at the root does not build them.

use crate::commands::{Outcome, Workspace};
use crate::shell::{Line, need};

/// A board without an operating system, whose code runs here as well.
pub(super) fn bare_metal(ws: &Workspace) -> Outcome {
    let line = Line::new("cargo test --quiet --manifest-path");
    let line = line.arg("crates/entropy/examples/bare-metal/Cargo.toml");
    let line = line.words("--target-dir").arg(ws.target.join("xtask").join("bare-metal"));
    line.dir(&ws.root).run()?;
    Ok("tests passed; the step nostd builds it for boards".into())
}

/// Web services with everything that they stand on; one of them with SQLite's C code as well.
pub(super) fn services(ws: &Workspace) -> Outcome {
    need("cc")?;
    for package in SERVICES {
        Line::new("cargo test --quiet -p").arg(package).dir(&ws.root).run()?;
    }
    Ok(format!("the tests of {} passed", SERVICES.join(", ")))
}

/// Members of the workspace that `cargo test` at the root leaves out, because of what they bring with them.
const SERVICES: &[&str] = &["api-key-service", "password-reset-service", "session-cookies"];

/// The examples of one file each, run as their documentation says; their tests are among those of `cargo test`.
pub(super) fn programs(ws: &Workspace) -> Outcome {
    for (name, features) in PROGRAMS {
        let line = Line::new("cargo run --quiet --release -p wellspring --example").arg(name);
        line.words("--features").arg(features).dir(&ws.root).run()?;
    }
    Ok(format!("{} programs", PROGRAMS.len()))
}

const PROGRAMS: &[(&str, &str)] = &[("load_test", "csprng"), ("lottery", "csprng,sha2")];

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    /// An example that no step runs is one that does not run for long.
    #[test]
    fn every_example_is_run_by_a_step() {
        let crates = Workspace::find().root.join("crates");
        let (mut packages, mut files) = (Vec::new(), Vec::new());
        for package in fs::read_dir(crates).expect("crates") {
            let Ok(examples) = fs::read_dir(package.expect("an entry").path().join("examples"))
            else {
                continue;
            };
            for example in examples {
                let path = example.expect("an entry").path();
                let name = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
                if path.join("Cargo.toml").is_file() {
                    packages.push(name);
                } else if path.is_file() {
                    files.push(name);
                }
            }
        }
        packages.sort();
        files.sort();
        let mut run: Vec<&str> = SERVICES.to_vec();
        // `bare_metal` above, and the step `no-libc`.
        run.extend(["bare-metal", "no-libc"]);
        run.sort_unstable();
        assert_eq!(packages, run);
        let mut run: Vec<&str> = PROGRAMS.iter().map(|(name, _)| *name).collect();
        // The main job of the README.
        run.push("password_reset");
        run.sort_unstable();
        assert_eq!(files, run);
    }
}
