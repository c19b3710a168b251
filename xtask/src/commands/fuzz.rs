//! `cargo xtask fuzz [--minutes N] [--seconds N] [--keep] [TARGET…]`: runs the fuzz targets, each for so long, prints a table of
//! what they ran, and keeps it in docs/evidence/fuzz.tsv.
//!
//! They start from the files in fuzz/corpus, which are committed, and from what earlier runs have found, which is under the target
//! folder. `--keep` takes of that what reaches new code into fuzz/corpus. Before anything else the fuzzer has to find a
//! mistake that was planted, in the target `planted`. The step `fuzz` of ci only compiles the targets: to run them takes a nightly
//! toolchain, cargo-fuzz and minutes.

mod report;
mod said;

use std::fs;
use std::path::PathBuf;
use std::time::Instant;

use self::report::Row;
use self::said::Said;
use super::{Outcome, Stop, Workspace, failed};
use crate::shell::{self, Line};

/// The target whose mistake has to be found.
const CONTROL: &str = "planted";
/// How long the fuzzer may look for it.
const CONTROL_SECONDS: u64 = 60;

pub(crate) fn run(ws: &Workspace, args: &[String]) -> Outcome {
    let known = targets(&fs::read_to_string(ws.root.join("fuzz/Cargo.toml"))?);
    let Wish { seconds, keep, chosen } = Wish::read(&known, args)?;
    shell::nightly("fuzz", "cargo-fuzz")?;
    let start = Instant::now();
    let control = planted(ws)?;
    // What is too short to meet the demand takes no place of what met it.
    let records = if seconds < report::DEMAND { ws.quick() } else { ws.clone() };
    let mut rows = Vec::new();
    for target in &chosen {
        let said = one(ws, target, seconds);
        if keep && said.is_ok() {
            merge(ws, target)?;
        }
        let corpus = report::Corpus::of(&corpus(ws, target))?;
        rows.push(Row { target: target.clone(), said, corpus, control: control.clone() });
        // Each as it is there: a run of hours may be ended at any time.
        report::keep(&records, args, start.elapsed(), &rows)?;
    }
    print!("\n{}", report::table(&rows));
    match rows.iter().filter(|row| row.said.is_err()).count() {
        0 => Ok(format!("{} targets, {seconds} s each", rows.len())),
        wrong => Err(failed(format!("{wrong} of {} targets, named above", rows.len()))),
    }
}

/// The names of the programs in the manifest, but for the control.
fn targets(manifest: &str) -> Vec<String> {
    let programs = manifest.split("[[bin]]").skip(1);
    let name = |program: &str| program.split("name = \"").nth(1)?.split('"').next().map(Into::into);
    programs.filter_map(name).filter(|name| name != CONTROL).collect()
}

/// For how many seconds which of them run, and whether what they find is kept.
#[derive(Debug, PartialEq)]
struct Wish {
    seconds: u64,
    keep: bool,
    /// All, where none is named.
    chosen: Vec<String>,
}

impl Wish {
    fn read(known: &[String], args: &[String]) -> Result<Self, Stop> {
        let mut wish = Self { seconds: 60, keep: false, chosen: Vec::new() };
        if args.iter().filter(|arg| ["--minutes", "--seconds"].contains(&arg.as_str())).count() > 1
        {
            return Err(Stop::Usage("fuzz takes one of --minutes and --seconds, once".into()));
        }
        let mut args = args.iter();
        while let Some(arg) = args.next() {
            match arg.as_str() {
                "--keep" => wish.keep = true,
                unit @ ("--minutes" | "--seconds") => {
                    let each = if unit == "--minutes" { 60 } else { 1 };
                    let number: Option<u64> = args.next().and_then(|number| number.parse().ok());
                    let seconds = number.and_then(|number| number.checked_mul(each));
                    // 0 would never end.
                    wish.seconds = seconds.filter(|seconds| *seconds > 0).ok_or_else(|| {
                        Stop::Usage(format!("{unit} takes a whole number above 0"))
                    })?;
                }
                name if known.iter().any(|known| known == name) => wish.chosen.push(name.into()),
                name => {
                    let known = known.join(", ");
                    return Err(Stop::Usage(format!(
                        "fuzz has no target `{name}`; it has {known}"
                    )));
                }
            }
        }
        if wish.chosen.is_empty() {
            wish.chosen = known.to_vec();
        }
        Ok(wish)
    }
}

