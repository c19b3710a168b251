//! One row: a package with a set of features on a target, taken as far as it goes.

mod said;

use std::fs;
use std::path::Path;

use self::said::{Said, read};
use super::left_out;
use super::packages::Package;
use super::project::{Job, Project, has_harness};
use super::runners;
use super::targets::{Depth, Runner, Target, UEFI};
use super::toolchain::Equipment;
use crate::commands::{Stop, Workspace};
use crate::shell::{Line, timed};

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum State {
    Passed,
    Failed,
    #[default]
    NotChecked,
}

#[derive(Clone, Debug, Default)]
pub(super) struct Row {
    pub(super) target: String,
    pub(super) package: String,
    pub(super) set: String,
    pub(super) depth: Depth,
    pub(super) state: State,
    /// Why, where it is not passed.
    pub(super) reason: String,
    /// The compiler, and what ran the tests.
    pub(super) with: String,
    /// The day and the version, in rows that are kept.
    pub(super) made: String,
    /// What they were made on.
    pub(super) machine: String,
    /// How many tests passed.
    pub(super) tests: usize,
    /// Test programs and tests that were not run there, each with its reason.
    pub(super) left_out: Vec<String>,
    pub(super) seconds: f64,
}

impl Row {
    fn of(target: &Target, job: &Job) -> Self {
        Self {
            target: target.name.into(),
            package: job.package.clone(),
            set: job.set.clone(),
            depth: job.depth,
            ..Self::default()
        }
    }

    /// A row of a target that cannot be taken anywhere.
    pub(super) fn without(target: &Target, job: &Job, stop: &Stop) -> Self {
        Self { with: "none".into(), ..Self::of(target, job) }.stopped(stop)
    }

    /// Of a target that does not go as far as was asked for: the row that is missing.
    pub(super) fn beyond(row: &Self, asked: Depth, most: Depth) -> Self {
        let reason = format!("this target goes as far as {most}");
        let Self { target, package, set, .. } = row.clone();
        let with = "none".into();
        Self { target, package, set, depth: asked, with, ..Self::default() }
            .stopped(&Stop::NotChecked(reason))
    }

    fn stopped(mut self, stop: &Stop) -> Self {
        let (state, reason) = match stop {
            Stop::NotChecked(reason) => (State::NotChecked, reason),
            Stop::Failed(reason) | Stop::Usage(reason) => (State::Failed, reason),
        };
        self.state = state;
        self.reason.clone_from(reason);
        self
    }
}

/// Does the work of one row.
pub(super) fn make(
    ws: &Workspace,
    project: &Project,
    target: &Target,
    equipment: &Equipment,
    job: &Job,
) -> Row {
    let mut row = Row::of(target, job);
    row.with = with(equipment, target, job.depth);
    let work = Work { ws, project, target, equipment, job };
    let (outcome, time) = timed(|| work.go(&mut row));
    row.seconds = time.as_secs_f64();
    match outcome {
        Ok(()) => Row { state: State::Passed, ..row },
        Err(stop) => row.stopped(&stop),
    }
}

fn with(equipment: &Equipment, target: &Target, depth: Depth) -> String {
    let runner = match target.runner {
        _ if depth < Depth::Run => return equipment.with.clone(),
        Runner::Native | Runner::None => "natively".into(),
        Runner::Qemu(processor, _) => format!("qemu-{processor}"),
        Runner::Wine => "Wine".into(),
        Runner::Wasi => "Node.js".into(),
        Runner::Browser => runners::browser().into(),
    };
    format!("{}, {runner}", equipment.with)
}

struct Work<'a> {
    ws: &'a Workspace,
    project: &'a Project,
    target: &'a Target,
    equipment: &'a Equipment,
    job: &'a Job,
}

