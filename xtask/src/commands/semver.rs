//! `cargo xtask semver [--baseline REVISION]`: no change since the last release breaks its users without saying so.
//!
//! By cargo-semver-checks, against the sources of the last tag `vX.Y.Z`, or of the revision that is named. Without either
//! there is nothing to compare with, and that is no pass. A version that is raised as far as the changes ask for passes.
//! The same sources with one public function removed must be refused.

use std::fs;
use std::path::Path;

use super::record::{self, Claim, Verdict};
use super::{Outcome, PACKAGES, Stop, Workspace, copy, failed};
use crate::shell::{Line, timed};

pub(crate) fn run(ws: &Workspace, args: &[String]) -> Outcome {
    let named = match args {
        [] => None,
        [option, revision] if option == "--baseline" => Some(revision.clone()),
        _ => return Err(Stop::Usage("semver takes --baseline REVISION or nothing".into())),
    };
    if !Line::new("cargo semver-checks --version").output()?.status.success() {
        let how = "`cargo install cargo-semver-checks`";
        return Err(Stop::NotChecked(format!("cargo-semver-checks is not installed: {how}")));
    }
    let tags = Line::new("git tag --list v* --sort=-version:refname").dir(&ws.root).read()?;
    let (revision, kind) = match (named, last_release(&tags)) {
        (Some(revision), _) => (revision, "named; no release"),
        (None, Some(tag)) => (tag.to_owned(), "the last release"),
        (None, None) => {
            let reason = "no release to compare with: no tag `vX.Y.Z`, and no --baseline";
            return Err(Stop::NotChecked(reason.into()));
        }
    };
    let commit = Line::new("git rev-parse --short --verify --end-of-options");
    let commit = commit.arg(format!("{revision}^{{commit}}")).dir(&ws.root).read()?;
    let baseline = ws.scratch("semver-baseline")?;
    extract(ws, commit.trim(), &baseline)?;
    let (claims, time) = timed(|| {
        let control = control(ws)?;
        let libraries = PACKAGES.iter().filter(|package| **package != "wellspring-cli");
        let claims = libraries.map(|package| {
            let outcome = line(ws, &baseline, package).dir(&ws.root).output()?;
            let said = both_streams(&outcome);
            let summary = summary(&said);
            if !outcome.status.success() || summary.is_none() {
                eprintln!("{said}");
            }
            let met = outcome.status.success() && summary.is_some();
            Ok(Claim {
                what: (*package).into(),
                figure: summary.unwrap_or_else(|| "not compared".into()),
                demand: format!("no break since {} ({kind})", commit.trim()),
                verdict: if met { Verdict::Met } else { Verdict::Missed },
                control: control.clone(),
            })
        });
        claims.collect::<Result<Vec<Claim>, Stop>>()
    });
    let claims = claims?;
    let command = format!("cargo xtask semver {}", args.join(" "));
    record::write(ws, "semver", command.trim_end(), time, &claims)?;
    for Claim { what, figure, verdict, .. } in &claims {
        println!("{what:24}{figure:60}{verdict}");
    }
    match claims.iter().filter(|claim| claim.verdict == Verdict::Missed).count() {
        0 => Ok(format!("{} libraries against {} ({kind})", claims.len(), commit.trim())),
        n => Err(failed(format!("{n} libraries; see above"))),
    }
}

fn both_streams(output: &std::process::Output) -> String {
    [&output.stdout, &output.stderr].map(|stream| String::from_utf8_lossy(stream)).concat()
}

/// The first of the tags, newest first, that is a release and no candidate for one.
fn last_release(tags: &str) -> Option<&str> {
    tags.lines().find(|tag| {
        let parts: Vec<&str> = tag.strip_prefix('v').unwrap_or_default().split('.').collect();
        let number = |part: &&str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
        parts.len() == 3 && parts.iter().all(number)
    })
}

