//! The tests of a copy full of mutants, and which of them reach which mutant.
//!
//! Every test is run once by itself without a mutant: how long it takes, and which mutants it asks for. A test that does not ask
//! for a mutant cannot see it, so only those that do are run for it.

use core::time::Duration;
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use super::pool;
use super::trial::{self, Choice, End, Program};
use crate::commands::{Stop, failed};
use crate::json::{self, Value};
use crate::shell::{Line, timed};

#[derive(Clone, Debug)]
pub(super) struct Test {
    /// By its place in the list of programs.
    pub(super) program: usize,
    pub(super) name: String,
    /// Without a mutant, by itself.
    pub(super) time: Duration,
    pub(super) reached: BTreeSet<u32>,
}

/// The programs that `cargo test --no-run` makes of the package in `folder` by this line.
pub(super) fn build(line: Line, folder: &Path) -> Result<Vec<Program>, Stop> {
    let manifest = fs::read_to_string(folder.join("Cargo.toml"))?;
    let lines = line.words("--no-run --message-format json").read()?;
    let mut programs = Vec::new();
    for line in lines.lines().filter(|line| line.starts_with('{')) {
        let value = json::read(line).map_err(failed)?;
        let tested = value.get("profile").get("test") == &Value::Bool(true);
        let (Some(path), true) = (value.get("executable").text(), tested) else { continue };
        let target = value.get("target");
        let name = target.get("name").text().unwrap_or_default().to_owned();
        let unit = target.get("kind").items().iter().any(|kind| kind.text() == Some("lib"));
        let harness = unit || !without_harness(&manifest).contains(&name);
        programs.push(Program { name, path: path.into(), folder: folder.into(), harness, unit });
    }
    if programs.iter().filter(|program| program.unit).count() != 1 {
        return Err(failed("not one program of unit tests"));
    }
    Ok(programs)
}

/// The names of the targets that a manifest says to have no harness.
fn without_harness(manifest: &str) -> BTreeSet<String> {
    let tables = manifest.split("\n[");
    let without = tables.filter(|table| table.lines().any(|line| line == "harness = false"));
    let name = |table: &str| {
        let line = table.lines().find_map(|line| line.strip_prefix("name = \""));
        line.and_then(|rest| rest.strip_suffix('"')).map(str::to_owned)
    };
    without.filter_map(name).collect()
}

/// Tests that read the text of the crate, which is another in the copy: program and name. They tell nothing of what it does.
const READERS: &[(&str, &str)] = &[("twins", "every_plain_form_unwraps_its_twin")];

/// All tests of all programs but [`READERS`], with what each reaches. None may fail.
pub(super) fn look(programs: &[Program], scratch: &Path, jobs: usize) -> Result<Vec<Test>, Stop> {
    let mut names = Vec::new();
    for (at, program) in programs.iter().enumerate() {
        if !program.harness {
            names.push((at, program.name.clone()));
            continue;
        }
        let line = Line::program(&program.path).words("--list --format terse");
        let list = line.dir(&program.folder).read()?;
        let tests = list.lines().filter_map(|line| line.strip_suffix(": test"));
        let tests = tests.filter(|name| !READERS.contains(&(program.name.as_str(), name)));
        names.extend(tests.map(|name| (at, name.to_owned())));
    }
    fs::create_dir_all(scratch)?;
    if let Some(program) = programs.first() {
        let line = trial::line(program, &["TEST"], Choice::Note(&scratch.join("N")), USUAL);
        println!("$ {line}\n  and so on: {} tests, each by itself", names.len());
    }
    let numbered: Vec<(usize, (usize, String))> = names.iter().cloned().enumerate().collect();
    let looked = pool::each(&numbered, jobs, |(number, (at, name))| {
        let file = scratch.join(number.to_string());
        let program = programs.get(*at).ok_or_else(|| failed("no program"))?;
        let run = || trial::run(program, &[name], Choice::Note(&file), USUAL);
        let (end, time) = timed(run);
        let passed = end? == End::Passed;
        Ok((passed, Test { program: *at, name: name.clone(), time, reached: reached(&file)? }))
    })?;
    let (passed, others): (Vec<_>, Vec<_>) = looked.into_iter().partition(|(passed, _)| *passed);
    for (_, test) in &others {
        let program = programs.get(test.program).map_or("", |program| &program.name);
        eprintln!("  does not pass without a mutant: {program} {}", test.name);
    }
    if others.is_empty() {
        return Ok(passed.into_iter().map(|(_, test)| test).collect());
    }
    Err(failed(format!("{} tests do not pass without a mutant", others.len())))
}

/// What a test by itself may take at most, a twentieth of what it is given.
const USUAL: Duration = Duration::from_secs(30);

fn reached(file: &PathBuf) -> Result<BTreeSet<u32>, Stop> {
    // A program that uses nothing of what has mutants was linked without the switch.
    let bytes = if file.exists() { fs::read(file)? } else { Vec::new() };
    let numbers = bytes.chunks(4).map(|four| four.try_into().map(u32::from_le_bytes));
    numbers.collect::<Result<_, _>>().map_err(|_| failed("a torn note of what was reached"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::commands::Workspace;

    #[test]
    fn programs_without_a_harness_are_known() {
        let manifest = "[package]\nname = \"p\"\n\n[[test]]\nname = \"a\"\nharness = false\n\n[[test]]\nname = \"b\"\n";
        assert_eq!(without_harness(manifest), ["a".to_owned()].into());
        let root = Workspace::find().root;
        for (program, name) in READERS {
            let tests = root.join("crates/dist/tests").join(program).with_extension("rs");
            assert!(fs::read_to_string(tests).unwrap().contains(&format!("fn {name}()")));
        }
        let ours = root.join("crates/tokens/Cargo.toml");
        let ours = without_harness(&fs::read_to_string(ours).unwrap());
        assert!(ours.contains("survivors") && ours.contains("constant_time"), "{ours:?}");
    }
}
