//! `cargo xtask tidy`: the rules of this repository that no lint knows.
//!
//! Each rule is a function from text to violations, so that its tests can break it without a file.

mod browser;
mod compared;
mod conditions;
mod current;
mod dependencies;
mod examples;
mod features;
mod headers;
mod history;
mod inventory;
mod layers;
mod licences;
mod links;
mod lints;
mod lock;
mod names;
mod orphans;
mod pages;
mod platforms;
mod promised;
mod sizes;
mod sources;
pub(crate) mod tested;

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::remade::{self, Remade};
use super::{Outcome, Stop, Workspace, evidence, failed, mutants, verdict};
use crate::metadata;

pub(crate) fn run(ws: &Workspace, args: &[String]) -> Outcome {
    if let Some(arg) = args.first() {
        return Err(Stop::Usage(format!("tidy takes no argument `{arg}`")));
    }
    let files = files(&ws.root)?;
    let all: Vec<String> = files.iter().map(|file| unix_path(&ws.root, file)).collect();
    // First: whatever else asks cargo would heal what this looks for.
    let stale = lock::check(ws, &all)?;
    if !stale.is_empty() {
        return verdict(&stale, String::new());
    }
    let members = metadata::members(&ws.root)?;
    let mut violations = layers::check(ws, &members)?;
    violations.extend(licences::check(ws, &members, &all)?);
    violations.extend(platforms::check(ws)?);
    violations.extend(dependencies::check(ws)?);
    let (mut roots, mut texts) = (0_usize, Vec::new());
    for file in &files {
        let path = unix_path(&ws.root, file);
        // A file that is not text has no rule.
        let Ok(text) = fs::read_to_string(file) else {
            continue;
        };
        roots += usize::from(sources::is_crate_root(&path));
        violations.extend(sources::check(&path, &text));
        texts.push((path, text));
    }
    let inventory = fs::read_to_string(ws.root.join("docs/UNSAFE.md"))?;
    violations.extend(inventory::check(&inventory, &texts));
    violations.extend(headers::check(&texts));
    violations.extend(licences::check_texts(&texts));
    violations.extend(orphans::check(&texts));
    let manifests: Vec<String> =
        members.iter().map(|member| unix_path(&ws.root, &member.manifest)).collect();
    violations.extend(lints::check(&texts, &manifests));
    violations.extend(sizes::check(&texts));
    violations.extend(links::check(&texts, &all));
    violations.extend(features::check(&texts));
    violations.extend(names::check(&texts));
    let known = promised::Known { commands: &crate::names(), steps: &super::ci::names() };
    violations.extend(promised::check(&texts, &all, &known));
    let page = Remade { path: evidence::PAGE, text: evidence::current(ws)? };
    let drawn = remade::drawn(ws)?;
    violations.extend(current::undrawn(&all, &drawn));
    violations.extend(current::check(&texts, &[remade::all(ws)?, drawn, vec![page]].concat()));
    violations.extend(current::lost(&all, &evidence::names()));
    let (unknown, without) = history::check(&texts, known.steps);
    violations.extend(unknown);
    for failure in &without {
        println!("no test in docs/HISTORY.md: {failure}");
    }
    let (counted_wrong, changed) = mutants::check(ws)?;
    violations.extend(counted_wrong);
    println!("docs/MUTANTS.md: {changed}");
    violations.extend(pages::check(&texts));
    violations.extend(compared::check(&texts));
    violations.extend(tested::check(&texts));
    violations.extend(browser::check(&texts));
    let (items, bare) = examples::check(&texts);
    violations.extend(bare);
    println!("{items} public functions, types and constants looked at for an example that asserts");
    // Finding nothing to look at is how a check of this kind would fail silently.
    if roots < super::PACKAGES.len() {
        return Err(failed(format!("only {roots} crate roots were found")));
    }
    let clean = format!(
        "{} files, {roots} crate roots; {} rows of docs/HISTORY.md without a test",
        files.len(),
        without.len()
    );
    verdict(&violations, clean)
}

/// Every file that belongs to the repository, for the rules that look at text.
pub(crate) fn files(dir: &Path) -> io::Result<Vec<PathBuf>> {
    const SKIPPED: &[&str] = &[".git", "target", "corpus", "artifacts", "coverage"];
    let mut found = Vec::new();
    for entry in fs::read_dir(dir)? {
        let entry = entry?;
        let kind = entry.file_type()?;
        // The licences of the packages are links to those at the root.
        if kind.is_file() || (kind.is_symlink() && entry.path().is_file()) {
            found.push(entry.path());
        } else if kind.is_dir() && !SKIPPED.iter().any(|name| entry.file_name() == *name) {
            found.append(&mut files(&entry.path())?);
        }
    }
    found.sort();
    Ok(found)
}

/// Relative to the root and with `/`, as the rules write paths.
pub(crate) fn unix_path(root: &Path, file: &Path) -> String {
    let path = file.strip_prefix(root).unwrap_or(file);
    path.to_string_lossy().replace('\\', "/")
}
