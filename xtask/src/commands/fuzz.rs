//! `cargo xtask fuzz [SECONDS] [TARGET…]`: runs the fuzz targets, each for so many seconds, and prints a table of what
//! they ran.
//!
//! They start from the files in fuzz/seeds and from what earlier runs have left in fuzz/corpus. The step `fuzz` of
//! ci only compiles them: to run them takes a nightly toolchain, cargo-fuzz and minutes.

use std::fs;

use super::{Outcome, Stop, Workspace, failed};
use crate::shell::Line;

const SECONDS: u64 = 60;

pub(crate) fn run(ws: &Workspace, args: &[String]) -> Outcome {
    let known = targets(&fs::read_to_string(ws.root.join("fuzz/Cargo.toml"))?);
    let (seconds, chosen) = chosen(&known, args)?;
    tools()?;
    let mut rows = Vec::new();
    for target in chosen {
        rows.push((target, one(ws, target, seconds)));
    }
    print!("\n{}", table(&rows));
    match rows.iter().filter(|(_, runs)| runs.is_err()).count() {
        0 => Ok(format!("{} targets, {seconds} s each", rows.len())),
        wrong => Err(failed(format!("{wrong} of {} targets; see fuzz/artifacts", rows.len()))),
    }
}

/// The names of the programs in the manifest.
fn targets(manifest: &str) -> Vec<String> {
    let programs = manifest.split("[[bin]]").skip(1);
    let name = |program: &str| program.split("name = \"").nth(1)?.split('"').next().map(Into::into);
    programs.filter_map(name).collect()
}

/// For how many seconds which of them run; all, where none is named.
fn chosen<'a>(known: &'a [String], args: &'a [String]) -> Result<(u64, Vec<&'a str>), Stop> {
    let seconds = args.first().and_then(|first| first.parse().ok());
    let names = if seconds.is_some() { args.get(1..) } else { Some(args) }.unwrap_or_default();
    if seconds == Some(0) {
        return Err(Stop::Usage("fuzz would never end after 0 seconds".into()));
    }
    if let Some(name) = names.iter().find(|name| !known.contains(name)) {
        let known = known.join(", ");
        return Err(Stop::Usage(format!("fuzz has no target `{name}`; it has {known}")));
    }
    let names = if names.is_empty() { known } else { names };
    Ok((seconds.unwrap_or(SECONDS), names.iter().map(String::as_str).collect()))
}

fn tools() -> Result<(), Stop> {
    for tool in ["cargo +nightly --version", "cargo +nightly fuzz --version"] {
        if !Line::new(tool).output()?.status.success() {
            return Err(Stop::NotChecked(format!("`{tool}` does not answer")));
        }
    }
    Ok(())
}

/// How many inputs a target ran.
fn one(ws: &Workspace, target: &str, seconds: u64) -> Result<u64, Stop> {
    let fuzz = ws.root.join("fuzz");
    // What is found goes to the first directory.
    let corpus = fuzz.join("corpus").join(target);
    fs::create_dir_all(&corpus)?;
    let mut line =
        Line::new("cargo +nightly fuzz run --target-dir").arg(ws.target.join("fuzz-run"));
    line = line.arg(target).arg(corpus);
    let seeds = fuzz.join("seeds").join(target);
    if seeds.exists() {
        line = line.arg(seeds);
    }
    let line = line.words("-- -rss_limit_mb=4096").arg(format!("-max_total_time={seconds}"));
    let output = line.dir(&ws.root).output()?;
    let said = String::from_utf8_lossy(&output.stderr);
    match runs(&said) {
        Some(runs) if output.status.success() => Ok(runs),
        _ => {
            eprintln!("{said}");
            Err(failed(format!("{}", output.status)))
        }
    }
}

/// From the last line of libFuzzer's: `Done 1234 runs in 61 second(s)`.
fn runs(said: &str) -> Option<u64> {
    said.lines().rev().find_map(|line| line.strip_prefix("Done ")?.split(' ').next()?.parse().ok())
}

fn table(rows: &[(&str, Result<u64, Stop>)]) -> String {
    let mut text = format!("{:14}{:>14}\n", "target", "runs");
    for (target, runs) in rows {
        let runs = match runs {
            Ok(runs) => runs.to_string(),
            Err(Stop::NotChecked(_)) => "not checked".into(),
            Err(_) => "FAILED".into(),
        };
        text.push_str(&format!("{target:14}{runs:>14}\n"));
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    fn known() -> Vec<String> {
        let manifest = Workspace::find().root.join("fuzz/Cargo.toml");
        targets(&fs::read_to_string(manifest).unwrap())
    }

    #[test]
    fn every_target_is_known_and_every_seed_is_a_target_s() {
        let fuzz = Workspace::find().root.join("fuzz");
        let names = |folder: &str| {
            let entries = fs::read_dir(fuzz.join(folder)).unwrap();
            let names = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap());
            let mut names: Vec<_> = names.map(|name| name.replace(".rs", "")).collect();
            names.sort();
            names
        };
        let mut known = known();
        known.sort();
        assert_eq!(names("fuzz_targets"), known);
        assert!(names("seeds").iter().all(|name| known.contains(name)));
    }

    #[test]
    fn arguments_are_checked_before_anything_runs() {
        let known = known();
        let args = |args: &[&str]| args.iter().map(|arg| (*arg).into()).collect::<Vec<String>>();
        assert_eq!(chosen(&known, &[]).unwrap(), (60, known.iter().map(String::as_str).collect()));
        assert_eq!(chosen(&known, &args(&["5", "keys"])).unwrap(), (5, vec!["keys"]));
        assert_eq!(chosen(&known, &args(&["keys", "split"])).unwrap(), (60, vec!["keys", "split"]));
        for bad in [&["0"][..], &["hax"], &["5", "hax"], &["keys", "5"], &["-1"]] {
            assert!(matches!(chosen(&known, &args(bad)), Err(Stop::Usage(_))), "{bad:?}");
        }
    }

    #[test]
    fn what_the_fuzzer_says_is_read_and_shown() {
        assert_eq!(runs("INFO: x\n#9\tDONE\nDone 1234 runs in 61 second(s)\n"), Some(1234));
        assert_eq!(runs("==1== ERROR: libFuzzer: deadly signal\n"), None);
        let text = table(&[("keys", Ok(12)), ("split", Err(failed("signal")))]);
        assert!(
            text.ends_with("keys                      12\nsplit                 FAILED\n"),
            "{text}"
        );
    }
}
