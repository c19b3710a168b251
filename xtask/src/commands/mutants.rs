//! `cargo xtask mutants [--minutes N] [--list] [FILE…]`: what the tests of dist and tokens would not notice, and docs/MUTANTS.md.
//!
//! cargo-mutants changes one operator, value or body at a time. Every file's mutants meet first the unit tests of their own
//! module, which is quick, those that live then all unit tests, and at last all tests of the package. A file's row in the document carries the digest
//! of its text, so that a later call takes up what is new or was changed, and a call that is cut short has lost nothing.
//!
//! What lives must be argued in the document. In rejection, masking, wiping and comparison ([`CRITICAL`]) one argument counts
//! alone: that the mutant computes the same.

mod outcome;
mod table;
mod tree;

use core::time::Duration;
use std::fs;
use std::time::Instant;

use self::table::{Document, Row};
use self::tree::Tree;
use super::record::{self, Claim, Verdict};
use super::{Outcome, Stop, Workspace, failed, suite};
use crate::shell::Line;

/// The crates whose every file is asked, with the folder of its sources.
const CRATES: &[(&str, &str)] =
    &[("wellspring-dist", "crates/dist/src"), ("wellspring-tokens", "crates/tokens/src")];

/// Where nothing but an equal program may live: rejection, masking, wiping, comparison. A folder ends in `/`.
const CRITICAL: &[&str] = &[
    "crates/dist/src/alphabet.rs",
    "crates/dist/src/alphabet/",
    "crates/dist/src/big.rs",
    "crates/dist/src/big/",
    "crates/dist/src/block.rs",
    "crates/dist/src/dice.rs",
    "crates/dist/src/integer.rs",
    "crates/dist/src/interval.rs",
    "crates/dist/src/lemire.rs",
    "crates/dist/src/range.rs",
    "crates/dist/src/steps.rs",
    "crates/dist/src/uniform.rs",
    "crates/tokens/src/compare.rs",
    "crates/tokens/src/encoding/words.rs",
    "crates/tokens/src/password/masks.rs",
    "crates/tokens/src/secret.rs",
    "crates/tokens/src/secret/",
    "crates/tokens/src/select.rs",
    "crates/tokens/src/spelling.rs",
    "crates/tokens/src/wipe.rs",
];

const DOCUMENT: &str = "docs/MUTANTS.md";

pub(crate) fn run(ws: &Workspace, args: &[String]) -> Outcome {
    let (minutes, list, names) = arguments(args)?;
    let files = files(ws)?;
    if let Some(name) = names.iter().find(|name| !files.iter().any(|file| file.path == **name)) {
        return Err(Stop::Usage(format!("mutants has no file `{name}`; --list has them all")));
    }
    let path = ws.root.join(DOCUMENT);
    let mut document = Document::read(&fs::read_to_string(&path)?).map_err(failed)?;
    document.keep(|file| files.iter().any(|known| known.path == file));
    let due = |file: &&File| match names.as_slice() {
        [] => document.digest(&file.path) != Some(&file.digest),
        names => names.contains(&file.path.as_str()),
    };
    let due: Vec<&File> = files.iter().filter(due).collect();
    if list {
        for file in &due {
            println!("{}", file.path);
        }
        return Ok(format!("{} of {} files are due", due.len(), files.len()));
    }
    // As a program of its own it does not answer `--version`.
    if !due.is_empty() && !Line::new("cargo mutants --version").output()?.status.success() {
        return Err(Stop::NotChecked("cargo-mutants is not installed".into()));
    }
    let start = Instant::now();
    let (_, date) = suite::made()?;
    let tree = Tree::copy(ws)?;
    for file in due {
        if start.elapsed() > minutes {
            break;
        }
        let outcomes = tree.ask(file)?;
        document.replace(Row::new(&file.path, &file.digest, &date, &outcomes), &outcomes.missed);
        // After every file, for the call may be cut short.
        fs::write(&path, document.to_string())?;
    }
    judge(ws, &document, &files, start.elapsed())
}

/// For how long, whether to name the files only, and which.
fn arguments(args: &[String]) -> Result<(Duration, bool, Vec<&str>), Stop> {
    let (mut minutes, mut list, mut names) = (Duration::MAX, false, Vec::new());
    let mut args = args.iter().map(String::as_str);
    while let Some(arg) = args.next() {
        match arg {
            "--list" => list = true,
            "--minutes" => {
                let number = args.next().and_then(|text| text.parse::<u64>().ok());
                let number = number.filter(|n| (1..=100_000).contains(n));
                let number = number.ok_or(Stop::Usage("--minutes takes 1 to 100000".into()))?;
                minutes = Duration::from_secs(60 * number);
            }
            option if option.starts_with('-') => {
                return Err(Stop::Usage(format!("mutants has no option `{option}`")));
            }
            name => names.push(name),
        }
    }
    Ok((minutes, list, names))
}