fn extract(ws: &Workspace, commit: &str, dir: &Path) -> Result<(), Stop> {
    let archive = dir.join("sources.tar");
    let line = Line::new("git archive --format tar --output").arg(&archive).arg(commit);
    line.dir(&ws.root).run()?;
    Line::new("tar -x -f").arg(&archive).dir(dir).run()?;
    fs::remove_file(archive)?;
    Ok(())
}

/// With all features of both. What cargo-semver-checks holds for unstable (`_…`) it leaves out.
fn line(ws: &Workspace, baseline: &Path, package: &str) -> Line {
    let line = Line::new("cargo semver-checks check-release --color never --all-features");
    let line = line.arg("--baseline-root").arg(baseline).arg("--package").arg(package);
    line.env("CARGO_TARGET_DIR", ws.target.join("xtask").join("semver"))
}

/// `Summary no semver update required`, and how many rules were looked at.
fn summary(said: &str) -> Option<String> {
    let find = |word: &str| said.lines().find_map(|line| line.trim().strip_prefix(word));
    let checked = find("Checked [")?;
    let (_, counts) = checked.split_once("] ")?;
    let verdict = find("Summary")?.trim();
    Some(format!("{verdict}; {}", counts.trim()))
}

/// The library and the line of the control: a function that users have, in the smallest of the crates.
const REMOVED: (&str, &str, &str) =
    ("wellspring-entropy", "crates/entropy/src/fork.rs", "pub fn generation(");

/// Today's sources as the baseline, and a copy of them in which one function is no longer public.
fn control(ws: &Workspace) -> Result<String, Stop> {
    let (package, file, function) = REMOVED;
    let (before, after) = (ws.scratch("semver-before")?, ws.scratch("semver-after")?);
    copy::whole(ws, &before)?;
    copy::whole(ws, &after)?;
    let path = after.join(file);
    let text = fs::read_to_string(&path)?;
    let hidden =
        text.replacen(function, &format!("pub(crate) {}", function.trim_start_matches("pub ")), 1);
    if hidden == text {
        return Err(failed(format!("negative control: {file} has no `{function}`")));
    }
    fs::write(path, hidden)?;
    let outcome = line(ws, &before, package).dir(&after).output()?;
    let said = both_streams(&outcome);
    if outcome.status.success() || !said.contains("function_missing") {
        eprintln!("{said}");
        return Err(failed("negative control: a function that is gone was not noticed"));
    }
    Ok("a function that is gone refused (function_missing)".into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_release_is_a_release() {
        assert_eq!(last_release("v1.0.0-rc.1\nv0.10.0\nv0.9.0\nother\n"), Some("v0.10.0"));
        for none in ["", "v1\n", "v1.0\n", "1.0.0\n", "v1.0.x\n", "v..\n"] {
            assert_eq!(last_release(none), None, "{none}");
        }
    }

    #[test]
    fn only_a_comparison_that_was_made_has_a_summary() {
        let said = "     Checked [   0.060s] 196 checks: 196 pass, 49 skip\n     Summary no semver update required\n";
        let expected = "no semver update required; 196 checks: 196 pass, 49 skip";
        assert_eq!(summary(said).as_deref(), Some(expected));
        assert_eq!(summary("error: no crates with library targets\n"), None);
    }

    #[test]
    fn the_control_has_something_to_remove() {
        let (_, file, function) = REMOVED;
        let text = fs::read_to_string(Workspace::find().root.join(file)).unwrap();
        assert_eq!(text.matches(function).count(), 1);
    }

    #[test]
    fn arguments_are_checked_before_anything_runs() {
        for bad in [&["--baseline"][..], &["v1"], &["--baseline", "a", "b"]] {
            let args: Vec<String> = bad.iter().map(|arg| (*arg).into()).collect();
            assert!(matches!(run(&Workspace::find(), &args), Err(Stop::Usage(_))), "{bad:?}");
        }
    }
}