/// What is committed.
fn corpus(ws: &Workspace, target: &str) -> PathBuf {
    ws.root.join("fuzz/corpus").join(target)
}

/// What earlier runs have left.
fn found(ws: &Workspace, target: &str) -> Result<PathBuf, Stop> {
    let found = ws.target.join("xtask/fuzz").join(target);
    fs::create_dir_all(&found)?;
    Ok(found)
}

/// A run of cargo-fuzz; what is found goes to the first of the folders.
fn line(ws: &Workspace, target: &str, folders: &[PathBuf]) -> Line {
    let line = Line::new("cargo +nightly fuzz run --target-dir").arg(ws.target.join("fuzz-run"));
    let line = folders.iter().filter(|folder| folder.exists()).fold(line.arg(target), Line::arg);
    line.words("-- -rss_limit_mb=4096 -print_final_stats=1").dir(&ws.root)
}

fn one(ws: &Workspace, target: &str, seconds: u64) -> Result<Said, Stop> {
    let line = line(ws, target, &[found(ws, target)?, corpus(ws, target)]);
    let output = line.arg(format!("-max_total_time={seconds}")).output()?;
    let text = String::from_utf8_lossy(&output.stderr);
    match Said::read(&text) {
        Some(said) if output.status.success() => Ok(said),
        _ => {
            eprintln!("{text}");
            let artifact = said::artifact(&text).unwrap_or("no artifact");
            Err(failed(format!("{target}: {}: {artifact}", output.status)))
        }
    }
}

/// What the control needed to find the mistake; a failure if it did not.
fn planted(ws: &Workspace) -> Result<String, Stop> {
    let folder = ws.scratch("fuzz-planted")?;
    let line = line(ws, CONTROL, core::slice::from_ref(&folder));
    let line = line.arg(format!("-max_total_time={CONTROL_SECONDS}"));
    let line = line.arg(format!("-artifact_prefix={}/", folder.display()));
    let output = line.output()?;
    let text = String::from_utf8_lossy(&output.stderr);
    if !text.contains("INITED") {
        eprintln!("{text}");
        return Err(failed("the targets are not built"));
    }
    match said::artifact(&text) {
        Some(_) if !output.status.success() => {
            Ok(format!("a planted mistake is found in {} runs", said::last_run(&text)))
        }
        _ => Err(failed("the mistake planted in the target `planted` is not found")),
    }
}

/// Takes what reaches code that nothing in fuzz/corpus reaches.
fn merge(ws: &Workspace, target: &str) -> Result<(), Stop> {
    fs::create_dir_all(corpus(ws, target))?;
    let line = line(ws, target, &[corpus(ws, target), found(ws, target)?]);
    // Which code is reached counts, and not how often.
    let output = line.words("-merge=1 -use_counters=0").output()?;
    if output.status.success() {
        return Ok(());
    }
    eprintln!("{}", String::from_utf8_lossy(&output.stderr));
    Err(failed(format!("{target}: the corpus is not merged")))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn known() -> Vec<String> {
        let manifest = Workspace::find().root.join("fuzz/Cargo.toml");
        targets(&fs::read_to_string(manifest).unwrap())
    }

    #[test]
    fn every_target_is_known_and_every_corpus_is_a_target_s() {
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
        assert_eq!(names("corpus"), known);
        known.push(CONTROL.into());
        known.sort();
        assert_eq!(names("fuzz_targets"), known);
    }

    #[test]
    fn arguments_are_checked_before_anything_runs() {
        let known = known();
        let args = |args: &[&str]| args.iter().map(|arg| (*arg).into()).collect::<Vec<String>>();
        let read = |words: &[&str]| Wish::read(&known, &args(words));
        let wish = |seconds, keep, chosen| Ok(Wish { seconds, keep, chosen });
        assert_eq!(read(&[]), wish(60, false, known.clone()));
        assert_eq!(read(&["--minutes", "10", "keys"]), wish(600, false, args(&["keys"])));
        assert_eq!(read(&["keys", "--seconds", "5", "--keep"]), wish(5, true, args(&["keys"])));
        for bad in [
            &["--minutes", "0"][..],
            &["--minutes"],
            &["5"],
            &["hax"],
            &["--seconds", "-1"],
            &["--seconds", "2", "--minutes", "1"],
            &["--seconds", "2", "--seconds", "2"],
            &[CONTROL],
        ] {
            assert!(matches!(read(bad), Err(Stop::Usage(_))), "{bad:?}");
        }
    }
}