/// A file of which mutants can be made.
#[derive(Debug)]
struct File {
    package: &'static str,
    path: String,
    /// The first part of the name of the modules in it, of which the unit tests are the first to look.
    module: String,
    digest: String,
}

/// All files with code in them: those of unit tests have none.
fn files(ws: &Workspace) -> Result<Vec<File>, Stop> {
    let mut files = Vec::new();
    for (package, folder) in CRATES {
        for file in super::tidy::files(&ws.root.join(folder))? {
            let path = super::tidy::unix_path(&ws.root, &file);
            let inner = path.trim_start_matches(folder).trim_start_matches('/');
            let Some(inner) = inner.strip_suffix(".rs") else { continue };
            if inner.split('/').any(|part| part == "tests") {
                continue;
            }
            let module = inner.split('/').next().unwrap_or(inner).to_owned();
            let digest = digest(&fs::read(&file)?);
            files.push(File { package, path, module, digest });
        }
    }
    // What must not live comes first, for a call that is cut short.
    files.sort_by_key(|file| (!critical(&file.path), file.path.clone()));
    Ok(files)
}

/// Of a file's bytes: FNV-1a, which tells versions of a text apart and no more.
fn digest(bytes: &[u8]) -> String {
    let step = |sum: u64, byte: &u8| (sum ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3);
    format!("{:016x}", bytes.iter().fold(0xcbf2_9ce4_8422_2325, step))
}

fn critical(path: &str) -> bool {
    let within = |known: &str| path == known || known.ends_with('/') && path.starts_with(known);
    CRITICAL.iter().any(|known| within(known))
}

/// The record, and whether all files were asked and all that lives is argued.
fn judge(ws: &Workspace, document: &Document, files: &[File], time: Duration) -> Outcome {
    let asked = |file: &&File| document.digest(&file.path) == Some(&file.digest);
    let asked: Vec<&File> = files.iter().filter(asked).collect();
    let counts = document.counts(|path| asked.iter().any(|file| file.path == path));
    let open = document.open(critical);
    for mutant in &open {
        eprintln!("  not argued: {mutant}");
    }
    let claim = |what: &str, figure: String, demand: &str, verdict| Claim {
        what: what.into(),
        figure,
        demand: demand.into(),
        verdict,
        control: String::new(),
    };
    let verdict = if open.is_empty() { Verdict::Met } else { Verdict::Missed };
    let left = files.len() - asked.len();
    let claims = [
        claim("mutants of dist and tokens", counts.to_string(), "", Verdict::Figure),
        claim("mutants that live and are not argued", open.len().to_string(), "0", verdict),
        claim(
            "files whose mutants were not asked, or changed since",
            format!("{left} of {}", files.len()),
            "0",
            if left == 0 { Verdict::Met } else { Verdict::NotChecked },
        ),
    ];
    record::write(ws, "mutants", "cargo xtask mutants", time, &claims)?;
    match (open.len(), left) {
        (0, 0) => Ok(counts.to_string()),
        (0, n) => Err(Stop::NotChecked(format!("{n} of {} files; {counts}", files.len()))),
        (n, _) => Err(failed(format!("{n} mutants live and are not argued; {counts}"))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn critical_are_files_that_are_there() {
        let ws = Workspace::find();
        assert!(CRITICAL.iter().all(|path| ws.root.join(path).exists()));
        assert!(critical("crates/tokens/src/secret/bytes.rs"));
        assert!(!critical("crates/tokens/src/secrets.rs"));
    }

    #[test]
    fn every_source_file_is_asked_and_no_test() {
        let files = files(&Workspace::find()).unwrap();
        let has = |path: &str| files.iter().any(|file| file.path == path);
        assert!(has("crates/dist/src/lemire.rs") && has("crates/tokens/src/compare.rs"));
        assert!(!has("crates/dist/src/lemire/tests.rs"));
        assert!(files.iter().all(|file| file.digest.len() == 16), "{files:?}");
        assert!(critical(&files[0].path));
    }

    #[test]
    fn arguments_are_checked_before_anything_runs() {
        let args = |words: &str| words.split_whitespace().map(Into::into).collect::<Vec<String>>();
        let parsed = args("--minutes 5 a.rs --list");
        let parsed = arguments(&parsed).unwrap();
        assert_eq!(parsed, (Duration::from_secs(300), true, vec!["a.rs"]));
        for bad in ["--minutes", "--minutes 0", "--minutes x", "--fast"] {
            assert!(matches!(arguments(&args(bad)), Err(Stop::Usage(_))), "{bad}");
        }
        let outcome = run(&Workspace::find(), &args("no-such-file.rs"));
        assert!(matches!(outcome, Err(Stop::Usage(reason)) if reason.contains("no-such-file.rs")));
    }
}
