//! One call: all files that are due, by the way that is quick and then by the one that is slow.

use core::time::Duration;
use std::collections::BTreeMap;
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
}

/// The mutants of a package that are asked in this call.
#[derive(Debug)]
struct Package {
    mutants: Vec<Mutant>,
    /// None where all were asked by an earlier call that was cut short.
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
        let mut packages: BTreeMap<&str, Package> = BTreeMap::new();
        let mut later: Vec<(&File, Found)> = Vec::new();
        for critical in [true, false] {
            for (name, sources) in CRATES {
                let of_package: Vec<&File> =
                    due.iter().copied().filter(|file| file.package == *name).collect();
                let here: Vec<&File> =
                    of_package.iter().copied().filter(|file| file.critical == critical).collect();
                if here.is_empty() || self.is_over() {
                    continue;
                }
                if !packages.contains_key(name) {
                    packages.insert(name, self.package(name, sources, &of_package)?);
                }
                let Some(package) = packages.get(name) else { continue };
                self.together(package, &here)?;
                for file in here {
                    let found = self.found(package, file);
                    if found.single.is_empty() {
                        self.write(file, found.fates)?;
                    } else {
                        later.push((file, found));
                    }
                }
            }
        }
        // The largest first, so that no thread is left alone with one.
        later.sort_by_key(|(file, found)| (!file.critical, usize::MAX - found.single.len()));
        self.singly(later)
    }

    /// The mutants of these files of a package, and a copy with those that were not answered for yet.
    fn package(&self, name: &str, sources: &str, files: &[&File]) -> Result<Package, Stop> {
        let mut mutants = catalogue::list(&self.ws.root, name)?;
        let of = |mutant: &Mutant| files.iter().find(|file| file.path == mutant.file);
        mutants.retain(|mutant| of(mutant).is_some());
        let is_open = |mutant: &&Mutant| {
            of(mutant).is_some_and(|file| self.answers.get(file, &mutant.name).is_none())
        };
        let open: Vec<Mutant> = mutants.iter().filter(is_open).cloned().collect();
        if open.is_empty() {
            return Ok(Package { mutants, schemata: None });
        }
        let schemata = Schemata::prepare(self.ws, name, sources, open, self.jobs)?;
        Ok(Package { mutants, schemata: Some(schemata) })
    }

    /// Asks these files' mutants in the copy that has them all, and keeps the answers.
    fn together(&mut self, package: &Package, files: &[&File]) -> Result<(), Stop> {
        let Some(schemata) = &package.schemata else { return Ok(()) };
        let paths = files.iter().map(|file| file.path.as_str()).collect();
        for (mutant, answer) in schemata.ask(&paths, self.jobs)? {
            if let Some(file) = files.iter().find(|file| file.path == mutant.file) {
                self.answers.add(file, &mutant.name, answer);
            }
        }
        self.answers.keep()
    }

    fn found(&self, package: &Package, file: &File) -> Found {
        let mut found = Found::default();
        for mutant in package.mutants.iter().filter(|mutant| mutant.file == file.path) {
            match self.answers.get(file, &mutant.name) {
                Some(Answer::Fate(fate)) => found.fates.push((mutant.name.clone(), fate)),
                Some(Answer::Singly) | None => found.single.push(mutant.name.clone()),
            }
        }
        found
    }

    /// What has no place in a copy with all, file by file.
    fn singly(&mut self, files: Vec<(&File, Found)>) -> Result<(), Stop> {
        if files.is_empty() {
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
        self.answers.forget(file);
        self.answers.keep()
    }

    fn is_over(&self) -> bool {
        self.start.elapsed() > self.time
    }
}
