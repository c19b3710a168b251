//! A copy of the workspace in which one crate has all its mutants at once, each behind a number; its tests are built once and run
//! once for each mutant.
//!
//! `wellspring-schemata` writes the text, the [compiler](super::compiler) says what of it does not compile, until the rest does. [`programs`] finds out
//! which tests reach which mutant. A mutant then meets the unit tests of its own module that reach it, those of the others, and at
//! last the tests that are programs of their own; the first that fails ends it.

mod build;
mod earlier;

use core::sync::atomic::{AtomicBool, Ordering};
use core::time::Duration;
use std::collections::{BTreeMap, BTreeSet};

use self::build::Build;
use super::catalogue::Mutant;
use super::outcome::Fate;
use super::pool;
use super::programs::{self, Test};
use super::switch::{self, Control};
use super::trial::{self, Choice, Program};
use crate::commands::{Stop, Workspace, failed};
use crate::shell::Line;

/// Where copies are built, below the folder of xtask's own in the target folder.
pub(super) const TARGET: &str = "schemata-target";

/// Of optimised code the tests are over sooner; overflows and assertions are looked at all the same.
pub(super) fn optimised(line: Line) -> Line {
    line.env("CARGO_PROFILE_DEV_DEBUG", "0").env("CARGO_PROFILE_DEV_OPT_LEVEL", "1")
}

/// As [`optimised`], and no word about what a mutant leaves unused.
pub(super) fn flags(line: Line) -> Line {
    optimised(line).env("RUSTFLAGS", "--cap-lints allow")
}

/// What is known of the mutants of one package.
#[derive(Debug)]
pub(super) struct Schemata {
    mutants: Vec<Mutant>,
    programs: Vec<Program>,
    tests: Vec<Test>,
    /// What has no place in the copy: whether it is proved that it does not compile.
    refused: BTreeMap<u32, bool>,
}

/// What became of a mutant here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Answer {
    Fate(Fate),
    /// It has no place in the copy: cargo-mutants is to ask it.
    Singly,
}

impl Schemata {
    /// Writes and builds the copy. `mutants` are those that are asked, all of one package, whose sources are in `sources`.
    pub(super) fn prepare(
        ws: &Workspace,
        package: &str,
        sources: &str,
        mutants: Vec<Mutant>,
        jobs: usize,
    ) -> Result<Self, Stop> {
        let build = Build::new(ws, package, sources)?;
        let refused = build.fit(&mutants)?;
        let programs = build.programs()?;
        let scratch = build.root.join("reached");
        let tests = programs::look(&programs, &scratch, jobs)?;
        let seconds: Duration = tests.iter().map(|test| test.time).sum();
        println!(
            "{package}: {} of {} mutants in one text, {} do not compile; {} tests in {} programs pass without one, in {} s",
            mutants.len() - refused.len(),
            mutants.len(),
            refused.values().filter(|proved| **proved).count(),
            tests.len(),
            programs.len(),
            seconds.as_secs()
        );
        let schemata = Self { mutants, programs, tests, refused };
        schemata.controls()?;
        Ok(schemata)
    }

    /// What becomes of the mutants of these files; `keep` has each answer as soon as it is there, and says whether to go on.
    pub(super) fn ask(
        &self,
        files: &BTreeSet<&str>,
        jobs: usize,
        keep: impl Fn(&Mutant, Answer) -> Result<bool, Stop> + Sync,
    ) -> Result<(), Stop> {
        let numbered = (1..).zip(&self.mutants);
        let chosen: Vec<(u32, &Mutant)> =
            numbered.filter(|(_, mutant)| files.contains(mutant.file.as_str())).collect();
        if let Some(program) = self.programs.first() {
            // The number is nobody's.
            let line = trial::line(program, &["TEST…"], Choice::Mutant(0), Duration::ZERO);
            println!("$ {line}\n  and so on: {} mutants, each by itself", chosen.len());
        }
        let over = AtomicBool::new(false);
        pool::each(&chosen, jobs, |(number, mutant)| {
            if over.load(Ordering::Relaxed) {
                return Ok(());
            }
            let answer = match self.refused.get(number) {
                Some(true) => Answer::Fate(Fate::DoesNotCompile),
                Some(false) => Answer::Singly,
                None => Answer::Fate(self.fate(*number, &module(&mutant.file))?),
            };
            if answer == Answer::Fate(Fate::Lives) {
                let reached = self.tests.iter().filter(|test| test.reached.contains(number));
                println!("  lives, reached by {} tests: {}", reached.count(), mutant.name);
            }
            over.fetch_or(!keep(mutant, answer)?, Ordering::Relaxed);
            Ok(())
        })?;
        Ok(())
    }