impl Work<'_> {
    fn go(&self, row: &mut Row) -> Result<(), Stop> {
        let is_tested = has_harness(self.target)
            && (self.job.depth == Depth::Run || self.target.runner != Runner::Browser);
        match self.job.depth {
            Depth::Checked => self.line("check --quiet").run(),
            Depth::Built if !is_tested => self.line("build --quiet --lib").run(),
            Depth::Built => {
                let tests = self.tests(row)?;
                self.line(&format!("test --quiet --no-run {tests}")).run()
            }
            Depth::Run => self.run(row),
        }
    }

    /// Which test programs to build, as cargo is told, without those that are left out there. Each of these is noted.
    fn tests(&self, row: &mut Row) -> Result<String, Stop> {
        let package = Package::find(&self.job.package);
        let (Project::Ours(root), Some(package)) = (self.project, package) else {
            return Ok("--tests".into());
        };
        if self.job.is_unit_tests {
            row.left_out.push("integration tests: they run with all features".into());
            return Ok("--lib".into());
        }
        let not_run = left_out::not_run(package.name, self.target);
        if self.job.is_known_answers {
            row.left_out.push("all but known answers: they run in the whole matrix".into());
        }
        let features = package.features_of(&self.job.set);
        let mut words = String::from(if self.job.is_known_answers { "" } else { "--lib" });
        for name in names(&root.join(package.folder()).join("tests"))? {
            if self.job.is_known_answers && !name.starts_with("known_answers") {
                continue;
            }
            if let Some(out) = not_run.iter().find(|out| out.test == name) {
                row.left_out.push(format!("{name}: {}", out.reason));
            } else if package.wanted_by(&name).iter().all(|wanted| features.contains(wanted)) {
                words.push_str(&format!(" --test {name}"));
            }
        }
        Ok(words)
    }

    fn run(&self, row: &mut Row) -> Result<(), Stop> {
        let tests = self.tests(row)?;
        let line = self.line(&format!("test --no-fail-fast {tests}"));
        // What a test says of what it could not look at is to be heard, although the test passes.
        let is_libtest = self.target.runner != Runner::Browser;
        let mut line = if is_libtest { line.words("-- --show-output") } else { line };
        for (test, reason) in left_out::single(&self.job.package, self.target) {
            line = line.arg("--skip").arg(test);
            row.left_out.push(format!("{test}: {reason}"));
        }
        // How many cases another project's tests make is its own business.
        if left_out::slow(self.target) && matches!(self.project, Project::Ours(_)) {
            line = line.env("PROPTEST_CASES", "16");
            row.left_out.push("property tests: 16 cases of 256".into());
        }
        // What fails here, or could not look, is said by the row, and leaves no file beside the tests.
        let line = line.env("PROPTEST_DISABLE_FAILURE_PERSISTENCE", "1");
        let output = line.env("WELLSPRING_ALLOW_MISSING", "1").output()?;
        let said =
            [output.stdout, output.stderr].map(|text| String::from_utf8_lossy(&text).into_owned());
        let said = said.join("\n");
        self.keep(&said)?;
        let Said { passed, failed, mut skipped } = read(&said);
        row.tests = passed;
        row.left_out.append(&mut skipped);
        if !output.status.success() {
            let skip = said.lines().count().saturating_sub(60);
            said.lines().skip(skip).for_each(|line| eprintln!("{line}"));
            let what =
                if passed + failed == 0 { first_error(&said) } else { output.status.to_string() };
            return Err(Stop::Failed(format!("{failed} tests failed, {passed} passed: {what}")));
        }
        if passed == 0 {
            return Err(Stop::NotChecked("no test ran".into()));
        }
        Ok(())
    }

    fn line(&self, words: &str) -> Line {
        let line = self.equipment.cargo(self.ws, words).arg("--target").arg(self.target.name);
        let line = if self.target.name == UEFI { line.env("RUSTC_BOOTSTRAP", "1") } else { line };
        self.project.apply(line, self.job)
    }

    /// What the tests said, for whoever wants to read it.
    fn keep(&self, said: &str) -> Result<(), Stop> {
        let Job { package, set, .. } = self.job;
        let folder = self.ws.target.join("xtask").join("matrix").join("logs");
        fs::create_dir_all(&folder)?;
        let name =
            format!("{} {package} {set}.log", self.target.name).replace(['/', ' ', ','], "_");
        fs::write(folder.join(name), said)?;
        Ok(())
    }
}

/// The test programs in a folder: `name.rs`, or `name/main.rs`.
fn names(folder: &Path) -> Result<Vec<String>, Stop> {
    let mut names = Vec::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        let is_file = path.extension().is_some_and(|ext| ext == "rs");
        if is_file || path.join("main.rs").exists() {
            names.extend(path.file_stem().map(|name| name.to_string_lossy().into_owned()));
        }
    }
    names.sort();
    Ok(names)
}

fn first_error(said: &str) -> String {
    said.lines().find(|line| line.starts_with("error")).unwrap_or("see above").to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn test_programs_are_files_and_folders_with_a_main() {
        let found =
            names(&Workspace::find().root.join("crates").join("dist").join("tests")).unwrap();
        for name in ["integers", "known_answers", "statistics"] {
            assert!(found.iter().any(|found| found == name), "{name}");
        }
    }

    #[test]
    fn a_row_that_stops_says_why() {
        let failed = Row::default().stopped(&Stop::Failed("x".into()));
        assert_eq!((failed.state, failed.reason.as_str()), (State::Failed, "x"));
        let beyond = Row::beyond(&Row { tests: 3, ..failed }, Depth::Run, Depth::Checked);
        assert_eq!((beyond.state, beyond.depth, beyond.tests), (State::NotChecked, Depth::Run, 0));
        assert!(beyond.reason.ends_with("as far as checked"));
        let missing = Row::default().stopped(&Stop::NotChecked("y".into()));
        assert_eq!(missing.state, State::NotChecked);
    }
}
