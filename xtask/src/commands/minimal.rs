//! `cargo xtask minimal`: the lowest versions that our manifests allow are versions that work.
//!
//! A manifest that says `1.0` where code needs what came with 1.3 works for all who take the newest, and fails for the one
//! whose lock is older. So every direct dependency is taken at its lowest version (`-Zdirect-minimal-versions`), each of
//! theirs at its newest, in a copy of the crates with a lock of its own; each library is built and tested with that. With all
//! versions at their lowest, others' wrong bounds would be found and not ours.

use std::fs;

use super::record::{self, Claim, Verdict};
use super::{Outcome, PACKAGES, Stop, Workspace, copy, failed};
use crate::shell::{Line, timed};

pub(crate) fn run(ws: &Workspace, args: &[String]) -> Outcome {
    let test = match args {
        [] => true,
        [arg] if arg == "--check" => false,
        _ => return Err(Stop::Usage("minimal takes --check or nothing".into())),
    };
    let (claims, time) = timed(|| {
        let control = control(ws)?;
        let dir = copy::published(ws, "minimal")?;
        resolve().dir(&dir).run()?;
        let lowest = lowest(
            &fs::read_to_string(dir.join("Cargo.toml"))?,
            &fs::read_to_string(dir.join("Cargo.lock"))?,
        );
        println!("at their lowest: {}", lowest.join(", "));
        let one = |package: &&str| {
            let words = if test { "test --quiet" } else { "check --quiet --lib --bins" };
            let line = Line::new("cargo").words(words).words("--locked --all-features --package");
            let line = line.arg(package).dir(&dir);
            let line = line.env("CARGO_TARGET_DIR", ws.target.join("xtask").join("minimal-target"));
            let outcome = line.run();
            let figure = match outcome {
                Ok(()) if test => "built and tested".into(),
                Ok(()) => "built".into(),
                Err(_) => "fails".into(),
            };
            Claim {
                what: (*package).into(),
                figure,
                demand: format!("works with {} direct dependencies at their lowest", lowest.len()),
                verdict: if outcome.is_ok() { Verdict::Met } else { Verdict::Missed },
                control: control.clone(),
            }
        };
        Ok::<_, Stop>(PACKAGES.iter().map(one).collect::<Vec<Claim>>())
    });
    let claims = claims?;
    if test {
        record::write(ws, "minimal", "cargo xtask minimal", time, &claims)?;
    }
    match claims.iter().filter(|claim| claim.verdict == Verdict::Missed).count() {
        0 => Ok(format!("{} packages {}", claims.len(), if test { "tested" } else { "built" })),
        n => Err(failed(format!("{n} packages"))),
    }
}

/// As the step of ci: what it takes to compile.
pub(crate) fn quick(ws: &Workspace) -> Outcome {
    run(ws, &["--check".into()])
}

/// The flag is unstable, and concerns nothing but the choice of versions.
fn resolve() -> Line {
    Line::new("cargo -Zdirect-minimal-versions generate-lockfile").env("RUSTC_BOOTSTRAP", "1")
}

/// The packages in the table of the workspace whose version in the lock is what the table says: that they are there at
/// all shows that the flag did something.
fn lowest(manifest: &str, lock: &str) -> Vec<String> {
    let locked = |name: &str, version: &str| {
        let entries = lock.split("[[package]]");
        entries.into_iter().any(|entry| {
            let version = padded(version);
            entry.contains(&format!("\nname = \"{name}\"\nversion = \"{version}\""))
        })
    };
    let rows = manifest.lines().filter_map(|line| line.split_once(" = "));
    let rows = rows.filter(|(name, _)| !name.starts_with("wellspring"));
    let versions = rows.filter_map(|(name, rest)| {
        let version = rest.trim_start_matches("{ version = ").strip_prefix('"')?;
        Some((name, version.split('"').next()?))
    });
    let found = versions.filter(|(name, version)| locked(name, version));
    found.map(|(name, version)| format!("{name} {version}")).collect()
}

/// `1.2` means 1.2.0 at the least.
fn padded(version: &str) -> String {
    let missing = 2_usize.saturating_sub(version.matches('.').count());
    version.to_owned() + &".0".repeat(missing)
}

/// A package that allows a version too old for its code must be refused, and the same with the right bound must not.
fn control(ws: &Workspace) -> Result<String, Stop> {
    let dir = ws.scratch("minimal-control")?;
    fs::create_dir(dir.join("src"))?;
    // It came with 1.8.
    fs::write(dir.join("src").join("lib.rs"), "pub use zeroize::zeroize_flat_type;\n")?;
    let manifest = |bound: &str| {
        format!(
            "[package]\nname = \"control\"\nversion = \"0.0.0\"\nedition = \"2024\"\n[dependencies]\nzeroize = \"{bound}\"\n[workspace]\n"
        )
    };
    let check = |bound: &str| -> Result<bool, Stop> {
        fs::write(dir.join("Cargo.toml"), manifest(bound))?;
        resolve().dir(&dir).run()?;
        let line = Line::new("cargo check --quiet --locked").dir(&dir);
        let line = line.env("CARGO_TARGET_DIR", ws.target.join("xtask").join("minimal-target"));
        Ok(line.output()?.status.success())
    };
    match (check("1.8")?, check("1.7")?) {
        (true, false) => Ok("a bound one release too low refused".into()),
        _ => Err(failed("negative control: a bound that is too low was not refused")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_at_its_lowest_is_known_by_the_lock() {
        let manifest = "[workspace.dependencies]\nwellspring-dist = { version = \"0.1.0\" }\na = \"1.2\"\nb = { version = \"0.9.2\", x = 1 }\nc = \"3\"\n";
        let lock = "[[package]]\nname = \"a\"\nversion = \"1.2.0\"\n\n[[package]]\nname = \"b\"\nversion = \"0.9.2\"\n\n[[package]]\nname = \"c\"\nversion = \"3.1.0\"\n";
        assert_eq!(lowest(manifest, lock), ["a 1.2", "b 0.9.2"]);
    }

    #[test]
    fn arguments_are_checked_before_anything_runs() {
        let outcome = run(&Workspace::find(), &["--test".into()]);
        assert!(matches!(outcome, Err(Stop::Usage(_))));
    }
}
