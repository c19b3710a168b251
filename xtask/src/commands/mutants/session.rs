//! One call: all files that are due, by the way that is quick and then by the one that is slow.

use core::time::Duration;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::PathBuf;
use std::sync::Mutex;
use std::time::Instant;

use super::catalogue;
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
        let mut packages: BTreeMap<&str, Schemata> = BTreeMap::new();
        let mut later: Vec<(&File, Found)> = Vec::new();
        for critical in [true, false] {
            for (package, sources) in CRATES {
                let of_package = |file: &&&File| file.package == *package;
                let here = due.iter().filter(of_package).filter(|file| file.critical == critical);
                let here: Vec<&File> = here.copied().collect();
                if here.is_empty() || self.is_over() {
                    continue;
                }
                if !packages.contains_key(package) {
                    let of_package = due.iter().filter(of_package).map(|file| file.path.as_str());
                    packages
                        .insert(package, self.prepare(package, sources, &of_package.collect())?);
                }
                if let Some(schemata) = packages.get(package) {
                    later.extend(self.together(schemata, &here)?);
                }
            }
        }
        // The largest first, so that no thread is left alone with one.
        later.sort_by_key(|(file, found)| (!file.critical, usize::MAX - found.single.len()));
        self.singly(later)
    }

    fn prepare(
        &self,
        package: &str,
        sources: &str,
        files: &BTreeSet<&str>,
    ) -> Result<Schemata, Stop> {
        let mut mutants = catalogue::list(&self.ws.root, package)?;
        mutants.retain(|mutant| files.contains(mutant.file.as_str()));
        Schemata::prepare(self.ws, package, sources, mutants, self.jobs)
    }

    /// These files' mutants in the copy that has them all. Returns the files of which some are still to be asked.
    fn together<'f>(
        &mut self,
        schemata: &Schemata,
        files: &[&'f File],
    ) -> Result<Vec<(&'f File, Found)>, Stop> {
        let paths = files.iter().map(|file| file.path.as_str()).collect();
        let mut found: BTreeMap<&str, Found> = BTreeMap::new();
        for (mutant, answer) in schemata.ask(&paths, self.jobs)? {
            let found = found.entry(&mutant.file).or_default();
            match answer {
                Answer::Fate(fate) => found.fates.push((mutant.name.clone(), fate)),
                Answer::Singly => found.single.push(mutant.name.clone()),
            }
        }
        let mut later = Vec::new();
        for file in files {
            let found = found.remove(file.path.as_str()).unwrap_or_default();
            if found.single.is_empty() {
                self.write(file, found.fates)?;
            } else {
                later.push((*file, found));
            }
        }
        Ok(later)
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
        Ok(fs::write(&self.path, self.document.to_string())?)
    }

    fn is_over(&self) -> bool {
        self.start.elapsed() > self.time
    }
}
