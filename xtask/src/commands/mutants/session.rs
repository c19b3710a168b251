//! One call: all files that are due, by the way that is quick and then by the one that is slow.

use core::time::Duration;
use std::collections::BTreeSet;
use std::fs;
use std::path::PathBuf;
use std::sync::Mutex;
use std::time::Instant;

use super::answers::Answers;
use super::catalogue::{self, Mutant};
use super::files::{CRATES, File};
use super::outcome::{Fate, Outcomes};
use super::pool;
use super::schemata::{Answer, Schemata};
use super::single::Tree;
use super::table::{Document, Row};
use crate::commands::{Stop, Workspace, failed};

/// One call, from the first file to the last.
pub(super) struct Session<'a> {
    pub(super) ws: &'a Workspace,
    /// For how long.
    pub(super) time: Duration,
    /// How much runs at once.
    pub(super) jobs: usize,
    pub(super) start: Instant,
    pub(super) date: String,
    pub(super) path: PathBuf,
    pub(super) document: Document,
    pub(super) answers: Answers,
    /// Whether planted mutants were asked, and met their fate.
    pub(super) controls: bool,
}

/// The mutants of a package that are asked in this call, and its files.
#[derive(Debug)]
struct Package<'a> {
    name: &'static str,
    sources: &'static str,
    files: Vec<&'a File>,
    mutants: Vec<Mutant>,
    schemata: Option<Schemata>,
}

/// What became of a file's mutants so far, and the names of those that cargo-mutants is to ask.
#[derive(Debug, Default)]
struct Found {
    fates: Vec<(String, Fate)>,
    single: Vec<String>,
}

impl Session<'_> {
    /// All files, what is critical first; what is asked one by one comes last, for it is slow.
    pub(super) fn ask(&mut self, due: &[&File]) -> Result<(), Stop> {
        let mut packages: Vec<Package> = Vec::new();
        for (name, sources) in CRATES {
            let files: Vec<&File> =
                due.iter().copied().filter(|file| file.package == *name).collect();
            if !files.is_empty() {
                let mut mutants = catalogue::list(&self.ws.root, name)?;
                mutants.retain(|mutant| files.iter().any(|file| file.path == mutant.file));
                packages.push(Package { name, sources, files, mutants, schemata: None });
            }
        }
        // What an earlier call has left without a row.
        for package in &packages {
            self.write_all(package)?;
        }
        for critical in [true, false] {
            for package in &mut packages {
                self.together(package, critical)?;
                self.write_all(package)?;
            }
        }
        let mut later: Vec<(&File, Found)> = Vec::new();
        for package in &packages {
            let found = package.files.iter().map(|file| (*file, self.found(package, file)));
            later.extend(found.filter_map(|(file, found)| Some((file, found?))));
        }
        later.retain(|(_, found)| !found.single.is_empty());
        // The largest first, so that no thread is left alone with one.
        later.sort_by_key(|(file, found)| (!file.critical, usize::MAX - found.single.len()));
        self.singly(later)
    }

    /// The rows of the files of which all mutants are answered for.
    fn write_all(&mut self, package: &Package<'_>) -> Result<(), Stop> {
        for file in &package.files {
            let found = self.found(package, file).filter(|found| found.single.is_empty());
            if let Some(found) = found.filter(|_| !self.answers.has_row(file)) {
                self.write(file, found.fates)?;
            }
        }
        Ok(())
    }

    /// Asks the mutants of the files that are critical, or are not, in a copy that has all that are open; keeps each answer.
    fn together(&mut self, package: &mut Package<'_>, critical: bool) -> Result<(), Stop> {
        let of = |mutant: &Mutant| package.files.iter().find(|file| file.path == mutant.file);
        let is_open = |mutant: &&Mutant| {
            of(mutant).is_some_and(|file| self.answers.get(file, &mutant.name).is_none())
        };
        let open: Vec<Mutant> = package.mutants.iter().filter(is_open).cloned().collect();
        let here: BTreeSet<&str> = open
            .iter()
            .filter(|mutant| of(mutant).is_some_and(|file| file.critical == critical))
            .map(|mutant| mutant.file.as_str())
            .collect();
        if here.is_empty() || self.is_over() {
            return Ok(());
        }
        if package.schemata.is_none() {
            let (name, sources) = (package.name, package.sources);
            let schemata = Schemata::prepare(self.ws, name, sources, open.clone(), self.jobs)?;
            package.schemata = Some(schemata);
            self.controls = true;
        }
        let Some(schemata) = &package.schemata else { return Ok(()) };
        let (jobs, start, time) = (self.jobs, self.start, self.time);
        let answers = Mutex::new(&mut self.answers);
        schemata.ask(&here, jobs, |mutant, answer| {
            let file = of(mutant).ok_or_else(|| failed("a mutant without a file"))?;
            let mut answers = answers.lock().map_err(|_| failed("the answers were lost"))?;
            answers.add(file, &mutant.name, answer)?;
            Ok(start.elapsed() <= time)
        })
    }

    /// None where some mutants were not asked yet.
    fn found(&self, package: &Package<'_>, file: &File) -> Option<Found> {
        let mut found = Found::default();
        for mutant in package.mutants.iter().filter(|mutant| mutant.file == file.path) {
            match self.answers.get(file, &mutant.name)? {
                Answer::Fate(fate) => found.fates.push((mutant.name.clone(), fate)),
                Answer::Singly => found.single.push(mutant.name.clone()),
            }
        }
        Some(found)
    }

    /// What has no place in a copy with all, file by file.
    fn singly(&mut self, files: Vec<(&File, Found)>) -> Result<(), Stop> {
        if files.is_empty() || self.is_over() {
            return Ok(());
        }
        let number: usize = files.iter().map(|(_, found)| found.single.len()).sum();
        println!("{number} mutants of {} files are asked one by one", files.len());
        let jobs = self.jobs;
        let trees =
            (0..jobs).map(|number| Tree::copy(self.ws, number)).collect::<Result<_, _>>()?;
        let trees: Mutex<Vec<Tree>> = Mutex::new(trees);
        let lost = || failed("a copy was lost");
        let (start, time) = (self.start, self.time);
        let session = Mutex::new(self);
        pool::each(&files, jobs, |(file, found)| {
            if start.elapsed() > time {
                return Ok(());
            }
            let tree = trees.lock().map_err(|_| lost())?.pop().ok_or_else(lost)?;
            let fates = tree.ask(file.package, &file.path, &found.single);
            trees.lock().map_err(|_| lost())?.push(tree);
            let fates: Vec<_> = found.fates.iter().cloned().chain(fates?).collect();
            session.lock().map_err(|_| lost())?.write(file, fates)
        })?;
        Ok(())
    }

    /// The row of a file of which all mutants were asked; at once, for the call may be cut short.
    fn write(&mut self, file: &File, fates: Vec<(String, Fate)>) -> Result<(), Stop> {
        let outcomes = Outcomes::of(&fates);
        println!("{}: {outcomes}", file.path);
        let row = Row::new(&file.path, &file.digest, &self.date, &outcomes);
        self.document.replace(row, &outcomes.missed);
        fs::write(&self.path, self.document.to_string())?;
        self.answers.settle(file)
    }

    fn is_over(&self) -> bool {
        self.start.elapsed() > self.time
    }
}
