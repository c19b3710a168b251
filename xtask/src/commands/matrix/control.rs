//! `--control`: two bugs, planted in a copy of the tree, each of which must be seen on the targets it is about and on
//! no other. A matrix that stays green then is worth nothing.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::Instant;

use super::args;
use super::row::{Row, State};
use super::targets::Depth;
use crate::commands::record::{self, Claim, Verdict};
use crate::commands::{Outcome, Stop, Workspace, failed, verdict};
use crate::shell::{Line, timed};

/// A bug, where it goes, and where it must show.
struct Bug {
    name: &'static str,
    file: &'static str,
    /// The text that is replaced; empty to add to the end of the file.
    from: &'static str,
    to: &'static str,
    package: &'static str,
    features: &'static str,
    red: &'static [&'static str],
    green: &'static [&'static str],
}

const BUGS: &[Bug] = &[
    Bug {
        name: "bytes the other way round in `below`",
        file: "crates/dist/src/lemire.rs",
        from: "<$wide>::from(a) * <$wide>::from(b)",
        to: "<$wide>::from(a.to_le()) * <$wide>::from(b)",
        package: "wellspring-dist",
        features: "all",
        red: &["s390x-unknown-linux-gnu"],
        green: &["x86_64-unknown-linux-gnu"],
    },
    Bug {
        name: "a misspelt call for Apple's systems",
        file: "crates/entropy/src/lib.rs",
        from: "",
        to: "\n#[cfg(target_vendor = \"apple\")]\nconst _: usize = core::mem::size_off::<u8>();\n",
        package: "wellspring-entropy",
        features: "none",
        red: &["aarch64-apple-darwin", "aarch64-apple-ios"],
        green: &["x86_64-unknown-freebsd", "x86_64-unknown-linux-gnu"],
    },
];

const COMMAND: &str = "cargo xtask matrix --control";

pub(super) fn run(ws: &Workspace) -> Outcome {
    let start = Instant::now();
    let (mut claims, mut violations) = (Vec::new(), Vec::new());
    for bug in BUGS {
        println!("\n== planted: {}", bug.name);
        let copy = copy(ws)?;
        plant(bug, &copy.root)?;
        let (rows, time) = timed(|| rows(&copy, bug));
        let rows = rows?;
        if let Some(row) = rows.iter().find(|row| row.state == State::NotChecked) {
            return Err(Stop::NotChecked(format!("{}: {}", row.target, row.reason)));
        }
        let found = wrong(bug, &rows);
        claims.push(claim(bug, &rows, found.is_empty(), time.as_secs_f64()));
        violations.extend(found);
    }
    record::write(ws, "matrix-control", COMMAND, start.elapsed(), &claims)?;
    verdict(&violations, format!("{} bugs, each seen where it is and nowhere else", BUGS.len()))
}

fn rows(copy: &Workspace, bug: &Bug) -> Result<Vec<Row>, Stop> {
    let mut words = vec!["--crate", bug.package, "--features", bug.features];
    for target in bug.red.iter().chain(bug.green) {
        words.extend(["--target", target]);
    }
    let words: Vec<String> = words.into_iter().map(str::to_owned).collect();
    // Swapped bytes are as uniform as others: of the tests, those that pin outputs see the bug.
    let mut options = args::parse(&words)?;
    options.quick = true;
    super::rows(copy, &options)
}

/// Targets of the wrong colour. Where tests ran, it is by some of them that a row must be red: a program that was not
/// even built says nothing of the bug.
fn wrong(bug: &Bug, rows: &[Row]) -> Vec<String> {
    let is = |target: &str, wanted: State| {
        let mut own = rows.iter().filter(|row| row.target == target);
        own.any(|row| row.state == wanted && (row.depth != Depth::Run || row.tests > 0))
    };
    let expect = |targets: &[&str], wanted: State, what: &str| -> Vec<String> {
        let other = targets.iter().filter(|target| !is(target, wanted));
        other.map(|target| format!("{}: {target} is not {what}", bug.name)).collect()
    };
    [expect(bug.red, State::Failed, "red"), expect(bug.green, State::Passed, "green")].concat()
}

fn claim(bug: &Bug, rows: &[Row], holds: bool, seconds: f64) -> Claim {
    let say = |state: State| {
        let own = rows.iter().filter(|row| row.state == state).map(|row| row.target.as_str());
        own.collect::<Vec<_>>().join(", ")
    };
    Claim {
        what: bug.name.into(),
        figure: format!("red: {}; {seconds:.0} s", say(State::Failed)),
        demand: format!("red on {}, and on no other", bug.red.join(", ")),
        verdict: if holds { Verdict::Met } else { Verdict::Missed },
        control: format!("green: {}", say(State::Passed)),
    }
}

/// The files that git knows, as they are now. What was built of them elsewhere is used again.
fn copy(ws: &Workspace) -> Result<Workspace, Stop> {
    let root = ws.scratch("matrix-control")?;
    let files = Line::new("git ls-files").dir(&ws.root).read()?;
    for file in files.lines() {
        let (from, to) = (ws.root.join(file), root.join(file));
        if !from.is_file() {
            continue;
        }
        fs::create_dir_all(to.parent().unwrap_or(&root))?;
        fs::copy(from, to)?;
    }
    let target: PathBuf = ws.target.clone();
    let records = root.join("docs").join("evidence");
    Ok(Workspace { root, target, records })
}

fn plant(bug: &Bug, root: &Path) -> Result<(), Stop> {
    let file = root.join(bug.file);
    let text = planted(bug, &fs::read_to_string(&file)?);
    let text = text.ok_or_else(|| failed(format!("{}: no place for the bug", bug.file)))?;
    fs::write(file, text)?;
    Ok(())
}

fn planted(bug: &Bug, text: &str) -> Option<String> {
    if bug.from.is_empty() {
        return Some(format!("{text}{}", bug.to));
    }
    let planted = text.replace(bug.from, bug.to);
    (planted != text).then_some(planted)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_bug_has_its_place() {
        let root = Workspace::find().root;
        for bug in BUGS {
            let text = fs::read_to_string(root.join(bug.file)).unwrap();
            assert!(planted(bug, &text).is_some_and(|planted| planted != text), "{}", bug.name);
        }
    }

    #[test]
    fn a_bug_that_is_not_seen_and_one_that_is_seen_elsewhere_are_wrong() {
        let bug = &BUGS[1];
        let row = |target: &str, state| Row { target: target.into(), state, ..Row::default() };
        let rows = |red, green| {
            let red = bug.red.iter().map(|target| row(target, red));
            red.chain(bug.green.iter().map(|target| row(target, green))).collect::<Vec<_>>()
        };
        assert_eq!(wrong(bug, &rows(State::Failed, State::Passed)), [""; 0]);
        assert_eq!(wrong(bug, &rows(State::Passed, State::Passed)).len(), bug.red.len());
        assert_eq!(wrong(bug, &rows(State::Failed, State::Failed)).len(), bug.green.len());
        assert_eq!(wrong(bug, &[]).len(), bug.red.len() + bug.green.len());
    }

    #[test]
    fn a_program_that_does_not_compile_is_not_the_bug() {
        let bug = &BUGS[0];
        let row = |target: &str, state, tests| Row {
            target: target.into(),
            depth: Depth::Run,
            state,
            tests,
            ..Row::default()
        };
        let green = row(bug.green[0], State::Passed, 9);
        assert_eq!(wrong(bug, &[row(bug.red[0], State::Failed, 8), green.clone()]), [""; 0]);
        assert_eq!(wrong(bug, &[row(bug.red[0], State::Failed, 0), green]).len(), 1);
    }
}