    /// The tests that reach the mutant, rung by rung.
    fn fate(&self, number: u32, own: &str) -> Result<Fate, Stop> {
        let mut rungs: Vec<(&Program, Vec<&Test>)> = Vec::new();
        for (at, program) in self.programs.iter().enumerate() {
            let reach = |test: &&Test| test.program == at && test.reached.contains(&number);
            let mut tests: Vec<&Test> = self.tests.iter().filter(reach).collect();
            tests.sort_by_key(|test| test.time);
            let (near, far) = tests.into_iter().partition(|test| test.name.starts_with(own));
            for tests in [near, far] {
                let (quick, slow) = quick(tests);
                rungs.extend([(program, quick), (program, slow)]);
            }
        }
        let near = |tests: &[&Test]| tests.first().is_some_and(|test| test.name.starts_with(own));
        rungs.sort_by_key(|(program, tests)| (!program.unit, !near(tests), usual(tests)));
        for (program, tests) in rungs.iter().filter(|(_, tests)| !tests.is_empty()) {
            let names: Vec<&str> = tests.iter().map(|test| test.name.as_str()).collect();
            let end = trial::run(program, &names, Choice::Mutant(number), usual(tests))?;
            if Fate::from(end) != Fate::Lives {
                return Ok(end.into());
            }
        }
        Ok(Fate::Lives)
    }

    /// That what cannot be seen is found alive, and what can be seen is caught, by the way that all mutants go.
    fn controls(&self) -> Result<(), Stop> {
        for control in Control::ALL {
            let expected = control.expected();
            let found = self.fate(control.number(), switch::TEST)?;
            println!("  control {control:?}: {found:?}");
            if found != expected {
                return Err(failed(format!("control {control:?}: {found:?}, not {expected:?}")));
            }
        }
        // The original passes whole, too: its tests do not disturb each other.
        for (at, program) in self.programs.iter().enumerate() {
            let tests: Vec<&Test> = self.tests.iter().filter(|test| test.program == at).collect();
            let names: Vec<&str> = tests.iter().map(|test| test.name.as_str()).collect();
            let usual = tests.iter().map(|test| test.time).sum();
            let end = trial::run(program, &names, Choice::Original, usual)?;
            if Fate::from(end) != Fate::Lives {
                return Err(failed(format!("{}: does not pass without a mutant", program.name)));
            }
        }
        Ok(())
    }
}

fn usual(tests: &[&Test]) -> Duration {
    tests.iter().map(|test| test.time).sum()
}

/// The first of the tests, as many as need no more time than the least that a run is given: what has no end is found soon.
fn quick(mut tests: Vec<&Test>) -> (Vec<&Test>, Vec<&Test>) {
    let mut sum = Duration::ZERO;
    let quick = tests.iter().take_while(|test| {
        sum += test.time;
        sum <= trial::LEAST / trial::TIMES
    });
    let slow = tests.split_off(quick.count());
    (tests, slow)
}

/// The first part of the name of the modules in a file, of which the unit tests are the first to look; with its colons.
pub(super) fn module(file: &str) -> String {
    let inner = file.split_once("/src/").map_or(file, |(_, inner)| inner);
    let first = inner.split(['/', '.']).next().unwrap_or(inner);
    format!("{first}::")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quick_tests_come_first() {
        let test = |millis| Test {
            program: 0,
            name: String::new(),
            time: Duration::from_millis(millis),
            reached: BTreeSet::new(),
        };
        let tests = [test(1), test(100), test(148), test(2), test(3)];
        let (first, last) = quick(tests.iter().collect());
        assert_eq!((first.len(), last.len()), (3, 2));
        assert_eq!(usual(&first), Duration::from_millis(249));
    }

    #[test]
    fn a_module_is_named_by_its_file() {
        assert_eq!(module("crates/dist/src/lemire.rs"), "lemire::");
        assert_eq!(module("crates/tokens/src/secret/bytes.rs"), "secret::");
    }
}
